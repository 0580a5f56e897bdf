"""Which tokens and finds a negation turns round."""

from dataclasses import dataclass

import numpy as np

from feedback_nlp.text.hits import Hits
from feedback_nlp.text.ragged import BoolArray, IntArray

SCOPE = 4
"""Tokens after a negator that it still turns round, within its segment."""
REACH_BACK = 8
"""Tokens before a negator that closes its clause that it still turns round."""


@dataclass(frozen=True)
class Negation:
    """The negator that governs each token, if any.

    A Dutch negator turns round what follows it ("niet lekker"). One that closes its clause turns
    round what stands before it ("past niet", "vriendelijk kun je ze niet noemen").

    Attributes
    ----------
    before : array of shape (n_tokens,)
        Last token of the negator before that reaches the token; -1 where none does.
    after : array of shape (n_tokens,)
        First token of the negator after that reaches back to the token; `NOWHERE` where none does.
    n_begun : array of shape (n_tokens,)
        Negators that begin at or before the token.
    """

    before: IntArray
    after: IntArray
    n_begun: IntArray

    @property
    def of_token(self) -> BoolArray:
        """Whether a negator before it turns a token round."""
        return self.before >= 0

    def of_hits(self, hits: Hits, negates_itself: BoolArray) -> BoolArray:
        """Tell which finds are turned round by a negator that is not part of their pattern.

        Parameters
        ----------
        hits : Hits
            What was found.
        negates_itself : array of bool of shape (n_hits,)
            Whether the pattern has a negator of its own, so that one inside the find means nothing.

        Returns
        -------
        array of bool of shape (n_hits,)
            Whether a negator stands before the find, in a gap of it, or closes the clause behind.
        """
        inside = self.n_begun[hits.last] > self.n_begun[hits.first]
        behind = (self.after[hits.last] > hits.last) & (self.after[hits.last] < NOWHERE)
        return self.of_token[hits.first] | behind | (inside & ~negates_itself)


NOWHERE = 1 << 40
"""Place of a negator that does not exist, behind every token."""


def find_negation(negators: Hits, meaning: Hits, segment: IntArray, is_word: BoolArray) -> Negation:
    """Find the negator that governs each token.

    Parameters
    ----------
    negators : Hits
        Where negating words and phrases stand.
    meaning : Hits
        Cues and opinions; a negator with one behind it does not close its clause.
    segment : array of shape (n_tokens,)
        Number of the segment each token belongs to.
    is_word : array of bool of shape (n_tokens,)
        Whether each token is a word, not punctuation.

    Returns
    -------
    Negation
        Per token.

    Examples
    --------
    >>> negators = Hits(np.array([0]), np.array([2]), np.array([2]))
    >>> nothing = Hits(*np.zeros((3, 0), dtype=int))
    >>> negation = find_negation(negators, nothing, np.zeros(4, dtype=int), np.ones(4, dtype=bool))
    >>> negation.of_token.tolist()
    [False, False, False, True]
    >>> hits = Hits(np.array([0, 0]), np.array([0, 2]), np.array([1, 2]))
    >>> negation.of_hits(hits, np.array([False, False])).tolist()
    [True, False]
    """
    n = len(segment)
    before = np.full(n, -1, dtype=np.int64)
    for distance in range(SCOPE, 0, -1):
        reached, origin = _in_segment(negators.last + distance, negators.last, segment)
        before[reached] = origin
    after = np.full(n, NOWHERE, dtype=np.int64)
    closing = negators.first[_closes(negators, meaning, segment, is_word)]
    for distance in range(REACH_BACK, 0, -1):
        reached, origin = _in_segment(closing - distance, closing, segment)
        after[reached] = origin
    begins = np.bincount(negators.first, minlength=n) > 0
    return Negation(before, after, np.cumsum(begins))


_MOST_BEHIND = 2  # words that may follow a negator that closes its clause, such as a participle


def _closes(negators: Hits, meaning: Hits, segment: IntArray, is_word: BoolArray) -> BoolArray:
    """Tell which negators have almost nothing behind them in their segment."""
    words_until = np.cumsum(is_word)
    last_of = np.searchsorted(segment, segment[negators.last], side="right") - 1
    n_behind: IntArray = words_until[last_of] - words_until[negators.last]
    begins = np.bincount(meaning.first, minlength=len(segment)) > 0
    begun_until = np.cumsum(begins)
    meaningful: IntArray = begun_until[last_of] - begun_until[negators.last]
    return np.asarray((n_behind <= _MOST_BEHIND) & (meaningful == 0))


def _in_segment(
    reached: IntArray, origin: IntArray, segment: IntArray
) -> tuple[IntArray, IntArray]:
    """Keep the places that lie in the text and in the segment they are reached from."""
    inside = (reached >= 0) & (reached < len(segment))
    reached, origin = reached[inside], origin[inside]
    same = segment[reached] == segment[origin]
    return reached[same], origin[same]
