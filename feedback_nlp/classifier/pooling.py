"""From segments to comments: the segment that speaks most for a theme decides."""

import numpy as np

from feedback_nlp.text.ragged import FloatArray, IntArray

NEVER = -30.0
"""Log-odds of every theme in a comment without words."""


def pool(scores: FloatArray, comment: IntArray, n_comments: int) -> tuple[FloatArray, IntArray]:
    """Return the highest score per comment and theme, and the row that has it.

    Rows of a comment meet in pairs, round after round, so that even a comment of a million rows
    takes twenty rounds.

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
    highest : array of shape (n_comments, n_themes)
        Log-odds per comment; `NEVER` for a comment without a row.
    best : array of int of shape (n_comments, n_themes)
        Numbers of rows, the first of equals; -1 for a comment without a row.
    """
    n_rows = np.bincount(comment, minlength=n_comments)
    rank = np.arange(len(comment)) - (np.cumsum(n_rows) - n_rows)[comment]
    left, row = scores, np.arange(len(comment))[:, None]
    while rank.any():
        left, row, rank = _next_round(left, row, rank)
    highest = np.full((n_comments, scores.shape[1]), NEVER, dtype=scores.dtype)
    best = np.full(highest.shape, -1)
    highest[n_rows > 0], best[n_rows > 0] = left, row
    return highest, best


def _next_round(
    scores: FloatArray, row: IntArray, rank: IntArray
) -> tuple[FloatArray, IntArray, IntArray]:
    """Let every second row meet the one before it, and keep the better of both per theme."""
    stays = rank % 2 == 0
    second, kept = np.flatnonzero(~stays), np.flatnonzero(stays)
    meets = np.cumsum(stays)[second] - 1
    left, left_row = scores[kept], np.broadcast_to(row, scores.shape)[kept]
    better = scores[second] > left[meets]
    left[meets] = np.where(better, scores[second], left[meets])
    left_row[meets] = np.where(better, row[second], left_row[meets])
    return left, left_row, rank[kept] // 2


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
    return pool(scores, comment, n_comments)[0]


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
    return pool(scores, comment, n_comments)[1]
