"""How often each theme is mentioned, per period and group."""

import pandas as pd
from statsmodels.stats.proportion import proportion_confint

from feedback_nlp.scores.intervals import LEVEL

COLUMNS = ["period", "group", "theme", "n_comments", "n_tagged", "share", "low", "high"]
ALL = ""
"""Stands for all periods, or all groups."""


def count_themes(
    comments: pd.DataFrame,
    tags: pd.DataFrame,
    themes: tuple[str, ...],
    *,
    period: pd.Series | None = None,
    group: pd.Series | None = None,
) -> pd.DataFrame:
    """Count in how many comments each theme stands.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent: `comment_id` and `comment`; only those with a comment count.
    tags : DataFrame
        One row per comment and theme: `comment_id`, `theme`.
    themes : tuple of str
        The themes to count, those that nobody mentions too.
    period, group : Series, optional
        Period and group of each row of `comments`; by default all are one.

    Returns
    -------
    DataFrame
        One row per period, group and theme: `period`, `group`, `theme`, `n_comments`, `n_tagged`,
        `share` (a fraction of 1), `low` and `high` (its Wilson interval; the tagger's own error is
        not in it).

    Examples
    --------
    >>> comments = pd.DataFrame({"comment_id": ["1", "2"], "comment": ["te laat", "top"]})
    >>> tags = pd.DataFrame({"comment_id": ["1"], "theme": ["late"]})
    >>> count_themes(comments, tags, ("late",))[["n_comments", "n_tagged", "share"]].values.tolist()
    [[2.0, 1.0, 0.5]]
    """
    cells = pd.DataFrame({"comment_id": comments["comment_id"]})
    cells["period"] = ALL if period is None else period.astype("string")
    cells["group"] = ALL if group is None else group.astype("string")
    cells = cells[comments["comment"].notna()].dropna(subset=["period", "group"])
    totals = cells.groupby(["period", "group"]).size().rename("n_comments").reset_index()
    found = tags[["comment_id", "theme"]].drop_duplicates().merge(cells, on="comment_id")
    tagged = found.groupby(["period", "group", "theme"]).size().rename("n_tagged").reset_index()
    counts = totals.merge(pd.DataFrame({"theme": list(themes)}), how="cross")
    counts = counts.merge(tagged, how="left", on=["period", "group", "theme"])
    counts["n_tagged"] = counts["n_tagged"].fillna(0).astype("int64")
    counts["share"] = counts["n_tagged"] / counts["n_comments"]
    counts["low"], counts["high"] = proportion_confint(
        counts["n_tagged"], counts["n_comments"], alpha=1 - LEVEL, method="wilson"
    )
    return counts[COLUMNS]


def name_periods(dates: pd.Series, *, at_most: int = 36) -> pd.Series:
    """Name the period of each date: its month, quarter or year, the finest that stays readable.

    Parameters
    ----------
    dates : Series
        Dates; missing ones stay missing.
    at_most : int, default=36
        More periods than this, and a coarser one is taken.

    Returns
    -------
    Series
        Such as ``"2025-03"``, ``"2025-K1"`` or ``"2025"``.
    """
    year = dates.dt.year.astype("Int64").astype("string")
    month = year + "-" + dates.dt.month.astype("Int64").astype("string").str.zfill(2)
    quarter = year + "-K" + dates.dt.quarter.astype("Int64").astype("string")
    named: pd.Series = next((p for p in (month, quarter) if p.nunique() <= at_most), year)
    return named
