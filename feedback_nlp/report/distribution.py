"""How the scores are distributed: one bar per score, or per step of a long scale."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from feedback_nlp.report.bands import band_codes
from feedback_nlp.report.dutch import number
from feedback_nlp.scores.metrics import FloatArray, Metric

_MOST_BARS = 20
_NICE = (1, 2, 5)


@dataclass(frozen=True)
class Bar:
    """The respondents who gave one score, in one band.

    Attributes
    ----------
    label : str
        The score, or the step of the scale.
    band : int
        Which band they are in.
    n : int
        How many they are.
    share : float
        Fraction of the respondents who gave a score.
    """

    label: str
    band: int
    n: int
    share: float


def score_bars(scores: pd.Series, metric: Metric) -> tuple[Bar, ...]:
    """Count the respondents per score.

    Parameters
    ----------
    scores : Series
        Scores; missing ones are left out. On a short scale broken scores are rounded, on a long
        scale they are counted in steps.
    metric : Metric
        Gives the ends of the scale and the bands.

    Returns
    -------
    tuple of Bar
        From low to high, those that nobody gave too; none where there is no score at all.

    Examples
    --------
    >>> from feedback_nlp.scores.metrics import find_metric
    >>> bars = score_bars(pd.Series([1, 4, 4, 5]), find_metric("csat_top2"))
    >>> [(bar.label, bar.n) for bar in bars]
    [('1', 1), ('2', 0), ('3', 0), ('4', 2), ('5', 1)]
    """
    known = scores.dropna()
    if known.empty:
        return ()
    values = known.to_numpy(float)
    low = metric.lowest if np.isfinite(metric.lowest) else float(values.min())
    high = metric.highest if np.isfinite(metric.highest) else float(values.max())
    steps, labels = _short(values, low, high) if high - low <= _MOST_BARS else _long(values)
    bands = band_codes(known, metric)
    n_of = Counter(zip(steps.tolist(), bands.tolist(), strict=True))
    bars = []
    for step, label in enumerate(labels):
        found = sorted(band for at, band in n_of if at == step) or [-1]
        for band in found:
            n = n_of[step, band]
            bars.append(Bar(label, band, n, n / len(values)))
    return tuple(bars)


def _short(values: FloatArray, low: float, high: float) -> tuple[NDArray[np.int64], list[str]]:
    whole = np.floor(values + 0.5).astype(np.int64)
    first, last = int(np.floor(low + 0.5)), int(np.floor(high + 0.5))
    return whole - first, [number(score) for score in range(first, last + 1)]


def _long(values: FloatArray) -> tuple[NDArray[np.int64], list[str]]:
    low, high = float(values.min()), float(values.max())
    if low == high:
        return np.zeros(len(values), dtype=np.int64), [number(low)]
    least = (high - low) / _MOST_BARS
    power = 10 ** int(np.floor(np.log10(least)))
    step = next(power * nice for nice in (*_NICE, 10) if power * nice >= least)
    first = np.floor(low / step)
    n_steps = max(1, int(np.ceil(high / step) - first))
    edges = (first + np.arange(n_steps + 1)) * step
    place = np.minimum(np.floor(values / step) - first, n_steps - 1).astype(np.int64)
    return place, [f"{number(start)} tot {number(end)}" for start, end in pairwise(edges)]
