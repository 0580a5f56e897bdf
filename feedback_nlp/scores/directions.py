"""Whether scores and comments agree on which end of the scale is the good one."""

import numpy as np
import pandas as pd

from feedback_nlp.comments.ids import with_text_ids
from feedback_nlp.comments.needed_columns import check_columns
from feedback_nlp.errors import ScoreError
from feedback_nlp.scores.answer_columns import take_answers
from feedback_nlp.scores.differences import compare
from feedback_nlp.scores.metric import Metric
from feedback_nlp.scores.repeat_customers import repeat_customers

MIN_COMMENTS = 10
"""Comments with praise only, and with complaints only, that it takes to judge."""
_SURE = 0.001
_CLEAR = 0.5


def can_judge(comments: pd.DataFrame) -> bool:
    """Tell whether there are enough comments with unequal scores for `check_direction` to judge.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent: `comment`, `score`.

    Returns
    -------
    bool
        False where `check_direction` would say nothing, whatever the tags are.

    Examples
    --------
    >>> can_judge(pd.DataFrame({"comment": ["top", None], "score": [9.0, 2.0]}))
    False
    """
    written = comments.dropna(subset=["comment", "score"])
    return len(written) >= 2 * MIN_COMMENTS and bool(np.ptp(written["score"]) > 0)


def check_direction(comments: pd.DataFrame, tags: pd.DataFrame, metric: Metric) -> None:
    """Refuse scores that are better where people complain than where they praise.

    Then the direction of the scale is probably the other way round than the metric says: effort
    where 1 is easy under a metric where 7 is easy, or 1 for very good (contradiction X4 of the
    sources). Nothing is said where fewer than ten comments have praise only or complaints only,
    where chance can make the difference once in a thousand times, or where it is below half a
    standard deviation (a medium effect, Cohen 1988): tags of a model that does not fit the comments
    go with the scores a little at most.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent: `comment_id`, `score`, and `customer` where the file tells who
        wrote each.
    tags : DataFrame
        One row per comment and theme: `comment_id`, `side`.
    metric : Metric
        The metric the scores are given as.

    Raises
    ------
    ColumnError
        When a table lacks a column that is read.
    ScoreError
        When the scores contradict the comments.

    Examples
    --------
    >>> from feedback_nlp import find_metric
    >>> ids = [str(n) for n in range(40)]
    >>> comments = pd.DataFrame({"comment_id": ids, "score": [1.0, 2.0] * 10 + [4.0, 5.0] * 10})
    >>> tags = pd.DataFrame({"comment_id": ids, "side": ["praise"] * 20 + ["complaint"] * 20})
    >>> check_direction(comments, tags, find_metric("ces_1_5"))  # lower is better
    >>> check_direction(comments, tags, find_metric("csat_mean"))
    Traceback (most recent call last):
    feedback_nlp.errors.ScoreError: Metric 'csat_mean' is better where it is higher, but it is 30.0
    over 20 comments with praise only and 90.0 over 20 with complaints only. Check which end of the
    scale is good: choose a metric whose direction fits, name the right column with --score-column,
    or make a metric of your own with --metrics and 'direction: lower'.
    """
    check_columns(comments, "comment_id", "score")
    check_columns(tags, "comment_id", "side")
    sides = with_text_ids(tags[["comment_id", "side"]]).drop_duplicates()
    only = sides.drop_duplicates("comment_id", keep=False).set_index("comment_id")["side"]
    customer = repeat_customers(comments)
    side_of = with_text_ids(comments)["comment_id"].map(only)
    praise, complaint = (
        take_answers(comments[side_of == side], metric, customer_column=customer)
        for side in ("praise", "complaint")
    )
    if min(praise.n, complaint.n) < MIN_COMMENTS:
        return
    found = compare(praise, complaint)
    worse = found.value < 0 if metric.higher_is_better else found.value > 0
    clear = abs(found.value) >= _CLEAR * np.sqrt((praise.variance + complaint.variance) / 2)
    if worse and clear and found.p < _SURE:
        better, other = ("higher", "lower") if metric.higher_is_better else ("lower", "higher")
        message = (
            f"Metric '{metric.name}' is better where it is {better}, but it is {praise.mean:.1f} "
            f"over {praise.n} comments with praise only and {complaint.mean:.1f} over "
            f"{complaint.n} with complaints only. Check which end of the scale is good: choose a "
            "metric whose direction fits, name the right column with --score-column, or make a "
            f"metric of your own with --metrics and 'direction: {other}'."
        )
        raise ScoreError(message)
