"""How often each theme is mentioned, per period and group."""

import numpy as np
import pandas as pd

from feedback_nlp.comments.ids import with_text_ids
from feedback_nlp.comments.needed_columns import check_columns
from feedback_nlp.errors import AuditError
from feedback_nlp.scores.answer_columns import customer_codes, table_column
from feedback_nlp.scores.audits import Audit
from feedback_nlp.scores.corrected_shares import audited_rates, corrected_shares, wilson
from feedback_nlp.scores.effective_sizes import critical_values, effective_sizes
from feedback_nlp.scores.intervals import NORMAL

COLUMNS = [
    "period", "group", "theme", "n_comments", "n_tagged", "share", "low", "high", "raw_share",
    "n_audited", "corrected", "n_effective",
]  # fmt: skip
ALL = ""
"""Stands for all periods, or all groups."""
MIN_AUDITED = 30
"""With fewer audited comments than this, the counts of a part of the file stay as they are."""


def count_themes(  # noqa: PLR0913  what is counted, how it is parted, what corrects it
    comments: pd.DataFrame,
    tags: pd.DataFrame,
    themes: tuple[str, ...],
    *,
    period: pd.Series | None = None,
    group: pd.Series | None = None,
    audit: Audit | None = None,
    customer_column: str | None = None,
) -> pd.DataFrame:
    """Count in how many comments each theme stands, corrected for tagging errors by an audit.

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
    audit : Audit, optional
        Labels of some of these comments, drawn by chance. A period or group with fewer than 30 of
        them is not corrected, unless it has the whole audit.
    customer_column : str, optional
        Column that tells who wrote each comment; comments of one customer are alike.

    Returns
    -------
    DataFrame
        One row per period, group and theme: `period`, `group`, `theme`, `n_comments`, `n_tagged`,
        `share` (a fraction of 1), `low` and `high` (its 95% interval), `raw_share` (`n_tagged` of
        `n_comments`), `n_audited`, `corrected` and `n_effective` (independent comments that tell
        as much; fewer than `n_comments` where customers wrote several). Where `corrected` is false,
        `share` is the raw share and its Wilson interval, of t where customers wrote several, leaves
        the tagger's own error out; where it is true both are those of `corrected_shares`.

    Raises
    ------
    AuditError
        When the audit has a comment that is not among these.
    ColumnError
        When a table lacks a column that is read, or there is no such column of customers.

    Examples
    --------
    >>> comments = pd.DataFrame({"comment_id": ["1", "2"], "comment": ["te laat", "top"]})
    >>> tags = pd.DataFrame({"comment_id": ["1"], "theme": ["late"]})
    >>> count_themes(comments, tags, ("late",))[["n_comments", "n_tagged", "share"]].values.tolist()
    [[2.0, 1.0, 0.5]]
    """
    check_columns(comments, "comment_id", "comment")
    check_columns(tags, "comment_id", "theme")
    comments = with_text_ids(comments)
    cells = comments[["comment_id"]]
    cells["period"] = ALL if period is None else period.astype("string")
    cells["group"] = ALL if group is None else group.astype("string")
    if customer_column is not None:
        names = table_column(comments, customer_column, "customer")
        cells["customer"] = customer_codes(names)[0]
    cells = cells[comments["comment"].notna()].dropna(subset=["period", "group"])
    totals = cells.groupby(["period", "group"]).size().rename("n_comments").reset_index()
    pairs = with_text_ids(tags[["comment_id", "theme"]]).drop_duplicates()
    found = pairs.merge(cells, on="comment_id")
    tagged = found.groupby(["period", "group", "theme"]).size().rename("n_tagged").reset_index()
    counts = totals.merge(pd.DataFrame({"theme": list(themes)}), how="cross")
    counts = counts.merge(tagged, how="left", on=["period", "group", "theme"])
    counts["n_tagged"] = counts["n_tagged"].fillna(0).astype("int64")
    counts["share"] = counts["raw_share"] = counts["n_tagged"] / counts["n_comments"]
    counts["n_effective"] = counts["n_comments"].astype(float)
    reach = pd.Series(NORMAL, counts.index)
    if customer_column is not None:
        counts["n_effective"] = effective_sizes(counts, cells, found)
        reach = critical_values(counts, cells)
    counts["low"], counts["high"] = wilson(
        counts["share"].to_numpy(), counts["n_effective"].to_numpy(), reach.to_numpy()
    )
    counts = counts.assign(n_audited=0, corrected=False)[COLUMNS]
    if audit is not None:
        _check_counted(audit, comments)
        _correct(counts, cells, found, audit)
    return counts


def _check_counted(audit: Audit, comments: pd.DataFrame) -> None:
    written = comments["comment_id"][comments["comment"].notna()]
    strange = audit.labels.index.difference(pd.Index(written), sort=False)
    if len(strange):
        message = (
            f"Comment '{strange[0]}' of the audit is not among the comments that are counted "
            f"({len(strange)} such). Count the file that the audit was drawn from."
        )
        raise AuditError(message)


def _correct(counts: pd.DataFrame, cells: pd.DataFrame, found: pd.DataFrame, audit: Audit) -> None:
    pairs = pd.MultiIndex.from_product([audit.labels.index, audit.themes])
    hits = pairs.isin(pd.MultiIndex.from_frame(found[["comment_id", "theme"]]))
    tagged = pd.DataFrame(hits.reshape(audit.labels.shape), audit.labels.index, audit.themes)
    audited = cells[cells["comment_id"].isin(audit.labels.index)]
    who = "customer" if "customer" in audited else "comment_id"
    customers = audited.set_index("comment_id", drop=False)[who]
    for (period, group), members in audited.groupby(["period", "group"])["comment_id"]:
        cell = counts["period"].eq(str(period)) & counts["group"].eq(str(group))
        counts.loc[cell, "n_audited"] = len(members)
        if len(members) < min(MIN_AUDITED, audit.n_comments):
            continue
        rows = counts[cell & counts["theme"].isin(audit.themes)]
        themes = rows["theme"].tolist()
        rates = audited_rates(
            tagged.loc[members, themes].to_numpy(),
            audit.labels.loc[members, themes].to_numpy(bool),
            audit.weights[members].to_numpy(),
            customers.loc[members].to_numpy(),
        )
        share, size = rows["raw_share"].to_numpy(), rows["n_effective"].to_numpy()
        corrected = corrected_shares(rates, share, size)
        counts.loc[rows.index, ["share", "low", "high"]] = np.column_stack(corrected)
        counts.loc[rows.index, "corrected"] = True


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
