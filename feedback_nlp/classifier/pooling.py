"""From segments to comments: the segment that speaks most for a theme decides."""

import numpy as np

from feedback_nlp.text.ragged import FloatArray, IntArray

NEVER = -30.0
"""Log-odds of every theme in a comment without words."""


def highest_per_comment(scores: FloatArray, comment: IntArray, n_comments: int) -> FloatArray:
    """Return the highest score per comment and theme, `NEVER` for a comment without a row.

    Parameters
    ----------
    scores : array of shape (n_rows, n_themes)
        Log-odds per segment.
    comment : array of shape (n_rows,)
        Place of the comment of each row, never falling.
    n_comments : int
        How many comments there are.

    Returns
    -------
    array of shape (n_comments, n_themes)
        Log-odds per comment.
    """
    highest = np.full((n_comments, scores.shape[1]), NEVER, dtype=scores.dtype)
    if len(comment):
        first = _firsts(comment)
        highest[comment[first]] = np.maximum.reduceat(scores, first, axis=0)
    return highest


def best_rows(scores: FloatArray, comment: IntArray, n_comments: int) -> IntArray:
    """Return the row with the highest score per comment and theme, the first of equals.

    Parameters
    ----------
    scores : array of shape (n_rows, n_themes)
        Log-odds per segment.
    comment : array of shape (n_rows,)
        Place of the comment of each row, never falling.
    n_comments : int
        How many comments there are.

    Returns
    -------
    array of int of shape (n_comments, n_themes)
        Numbers of rows; -1 for a comment without a row.
    """
    best = np.full((n_comments, scores.shape[1]), -1, dtype=np.int64)
    if len(comment):
        first = _firsts(comment)
        highest = highest_per_comment(scores, comment, n_comments)[comment]
        rows = np.where(scores == highest, np.arange(len(scores))[:, None], len(scores))
        best[comment[first]] = np.minimum.reduceat(rows, first, axis=0)
    return best


def _firsts(comment: IntArray) -> IntArray:
    return np.flatnonzero(np.append(True, comment[1:] != comment[:-1]))
