"""Who mentions what, next to the value of each score: what the joint model is fitted on."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from feedback_nlp.comments.ids import with_text_ids
from feedback_nlp.comments.needed_columns import check_columns
from feedback_nlp.errors import AuditError, ColumnError
from feedback_nlp.scores.audits import Audit
from feedback_nlp.scores.metrics import FloatArray, Metric

BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.integer[Any]]


@dataclass(frozen=True)
class Mentions:
    """Who mentions what, next to the value each respondent adds to the metric.

    Rows and themes stand in an order that follows from what the comments say: not from the order
    of the file, nor from what themes are called. So neither changes a result.

    Attributes
    ----------
    themes : tuple of str
        The themes that occur in the tags or the audit.
    tagged : array of bool of shape (n_comments, n_themes)
        Whether the model tagged the comment with the theme.
    points : array of shape (n_comments,)
        Value of each respondent; NaN where there is no score.
    customer : array of int of shape (n_comments,)
        Number of the customer who wrote it, in order of appearance.
    labels : array of bool of shape (n_comments, n_themes)
        Whether people labelled the comment with the theme; false outside the audit.
    weight : array of shape (n_comments,)
        Comments that an audited one stands for; 0 outside the audit.
    clustered : bool
        Whether a customer can have written more than one comment.
    """

    themes: tuple[str, ...]
    tagged: BoolArray
    points: FloatArray
    customer: IntArray
    labels: BoolArray
    weight: FloatArray
    clustered: bool

    @property
    def scored(self) -> BoolArray:
        """Which comments have a score."""
        return np.asarray(~np.isnan(self.points))

    @property
    def audited(self) -> bool:
        """Whether any of the comments was audited."""
        return bool(self.weight.any())

    @property
    def is_flat(self) -> bool:
        """Whether all scores count alike, so that no theme can make a difference."""
        known = self.points[self.scored]
        return len(known) == 0 or bool(np.ptp(known) == 0)

    @property
    def n_customers(self) -> IntArray:
        """The number of customers with a score who mention each theme."""
        rows, themes = np.nonzero(self.tagged & self.scored[:, None])
        pairs = pd.DataFrame({"customer": self.customer[rows], "theme": themes}).drop_duplicates()
        return np.bincount(pairs["theme"], minlength=len(self.themes))


def join_mentions(
    comments: pd.DataFrame,
    tags: pd.DataFrame,
    metric: Metric,
    themes: tuple[str, ...],
    *,
    audit: Audit | None = None,
    customer_column: str | None = None,
) -> Mentions:
    """Put who mentions what next to the value of each respondent.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent: `comment_id`, `comment`, `score`; those without a comment are left
        out.
    tags : DataFrame
        One row per comment and theme: `comment_id`, `theme`.
    metric : Metric
        Turns scores into values.
    themes : tuple of str
        The themes to look at; those that nobody mentions are left out.
    audit : Audit, optional
        Comments with the labels that people gave them.
    customer_column : str, optional
        Column of `comments` that tells who wrote each; an empty cell is somebody of their own.

    Returns
    -------
    Mentions
        Of the respondents with a comment.

    Raises
    ------
    AuditError
        When the audit is of other comments, or lacks a theme.
    ColumnError
        When a table lacks a column that is read, or there is no such column of customers.
    ScoreError
        When a score lies outside the metric's scale.
    """
    check_columns(comments, "comment_id", "comment", "score")
    check_columns(tags, "comment_id", "theme")
    names = _names_of(comments, customer_column)
    written = with_text_ids(comments.assign(customer=names)[comments["comment"].notna()])
    keys = ["comment", "score", "customer", "comment_id"]
    written = written.sort_values(keys, kind="stable", ignore_index=True)
    tagged = _table(written["comment_id"], with_text_ids(tags), themes)
    labels, weight = _audited(written["comment_id"], themes, audit)
    order = _in_order(np.vstack([tagged, labels]))
    return Mentions(
        tuple(themes[place] for place in order),
        tagged[:, order],
        metric.values(written["score"]).to_numpy(float),
        pd.factorize(written["customer"])[0],
        labels[:, order],
        weight,
        customer_column is not None,
    )


def _names_of(comments: pd.DataFrame, column: str | None) -> pd.Series:
    """Return who wrote each comment; ids and names can't be mistaken for each other."""
    alone = "comment " + comments["comment_id"].astype("string")
    if column is None:
        return alone
    if column not in comments:
        message = (
            f"Column '{column}' not found; the table has "
            f"{', '.join(map(repr, comments.columns))}. Name one of these with --customer-column."
        )
        raise ColumnError(message)
    names = comments[column].astype("string").str.strip()
    return ("customer " + names).where(names.notna() & names.ne(""), alone)


def _table(ids: pd.Series, tags: pd.DataFrame, themes: tuple[str, ...]) -> BoolArray:
    rows = pd.Index(ids).get_indexer(pd.Index(tags["comment_id"]))
    columns = pd.Index(themes, dtype=object).get_indexer(pd.Index(tags["theme"], dtype=object))
    known = (rows >= 0) & (columns >= 0)
    table = np.zeros((len(ids), len(themes)), dtype=bool)
    table[rows[known], columns[known]] = True
    return table


def _audited(
    ids: pd.Series, themes: tuple[str, ...], audit: Audit | None
) -> tuple[BoolArray, FloatArray]:
    if audit is None:
        return np.zeros((len(ids), len(themes)), dtype=bool), np.zeros(len(ids))
    if len(strange := audit.labels.index.difference(pd.Index(ids))):
        message = (
            f"Comment '{strange[0]}' of the audit is not among the comments ({len(strange)} such). "
            "Take the audit that was drawn from this file."
        )
        raise AuditError(message)
    if lacking := [theme for theme in themes if theme not in audit.labels]:
        message = (
            f"The audit has no column for theme '{lacking[0]}' ({len(lacking)} such), so nobody "
            "looked for it. Take the audit that was made with this taxonomy."
        )
        raise AuditError(message)
    labels = audit.labels.reindex(index=ids, columns=list(themes), fill_value=False)
    weight = audit.weights.reindex(ids, fill_value=0.0)
    return labels.to_numpy(bool), weight.to_numpy(float)


def _in_order(table: BoolArray) -> list[int]:
    """Return the columns that hold anything, in the order of what they hold."""
    held = [place for place in range(table.shape[1]) if table[:, place].any()]
    return sorted(held, key=lambda place: table[:, place].tobytes())
