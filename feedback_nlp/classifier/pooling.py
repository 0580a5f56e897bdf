"""From segments to comments: the segment that speaks most for a theme decides."""

import numpy as np

from feedback_nlp.text.ragged import FloatArray, IntArray, bounds, ranges

NEVER = -30.0
"""Log-odds of every theme in a comment without words."""


def highest_per_comment(scores: FloatArray, comment: IntArray, n_comments: int) -> FloatArray:
    """Return the highest score per comment and theme, `NEVER` for a comment without a row.

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
    array of shape (n_comments, n_themes)
        Log-odds per comment.
    """
    starts = bounds(comment, n_comments)
    rank = np.arange(len(comment)) - starts[comment]
    left = scores
    while rank.any():
        stays = rank % 2 == 0
        second, kept = np.flatnonzero(~stays), np.flatnonzero(stays)
        meets = np.cumsum(stays)[second] - 1
        higher = np.maximum(left[kept[meets]], left[second])
        left = left[kept]
        left[meets] = higher
        rank = rank[kept] // 2
    highest = np.full((n_comments, scores.shape[1]), NEVER, dtype=scores.dtype)
    highest[np.diff(starts) > 0] = left
    return highest


def best_rows(scores: FloatArray, comment: IntArray, place: IntArray, theme: IntArray) -> IntArray:
    """Return the row that speaks most for a theme in a comment, the first of equals.

    Parameters
    ----------
    scores : array of shape (n_rows, n_themes)
        Log-odds per segment.
    comment : array of shape (n_rows,)
        Place of the comment of each row, never falling.
    place, theme : arrays of int of shape (n,)
        Comments and themes asked for.

    Returns
    -------
    array of int of shape (n,)
        Numbers of rows; -1 for a comment without a row.
    """
    best = np.full(len(place), -1)
    n_comments = int(max(comment.max(initial=-1), place.max(initial=-1))) + 1
    starts = bounds(comment, n_comments)
    n_rows = np.diff(starts)[place]
    asked = np.flatnonzero(n_rows)
    if not len(asked):
        return best
    rows = ranges(starts[place[asked]], n_rows[asked])
    owner = np.repeat(np.arange(len(asked)), n_rows[asked])
    said = scores[rows, theme[asked][owner]]
    most = np.maximum.reduceat(said, bounds(owner, len(asked))[:-1])
    hits = np.flatnonzero(said == most[owner])
    best[asked] = rows[hits[bounds(owner[hits], len(asked))[:-1]]]
    return best
