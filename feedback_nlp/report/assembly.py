"""Compute everything a report tells from a file's comments and their tags."""

from functools import partial

import pandas as pd

from feedback_nlp.comments.reading import Reading
from feedback_nlp.report.context import Context
from feedback_nlp.report.findings import NO_CONTEXT, Findings, ReadingSummary
from feedback_nlp.scores.audits import Audit
from feedback_nlp.scores.counts import COLUMNS, count_themes, name_periods
from feedback_nlp.scores.estimates import score_metric
from feedback_nlp.scores.metrics import Metric
from feedback_nlp.scores.ranking import rank_themes
from feedback_nlp.scores.ranking_options import RankingOptions
from feedback_nlp.scores.repeat_customers import repeat_customers
from feedback_nlp.themes.taxonomy import Taxonomy


def make_findings(  # noqa: PLR0913  a report is made of all of them
    reading: Reading,
    tags: pd.DataFrame,
    taxonomy: Taxonomy,
    metric: Metric,
    *,
    model: tuple[str, str] = ("", ""),
    audit: Audit | None = None,
    written_data: bool = False,
    context: Context = NO_CONTEXT,
) -> Findings:
    r"""Count themes, compute the metric and rank what to improve.

    Parameters
    ----------
    reading : Reading
        A file of comments with scores, as `read_comments` gives it.
    tags : DataFrame
        The themes of its comments, as `tag_comments` gives them.
    taxonomy : Taxonomy
        What the themes mean.
    metric : Metric
        What the scores are turned into.
    model : tuple of str, optional
        Name and version of the model that tagged the comments.
    audit : Audit, optional
        Labels of some of these comments; corrects shares and ranking for tagging errors. The shares
        per period are corrected where it is large enough to do so in every period.
    written_data : bool, default=False
        Whether the comments are a written example; every title says so then.
    context : Context, optional
        What is steered by, and what happened when, as `read_context` gives it.

    Returns
    -------
    Findings
        What `write_report` shows.

    Raises
    ------
    AuditError
        When the audit is of other comments, or lacks a theme.
    ScoreError
        When nobody gave a score, or a score lies outside the metric's scale.

    Examples
    --------
    >>> import io
    >>> from feedback_nlp.comments.reading import read_comments
    >>> from feedback_nlp.scores.metrics import find_metric
    >>> from feedback_nlp.themes.taxonomy import load_taxonomy
    >>> reading = read_comments(io.BytesIO(b"id,comment,score\n1,Veel te laat,3\n2,Top,9\n"))
    >>> late = ["1", "late_delivery", "delivery_time", "complaint", 0.9, 0, 12, "model"]
    >>> columns = ["comment_id", "theme", "topic", "side", "proba", "start", "end", "source"]
    >>> tags = pd.DataFrame([late], columns=columns)
    >>> findings = make_findings(reading, tags, load_taxonomy(), find_metric("mean"))
    >>> findings.estimate.value
    6.0
    """
    comments = reading.comments
    customer = repeat_customers(comments)
    return Findings(
        comments=comments,
        tags=tags,
        taxonomy=taxonomy,
        metric=metric,
        estimate=score_metric(comments, metric, customer_column=customer),
        counts=count_themes(comments, tags, taxonomy.themes, audit=audit, customer_column=customer),
        period_counts=_period_counts(comments, tags, taxonomy, audit),
        ranking=rank_themes(
            *(comments, tags, metric, taxonomy),
            audit=audit,
            options=RankingOptions(customer_column=customer),
        ),
        reading=ReadingSummary.of(reading),
        model_name=model[0],
        model_version=model[1],
        written_data=written_data,
        context=context,
    )


def _period_counts(
    comments: pd.DataFrame, tags: pd.DataFrame, taxonomy: Taxonomy, audit: Audit | None
) -> pd.DataFrame:
    """Count per period: all corrected or none, or the correction would look like a change."""
    if "date" not in comments or not comments["date"].notna().any():
        return pd.DataFrame(columns=COLUMNS)
    count = partial(
        count_themes,
        *(comments, tags, taxonomy.themes),
        period=name_periods(comments["date"]),
        customer_column=repeat_customers(comments),
    )
    counts = count(audit=audit)
    if audit is None or counts.groupby("period")["corrected"].any().all():
        return counts
    return count()
