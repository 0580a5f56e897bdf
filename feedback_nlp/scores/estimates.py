"""A metric for all respondents and per group."""

import pandas as pd

from feedback_nlp.errors import ColumnError, ScoreError
from feedback_nlp.scores.intervals import Estimate, estimate_metric
from feedback_nlp.scores.metrics import Metric

NO_GROUP = "(leeg)"


def score_metric(comments: pd.DataFrame, metric: Metric) -> Estimate:
    """Return a metric over all respondents who gave a score.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent: `score`.
    metric : Metric
        What to compute.

    Returns
    -------
    Estimate
        The metric with its 95% interval.

    Raises
    ------
    ScoreError
        When nobody gave a score, or a score lies outside the metric's scale.

    Examples
    --------
    >>> from feedback_nlp.scores.metrics import find_metric
    >>> comments = pd.DataFrame({"score": [5, 4, 4, 2, None]})
    >>> score_metric(comments, find_metric("csat_top2")).value
    75.0
    """
    if not comments["score"].notna().any():
        message = (
            f"No row has a score, so there is no '{metric.name}' to compute. "
            "Name the column that holds the scores with Columns(score=...) or --score-column."
        )
        raise ScoreError(message)
    return estimate_metric(metric.values(comments["score"]).to_numpy(float), metric)


def score_groups(comments: pd.DataFrame, metric: Metric, by: str) -> pd.DataFrame:
    """Return a metric per group.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent: `score` and the column `by`.
    metric : Metric
        What to compute.
    by : str
        Column that names the groups; an empty cell is a group of its own.

    Returns
    -------
    DataFrame
        One row per group, in order of name: `group`, `value`, `low`, `high`, `n`.

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
    if by not in comments:
        message = (
            f"Column '{by}' not found; the table has {', '.join(map(repr, comments.columns))}. "
            "Name one of these with --by."
        )
        raise ColumnError(message)
    values = metric.values(comments["score"])
    names = comments[by].astype("string").str.strip().fillna("")
    names = names.where(names != "", NO_GROUP)
    rows = []
    for name, members in values.groupby(names, sort=True):
        estimate = estimate_metric(members.to_numpy(float), metric)
        rows.append((str(name), estimate.value, estimate.low, estimate.high, estimate.n))
    return pd.DataFrame(rows, columns=["group", "value", "low", "high", "n"])
