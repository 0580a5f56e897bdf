"""Tests of groups: whether any differ at all, and which differ from the others."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats
from statsmodels.stats.multitest import multipletests

from feedback_nlp.scores.answers import Answers
from feedback_nlp.scores.differences import compare
from feedback_nlp.scores.intervals import LEVEL

Against = Literal["rest", "previous"]
COLUMNS = ["difference", "difference_low", "difference_high", "p", "p_adjusted"]
_NOTHING = (np.nan,) * 4


@dataclass(frozen=True)
class Groups:
    """Answers with the group that each belongs to.

    Attributes
    ----------
    answers : Answers
        All answers.
    codes : array of int of shape (n,)
        The group of each, from 0.
    names : tuple of str
        The groups, in order, also those without answers.
    """

    answers: Answers
    codes: NDArray[np.int64]
    names: tuple[str, ...]

    def each(self) -> list[Answers]:
        """Return the answers of each group."""
        order = np.argsort(self.codes, kind="stable")
        starts = np.searchsorted(self.codes[order], np.arange(1, len(self.names)))
        groups = np.split(order, starts)[: len(self.names)]
        return [self.answers.only(places) for places in groups]


def overall_p(groups: Groups) -> float:
    """Return how often chance alone makes groups differ as much as these do, taken together.

    A chi-square test of homogeneity on the squared distances from the common mean; for shares it is
    Pearson's. Weights and customers count by `Answers.size`. Where customers answered twice it is
    an F test with as many degrees of freedom as there are customers more than groups (Korn &
    Graubard 1990): few customers tell their own spread badly.

    Parameters
    ----------
    groups : Groups
        The groups; those that nobody answered in are left out.

    Returns
    -------
    float
        The p; NaN for fewer than two groups, 1 where all answers are equal or there are no more
        customers than groups.

    Examples
    --------
    >>> from feedback_nlp import find_metric
    >>> from feedback_nlp.scores.estimates import take_groups
    >>> rows = [(5 if k < n else 1, shop) for shop, n in zip("ABC", (5, 10, 15)) for k in range(20)]
    >>> comments = pd.DataFrame(rows, columns=["score", "shop"])
    >>> round(overall_p(take_groups(comments, find_metric("csat_top2"), "shop")), 4)
    0.0067
    """
    answered = [group for group in groups.each() if group.n]
    if len(answered) < 2:
        return np.nan
    sizes = np.array([group.size for group in answered])
    means = np.array([group.mean for group in answered])
    together = float(np.average(means, weights=sizes))
    apart = (means - together) ** 2
    spread = float(np.average([group.variance for group in answered] + apart, weights=sizes))
    if spread <= np.finfo(float).eps * max(1.0, together**2):
        return 1.0
    return _homogeneity_p(float(sizes @ apart) / spread, len(answered), groups.answers)


def _homogeneity_p(distance: float, n_groups: int, answers: Answers) -> float:
    more = n_groups - 1
    if answers.n_customers == answers.n:
        return float(stats.chi2.sf(distance, more))
    freedom = answers.n_customers - n_groups
    return float(stats.f.sf(distance / more, more, freedom)) if freedom > 0 else 1.0


def compare_groups(groups: Groups, against: Against) -> pd.DataFrame:
    """Compare each group with all others, or with the one before it.

    Parameters
    ----------
    groups : Groups
        The groups, in order.
    against : {"rest", "previous"}
        What each is compared with.

    Returns
    -------
    DataFrame
        One row per group: `difference`, `difference_low`, `difference_high`, `p` and `p_adjusted`
        (Benjamini-Hochberg over the groups); missing where one of the two has no answers.
    """
    rows, codes = [], groups.codes
    for group, first in enumerate(groups.each()):
        others = codes != group if against == "rest" else codes == group - 1
        second = groups.answers.only(others)
        if first.n and second.n:
            found = compare(first, second)
            rows.append((found.value, found.low, found.high, found.p))
        else:
            rows.append(_NOTHING)
    table = pd.DataFrame(rows, columns=COLUMNS[:-1], dtype=float)
    tested = table["p"].notna()
    if tested.any():
        adjusted = multipletests(table.loc[tested, "p"], alpha=1 - LEVEL, method="fdr_bh")[1]
        table.loc[tested, "p_adjusted"] = adjusted
    return table.reindex(columns=COLUMNS)
