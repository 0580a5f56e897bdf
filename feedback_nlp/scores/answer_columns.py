"""Take answers, with their weights and customers, from a table of respondents."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from feedback_nlp.comments.needed_columns import check_columns
from feedback_nlp.comments.ratings import parse_score
from feedback_nlp.errors import ColumnError, ScoreError
from feedback_nlp.scores.answers import Answers, metric_ends
from feedback_nlp.scores.metric import FloatArray, Metric


def take_answers(
    comments: pd.DataFrame,
    metric: Metric,
    *,
    weight_column: str | None = None,
    customer_column: str | None = None,
) -> Answers:
    """Take the answers from a table of respondents.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent: `score` and the columns named; those without a score are left out.
    metric : Metric
        What the scores are turned into.
    weight_column : str, optional
        Column that says how much each respondent counts; by default all count alike.
    customer_column : str, optional
        Column that says which customer answered; an empty cell is a customer of its own.

    Returns
    -------
    Answers
        In the order of the table.

    Raises
    ------
    ScoreError
        When a score lies outside the metric's scale, or a weight is no positive number.
    ColumnError
        When there is no such column.

    Examples
    --------
    >>> from feedback_nlp.scores.metrics import find_metric
    >>> comments = pd.DataFrame({"score": [5, 4, None, 2], "weight": [1, 1, 1, 2]})
    >>> answers = take_answers(comments, find_metric("csat_top2"), weight_column="weight")
    >>> answers.mean, round(answers.size, 3)
    (50.0, 2.667)
    """
    check_columns(comments, "score")
    known = comments[comments["score"].notna()]
    values = metric.values(known["score"]).to_numpy(float)
    weights: FloatArray = np.ones(len(known))
    if weight_column is not None:
        weights = _weights(table_column(known, weight_column, "weight"), weight_column)
    customers = names = None
    if customer_column is not None:
        customers, names = customer_codes(table_column(known, customer_column, "customer"))
    ends = metric_ends(metric, values)
    rows = np.flatnonzero(comments["score"].notna())
    return Answers(metric, values, weights, customers, ends, rows, names).only(weights > 0)


def table_column(comments: pd.DataFrame, name: str, role: str) -> pd.Series:
    """Return a column of a table of respondents.

    Parameters
    ----------
    comments : DataFrame
        The table.
    name : str
        The column.
    role : str
        What it is for, as the option ``--<role>-column`` says it.

    Returns
    -------
    Series
        The column.

    Raises
    ------
    ColumnError
        When there is no such column.
    """
    if name not in comments:
        option = "--by" if role == "by" else f"--{role}-column"
        message = (
            f"Column '{name}' not found; the table has {', '.join(map(repr, comments.columns))}. "
            f"Name one of these with {option}."
        )
        raise ColumnError(message)
    return comments[name]


def _weights(column: pd.Series, name: str) -> FloatArray:
    read = [parse_score(cell) if pd.notna(cell) else None for cell in column]
    weights = np.array([np.nan if weight is None else weight for weight in read], dtype=float)
    wrong = ~(np.isfinite(weights) & (weights >= 0))
    if wrong.any():
        cell = column[wrong].iloc[0]
        found = "an empty cell" if pd.isna(cell) else f"'{str(cell)[:40]}'"
        message = (
            f"Column '{name}' must give every row with a score a weight of 0 or more; found "
            f"{found} ({int(wrong.sum())} such rows). Correct these or leave out --weight-column."
        )
        raise ScoreError(message)
    if len(weights) and not weights.any():
        message = f"All weights in column '{name}' are 0. Name another with --weight-column."
        raise ScoreError(message)
    return weights


def customer_codes(column: pd.Series) -> tuple[NDArray[np.int64], pd.Index]:
    """Give every customer a number.

    Parameters
    ----------
    column : Series
        Who it was; an empty cell is a customer of its own.

    Returns
    -------
    array of int
        One per row; equal where the name is, spaces around it aside.
    Index
        The names, by number; customers without a name are numbered beyond it.

    Examples
    --------
    >>> codes, names = customer_codes(pd.Series(["k2", "k1", None, "k2 ", ""]))
    >>> codes.tolist(), names.tolist()
    ([1, 0, 2, 1, 3], ['k1', 'k2'])
    """
    names = column.astype("string").str.strip()
    names = names.mask(names == "")
    codes, known = pd.factorize(names, sort=True)
    unknown = codes < 0
    numbered = codes.astype(np.int64)
    numbered[unknown] = len(known) + np.arange(int(unknown.sum()))
    return numbered, pd.Index(known)
