"""What a count of themes rests on where customers wrote several comments."""

import numpy as np
import pandas as pd

from feedback_nlp.scores.intervals import critical_value

_KEYS = ["period", "group"]


def effective_sizes(counts: pd.DataFrame, cells: pd.DataFrame, found: pd.DataFrame) -> pd.Series:
    """Return the number of comments of different customers that would tell as much.

    It is the variance of a share over its cluster-robust variance, comments of one customer taken
    together: the same as `Answers.size`. Where all comments of a part carry the theme, or none
    does, those of a customer count as one (Kish 1965).

    Parameters
    ----------
    counts : DataFrame
        One row per period, group and theme: `period`, `group`, `theme`, `n_comments`, `n_tagged`.
    cells : DataFrame
        One row per comment: `period`, `group`, `customer` (a number).
    found : DataFrame
        One row per comment and theme it carries: the same and `theme`.

    Returns
    -------
    Series
        One per row of `counts`, never more than `n_comments`.

    Examples
    --------
    >>> cells = pd.DataFrame({"period": "", "group": "", "customer": [0, 0, 1, 1, 2, 2]})
    >>> counts = pd.DataFrame({"period": [""], "group": "", "theme": "late"})
    >>> counts = counts.assign(n_comments=6, n_tagged=2)
    >>> effective_sizes(counts, cells, cells[:2].assign(theme="late")).round(1).tolist()
    [2.4]
    """
    written = cells.groupby([*_KEYS, "customer"]).size().rename("written").reset_index()
    by_cell = written.assign(squared=written["written"] ** 2).groupby(_KEYS)["squared"]
    own = by_cell.agg(["sum", "size"]).reset_index()
    tagged = found.groupby([*_KEYS, "theme", "customer"]).size().rename("tagged").reset_index()
    tagged = tagged.merge(written, on=[*_KEYS, "customer"])
    tagged = tagged.assign(both=tagged["tagged"] * tagged["written"], tagged=tagged["tagged"] ** 2)
    sums = tagged.groupby([*_KEYS, "theme"])[["tagged", "both"]].sum().reset_index()
    rows = counts.merge(own, "left", _KEYS).merge(sums, "left", [*_KEYS, "theme"]).fillna(0)
    n, n_customers = rows["n_comments"].to_numpy(float), rows["size"].to_numpy(float)
    share = rows["n_tagged"].to_numpy(float) / n
    squares = rows["tagged"] - 2 * share * rows["both"] + share**2 * rows["sum"]
    clustered = squares.to_numpy(float) / n**2 * n_customers / np.maximum(n_customers - 1, 1)
    spread = share * (1 - share) * n / np.maximum(n - 1, 1)
    sizes = spread / np.maximum(clustered, np.finfo(float).tiny)
    together = n**2 / rows["sum"].to_numpy(float)
    known = (spread > 0) & (n_customers > 1)
    return pd.Series(np.where(known, np.minimum(sizes, n), together), counts.index)


def critical_values(counts: pd.DataFrame, cells: pd.DataFrame) -> pd.Series:
    """Return how many standard errors the interval of each share reaches to each side.

    Parameters
    ----------
    counts : DataFrame
        One row per period, group and theme: `period`, `group`, `n_comments`.
    cells : DataFrame
        One row per comment: `period`, `group`, `customer` (a number).

    Returns
    -------
    Series
        One per row of `counts`: that of t with a degree of freedom less than there are customers,
        as for `Answers.freedom`; of the normal distribution where each wrote one comment.

    Examples
    --------
    >>> cells = pd.DataFrame({"period": "", "group": "", "customer": [0, 0, 1, 1, 2, 2]})
    >>> counts = pd.DataFrame({"period": [""], "group": "", "n_comments": 6})
    >>> critical_values(counts, cells).round(3).tolist()
    [4.303]
    """
    n_customers = cells.groupby(_KEYS)["customer"].nunique().rename("n_customers").reset_index()
    n = counts[[*_KEYS, "n_comments"]].merge(n_customers, "left", _KEYS)
    freedom = (n["n_customers"] - 1.0).where(n["n_customers"] < n["n_comments"], np.inf)
    return freedom.map(critical_value).set_axis(counts.index)
