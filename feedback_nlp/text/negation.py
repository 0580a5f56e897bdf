"""Which tokens and finds a negation turns round.

After NegEx (Chapman et al. 2001, "A Simple Algorithm for Identifying Negated Findings"): a negator
reaches a few words far, never out of its clause, and some phrases only look like negators.
"""

from dataclasses import dataclass

import numpy as np

from feedback_nlp.text.hits import Hits
from feedback_nlp.text.ragged import BoolArray, IntArray, ranges

SCOPE = 6
"""Tokens after a negator that it still turns round, within its clause."""
NEAR_SCOPE = 1
"""The same of a negator that belongs to a noun: "zonder gedoe"."""
REACH_BACK = 8
"""Tokens before a negator that closes its clause that it still turns round."""
NEGATOR, CLOSER, DENIAL, PSEUDO, NEAR = range(5)
"""Kinds of negator: "geen"; "niet", which may close its clause; "niet zeggen dat", which denies one
behind it; "niet alleen", which turns nothing round; "zonder", which reaches no further than its
noun."""


@dataclass(frozen=True, eq=False)
class Negation:
    """The negator that governs each token, if any.

    A Dutch negator turns round what follows it ("niet lekker"). One that closes its clause turns
    round what stands before it ("past niet", "vriendelijk kun je ze niet noemen"). One that is
    itself denied turns nothing round ("niemand die niet vriendelijk is").

    Attributes
    ----------
    of_token : array of bool of shape (n_tokens,)
        Whether a negator before the token turns it round.
    from_behind : array of bool of shape (n_tokens,)
        Whether a negator that closes the clause turns it round.
    n_begun, n_denied : arrays of shape (n_tokens,)
        Negators, and those that are denied, that begin at or before the token.
    cancelled : array of bool of shape (n_tokens,)
        Whether the token stands in a negator that is denied, or in the denial.
    """

    of_token: BoolArray
    from_behind: BoolArray
    n_begun: IntArray
    n_denied: IntArray
    cancelled: BoolArray

    def of_hits(self, hits: Hits, negates_itself: BoolArray) -> BoolArray:
        """Tell which finds are turned round.

        Parameters
        ----------
        hits : Hits
            What was found.
        negates_itself : array of bool of shape (n_hits,)
            Whether the pattern has a negator of its own; only a denial turns it round.

        Returns
        -------
        array of bool of shape (n_hits,)
            Whether a negator stands before the find, in a gap of it, or closes the clause behind.
        """
        inside = self.n_begun[hits.last] > self.n_begun[hits.first]
        governed = self.of_token[hits.first] | self.from_behind[hits.last] | inside
        denied = self.n_denied[hits.last] - self.n_denied[hits.first]
        denied += np.diff(self.n_denied, prepend=0)[hits.first]
        return np.asarray(np.where(negates_itself, denied > 0, governed))


def find_negation(negators: Hits, meaning: Hits, clause: IntArray, is_word: BoolArray) -> Negation:
    """Find the negator that governs each token.

    Parameters
    ----------
    negators : Hits
        Where negating words and phrases stand, in reading order; their group is their kind.
    meaning : Hits
        Cues and opinions; a negator with one behind it does not close its clause.
    clause : array of shape (n_tokens,)
        Number of the clause each token belongs to.
    is_word : array of bool of shape (n_tokens,)
        Whether each token is a word, not punctuation.

    Returns
    -------
    Negation
        Per token.

    Examples
    --------
    >>> negators = Hits(np.array([CLOSER]), np.array([2]), np.array([2]))
    >>> nothing = Hits(*np.zeros((3, 0), dtype=int))
    >>> negation = find_negation(negators, nothing, np.zeros(4, dtype=int), np.ones(4, dtype=bool))
    >>> negation.of_token.tolist()
    [False, False, False, True]
    >>> hits = Hits(np.array([0, 0]), np.array([0, 2]), np.array([1, 2]))
    >>> negation.of_hits(hits, np.array([False, True])).tolist()
    [True, False]
    """
    n = len(clause)
    negators = negators[negators.group != PSEUDO]
    denied, denies = _double(negators, clause)
    double = negators[denied | denies]
    cancelled = np.zeros(n, dtype=bool)
    cancelled[_between(double.first, double.last + 1)] = True
    turning = negators[~cancelled[negators.first] & ~cancelled[negators.last]]
    closers = turning.in_group(CLOSER)
    closing = closers[_closes(closers, meaning, clause, is_word)]
    before, behind = np.zeros((2, n), dtype=bool)
    begins = np.searchsorted(clause, clause[closing.first], side="left")
    ends = np.searchsorted(clause, clause[turning.last], side="right")
    scope = np.where(turning.group == NEAR, NEAR_SCOPE, SCOPE)
    before[_between(turning.first + 1, np.minimum(turning.last + scope + 1, ends))] = True
    behind[_between(np.maximum(closing.first - REACH_BACK, begins), closing.first)] = True
    return Negation(before, behind, _begun(turning, n), _begun(negators[denied], n), cancelled)


def _between(starts: IntArray, ends: IntArray) -> IntArray:
    """Return the places from each start up to its end, which is none of them."""
    return ranges(starts, ends - starts)


def _begun(negators: Hits, n_tokens: int) -> IntArray:
    begins = np.bincount(negators.first, minlength=n_tokens) > 0
    return np.asarray(np.cumsum(begins))


def _double(negators: Hits, clause: IntArray) -> tuple[BoolArray, BoolArray]:
    """Tell which negators a denial before them in their clause denies, and which denials do so."""
    is_denial = negators.group == DENIAL
    denied, denies = np.zeros((2, len(negators)), dtype=bool)
    denied[1:] = (
        is_denial[:-1]
        & (clause[negators.last[:-1]] == clause[negators.first[1:]])
        & (negators.first[1:] - negators.last[:-1] <= REACH_BACK)
    )
    denies[:-1] = denied[1:]
    return denied, denies


_MOST_BEHIND = 2  # words that may follow a negator that closes its clause, such as a participle


def _closes(negators: Hits, meaning: Hits, clause: IntArray, is_word: BoolArray) -> BoolArray:
    """Tell which negators have almost nothing behind them in their clause."""
    words_until = np.cumsum(is_word)
    last_of = np.searchsorted(clause, clause[negators.last], side="right") - 1
    n_behind: IntArray = words_until[last_of] - words_until[negators.last]
    begins = np.bincount(meaning.first, minlength=len(clause)) > 0
    begun_until = np.cumsum(begins)
    meaningful: IntArray = begun_until[last_of] - begun_until[negators.last]
    return np.asarray((n_behind <= _MOST_BEHIND) & (meaningful == 0))
