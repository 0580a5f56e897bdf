"""Slips of the pen that come again are no words of their own."""

import numpy as np
import pytest

from feedback_nlp.text.slips import are_slips


@pytest.mark.parametrize(
    ("usual", "n_usual", "rare", "n_rare", "is_slip"),
    [
        ("geleverd", 80, "gelevert", 4, True),
        ("geleverd", 79, "gelevert", 4, False),  # not twenty times as usual
        ("makkelijk", 60, "makelijk", 3, True),
        ("bestelling", 60, "verstelling", 3, False),  # sounds otherwise
        ("warme", 60, "waarmee", 3, False),  # two letters longer
        ("heel", 60, "hel", 3, False),  # too short to tell
        ("kopen", 60, "koppen", 3, False),  # a double letter says that it is meant
        ("gewacht", 60, "gewaagd", 3, False),
        ("00.00", 60, "00.000", 3, False),
    ],
)
def test_a_rare_word_that_sounds_like_a_usual_one_is_a_slip(usual, n_usual, rare, n_rare, is_slip):
    assert are_slips([usual, rare], np.array([n_usual, n_rare])).tolist() == [False, is_slip]


def test_without_words_there_are_no_slips():
    assert are_slips([], np.zeros(0, dtype=int)).tolist() == []
