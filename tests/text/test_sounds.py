"""Words that sound alike have one shape; words that differ by ear have not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.text.sounds import sounds

WORDS = st.lists(st.text("acdeghiknoprstuvxyz", min_size=1, max_size=12))


@pytest.mark.parametrize(
    ("spelling", "other"),
    [
        ("uitverkocht", "uitverkogt"),
        ("beschadigd", "beschadicht"),
        ("gebeurd", "gebeurt"),
        ("bereiken", "berijken"),
        ("vertrouwen", "vertrauwen"),
        ("sowieso", "zowiezo"),
        ("contact", "kontakt"),
        ("service", "servise"),
        ("makkelijk", "makelijk"),
        ("balen", "baalen"),
        ("thuis", "tuis"),
        ("perfect", "perfeckt"),
        ("heerlijk", "heerlyk"),
        ("fotograaf", "photograaf"),
    ],
)
def test_two_spellings_of_a_sound_are_one(spelling, other):
    assert len(set(sounds([spelling, other]))) == 1


@pytest.mark.parametrize(
    ("word", "other"),
    [("laat", "laag"), ("koud", "oud"), ("besteld", "gesteld"), ("duur", "deur"), ("mis", "muis")],
)
def test_words_that_sound_unlike_are_two(word, other):
    assert len(set(sounds([word, other]))) == 2


@given(WORDS)
def test_each_word_sounds_the_same_alone_as_among_others(words):
    assert sounds(words) == [sound for word in words for sound in sounds([word])]
