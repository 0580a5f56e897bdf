"""Themes that the same words suggest but seldom mean together: the weaker of two rivals yields.

"Een uur gewacht" is a late delivery or a queue, hardly ever both. Which themes are rivals is learnt
from held-out pieces: the layers often find both, and people seldom mean both.
"""

import numpy as np

from feedback_nlp.text.ragged import BoolArray, FloatArray, IntArray
from feedback_nlp.themes.taxonomy import Taxonomy

NO_RIVALS: IntArray = np.zeros((0, 2), dtype=np.int64)
_FOUND = -1.0
"""Log-odds from which a piece seems to carry a theme."""
_MIN_TOGETHER, _MAX_MEANT = 20, 0.25
"""Pieces that seem to carry both themes, and the share of them that do, from which on and up to
which two themes are rivals. On real comments 50 pieces gave half of the gain; a share of a third
was no better. For whole comments, which make several points, there was a loss."""


def find_rivals(log_odds: FloatArray, carried: BoolArray, taxonomy: Taxonomy) -> IntArray:
    """Return the pairs of themes that pieces often seem to carry both of and seldom do.

    Parameters
    ----------
    log_odds : array of shape (n_pieces, n_themes)
        What layers say of pieces they were not fitted on.
    carried : array of bool of shape (n_pieces, n_themes)
        Which themes each piece carries.
    taxonomy : Taxonomy
        Its topics: the two sides of one are settled elsewhere.

    Returns
    -------
    array of int of shape (n_rivals, 2)
        Columns of the two themes of each pair.

    Examples
    --------
    >>> from feedback_nlp.themes.taxonomy import plain_taxonomy
    >>> log_odds = np.tile([2.0, 1.0, 1.0], (20, 1))
    >>> carried = np.tile([True, False, True], (20, 1))
    >>> taxonomy = plain_taxonomy(("late", "queue", "cold"), language="en")
    >>> find_rivals(log_odds, carried, taxonomy).tolist()
    [[0, 1], [1, 2]]
    """
    found = log_odds >= _FOUND
    n_found, n_meant = (_together(each) for each in (found, found & carried))
    topics = np.array([taxonomy.topic_of(theme).id for theme in taxonomy.themes])
    rivals = (n_found >= _MIN_TOGETHER) & (n_meant <= _MAX_MEANT * n_found)
    rivals &= topics[:, None] != topics
    return np.argwhere(np.triu(rivals, 1))


def _together(each: BoolArray) -> FloatArray:
    """Return in how many rows each two columns are both true."""
    as_numbers = each.astype(np.float64)
    return np.asarray(as_numbers.T @ as_numbers)


def settle_rivals(by_theme: FloatArray, rivals: IntArray) -> None:
    """Take from the weaker of two rivals what the stronger one leads by, in place.

    Parameters
    ----------
    by_theme : array of shape (n_themes, n_segments)
        Log-odds; those of a theme with several stronger rivals fall by the lead of each.
    rivals : array of int of shape (n_rivals, 2)
        What `find_rivals` gives.

    Examples
    --------
    >>> by_theme = np.array([[2.0, -1.0], [1.0, 3.0]])
    >>> settle_rivals(by_theme, np.array([[0, 1]]))
    >>> by_theme.tolist()
    [[2.0, -5.0], [0.0, 3.0]]
    """
    said = by_theme.copy()
    for one, other in rivals:
        take_lead(by_theme[one], by_theme[other], said[one] - said[other])


def take_lead(one: FloatArray, other: FloatArray, lead: FloatArray) -> None:
    """Take from the weaker of two what the stronger leads by, in place.

    Parameters
    ----------
    one, other : arrays of shape (n_segments,)
        Log-odds of the two.
    lead : array of shape (n_segments,)
        What `one` leads by; where it is negative, `other` leads.

    Examples
    --------
    >>> one, other = np.array([2.0, 0.0]), np.array([1.0, 3.0])
    >>> take_lead(one, other, one - other)
    >>> one.tolist(), other.tolist()
    ([2.0, -3.0], [0.0, 3.0])
    """
    other -= np.maximum(lead, 0)
    one -= np.maximum(-lead, 0)
