"""Which tokens stand in the scope of a negation."""

import numpy as np

from feedback_nlp.text.hits import Hits
from feedback_nlp.text.ragged import BoolArray, IntArray

SCOPE = 4
"""Tokens after a negator that it still turns round, within its segment."""


def negation_scope(negators: Hits, segment: IntArray) -> BoolArray:
    """Tell which tokens follow a negator closely enough to be turned round by it.

    Parameters
    ----------
    negators : Hits
        Where negating words and phrases stand.
    segment : array of shape (n_tokens,)
        Number of the segment each token belongs to.

    Returns
    -------
    array of bool of shape (n_tokens,)
        Whether the last token of a negator stands at most `SCOPE` tokens before, in the segment.

    Examples
    --------
    >>> negators = Hits(np.array([0]), np.array([1]), np.array([1]))
    >>> negation_scope(negators, np.array([0, 0, 0, 0, 1])).tolist()
    [False, False, True, True, False]
    """
    n = len(segment)
    scope = np.zeros(n, dtype=bool)
    for distance in range(1, SCOPE + 1):
        reached = negators.last + distance
        inside = reached < n
        origin, reached = negators.last[inside], reached[inside]
        scope[reached[segment[reached] == segment[origin]]] = True
    return scope
