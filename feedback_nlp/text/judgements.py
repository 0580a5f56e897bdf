"""What is said of what: aspect words with the opinion that goes with each ("eten was slecht")."""

import numpy as np

from feedback_nlp.text.hits import Hits
from feedback_nlp.text.ragged import BoolArray, IntArray

REACH = 5
"""Tokens from the end of an aspect to the opinion behind it, at most."""


def match_opinions(
    aspects: Hits, opinions: Hits, segment: IntArray, is_heading: BoolArray
) -> IntArray:
    """Find the opinion that goes with each aspect.

    The word right before an aspect goes with it ("slecht eten"), unless an aspect that has no word
    right before it stands ahead of that word ("prijs goed bezorging slecht"); else it is the first
    opinion behind the aspect, at most `REACH` tokens on ("het eten was echt niet slecht"). A word
    that is a heading goes with an aspect as far behind it ("minpunt: de hoge prijs").

    Parameters
    ----------
    aspects, opinions : Hits
        Where aspect words and opinion words stand, in reading order.
    segment : array of shape (n_tokens,)
        Number of the segment each token belongs to; both stand in one segment.
    is_heading : array of bool of shape (n_opinions,)
        Whether a colon stands right behind each opinion.

    Returns
    -------
    array of shape (n_aspects,)
        Place of the opinion of each aspect; -1 where it has none.

    Examples
    --------
    >>> aspects = Hits(*np.array([[0, 0], [1, 2], [1, 2]]))
    >>> opinions = Hits(*np.array([[0, 0], [0, 4], [0, 4]]))
    >>> no_heading = np.zeros(2, dtype=bool)
    >>> match_opinions(aspects, opinions, np.zeros(5, dtype=int), no_heading).tolist()
    [0, 1]
    """
    if not len(opinions):
        return np.full(len(aspects), -1)
    behind = np.searchsorted(opinions.first, aspects.last, side="right")
    following = np.minimum(behind, len(opinions) - 1)
    follows = _is_near(aspects.last, opinions.first[following], segment, REACH)
    before = np.searchsorted(opinions.first, aspects.first, side="left") - 1
    leading = np.maximum(before, 0)
    reach = np.where(is_heading[leading], REACH, 1)
    leads = _is_near(opinions.last[leading], aspects.first, segment, reach) & (before >= 0)
    leads &= ~_is_taken(opinions.first[leading], aspects, leads, segment)
    return np.where(leads, leading, np.where(follows, following, -1))


def _is_near(
    left: IntArray, right: IntArray, segment: IntArray, reach: IntArray | int
) -> BoolArray:
    """Tell where the second token stands behind the first, near it and in its segment."""
    distance = right - left
    return np.asarray((distance > 0) & (distance <= reach) & (segment[left] == segment[right]))


def _is_taken(opinion: IntArray, aspects: Hits, leads: BoolArray, segment: IntArray) -> BoolArray:
    """Tell which opinions stand behind an aspect that no opinion leads."""
    open_ends = np.sort(aspects.last[~leads])
    if not len(open_ends):
        return np.zeros(len(opinion), dtype=bool)
    earlier = np.maximum(np.searchsorted(open_ends, opinion, side="left") - 1, 0)
    return _is_near(open_ends[earlier], opinion, segment, REACH - 1)
