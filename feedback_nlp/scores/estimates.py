"""A metric for all respondents and per group."""

import math
import re

import numpy as np
import pandas as pd

from feedback_nlp.comments.needed_columns import check_columns
from feedback_nlp.errors import ScoreError
from feedback_nlp.scores.answer_columns import take_answers
from feedback_nlp.scores.group_tests import Against, Groups, compare_groups
from feedback_nlp.scores.groups import group_names
from feedback_nlp.scores.intervals import Estimate, estimate_answers
from feedback_nlp.scores.metric import Metric

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def score_metric(
    comments: pd.DataFrame,
    metric: Metric,
    *,
    weight_column: str | None = None,
    customer_column: str | None = None,
) -> Estimate:
    """Return a metric over all respondents who gave a score.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent: `score` and the columns named.
    metric : Metric
        What to compute.
    weight_column : str, optional
        Column that says how much each respondent counts.
    customer_column : str, optional
        Column that says which customer answered; answers of one customer are alike.

    Returns
    -------
    Estimate
        The metric with its 95% interval.

    Raises
    ------
    ColumnError
        When there is no column of scores, or none of those named.
    ScoreError
        When nobody gave a score, or a score lies outside the metric's scale.

    Examples
    --------
    >>> from feedback_nlp.scores.metrics import find_metric
    >>> comments = pd.DataFrame({"score": [5, 4, 4, 2, None]})
    >>> score_metric(comments, find_metric("csat_top2")).value
    75.0
    """
    check_columns(comments, "score")
    if not comments["score"].notna().any():
        message = (
            f"No row has a score, so there is no '{metric.name}' to compute. "
            "Name the column that holds the scores with Columns(score=...) or --score-column."
        )
        raise ScoreError(message)
    columns = {"weight_column": weight_column, "customer_column": customer_column}
    return estimate_answers(take_answers(comments, metric, **columns))


def score_groups(
    comments: pd.DataFrame,
    metric: Metric,
    by: str,
    *,
    against: Against = "rest",
    weight_column: str | None = None,
    customer_column: str | None = None,
) -> pd.DataFrame:
    """Return a metric per group.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent: `score` and the column `by`.
    metric : Metric
        What to compute.
    by : str
        Column that names the groups; an empty cell is a group of its own.
    against : {"rest", "previous"}, default="rest"
        What each group is compared with: all others, or for periods the one before it.
    weight_column : str, optional
        Column that says how much each respondent counts.
    customer_column : str, optional
        Column that says which customer answered; answers of one customer are alike.

    Returns
    -------
    DataFrame
        One row per group, in order of name (numbers by size): `group`, `value`, `low`, `high`, `n`,
        `difference` (from what it is compared with), `difference_low`, `difference_high`, `p` and
        `p_adjusted` (for having looked at several groups, Benjamini & Hochberg 1995). What can't be
        told, such as the difference of a group that nobody answered in, is missing.

    Raises
    ------
    ColumnError
        When there is no such column.

    Examples
    --------
    >>> from feedback_nlp.scores.metrics import find_metric
    >>> comments = pd.DataFrame({"score": [5, 4, 2, 1], "shop": ["Gent", "Gent", "Gent", "Ede"]})
    >>> score_groups(comments, find_metric("mean"), "shop")[["group", "value", "n"]].values.tolist()
    [['Ede', 1.0, 1], ['Gent', 3.6666666666666665, 3]]
    """
    columns = {"weight_column": weight_column, "customer_column": customer_column}
    groups = take_groups(comments, metric, by, **columns)
    rows = [
        (name, found.value, found.low, found.high, found.n)
        for name, found in zip(groups.names, map(estimate_answers, groups.each()), strict=True)
    ]
    estimated = pd.DataFrame(rows, columns=["group", "value", "low", "high", "n"])
    return pd.concat([estimated, compare_groups(groups, against)], axis=1)


def take_groups(
    comments: pd.DataFrame,
    metric: Metric,
    by: str,
    *,
    weight_column: str | None = None,
    customer_column: str | None = None,
) -> Groups:
    """Take the answers from a table of respondents, with their groups.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent: `score` and the columns named.
    metric : Metric
        What the scores are turned into.
    by : str
        Column that names the groups; an empty cell is a group of its own.
    weight_column : str, optional
        Column that says how much each respondent counts.
    customer_column : str, optional
        Column that says which customer answered.

    Returns
    -------
    Groups
        In order of name, numbers by their size.

    Raises
    ------
    ColumnError
        When there is no such column.
    """
    names = group_names(comments, by)
    groups = sorted(names.unique(), key=_in_order)
    codes = pd.Categorical(names, categories=groups).codes
    columns = {"weight_column": weight_column, "customer_column": customer_column}
    answers = take_answers(comments, metric, **columns)
    return Groups(answers, codes[answers.rows].astype(np.int64), tuple(map(str, groups)))


def _in_order(name: str) -> tuple[float, str]:
    return float(name) if _NUMBER.fullmatch(name) else math.inf, name
