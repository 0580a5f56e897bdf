"""Tell slips of the pen that come again and again from words: "gelevert" beside "geleverd"."""

import re
from collections.abc import Sequence

import numpy as np

from feedback_nlp.text.ragged import BoolArray, IntArray
from feedback_nlp.text.sounds import sounds

_TIMES_AS_USUAL = 20
_DOUBLE = re.compile(r"(.)\1")
_SHORTEST = 6
"""Letters; shorter words sound like others by chance ("hel", "heel")."""


def are_slips(words: Sequence[str], n_found: IntArray) -> BoolArray:
    """Tell which Dutch words sound like another one that is far more usual.

    Parameters
    ----------
    words : sequence of str of length n
        Distinct words in plain form, most usual first.
    n_found : array of shape (n,)
        How often each was found.

    Returns
    -------
    array of bool of shape (n,)
        Whether a word of nearly the same length that sounds the same is twenty times as usual. A
        word with more double letters is another word: "koppen" is no slip for "kopen".

    Examples
    --------
    >>> are_slips(["geleverd", "bezorgt", "gelevert"], np.array([90, 30, 4])).tolist()
    [False, False, True]
    """
    most: dict[str, int] = {}
    slips = np.zeros(len(words), dtype=bool)
    for place, (word, sound) in enumerate(zip(words, sounds(words), strict=True)):
        usual = most.setdefault(sound, place)
        is_rare = n_found[place] * _TIMES_AS_USUAL <= n_found[usual]
        slips[place] = is_rare and _is_near(word, words[usual])
    return slips


def _is_near(word: str, usual: str) -> bool:
    if len(word) < _SHORTEST or not word.isalpha() or abs(len(word) - len(usual)) > 1:
        return False
    return len(_DOUBLE.findall(word)) <= len(_DOUBLE.findall(usual))
