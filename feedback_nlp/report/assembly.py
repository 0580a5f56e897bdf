"""Compute everything a report tells from a file's comments and their tags."""

import pandas as pd

from feedback_nlp.comments.reading import Reading
from feedback_nlp.report.findings import Findings, ReadingSummary
from feedback_nlp.scores.counts import COLUMNS, count_themes, name_periods
from feedback_nlp.scores.estimates import score_metric
from feedback_nlp.scores.metrics import Metric
from feedback_nlp.scores.ranking import rank_themes
from feedback_nlp.themes.taxonomy import Taxonomy


def make_findings(
    reading: Reading,
    tags: pd.DataFrame,
    taxonomy: Taxonomy,
    metric: Metric,
    *,
    model: tuple[str, str] = ("", ""),
    written_data: bool = False,
) -> Findings:
    """Count themes, compute the metric and rank what to improve.

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
    written_data : bool, default=False
        Whether the comments are a written example; every title says so then.

    Returns
    -------
    Findings
        What `write_report` shows.

    Raises
    ------
    ScoreError
        When nobody gave a score, or a score lies outside the metric's scale.
    """
    comments = reading.comments
    has_dates = "date" in comments and comments["date"].notna().any()
    return Findings(
        comments=comments,
        tags=tags,
        taxonomy=taxonomy,
        metric=metric,
        estimate=score_metric(comments, metric),
        counts=count_themes(comments, tags, taxonomy.themes),
        period_counts=count_themes(
            comments, tags, taxonomy.themes, period=name_periods(comments["date"])
        )
        if has_dates
        else pd.DataFrame(columns=COLUMNS),
        ranking=rank_themes(comments, tags, metric, taxonomy),
        strengths=rank_themes(comments, tags, metric, taxonomy, side="praise"),
        reading=ReadingSummary.of(reading),
        model_name=model[0],
        model_version=model[1],
        written_data=written_data,
    )
