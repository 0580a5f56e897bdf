"""Score the respondents of a file, all of them and per group or period."""

from dataclasses import dataclass

import pandas as pd
import typer

from feedback_nlp.comments.headers import tidy_name
from feedback_nlp.comments.reading import Reading
from feedback_nlp.errors import ColumnError
from feedback_nlp.scores.answer_columns import take_answers
from feedback_nlp.scores.counts import name_periods
from feedback_nlp.scores.estimates import score_groups, score_metric, take_groups
from feedback_nlp.scores.group_tests import Against, overall_p
from feedback_nlp.scores.intervals import Estimate
from feedback_nlp.scores.metric import Metric
from feedback_nlp.scores.repeat_customers import repeat_customers


@dataclass(frozen=True)
class Asked:
    """The columns that the user named.

    Attributes
    ----------
    by, weight : str or None
        Of groups and of weights.
    """

    by: str | None
    weight: str | None


@dataclass(frozen=True)
class Scored:
    """What there is to print.

    Attributes
    ----------
    metric : Metric
        The metric.
    estimate : Estimate
        Of all respondents.
    size : float or None
        Independent answers of equal weight that tell as much; None where it is all of them.
    groups : DataFrame or None
        `score_groups`, if groups were asked for.
    against : {"rest", "previous"}
        What each group is compared with.
    p_groups : float
        How often chance alone makes the groups differ as much.
    """

    metric: Metric
    estimate: Estimate
    size: float | None
    groups: pd.DataFrame | None
    against: Against
    p_groups: float


def score_all(reading: Reading, metric: Metric, asked: Asked) -> Scored:
    """Compute a metric for all, and per group if groups are asked for.

    Parameters
    ----------
    reading : Reading
        The respondents.
    metric : Metric
        The metric.
    asked : Asked
        Which columns to use.

    Returns
    -------
    Scored
        What there is to print.
    """
    comments = under_own_names(reading)
    columns = {
        "customer_column": repeat_customers(comments),
        "weight_column": _tidied(asked.weight),
    }
    estimate = score_metric(comments, metric, **columns)
    size = take_answers(comments, metric, **columns).size if any(columns.values()) else None
    by = _tidied(asked.by)
    if by is None:
        return Scored(metric, estimate, size, None, "rest", float("nan"))
    against: Against = "rest"
    if "date" in comments and by in ("date", reading.columns.date):
        against = "previous"
        comments = _dated(comments, by)
    groups = score_groups(comments, metric, by, against=against, **columns)
    p_groups = overall_p(take_groups(comments, metric, by, **columns))
    return Scored(metric, estimate, size, groups, against, p_groups)


def _tidied(name: str | None) -> str | None:
    return None if name is None else tidy_name(name)


def under_own_names(reading: Reading) -> pd.DataFrame:
    """Return the table with ids, scores and periods under the names in the file too.

    Parameters
    ----------
    reading : Reading
        The respondents.

    Returns
    -------
    DataFrame
        Ids as they were given; `date` and its own column hold the period.
    """
    comments, columns = reading.comments, reading.columns
    own = {}
    if columns.id is not None:
        own[columns.id] = reading.given_ids.fillna(comments["comment_id"])
    if columns.score is not None and columns.score != "score":
        own[columns.score] = comments["score"].map("{:g}".format, na_action="ignore")
    if columns.date is not None:
        own["date"] = own[columns.date] = name_periods(comments["date"])
    return comments.assign(**own)


def _dated(comments: pd.DataFrame, column: str) -> pd.DataFrame:
    dated = comments[comments[column].notna()]
    n_without = len(comments) - len(dated)
    if not len(dated):
        message = (
            f"Column '{column}' has no readable date, so there are no periods. "
            "Name the right one with --date-column, or leave out --by."
        )
        raise ColumnError(message)
    if n_without:
        rows_are = "row without a date is" if n_without == 1 else "rows without a date are"
        typer.echo(f"{n_without} {rows_are} in no period.", err=True)
    return dated
