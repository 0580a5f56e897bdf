"""Confidence intervals for metrics and shares."""

from dataclasses import dataclass

import numpy as np
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from feedback_nlp.scores.metrics import FloatArray, Metric

LEVEL = 0.95
_Z = float(stats.norm.ppf((1 + LEVEL) / 2))


@dataclass(frozen=True)
class Estimate:
    """A number with its 95% interval.

    Attributes
    ----------
    value : float
        The number itself; NaN where nobody answered.
    low, high : float
        Ends of the interval.
    n : int
        Answers it rests on.
    """

    value: float
    low: float
    high: float
    n: int


def estimate_metric(values: FloatArray, metric: Metric) -> Estimate:
    """Return a metric with its interval.

    Parameters
    ----------
    values : array of shape (n,)
        One value per respondent, as `Metric.values` gives them; missing ones are left out.
    metric : Metric
        The metric they belong to.

    Returns
    -------
    Estimate
        Adjusted Wald for net scores, Wilson for shares, t for means.

    Examples
    --------
    >>> from feedback_nlp.scores.metrics import find_metric
    >>> scores = np.repeat([100.0, 0.0, -100.0], [45, 35, 20])
    >>> estimate = estimate_metric(scores, find_metric("nps"))
    >>> estimate.value, round(estimate.low, 2), round(estimate.high, 2)
    (25.0, 9.48, 39.06)
    """
    known = values[~np.isnan(values)]
    n = len(known)
    if n == 0:
        return Estimate(np.nan, np.nan, np.nan, 0)
    if metric.family == "net":
        low, high = net_interval(int((known > 0).sum()), int((known < 0).sum()), n)
    elif metric.family == "share":
        low, high = share_interval(int((known > 0).sum()), n)
        low, high = 100 * low, 100 * high
    else:
        low, high = mean_interval(known)
    return Estimate(float(known.mean()), low, high, n)


def net_interval(n_promoters: int, n_detractors: int, n: int) -> tuple[float, float]:
    """Return the adjusted Wald interval of a net score (Rocks 2016).

    Adds 3 answers, of which 3/4 promoters and 3/4 detractors, and takes the Wald interval of that.

    Parameters
    ----------
    n_promoters, n_detractors, n : int
        How many gave each answer, of how many.

    Returns
    -------
    tuple of float
        Low and high, within -100 and 100.

    Examples
    --------
    >>> [round(end, 2) for end in net_interval(6, 2, 10)]
    [-12.59, 74.12]
    """
    promoters, detractors = (n_promoters + 0.75) / (n + 3), (n_detractors + 0.75) / (n + 3)
    net = promoters - detractors
    error = _Z * np.sqrt((promoters + detractors - net**2) / (n + 3))
    return float(max(-100.0, 100 * (net - error))), float(min(100.0, 100 * (net + error)))


def share_interval(count: int, n: int) -> tuple[float, float]:
    """Return the Wilson interval of a share.

    Parameters
    ----------
    count, n : int
        How many, of how many.

    Returns
    -------
    tuple of float
        Low and high as fractions of 1; the whole range where n is 0.

    Examples
    --------
    >>> [round(end, 4) for end in share_interval(8, 10)]
    [0.4902, 0.9433]
    """
    if n == 0:
        return 0.0, 1.0
    low, high = proportion_confint(count, n, alpha=1 - LEVEL, method="wilson")
    return float(low), float(high)


def mean_interval(values: FloatArray) -> tuple[float, float]:
    """Return the t interval of a mean.

    Parameters
    ----------
    values : array of shape (n,)
        At least one value.

    Returns
    -------
    tuple of float
        Low and high; the mean itself twice where all values are equal, NaN for a single value.
    """
    n, mean = len(values), float(values.mean())
    if n == 1:
        return np.nan, np.nan
    error = float(stats.t.ppf((1 + LEVEL) / 2, n - 1) * values.std(ddof=1) / np.sqrt(n))
    return mean - error, mean + error
