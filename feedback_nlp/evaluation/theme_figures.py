"""Precision, recall and F1 of every theme, with intervals."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from feedback_nlp.evaluation.bootstrap import F1Intervals
from feedback_nlp.evaluation.exact import exact_interval
from feedback_nlp.evaluation.f1 import f1_of_counts
from feedback_nlp.text.ragged import BoolArray

MIN_SUPPORT = 20
"""Fewer labelled comments than this, and the figures of a theme say too little."""
COLUMNS = [
    "theme", "support", "n_found", "precision", "precision_low", "precision_high", "recall",
    "recall_low", "recall_high", "f1", "f1_low", "f1_high", "measurable",
]  # fmt: skip


def figures_per_theme(
    found: BoolArray, carried: BoolArray, themes: Sequence[str], intervals: F1Intervals
) -> pd.DataFrame:
    """Compare found themes with those people gave, theme by theme.

    Parameters
    ----------
    found : array of bool of shape (n_comments, n_themes)
        Which themes were found.
    carried : array of bool of shape (n_comments, n_themes)
        Which themes people gave.
    themes : sequence of str
        The columns of both.
    intervals : F1Intervals
        The intervals of F1.

    Returns
    -------
    DataFrame
        One row per theme: `theme`, `support` (comments that carry it), `n_found`, `precision`,
        `recall` and `f1`, each with its 95% interval (`_low`, `_high`; Clopper-Pearson for
        precision and recall, bootstrap for F1), and `measurable` (support of 20 or more).

    Examples
    --------
    >>> from feedback_nlp.evaluation.bootstrap import f1_intervals
    >>> found = np.array([[True], [True], [False]])
    >>> carried = np.array([[True], [False], [False]])
    >>> table = figures_per_theme(found, carried, ["late"], f1_intervals(found, carried))
    >>> table[["theme", "support", "precision", "recall"]].values.tolist()
    [['late', 1, 0.5, 1.0]]
    """
    n_right, n_found = (found & carried).sum(axis=0), found.sum(axis=0)
    support = carried.sum(axis=0)
    table = pd.DataFrame({"theme": list(themes), "support": support, "n_found": n_found})
    for name, total in (("precision", n_found), ("recall", support)):
        table[name] = n_right / np.maximum(total, 1)
        table[f"{name}_low"], table[f"{name}_high"] = exact_interval(n_right, total)
    table["f1"] = f1_of_counts(n_right, n_found, support)
    table["f1_low"], table["f1_high"] = intervals.theme_low, intervals.theme_high
    table["measurable"] = support >= MIN_SUPPORT
    return table[COLUMNS]
