"""The difference between two groups or periods, with its interval and test."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from feedback_nlp.errors import ScoreError
from feedback_nlp.scores.answers import Answers
from feedback_nlp.scores.comparable import check_comparable
from feedback_nlp.scores.intervals import (
    NORMAL,
    adjusted_net,
    critical_value,
    estimate_answers,
)


@dataclass(frozen=True)
class Difference:
    """One group's metric less another's.

    Attributes
    ----------
    value : float
        The difference, in points of the metric.
    low, high : float
        Its 95% interval.
    p : float
        How often chance alone makes a difference as large.
    n_first, n_second : int
        Answers of each.
    """

    value: float
    low: float
    high: float
    p: float
    n_first: int
    n_second: int


@dataclass(frozen=True)
class _Side:
    """One group, as a difference needs it."""

    centre: float
    error: float
    low: float
    high: float
    freedom: float
    measured: bool  # whether its answers tell their spread


def compare(first: Answers, second: Answers) -> Difference:
    """Return the first group's metric less the second's.

    Net scores: each group adjusted as for its own interval, then a z test (Lewis & Sauro 2021).
    Shares: Newcombe's interval (1998, method 10) and the score test. Means: Welch's t, or where one
    of the groups does not tell its spread the squares of both intervals' reach added up (Zou &
    Donner 2008). Customers with the same name in both groups make the groups alike; that is taken
    into account.

    Parameters
    ----------
    first, second : Answers
        The groups, or a period and the one before.

    Returns
    -------
    Difference
        The difference with its interval and two-sided p.

    Raises
    ------
    ScoreError
        When the metrics are not comparable, or one of the groups has no answers.

    Examples
    --------
    >>> import pandas as pd
    >>> from feedback_nlp import find_metric, take_answers
    >>> groups = [pd.DataFrame({"score": [5] * n + [2] * (20 - n)}) for n in (18, 9)]
    >>> now, before = (take_answers(group, find_metric("csat_top2")) for group in groups)
    >>> change = compare(now, before)
    >>> change.value, round(change.low, 1), round(change.high, 1), round(change.p, 4)
    (45.0, 16.1, 65.5, 0.0024)
    """
    check_comparable(first.metric, second.metric)
    if not first.n or not second.n:
        message = "There are no answers in one of the two groups. Compare groups that answered."
        raise ScoreError(message)
    sides = _side(first), _side(second)
    alike = _alikeness(first, second)
    if first.metric.family == "share":
        low, high = _reach_of_both(sides, alike)
        p = _share_test(first, second, alike)
    elif all(side.measured for side in sides):
        low, high, p = _welch(sides, alike)
    else:
        low, high = _reach_of_both(sides, alike)
        p = _normal_test(sides, alike)
    widest = max(first.ends[1], second.ends[1]) - min(first.ends[0], second.ends[0])
    value = first.mean - second.mean
    low, high = min(max(-widest, low), value), max(min(widest, high), value)
    return Difference(value, low, high, p, first.n, second.n)


def _side(answers: Answers) -> _Side:
    own = estimate_answers(answers)
    centre, freedom, size = answers.mean, answers.freedom, answers.size
    measured = freedom >= 1
    error = (own.high - own.low) / (2 * NORMAL)
    if answers.metric.family == "net":
        counts = answers.share(1) * size, answers.share(-1) * size
        centre, adjusted = adjusted_net(*counts, size)
        error = adjusted if measured else error
    elif answers.metric.family == "mean" and answers.variance > 0 and measured:
        error = float(np.sqrt(answers.spread / size))
    elif answers.metric.family == "mean":
        measured = False
    return _Side(centre, error, own.low, own.high, freedom, measured)


def _alikeness(first: Answers, second: Answers) -> float:
    """Return the correlation between the two means that customers in both groups make."""
    if first.names is None or second.names is None:
        return 0.0
    pulls = first.pull(), second.pull()
    places = second.names.get_indexer(first.names)
    both = places >= 0
    joint = float(pulls[0][: len(both)][both] @ pulls[1][places[both]])
    lengths = float(np.linalg.norm(pulls[0]) * np.linalg.norm(pulls[1]))
    return joint / lengths if lengths > 0 else 0.0


def _variance(sides: tuple[_Side, _Side], alike: float) -> float:
    one, other = (side.error for side in sides)
    return max(one**2 + other**2 - 2 * alike * one * other, 0.0)


def _reach_of_both(sides: tuple[_Side, _Side], alike: float) -> tuple[float, float]:
    one, other = sides
    down, up = one.centre - one.low, one.high - one.centre
    other_down, other_up = other.centre - other.low, other.high - other.centre
    low = np.sqrt(max(down**2 + other_up**2 - 2 * alike * down * other_up, 0.0))
    high = np.sqrt(max(up**2 + other_down**2 - 2 * alike * up * other_down, 0.0))
    difference = one.centre - other.centre
    return float(difference - low), float(difference + high)


def _welch(sides: tuple[_Side, _Side], alike: float) -> tuple[float, float, float]:
    difference, error = sides[0].centre - sides[1].centre, np.sqrt(_variance(sides, alike))
    freedom = min(side.freedom for side in sides) if alike else _joint_freedom(sides)
    reach = critical_value(freedom) * error
    return float(difference - reach), float(difference + reach), _p(difference, error, freedom)


def _joint_freedom(sides: tuple[_Side, _Side]) -> float:
    total = sum(side.error**2 for side in sides) ** 2
    parts = sum(side.error**4 / side.freedom for side in sides)
    return total / parts if parts > 0 else np.inf


def _normal_test(sides: tuple[_Side, _Side], alike: float) -> float:
    error = np.sqrt(_variance(sides, alike))
    return _p(sides[0].centre - sides[1].centre, error, np.inf)


def _share_test(first: Answers, second: Answers, alike: float) -> float:
    sizes = np.array([first.size, second.size])
    shares = np.array([first.share(1), second.share(1)])
    together = float(np.average(shares, weights=sizes))
    each = 1 / np.sqrt(sizes)
    spread = max(float(each @ each) - 2 * alike * float(each.prod()), 0.0)
    error = np.sqrt(together * (1 - together) * spread)
    return _p(shares[0] - shares[1], error, min(first.freedom, second.freedom))


def _p(difference: float, error: float, freedom: float) -> float:
    """Return how often t is as far from 0; 1 where there is no difference."""
    if abs(difference) < np.finfo(float).eps or error == 0:
        return 1.0 if abs(difference) < np.finfo(float).eps else 0.0
    if freedom < 1:
        return 1.0  # one customer tells nothing of chance
    return float(2 * stats.t.sf(abs(difference) / error, freedom))
