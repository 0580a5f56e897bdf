import numpy as np
import pytest

from feedback_nlp.text.analysis import make_analyser
from feedback_nlp.text.vocabulary import Vocabulary
from feedback_nlp.themes.lexicon import Lexicon, Opinions

LEXICON = Lexicon(
    cues={
        "late": ("te laat", "niet op tijd", "duur* .. lang"),
        "on_time": ("op tijd", "kwam .. tijd"),
        "dear": ("te duur", "duur"),
        "kind_staff": ("vriendelijk*",),
    },
    aspects={"delivery": ("bezorg*",)},
    opinions=Opinions(
        positive=("goed",),
        negative=("slecht",),
        negators=("geen",),
        closing_negators=("niet",),
        denials=("niemand die",),
        pseudo_negators=("niet alleen",),
    ),
)


@pytest.fixture(scope="module")
def analyser():
    return make_analyser("nl", LEXICON)


def cues_of(analyser, comment, *, whole=False):
    analysis = analyser.analyse([comment], whole=whole)
    tokens = analysis.tokens
    return [
        (
            ("¬" if turned else "") + analyser.group_names[group],
            comment[tokens.start[first] : tokens.end[last]],
        )
        for group, first, last, turned in zip(
            analysis.cues.group,
            analysis.cues.first,
            analysis.cues.last,
            analysis.cue_negated,
            strict=True,
        )
    ]


def test_groups_are_named_after_themes_topics_and_opinions(analyser):
    assert analyser.group_names == (
        "cue:late",
        "cue:on_time",
        "cue:dear",
        "cue:kind_staff",
        "aspect:delivery",
        "positive",
        "negative",
        "hedges",
        "judged:delivery",
        "elapsed:earlier",
        "elapsed:at once",
        "elapsed:within 45 minutes",
        "elapsed:within 90 minutes",
        "elapsed:later",
        "elapsed:days before",
        "elapsed:at most a day",
        "elapsed:within four days",
        "elapsed:within two weeks",
        "elapsed:weeks after",
    )


@pytest.mark.parametrize(
    ("comment", "cues"),
    [
        (
            "Bezorger vriendelijk, kwam te laat",
            [
                ("aspect:delivery", "Bezorger"),
                ("cue:kind_staff", "vriendelijk"),
                ("cue:late", "te laat"),
            ],
        ),
        ("Veel te duur", [("cue:dear", "te duur")]),  # the longest wins
        ("Was niet op tijd", [("cue:late", "niet op tijd")]),  # negates itself
        ("Was niet duur", [("¬cue:dear", "duur")]),
        ("Vriendelijk was hij niet", [("¬cue:kind_staff", "Vriendelijk")]),  # closes its clause
        ("Hij kwam niet mooi op tijd", [("¬cue:on_time", "kwam niet mooi op tijd")]),  # in a gap
        ("Duur en kwam niet", [("cue:dear", "Duur")]),  # another clause
        ("Goed met geen korting", [("positive", "Goed")]),  # not one that closes a clause
        ("Niet gezakt: duur", [("cue:dear", "duur")]),  # a colon begins another
        ("Niet alleen duur", [("cue:dear", "duur")]),
        ("Niemand die niet vriendelijk is", [("cue:kind_staff", "vriendelijk")]),
        ("Niemand die niet op tijd kwam", [("¬cue:late", "niet op tijd")]),
        ("Niet duur. Goed", [("¬cue:dear", "duur"), ("positive", "Goed")]),
        ("Geen klachten maar slecht", [("negative", "slecht")]),
        ("Het duurde. Te lang", []),  # no find reaches over a sentence
        ("", []),
    ],
)
def test_finds_and_what_turns_them_round(analyser, comment, cues):
    assert cues_of(analyser, comment) == cues


def test_a_whole_comment_is_one_segment(analyser):
    comments = ["Niet duur. Goed", "", "Te laat"]
    analysis = analyser.analyse(comments, whole=True)
    assert analysis.segments.comment.tolist() == [0, 1, 2]
    assert analysis.segments.start.tolist() == [0, 0, 0]
    assert analysis.segments.end.tolist() == [15, 0, 7]
    assert analysis.segments.of_token.tolist() == [0, 0, 0, 0, 2, 2]


def test_misspelt_words_are_brought_to_those_of_the_vocabulary_and_of_the_lexicon():
    none = np.zeros(0, dtype=np.float32)
    weights = np.array([2, 1, 1], dtype=np.float32)
    vocabulary = Vocabulary(("bepaling", "betaling", "¬bezorgd"), (), (), weights, none, none)
    lexicon = Lexicon(cues={"kind_staff": ("vriendelijk", "netjes*")})
    analyser = make_analyser("nl", lexicon, vocabulary.known_words)
    assert cues_of(analyser, "Heel vriendlijk!") == [("cue:kind_staff", "vriendlijk")]
    normal_form = analyser.tokenizer.spelling.normal_form
    assert normal_form("bealing") == "betaling"  # as near to "bepaling", which is rarer
    assert normal_form("bezorgt") == "bezorgt"  # only its negated form is known
    assert normal_form("netjez") == "netjez"  # a stem is no word
