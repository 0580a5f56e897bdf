"""How the score and the themes develop from period to period."""

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from feedback_nlp.scores.counts import ALL, name_periods
from feedback_nlp.scores.estimates import score_groups
from feedback_nlp.scores.groups import NO_GROUP
from feedback_nlp.scores.intervals import Estimate
from feedback_nlp.scores.metrics import Metric
from feedback_nlp.scores.repeat_customers import repeat_customers
from feedback_nlp.themes.taxonomy import Side, Taxonomy


@dataclass(frozen=True)
class PeriodCount:
    """How often a theme stands in the comments of a period.

    Attributes
    ----------
    period : str
        The period.
    n_tagged, n_comments : int
        Comments that mention it, of how many.
    share, low, high : float
        The same as a fraction of 1, with its interval; NaN where there are no comments.
    n_effective : float
        Independent comments that tell as much.
    """

    period: str
    n_tagged: int = 0
    n_comments: int = 0
    share: float = math.nan
    low: float = math.nan
    high: float = math.nan
    n_effective: float = 0.0


@dataclass(frozen=True)
class ThemeTrend:
    """A theme through all periods.

    Attributes
    ----------
    theme, name : str
        Its id and what people call it.
    side : {"complaint", "praise"}
        Its side.
    n_tagged : int
        Comments that mention it in all periods together.
    counts : tuple of PeriodCount
        One per period.
    """

    theme: str
    name: str
    side: Side
    n_tagged: int
    counts: tuple[PeriodCount, ...]


@dataclass(frozen=True)
class Trend:
    """The score and the themes through all periods.

    Attributes
    ----------
    periods : tuple of str
        In order of time.
    scores : tuple of Estimate
        The metric of each period.
    n_comments : tuple of int
        Comments in each period.
    themes : tuple of ThemeTrend
        Those that are mentioned, most often first.
    n_undated : int
        Respondents without a date.
    """

    periods: tuple[str, ...]
    scores: tuple[Estimate, ...]
    n_comments: tuple[int, ...]
    themes: tuple[ThemeTrend, ...]
    n_undated: int


def respondent_periods(comments: pd.DataFrame) -> pd.Series:
    """Return the period of each respondent.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent: `date`, if the file has one.

    Returns
    -------
    Series
        As `name_periods` names them; <NA> where there is no date.
    """
    if "date" not in comments:
        return pd.Series(pd.NA, index=comments.index, dtype="string")
    return name_periods(comments["date"])


def build_trend(
    comments: pd.DataFrame, period_counts: pd.DataFrame, metric: Metric, taxonomy: Taxonomy
) -> Trend | None:
    """Return the score and the themes per period.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent: `score`, and `date` if the file has one.
    period_counts : DataFrame
        `count_themes` per period of `name_periods`.
    metric : Metric
        The metric.
    taxonomy : Taxonomy
        The themes.

    Returns
    -------
    Trend or None
        None where there are fewer than two periods.
    """
    period_of = respondent_periods(comments)
    periods = tuple(sorted(period_of.dropna().unique()))
    if len(periods) < 2:
        return None
    dated = comments.assign(period=period_of)
    estimated = score_groups(dated, metric, "period", customer_column=repeat_customers(comments))
    scores = {
        str(row["group"]): Estimate(row["value"], row["low"], row["high"], int(row["n"]))
        for row in estimated.to_dict("records")
        if row["group"] != NO_GROUP
    }
    n_comments = dated[dated["comment"].notna()].groupby("period").size()
    return Trend(
        periods=periods,
        scores=tuple(scores[period] for period in periods),
        n_comments=tuple(int(n_comments.get(period, 0)) for period in periods),
        themes=_theme_trends(period_counts, periods, taxonomy),
        n_undated=int(period_of.isna().sum()),
    )


def _theme_trends(
    period_counts: pd.DataFrame, periods: tuple[str, ...], taxonomy: Taxonomy
) -> tuple[ThemeTrend, ...]:
    if period_counts.empty:
        return ()
    counts = period_counts[period_counts["group"].astype("string").fillna(ALL) == ALL]
    of_theme = dict(iter(counts.groupby("theme")))
    found = []
    for theme in taxonomy.themes:
        if theme not in of_theme or not of_theme[theme]["n_tagged"].any():
            continue
        known = {str(row["period"]): row for row in of_theme[theme].to_dict("records")}
        series = tuple(
            _count(period, known[period]) if period in known else PeriodCount(period)
            for period in periods
        )
        n_tagged = sum(count.n_tagged for count in series)
        name, side = taxonomy.name_of(theme), taxonomy.side_of(theme)
        found.append(ThemeTrend(theme, name, side, n_tagged, series))
    return tuple(sorted(found, key=lambda trend: -trend.n_tagged))


def _count(period: str, row: Mapping[Hashable, Any]) -> PeriodCount:
    n_tagged, n_comments = int(row["n_tagged"]), int(row["n_comments"])
    interval = row["share"], row["low"], row["high"]
    return PeriodCount(period, n_tagged, n_comments, *interval, row["n_effective"])
