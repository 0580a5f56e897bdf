"""All figures of how well themes are found, from what was found and what people gave."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from feedback_nlp.evaluation.bootstrap import f1_intervals
from feedback_nlp.evaluation.calibration import Reliability, measure_calibration
from feedback_nlp.evaluation.confusion import count_confusions
from feedback_nlp.evaluation.f1 import f1_of_counts
from feedback_nlp.evaluation.groups import figures_per_length, figures_per_source
from feedback_nlp.evaluation.theme_figures import figures_per_theme
from feedback_nlp.text.ragged import BoolArray, FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class Evaluation:
    """How well themes are found.

    Attributes
    ----------
    micro_f1 : float
        F1 over all comments and themes together.
    macro_f1 : float
        Mean F1 of the themes that some comment carries.
    themes : DataFrame
        One row per theme: `theme`, `support` (comments that carry it), `n_found`, `precision`,
        `recall` and `f1` with their 95% intervals (`_low`, `_high`) and `measurable` (support of 20
        or more).
    n_comments : int
        Comments it rests on.
    micro_f1_low, micro_f1_high, macro_f1_low, macro_f1_high : float
        Ends of the 95% intervals.
    calibration : Reliability or None
        Whether the probabilities can be taken at their word; None where only themes were compared.
    by_source : DataFrame
        One row per source, as `figures_per_source` gives it; no rows where there are no sources.
    by_length : DataFrame
        One row per length of the comment, as `figures_per_length` gives it.
    confusions : DataFrame
        Which themes were found instead of which, as `count_confusions` gives it.
    """

    micro_f1: float
    macro_f1: float
    themes: pd.DataFrame
    n_comments: int
    micro_f1_low: float
    micro_f1_high: float
    macro_f1_low: float
    macro_f1_high: float
    calibration: Reliability | None
    by_source: pd.DataFrame
    by_length: pd.DataFrame
    confusions: pd.DataFrame


def compare(  # noqa: PLR0913  each tells another thing about the comments
    found: BoolArray,
    carried: Sequence[Collection[str]],
    themes: Sequence[str],
    *,
    proba: FloatArray | None = None,
    comments: Sequence[str] | None = None,
    sources: Sequence[str] | None = None,
    clusters: IntArray | None = None,
) -> Evaluation:
    """Compare found themes with those people gave.

    Parameters
    ----------
    found : array of bool of shape (n_comments, n_themes)
        Which themes were found.
    carried : sequence of collections of str
        Which themes each comment carries.
    themes : sequence of str
        The columns of `found`.
    proba : array of shape (n_comments, n_themes), optional
        Their probabilities, NaN where a theme was unknown to the model.
    comments : sequence of str, optional
        The comments, to tell long ones from short ones.
    sources : sequence of str, optional
        Where each comment comes from.
    clusters : array of int of shape (n_comments,), optional
        Comments with the same number are alike: intervals of F1 draw them together.

    Returns
    -------
    Evaluation
        The figures; precision, recall and F1 are 0 where nothing was found or carried.

    Examples
    --------
    >>> found = np.array([[True, False], [True, True]])
    >>> evaluation = compare(found, [["late"], ["dear"]], ["late", "dear"])
    >>> evaluation.micro_f1, evaluation.themes["recall"].tolist()
    (0.8, [1.0, 1.0])
    """
    gold = np.array([[theme in labels for theme in themes] for labels in carried], dtype=bool)
    gold = gold.reshape(found.shape)
    intervals = f1_intervals(found, gold, clusters)
    table = figures_per_theme(found, gold, themes, intervals)
    met = table.loc[table["support"] > 0, "f1"]
    return Evaluation(
        micro_f1=float(f1_of_counts((found & gold).sum(), found.sum(), gold.sum())),
        macro_f1=float(met.mean()) if len(met) else 0.0,
        themes=table,
        n_comments=len(found),
        micro_f1_low=intervals.micro_low,
        micro_f1_high=intervals.micro_high,
        macro_f1_low=intervals.macro_low,
        macro_f1_high=intervals.macro_high,
        calibration=None if proba is None else measure_calibration(proba, gold),
        by_source=figures_per_source(found, gold, sources or (), clusters),
        by_length=figures_per_length(found, gold, comments or (), clusters),
        confusions=count_confusions(found, gold, themes),
    )
