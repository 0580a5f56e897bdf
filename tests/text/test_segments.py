import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.text import tokens as tokens_module
from feedback_nlp.text.contrast import CONTRAST_WORDS
from feedback_nlp.text.segments import Segmenter, split_segments
from feedback_nlp.text.tokens import Tokenizer

PIECES = (
    "snel", "de tas", "is", "maar", "en", "want", "helaas", ",", ".", "!", "...", ";", ":", "-",
    "+", "*", "•", "/", "(", ")", '"', "'", ":)", ":-(", "?!", "\n", " ", "👍", "geleverd.Eten",
    "8/10",
)  # fmt: skip
COMMENTS = st.lists(
    st.one_of(
        st.lists(st.sampled_from(PIECES), max_size=15).map(" ".join),
        st.text(st.characters(exclude_categories=()), max_size=40),
    ),
    max_size=6,
)


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer()


@pytest.fixture(scope="module")
def segmenter(tokenizer):
    return Segmenter(tokenizer)


@pytest.fixture(scope="module")
def cut(tokenizer, segmenter):
    def _cut(*comments):
        found = [[] for _ in comments]
        segments = segmenter.split(tokenizer.tokenize(comments))
        for place, start, end in zip(segments.comment, segments.start, segments.end, strict=True):
            found[place].append(comments[place][start:end])
        return found

    return _cut


@given(COMMENTS)
def test_every_token_is_in_exactly_one_segment_of_its_comment(tokenizer, segmenter, comments):
    tokens = tokenizer.tokenize(comments)
    segments = segmenter.split(tokens)
    assert len(segments.of_token) == len(tokens)
    assert sorted(set(segments.of_token.tolist())) == list(range(len(segments)))
    assert np.array_equal(segments.comment[segments.of_token], tokens.comment)
    assert (segments.start[segments.of_token] <= tokens.start).all()
    assert (tokens.end <= segments.end[segments.of_token]).all()


@given(COMMENTS)
def test_segments_lie_inside_their_comment_in_order_and_apart(tokenizer, segmenter, comments):
    segments = segmenter.split(tokenizer.tokenize(comments))
    reached = dict.fromkeys(range(len(comments)), 0)
    for comment, start, end in zip(segments.comment, segments.start, segments.end, strict=True):
        assert reached[comment] <= start < end <= len(comments[comment])
        reached[comment] = end
    assert (np.diff(segments.comment) >= 0).all()


@given(COMMENTS)
def test_a_segment_never_reaches_over_the_end_of_a_sentence(tokenizer, segmenter, comments):
    segments = segmenter.split(tokenizer.tokenize(comments))
    sentences_of = {}
    for segment, sentence in zip(segments.of_token, segments.sentence_of_token, strict=True):
        sentences_of.setdefault(segment, set()).add(sentence)
    assert all(len(sentences) == 1 for sentences in sentences_of.values())


@given(COMMENTS)
def test_segments_do_not_depend_on_the_comments_around(tokenizer, segmenter, comments):
    together = segmenter.split(tokenizer.tokenize(comments))
    for place, comment in enumerate(comments):
        alone = segmenter.split(tokenizer.tokenize([comment]))
        own = together.comment == place
        assert together.start[own].tolist() == alone.start.tolist()
        assert together.end[own].tolist() == alone.end.tolist()


@pytest.mark.parametrize(
    ("comment", "segments"),
    [
        # sentences
        ("Snel geleverd. Mooie tas!", ["Snel geleverd.", "Mooie tas!"]),
        ("Top!!!! Maar duur...", ["Top!!!!", "Maar duur..."]),
        ("Wat was goed? Alles.", ["Wat was goed?", "Alles."]),
        ("goed; duur; laat", ["goed;", "duur;", "laat"]),
        ("Goed… niet duur", ["Goed…", "niet duur"]),
        ('Hij zei "nooit weer!" En weg was hij', ['Hij zei "nooit weer!"', "En weg was hij"]),
        ("(Te duur.) Wel mooi", ["(Te duur.)", "Wel mooi"]),
        ("Mooi. :) Snel", ["Mooi. :)", "Snel"]),
        ("Goede service bij bv. retour", ["Goede service bij bv. retour"]),
        ("om 10:30 besteld voor 12.50 euro", ["om 10:30 besteld voor 12.50 euro"]),
        # a missing space
        ("Te laat geleverd.Eten koud", ["Te laat geleverd.", "Eten koud"]),
        ("Snel,goed,duur", ["Snel,", "goed,", "duur"]),
        ("Goed!Snel?Ja", ["Goed!", "Snel?", "Ja"]),
        # contrast words
        ("Mooie tas maar te duur", ["Mooie tas", "maar te duur"]),
        ("Mooie tas, maar te duur", ["Mooie tas,", "maar te duur"]),
        ("Maar te duur", ["Maar te duur"]),
        ("Snel echter duur", ["Snel", "echter duur"]),
        ("Mooi hoewel duur", ["Mooi", "hoewel duur"]),
        ("Alles goed helaas te laat", ["Alles goed", "helaas te laat"]),
        # commas
        ("Snel geleverd, goed verpakt", ["Snel geleverd,", "goed verpakt"]),
        ("Vriendelijk, snel, goedkoop", ["Vriendelijk,", "snel,", "goedkoop"]),
        (",", [","]),
        ("Mooi, , duur", ["Mooi, ,", "duur"]),
        # joining words
        (
            "De levering was snel en de bezorger was erg vriendelijk",
            ["De levering was snel", "en de bezorger was erg vriendelijk"],
        ),
        ("Snel en goed", ["Snel en goed"]),
        ("Snel en goed en vriendelijk en netjes", ["Snel en goed en vriendelijk en netjes"]),
        (
            "We kwamen te laat omdat de bus niet reed",
            ["We kwamen te laat", "omdat de bus niet reed"],
        ),
        # lists
        ("+ snel - duur", ["+ snel", "- duur"]),
        ("+ snel\n- duur\n", ["+ snel", "- duur"]),
        ("- te laat\n- koud", ["- te laat", "- koud"]),
        ("* snel * goed", ["* snel", "* goed"]),
        ("Goed • duur • laat", ["Goed", "• duur", "• laat"]),
        ("Pluspunten: snel, mooi", ["Pluspunten: snel,", "mooi"]),
        ("snel / goedkoop", ["snel", "/ goedkoop"]),
        ("Mooi (te duur) en snel", ["Mooi", "(te duur) en snel"]),
        ("Mooie tas – te duur", ["Mooie tas", "– te duur"]),
        ("tas -", ["tas -"]),
        ("tas -\nmooi", ["tas -", "mooi"]),
        ("prijs/kwaliteit is top", ["prijs/kwaliteit is top"]),
        ("de wifi-verbinding is slecht", ["de wifi-verbinding is slecht"]),
        # line breaks
        ("Snel\nDuur", ["Snel", "Duur"]),
        ("Snel\r\n\r\nDuur", ["Snel", "Duur"]),
        ("Snel  \t duur", ["Snel  \t duur"]),
        # hardly anything
        ("", []),
        (" \n ", []),
        ("!", ["!"]),
        ("👍👍", ["👍👍"]),
        ("en", ["en"]),
        ("maar", ["maar"]),
        ("Bezorger: 😡", ["Bezorger: 😡"]),
        (
            "Koud! 😡😡 Bezorger aardig 👍🏽, app top",
            ["Koud! 😡😡", "Bezorger aardig 👍🏽,", "app top"],
        ),
        ("Kom ik terug? ❤️👍", ["Kom ik terug? ❤️👍"]),
        ("Hij is top👍Het eten was koud", ["Hij is top👍", "Het eten was koud"]),
        ("Keuze ✅ prijs ❌", ["Keuze ✅", "prijs ❌"]),
        ("top 👍! ga zo door", ["top 👍!", "ga zo door"]),
        ("Het was 20° in de kamer", ["Het was 20° in de kamer"]),
        ("De Samsonite® tas", ["De Samsonite® tas"]),
    ],
)
def test_segments_as_a_reader_would_cut(cut, comment, segments):
    assert cut(comment) == [segments]


@pytest.mark.parametrize("word", sorted(CONTRAST_WORDS["nl"]))
def test_a_new_point_begins_at_every_contrast_word(cut, word):
    assert cut(f"mooie tas {word} duur") == [["mooie tas", f"{word} duur"]]


def test_a_mark_at_the_end_of_a_comment_says_nothing_of_the_next(cut):
    together = cut("Te laat.", '"Adres onvindbaar" zei hij')
    assert together == [["Te laat."], ['"Adres onvindbaar" zei hij']]


def test_a_mark_at_the_end_of_a_line_says_nothing_of_the_next(cut):
    assert cut('Te laat.\n"Adres onvindbaar"') == [["Te laat.", '"Adres onvindbaar"']]


def test_comments_may_come_from_any_iterable():
    assert split_segments(comment for comment in ("Snel. Mooi", "")) == [["Snel.", "Mooi"], []]


def test_other_languages_are_cut_at_marks():
    segments = split_segments(["It's late. Food cold, sadly."], language="en")
    assert segments == [["It's late.", "Food cold,", "sadly."]]


@pytest.mark.parametrize(
    ("language", "comment", "segments"),
    [
        ("en", "I want my money back but they refuse", ["I want my money back", "but they refuse"]),
        ("fr", "Il y en a trop mais c'est bon", ["Il y en a trop", "mais c'est bon"]),
        ("de", "Gutes Essen, aber leider kalt", ["Gutes Essen,", "aber leider kalt"]),
        ("zh", "物流太慢了。质量很好!", ["物流太慢了。", "质量很好!"]),
        ("xx", "dobrý den. maar goed", ["dobrý den.", "maar goed"]),
    ],
)
def test_each_language_is_cut_at_its_own_words_and_marks(language, comment, segments):
    assert split_segments([comment], language=language) == [segments]


def test_memory_starts_afresh_and_gives_the_same_segments(monkeypatch):
    batches = [[f"woord{i}, snel maar duur.", "Mooi! Laat"] for i in range(6)]
    found = []
    for n_chunks in (4, 1_000):
        monkeypatch.setattr(tokens_module, "MAX_CHUNKS", n_chunks)
        tokenizer = Tokenizer()
        segmenter = Segmenter(tokenizer)
        ends = [segmenter.split(tokenizer.tokenize(batch)).end.tolist() for batch in batches]
        found.append((tokenizer.generation > 0, ends))
    assert [forgot for forgot, _ in found] == [True, False]
    assert found[0][1] == found[1][1] == [[7, 12, 23, 5, 10]] * 6
