"""The parts of a compound: the longest known words that it ends in and begins with."""

import pytest

from feedback_nlp.text.analysis import make_analyser
from feedback_nlp.text.compounds import first_part, head
from feedback_nlp.themes.lexicon import Lexicon

KNOWN = {"prijs", "kamerprijs", "vriendelijk", "tarief", "uur"}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("hotelkamerprijs", "kamerprijs"),  # the longest, not "prijs"
        ("energietarief", "tarief"),
        ("onvriendelijk", ""),  # "on" is no part of a compound, and would turn the meaning round
        ("huur", ""),  # "uur" is too short to be sure
        ("fiets", ""),
        ("b2b-tarief", ""),  # no plain word
    ],
)
def test_head_is_the_longest_known_word_behind_three_letters(word, expected):
    assert head(word, KNOWN) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("kamerprijzenbeleid", ""),  # "kamerprijz" is no word
        ("kamerprijsbeleid", "kamerprijs"),
        ("prijskamerprijsbeleid", "prijs"),
        ("vriendelijker", ""),  # two letters are an ending, no second part
        ("vriendelijkste", "vriendelijk"),
        ("uurtarief", ""),  # "uur" is too short to be sure
        ("prijs-beleid", ""),  # no plain word
    ],
)
def test_first_part_is_the_longest_known_word_before_three_letters(word, expected):
    assert first_part(word, KNOWN) == expected


def test_cue_of_the_head_is_found_in_a_compound_that_no_one_listed():
    lexicon = Lexicon(cues={"late": ("levertijd",)})
    analyser = make_analyser("nl", lexicon)
    assert len(analyser.analyse(["Wat een meubellevertijd"]).cues) == 1
    assert len(analyser.analyse(["Wat een meubel"]).cues) == 0
