"""How well themes are found in comments of one source, or of one length."""

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
import pandas as pd

from feedback_nlp.evaluation.bootstrap import micro_f1_interval
from feedback_nlp.evaluation.f1 import f1_of_counts
from feedback_nlp.evaluation.theme_figures import MIN_SUPPORT
from feedback_nlp.text.ragged import BoolArray, IntArray

LENGTHS = ("1-8", "9-25", "26-60", "61+")
_LONGEST = (8, 25, 60)
_FIGURES = ["n_comments", "precision", "recall", "f1", "f1_low", "f1_high"]


def figures_per_source(
    found: BoolArray,
    carried: BoolArray,
    sources: Sequence[str],
    clusters: IntArray | None = None,
) -> pd.DataFrame:
    """Compare found themes with those people gave, source by source.

    Parameters
    ----------
    found, carried : arrays of bool of shape (n_comments, n_themes)
        Which themes were found and which people gave.
    sources : sequence of str
        The source of each comment, empty where it is unknown; no sources at all are fine.
    clusters : array of int of shape (n_comments,), optional
        Comments with the same number are drawn together for the intervals.

    Returns
    -------
    DataFrame
        One row per source, the largest first: `source`, `n_comments`, and `precision`, `recall` and
        `f1` over all themes together, with the interval of F1 (`f1_low`, `f1_high`) where there
        are 20 comments or more, NaN elsewhere.

    Examples
    --------
    >>> found, carried = np.array([[True], [True], [False]]), np.array([[True], [False], [True]])
    >>> table = figures_per_source(found, carried, ["shop", "bank", "shop"])
    >>> table[["source", "n_comments", "precision", "recall"]].values.tolist()
    [['shop', 2, 1.0, 0.5], ['bank', 1, 0.0, 0.0]]
    """
    table = _figures("source", found, carried, sources, clusters)
    return table.sort_values(["n_comments", "source"], ascending=[False, True], ignore_index=True)


def figures_per_length(
    found: BoolArray,
    carried: BoolArray,
    comments: Sequence[str],
    clusters: IntArray | None = None,
) -> pd.DataFrame:
    """Compare found themes with those people gave, for short and for long comments.

    Parameters
    ----------
    found, carried : arrays of bool of shape (n_comments, n_themes)
        Which themes were found and which people gave.
    comments : sequence of str
        The comments; words are what stands between white space.
    clusters : array of int of shape (n_comments,), optional
        Comments with the same number are drawn together for the intervals.

    Returns
    -------
    DataFrame
        One row per length that occurs, the shortest first: `length` (``"1-8"``, ``"9-25"``,
        ``"26-60"`` or ``"61+"`` words) and the figures of `figures_per_source`.

    Examples
    --------
    >>> found, carried = np.array([[True], [True]]), np.array([[True], [False]])
    >>> table = figures_per_length(found, carried, ["Te laat.", "en " * 9])
    >>> table[["length", "n_comments", "f1"]].values.tolist()
    [['1-8', 1, 1.0], ['9-25', 1, 0.0]]
    """
    lengths = [LENGTHS[bisect_left(_LONGEST, len(comment.split()))] for comment in comments]
    table = _figures("length", found, carried, lengths, clusters)
    return table.sort_values("length", key=lambda of: of.map(LENGTHS.index), ignore_index=True)


def _figures(
    name: str,
    found: BoolArray,
    carried: BoolArray,
    group: Sequence[str],
    clusters: IntArray | None,
) -> pd.DataFrame:
    places: dict[str, list[int]] = {}
    for place, value in enumerate(group):
        places.setdefault(value, []).append(place)
    rows = [
        {
            name: value,
            **_figures_of(found[at], carried[at], None if clusters is None else clusters[at]),
        }
        for value, at in places.items()
    ]
    return pd.DataFrame(rows, columns=[name, *_FIGURES])


def _figures_of(
    found: BoolArray, carried: BoolArray, clusters: IntArray | None
) -> dict[str, float]:
    n_right, n_found, n_carried = (int(t.sum()) for t in (found & carried, found, carried))
    measurable = len(found) >= MIN_SUPPORT
    low, high = micro_f1_interval(found, carried, clusters) if measurable else (np.nan, np.nan)
    return {
        "n_comments": len(found),
        "precision": n_right / max(1, n_found),
        "recall": n_right / max(1, n_carried),
        "f1": float(f1_of_counts(n_right, n_found, n_carried)),
        "f1_low": low,
        "f1_high": high,
    }
