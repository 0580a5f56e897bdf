"""Words that lost the blank between them are read as the words they are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.text.glued_words import blanks_lost
from feedback_nlp.text.spelling import Spelling
from feedback_nlp.text.tokens import Tokenizer

KNOWN = (
    *("niet", "tevreden", "gehoor", "werkt", "prijs", "beurt", "over", "voor", "lang", "aan"),
    *("vriendelijk", "klant", "deksel", "overdekt", "hetgeen"),
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
def test_a_word_that_begins_no_compound_is_cut_off(word, parts):
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
        "niet-tevreden",
        "privétevreden",
        "teveel"[:4],
        "",
    ],
)
def test_other_words_stay_whole(word):
    assert Spelling(KNOWN).words_in(word) == [word]


def test_other_languages_stay_as_they_are():
    assert Spelling(KNOWN, language="de").words_in("niettevreden") == ["niettevreden"]


def test_each_word_keeps_its_own_place_in_the_comment():
    comment = "Ik ben niettevreden."
    tokenizer = Tokenizer(spelling=Spelling(KNOWN))
    tokens = tokenizer.tokenize([comment])
    spans = [comment[a:b] for a, b in zip(tokens.start, tokens.end, strict=True)]
    assert spans == ["Ik", "ben", "niet", "tevreden", "."]
    assert tokens.minutes.tolist() == [-1] * len(np.array(spans))


@given(st.lists(st.sampled_from((*KNOWN, "de", "te", "geen", "x")), min_size=1, max_size=4))
def test_parts_make_up_the_word_and_a_known_word_is_never_cut(parts):
    word = "".join(parts)
    starts = blanks_lost(word, frozenset(KNOWN))
    assert starts[0] == 0
    assert list(starts) == sorted(set(starts))
    assert all(start < max(len(word), 1) for start in starts)
    if word in KNOWN:
        assert starts == (0,)
