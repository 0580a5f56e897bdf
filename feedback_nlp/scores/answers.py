"""The answers of some respondents to one metric, and how many independent ones they amount to."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from feedback_nlp.scores.metric import FloatArray, Metric

_SCALE = 10.0
_LEAST = 1e-12


@dataclass(frozen=True)
class Answers:
    """What each respondent adds to a metric; those who gave no score are not in it.

    Attributes
    ----------
    metric : Metric
        The metric.
    values : array of shape (n,)
        One value per respondent, as `Metric.values` gives them.
    weights : array of shape (n,)
        How much each respondent counts.
    customers : array of int of shape (n,) or None
        Who gave each answer; None where every answer is of another customer.
    ends : tuple of float
        The lowest and highest value there can be.
    rows : array of int of shape (n,)
        Their places in the table they were taken from.
    names : Index, optional
        Who the customers are, by number, so that they are known in another table too; those
        numbered beyond it have no name.
    """

    metric: Metric
    values: FloatArray
    weights: FloatArray
    customers: NDArray[np.int64] | None
    ends: tuple[float, float]
    rows: NDArray[np.int64]
    names: pd.Index | None = None

    @property
    def n(self) -> int:
        """The number of answers."""
        return len(self.values)

    @property
    def mean(self) -> float:
        """The metric; NaN where nobody answered."""
        return float(np.average(self.values, weights=self.weights)) if self.n else np.nan

    @property
    def variance(self) -> float:
        """The variance of one answer around the metric; exactly 0 where all are equal."""
        if np.ptp(self.values) == 0:
            return 0.0
        return float(np.average((self.values - self.mean) ** 2, weights=self.weights))

    @property
    def spread(self) -> float:
        """The variance of one answer, corrected for the mean being estimated too."""
        kish = _kish(self.weights)
        return self.variance * kish / max(kish - 1, _LEAST)

    def share(self, sign: int) -> float:
        """Return the share of the answers whose value is above (1) or below (-1) 0."""
        return float(np.average(np.sign(self.values) == sign, weights=self.weights))

    def only(self, chosen: NDArray[np.bool_] | NDArray[np.int64]) -> "Answers":
        """Return the answers where `chosen` is true, or at the places it gives."""
        return replace(
            self,
            values=self.values[chosen],
            weights=self.weights[chosen],
            customers=None if self.customers is None else self.customers[chosen],
            rows=self.rows[chosen],
        )

    @cached_property
    def n_customers(self) -> int:
        """The number of customers who answered."""
        return self.n if self.customers is None else len(np.unique(self.customers))

    @cached_property
    def size(self) -> float:
        """The number of independent answers of equal weight that tell as much (Kish 1965).

        That is (sum of weights)² / (sum of squared weights). Answers of one customer are alike;
        where customers are known it is the variance of one answer over the cluster-robust variance
        of the mean, if that is less.
        """
        kish = _kish(self.weights)
        if self.customers is None or self.n_customers == self.n:
            return kish
        if self.variance == 0 or self.n_customers < 2:
            return _kish(np.bincount(self.customers, self.weights).astype(float))
        pull, n = self.pull(), self.n_customers
        clustered = float(pull @ pull) * n / (n - 1)
        return min(kish, self.spread / clustered) if clustered > 0 else kish

    @property
    def freedom(self) -> float:
        """The degrees of freedom of the spread.

        Customers less one where some answered twice; else, for a mean, answers less one; infinite
        for net scores and shares.
        """
        if self.n_customers < self.n:
            return self.n_customers - 1
        return self.size - 1 if self.metric.family == "mean" else np.inf

    def pull(self) -> FloatArray:
        """Return how far each customer pulls the mean from itself: weight times distance, summed.

        Returns
        -------
        array of shape (n_customers_of_the_file,)
            Indexed by customer, at least as long as `names`.
        """
        apart: FloatArray = self.weights * (self.values - self.mean) / self.weights.sum()
        if self.customers is None:
            return apart
        least = 0 if self.names is None else len(self.names)
        return np.asarray(np.bincount(self.customers, apart, minlength=least))


def metric_ends(metric: Metric, values: FloatArray) -> tuple[float, float]:
    """Return the lowest and highest value that a metric can have.

    Parameters
    ----------
    metric : Metric
        The metric.
    values : array of shape (n,)
        Values of a metric whose scale has no ends: it is then taken for the shortest of 0 to 10, 0
        to 100 and so on that holds all of them, and as far below 0 if there are negative ones.

    Returns
    -------
    tuple of float
        Low and high.

    Examples
    --------
    >>> from feedback_nlp.scores.metrics import find_metric
    >>> metric_ends(find_metric("mean"), np.array([7.0, 64.0]))
    (0.0, 100.0)
    """
    low, high = metric.ends
    if np.isfinite(low) and np.isfinite(high):
        return low, high
    reach = _SCALE
    while len(values) and reach < np.abs(values).max():
        reach *= _SCALE
    return (-reach if len(values) and values.min() < 0 else 0.0), reach


def _kish(weights: FloatArray) -> float:
    return float(weights.sum() ** 2 / (weights @ weights)) if len(weights) else 0.0
