"""The head of a compound: the longest known word that it ends in."""

import pytest

from feedback_nlp.text.analysis import make_analyser
from feedback_nlp.text.compounds import head
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


def test_cue_of_the_head_is_found_in_a_compound_that_no_one_listed():
    lexicon = Lexicon(cues={"late": ("levertijd",)})
    analyser = make_analyser("nl", lexicon, None)
    assert len(analyser.analyse(["Wat een meubellevertijd"]).cues) == 1
    assert len(analyser.analyse(["Wat een meubel"]).cues) == 0
