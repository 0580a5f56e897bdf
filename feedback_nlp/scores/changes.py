"""Whether a change from one period to the next is more than chance."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

from feedback_nlp.scores.answers import Answers
from feedback_nlp.scores.differences import compare
from feedback_nlp.scores.planning import answers_for_difference

Verdict = Literal["ruis", "waarschijnlijk echt", "echt"]
Count = tuple[float, float]
"""How many of how many independent ones, so that they need not be whole."""
_REAL, _LIKELY = 0.01, 0.1
_FEW = 5


@dataclass(frozen=True)
class Change:
    """What became of a number from one period to the next.

    Attributes
    ----------
    before, after : float
        The number in both periods: points of the metric, or a fraction of 1.
    n_before, n_after : int
        What they rest on.
    low, high : float
        95% interval of the difference.
    p : float
        How often chance alone makes a difference as large, adjusted for the number of changes
        looked at.
    n_needed : int or None
        How many each period takes for a difference of this size to be called real eight times out
        of ten; None where it is called so already, or there is no difference.
    """

    before: float
    after: float
    n_before: int
    n_after: int
    low: float
    high: float
    p: float
    n_needed: int | None

    @property
    def value(self) -> float:
        """The difference: after less before."""
        return self.after - self.before

    @property
    def verdict(self) -> Verdict:
        """Echt where p is below .01, waarschijnlijk echt where it is below .1, else ruis."""
        if self.p < _REAL:
            return "echt"
        return "waarschijnlijk echt" if self.p < _LIKELY else "ruis"


def score_change(before: Answers, after: Answers) -> Change:
    """Judge the change of a metric.

    Parameters
    ----------
    before, after : Answers
        Those of both periods, at least one of each.

    Returns
    -------
    Change
        By the test of `compare`.

    Examples
    --------
    >>> import pandas as pd
    >>> from feedback_nlp import find_metric, take_answers
    >>> months = [pd.DataFrame({"score": [5] * n + [2] * (20 - n)}) for n in (9, 18)]
    >>> change = score_change(*(take_answers(m, find_metric("csat_top2")) for m in months))
    >>> change.value, change.verdict
    (45.0, 'echt')
    """
    found = compare(after, before)
    sizes = before.n, after.n
    variance = float(np.average([before.variance, after.variance], weights=sizes))
    needed = _needed(variance, found.value, sizes, found.p, _REAL)
    return Change(before.mean, after.mean, *sizes, found.low, found.high, found.p, needed)


def share_changes(counts: Mapping[str, tuple[Count, Count]]) -> dict[str, Change]:
    """Judge the changes of several shares together.

    The difference has Newcombe's interval (1998, method 10) and the score test, or where a cell of
    the table of four is expected to hold fewer than 5 Fisher's exact test with mid-p (Lancaster
    1961), on whole numbers; p is adjusted by Benjamini and Hochberg (1995).

    Parameters
    ----------
    counts : mapping of str to two counts
        Per share how many of how many, before and after; of at least one.

    Returns
    -------
    dict of str to Change
        In the same order.

    Examples
    --------
    >>> changes = share_changes({"late": ((10, 100), (30, 100)), "rude": ((10, 100), (11, 100))})
    >>> [change.verdict for change in changes.values()]
    ['echt', 'ruis']
    """
    if not counts:
        return {}
    p = [_share_p(*both) for both in counts.values()]
    adjusted = multipletests(p, method="fdr_bh")[1]
    return {
        name: _share_change(*both, own, together)
        for (name, both), own, together in zip(counts.items(), p, adjusted, strict=True)
    }


def _share_p(before: Count, after: Count) -> float:
    if before[0] * after[1] == after[0] * before[1]:
        return 1.0
    n = before[1] + after[1]
    n_with = before[0] + after[0]
    if min(n_with, n - n_with) * min(before[1], after[1]) / n < _FEW:
        return _exact_p(before, after)
    return float(proportions_ztest([after[0], before[0]], [after[1], before[1]])[1])


def _exact_p(before: Count, after: Count) -> float:
    """Return the chance of what is less likely than this, and half that of what is as likely."""
    (first, n_first), (second, n_second) = (tuple(map(round, count)) for count in (before, after))
    chance = stats.hypergeom(n_first + n_second, first + second, n_first)
    chances, own = chance.pmf(np.arange(min(n_first, first + second) + 1)), chance.pmf(first)
    alike = np.isclose(chances, own, rtol=1e-9, atol=0)
    return float(chances[(chances < own) & ~alike].sum() + chances[alike].sum() / 2)


def _share_change(before: Count, after: Count, p: float, adjusted: float) -> Change:
    sizes = round(before[1]), round(after[1])
    shares = before[0] / before[1], after[0] / after[1]
    low, high = confint_proportions_2indep(*after, *before, method="newcomb", compare="diff")
    together = (before[0] + after[0]) / (before[1] + after[1])
    alpha = _REAL * p / adjusted if adjusted > 0 else _REAL
    needed = None
    if adjusted >= _REAL:
        needed = _needed(together * (1 - together), shares[1] - shares[0], sizes, p, alpha)
    return Change(*shares, *sizes, float(low), float(high), float(adjusted), needed)


def _needed(
    variance: float, difference: float, sizes: tuple[int, int], p: float, alpha: float
) -> int | None:
    """Return how many each period takes; `alpha` is what p must be below, adjustment included."""
    if p < alpha or abs(difference) < np.finfo(float).eps:
        return None
    found = answers_for_difference(variance, abs(difference), alpha=alpha)
    return max(found, min(sizes) + 1)
