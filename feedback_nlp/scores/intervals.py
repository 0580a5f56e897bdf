"""Confidence intervals for metrics and shares."""

from dataclasses import dataclass

import numpy as np
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from feedback_nlp.scores.answers import Answers, metric_ends
from feedback_nlp.scores.metric import FloatArray, Metric

LEVEL = 0.95
NORMAL = float(stats.norm.ppf((1 + LEVEL) / 2))
"""How many standard errors a 95% interval reaches to each side."""


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
    ends, rows = metric_ends(metric, known), np.flatnonzero(~np.isnan(values))
    return estimate_answers(Answers(metric, known, np.ones(len(known)), None, ends, rows))


def estimate_answers(answers: Answers) -> Estimate:
    """Return the metric of some answers with its interval.

    Weights and repeated answers of one customer make the interval that of fewer answers; where
    customers are known, t with one degree of freedom less than there are customers stands in place
    of the normal distribution (Korn & Graubard 1998).

    Parameters
    ----------
    answers : Answers
        The answers.

    Returns
    -------
    Estimate
        Adjusted Wald for net scores, Wilson for shares, t for means; where nearly all scores are
        equal, t holds the truth less often than 95%. One customer only, and the interval is all
        that is possible; nobody, and there is none.
    """
    n, size, reach = answers.n, answers.size, critical_value(answers.freedom)
    if n == 0:
        return Estimate(np.nan, np.nan, np.nan, 0)
    family, ends = answers.metric.family, answers.ends
    if not np.isfinite(reach):
        low, high = ends
    elif family == "net":
        plus, minus = answers.share(1) * size, answers.share(-1) * size
        low, high = net_interval(plus, minus, size, reach)
    elif family == "share":
        low, high = share_interval(answers.share(1) * size, size, reach)
        low, high = 100 * low, 100 * high
    elif answers.variance == 0:
        low, high = equal_interval(answers.mean, size, ends)
    else:
        error = reach * np.sqrt(answers.spread / size)
        low, high = answers.mean - error, answers.mean + error
        bounds = answers.metric.ends
        low, high = max(bounds[0], low), min(bounds[1], high)
    low, high = min(low, answers.mean), max(high, answers.mean)  # adjusted Wald of one answer
    return Estimate(answers.mean, float(low), float(high), n)


def critical_value(freedom: float) -> float:
    """Return how many standard errors a 95% interval reaches to each side.

    Parameters
    ----------
    freedom : float
        Degrees of freedom of the spread.

    Returns
    -------
    float
        Of t, or of the normal distribution where `freedom` is infinite; infinite where it is below
        one, since one answer or one customer tells nothing of the spread.

    Examples
    --------
    >>> round(critical_value(2), 3), round(critical_value(np.inf), 3)
    (4.303, 1.96)
    """
    if np.isinf(freedom):
        return NORMAL
    return float(stats.t.ppf((1 + LEVEL) / 2, freedom)) if freedom >= 1 else np.inf


def net_interval(
    n_promoters: float, n_detractors: float, n: float, reach: float = NORMAL
) -> tuple[float, float]:
    """Return the adjusted Wald interval of a net score (Rocks 2016).

    Adds 3 answers, of which 3/4 promoters and 3/4 detractors, and takes the Wald interval of that.

    Parameters
    ----------
    n_promoters, n_detractors, n : float
        How many gave each answer, of how many.
    reach : float, default=1.96
        How many standard errors to each side.

    Returns
    -------
    tuple of float
        Low and high, within -100 and 100.

    Examples
    --------
    >>> [round(end, 2) for end in net_interval(6, 2, 10)]
    [-12.59, 74.12]
    """
    net, error = adjusted_net(n_promoters, n_detractors, n)
    return max(-100.0, net - reach * error), min(100.0, net + reach * error)


def adjusted_net(n_promoters: float, n_detractors: float, n: float) -> tuple[float, float]:
    """Return a net score with 3 answers added, 3/4 of them promoters and 3/4 detractors.

    Parameters
    ----------
    n_promoters, n_detractors, n : float
        How many gave each answer, of how many.

    Returns
    -------
    tuple of float
        The adjusted score and its standard error, in points of 100.

    Examples
    --------
    >>> [round(number, 2) for number in adjusted_net(45, 20, 100)]
    [24.27, 7.55]
    """
    promoters, detractors = (n_promoters + 0.75) / (n + 3), (n_detractors + 0.75) / (n + 3)
    net = promoters - detractors
    error = np.sqrt((promoters + detractors - net**2) / (n + 3))
    return float(100 * net), float(100 * error)


def share_interval(count: float, n: float, reach: float = NORMAL) -> tuple[float, float]:
    """Return the Wilson interval of a share.

    Parameters
    ----------
    count, n : float
        How many, of how many.
    reach : float, default=1.96
        How many standard errors to each side.

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
    alpha = 2 * stats.norm.sf(reach)
    low, high = proportion_confint(count, n, alpha=alpha, method="wilson")
    return float(low), float(high)


def equal_interval(value: float, n: float, ends: tuple[float, float]) -> tuple[float, float]:
    """Return the interval of a mean where all answers are equal.

    Then no spread can be measured, but others may still answer differently: up to a share of
    1 - 0.025^(1/n) of them would go unseen once in forty times (Clopper & Pearson 1934). The
    interval reaches to where the mean would be if these all stood at one end of the scale.

    Parameters
    ----------
    value : float
        The answer.
    n : float
        How many gave it.
    ends : tuple of float
        Lowest and highest answer there can be.

    Returns
    -------
    tuple of float
        Low and high.

    Examples
    --------
    >>> [round(end, 2) for end in equal_interval(5, 10, (1, 5))]
    [3.77, 5.0]
    """
    unseen = 1 - ((1 - LEVEL) / 2) ** (1 / n)
    return value - unseen * (value - ends[0]), value + unseen * (ends[1] - value)
