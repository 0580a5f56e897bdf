"""Words that lost the blank between them are read as the words they are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.text.glued_words import blanks_lost, breaks_lost
from feedback_nlp.text.spelling import Spelling
from feedback_nlp.text.tokens import Tokenizer

KNOWN = (
    *("niet", "tevreden", "gehoor", "werkt", "prijs", "beurt", "over", "voor", "lang", "aan"),
    *("vriendelijk", "klant", "deksel", "overdekt", "hetgeen", "blokkeren", "rechte", "hand"),
)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("niettevreden", ["niet", "tevreden"]),
        ("geengehoor", ["geen", "gehoor"]),
        ("Telang", ["Te", "lang"]),
        ("goedeprijs", ["goede", "prijs"]),
        ("werktniet", ["werkt", "niet"]),
        ("aandebeurt", ["aan", "de", "beurt"]),
        ("overde", ["over", "de"]),
    ],
)
def test_words_that_make_no_compound_are_cut(word, parts):
    assert Spelling(KNOWN).words_in(word) == parts


@pytest.mark.parametrize(
    "word",
    [
        "klantvriendelijk",  # a compound
        "deksel",  # known as it is
        "overdekt",
        "hetgeen",
        "nietaardig",  # the rest is not known
        "inde",  # nor is the preposition
        "deblokkeren",
        "terechte",
        "bijdehand",
        "tevreden" * 8,  # too long for a word
        "niet-tevreden",
        "privétevreden",
        "",
    ],
)
def test_other_words_stay_whole(word):
    assert Spelling(KNOWN).words_in(word) == [word]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Tevreden.klant", ["Tevreden", ".", "klant"]),
        ("lang,niet,vriendelijk", ["lang", ",", "niet", ",", "vriendelijk"]),
        ("Wauw!!klant", ["Wauw", "!!", "klant"]),
        ("klant?!.Zeg", ["klant", "?!.", "Zeg"]),
        ("lang.prijs.nl", ["lang", ".", "prijs.nl"]),
        ("prijs.klantloos", ["prijs.klantloos"]),  # not known
        ("klant@prijs.over", ["klant@prijs.over"]),
        ("i.p.v.", ["i.p.v."]),
        ("prijs/klant", ["prijs/klant"]),
        ("12.lang", ["12.lang"]),
        ("İlang.prijs", ["İlang.prijs"]),
        ("..klant", ["..", "klant"]),
        (".nl", [".nl"]),
        (":klantje", [":klantje"]),
        ("langKlant", ["lang", "Klant"]),
        ("KlantTevreden!Prijs", ["Klant", "Tevreden", "!", "Prijs"]),
        ("iPrijs", ["iPrijs"]),
        ("langNL", ["langNL"]),
    ],
)
def test_sentences_that_run_into_each_other_stand_apart(word, parts):
    assert Spelling(KNOWN).words_in(word) == parts
    assert Spelling(KNOWN, language="de").words_in(word) == parts


def test_other_languages_stay_as_they_are():
    assert Spelling(KNOWN, language="de").words_in("niettevreden") == ["niettevreden"]


def test_each_word_keeps_its_own_place_in_the_comment():
    comment = "Ik ben niettevreden."
    tokenizer = Tokenizer(spelling=Spelling(KNOWN))
    tokens = tokenizer.tokenize([comment])
    spans = [comment[a:b] for a, b in zip(tokens.start, tokens.end, strict=True)]
    assert spans == ["Ik", "ben", "niet", "tevreden", "."]
    assert tokens.minutes.tolist() == [-1] * len(np.array(spans))


def test_a_capital_behind_a_small_letter_begins_a_line():
    tokens = Tokenizer(spelling=Spelling(KNOWN)).tokenize(["Lang tevredenPrijs Klant", "Voor"])
    assert tokens.after_break.tolist() == [False, False, True, False, False]


@pytest.mark.parametrize(
    ("tokens", "lost"),
    [
        (["lang", "Klant"], [False, True]),
        (["lang", ".", "Klant"], [False, False, False]),
        (["Klant", "'s"], [False, False]),
        (["NL", "Klant"], [False, False]),
        ([], []),
    ],
)
def test_only_a_small_letter_before_a_capital_tells_of_a_lost_line_break(tokens, lost):
    assert breaks_lost(tokens) == lost


@given(st.lists(st.sampled_from((*KNOWN, "de", "te", "geen", "x")), min_size=1, max_size=4))
def test_parts_make_up_the_word_and_a_known_word_is_never_cut(parts):
    word = "".join(parts)
    starts = blanks_lost(word, frozenset(KNOWN))
    assert starts[0] == 0
    assert list(starts) == sorted(set(starts))
    assert all(start < max(len(word), 1) for start in starts)
    if word in KNOWN:
        assert starts == (0,)
