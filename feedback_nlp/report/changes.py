"""What changed between the last two periods, with a verdict on each change."""

from dataclasses import dataclass

import pandas as pd

from feedback_nlp.report.dates import part_left
from feedback_nlp.report.trend import PeriodCount, ThemeTrend, Trend, respondent_periods
from feedback_nlp.scores.answer_columns import take_answers
from feedback_nlp.scores.changes import Change, score_change, share_changes
from feedback_nlp.scores.metrics import Metric
from feedback_nlp.scores.repeat_customers import repeat_customers

_FEWEST = 5
_PART_LEFT = 0.1
"""Of a period without any respondent at its end, from which on that is told: four days of 31."""


@dataclass(frozen=True)
class Changes:
    """What changed between the last two periods.

    Attributes
    ----------
    before, after : str
        The periods.
    score : Change or None
        Of the metric; None where one of the periods has no score.
    themes : tuple of pairs of ThemeTrend and Change
        Of the shares of themes, the surest first; rare themes are left out.
    until : Timestamp or None
        When the last respondent answered, where the last period goes on for long after that.
    """

    before: str
    after: str
    score: Change | None
    themes: tuple[tuple[ThemeTrend, Change], ...]
    until: pd.Timestamp | None


def last_changes(comments: pd.DataFrame, trend: Trend | None, metric: Metric) -> Changes | None:
    """Compare the last two periods.

    Themes are compared by what the model found, not by the corrected share: errors it makes as
    often in both periods make no change where there is none.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent: `score`, `date`.
    trend : Trend or None
        The periods; None where there are fewer than two.
    metric : Metric
        The metric.

    Returns
    -------
    Changes or None
        None where there is no trend.
    """
    if trend is None:
        return None
    before, after = trend.periods[-2:]
    period = respondent_periods(comments)
    customer = repeat_customers(comments)
    answers = [
        take_answers(comments[period == name], metric, customer_column=customer)
        for name in (before, after)
    ]
    tested = {}
    for theme in trend.themes:
        first, second = theme.counts[-2:]
        if first.n_comments and second.n_comments and first.n_tagged + second.n_tagged >= _FEWEST:
            tested[theme.theme] = (_independent(first), _independent(second))
    named = {theme.theme: theme for theme in trend.themes}
    found = [(named[theme], change) for theme, change in share_changes(tested).items()]
    found.sort(key=lambda pair: (pair[1].p, -abs(pair[1].value)))
    score = score_change(answers[0], answers[1]) if all(a.n for a in answers) else None
    last = comments["date"].max()
    until = last if part_left(after, last) >= _PART_LEFT else None
    return Changes(before, after, score, tuple(found), until)


def _independent(count: PeriodCount) -> tuple[float, float]:
    """Return how many of how many independent comments mention a theme."""
    part = count.n_effective / count.n_comments
    return count.n_tagged * part, count.n_effective
