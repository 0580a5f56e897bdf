"""How the values of a metric are written: their unit and their digits."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from feedback_nlp.report.dutch import UNKNOWN, number, percent
from feedback_nlp.scores.intervals import Estimate
from feedback_nlp.scores.metrics import Metric

_MANY_COMMENTS = 2000  # from here on the interval of a share is often narrower than a percent


@dataclass(frozen=True)
class Notation:
    """How the values of a metric and differences between them are written.

    Attributes
    ----------
    suffix : str
        What follows a value: ``"%"`` or nothing.
    value_digits, impact_digits, share_digits : int
        Digits after the comma, of values, differences and shares of the comments.

    Examples
    --------
    >>> Notation("%", 0, 1, 0).value(71.8), Notation("", 0, 1, 0).impact(-3.25)
    ('72%', '−3,3')
    """

    suffix: str
    value_digits: int
    impact_digits: int
    share_digits: int

    def value(self, value: float) -> str:
        """Return a value of the metric in Dutch.

        Parameters
        ----------
        value : float
            The value; NaN where there is none.

        Returns
        -------
        str
            With its unit.
        """
        return UNKNOWN if np.isnan(value) else number(value, self.value_digits) + self.suffix

    def impact(self, points: float) -> str:
        """Return a difference in points of the metric in Dutch.

        Parameters
        ----------
        points : float
            The difference; NaN where there is none.

        Returns
        -------
        str
            Without a unit.
        """
        return number(points, self.impact_digits)

    def share(self, share: float) -> str:
        """Return a share of the comments in Dutch.

        Parameters
        ----------
        share : float
            A fraction of 1; NaN where there is none.

        Returns
        -------
        str
            As a percentage.
        """
        return percent(share, self.share_digits)


def notation_of(metric: Metric, estimate: Estimate, ends: pd.Series, n_comments: int) -> Notation:
    """Choose as many digits as the doubt about a number leaves room for.

    Parameters
    ----------
    metric : Metric
        Whose values are written.
    estimate : Estimate
        Its value; a narrow interval earns a digit.
    ends : Series
        Ends of the intervals of differences that are written side by side.
    n_comments : int
        Comments that shares are fractions of.

    Returns
    -------
    Notation
        Unit and digits.

    Examples
    --------
    >>> from feedback_nlp.scores.metrics import find_metric
    >>> notation_of(find_metric("nps"), Estimate(34, 28, 39, 612), pd.Series([4.3, 0.2]), 588)
    Notation(suffix='', value_digits=0, impact_digits=1, share_digits=0)
    """
    suffix = "%" if metric.unit == "procentpunt" else ""
    fewest = 1 if metric.family == "mean" and not suffix else 0
    width = estimate.high - estimate.low
    value_digits = max(fewest, _digits_for(width, np.array([3, 0.3])))
    largest = float(ends.abs().max()) if len(ends) else np.nan
    impact_digits = 1 + _digits_for(largest, np.array([2, 0.2]))
    return Notation(suffix, value_digits, impact_digits, int(n_comments >= _MANY_COMMENTS))


def _digits_for(size: float, limits: np.ndarray) -> int:
    return 0 if np.isnan(size) or size == 0 else int((size < limits).sum())
