"""The command that counts themes."""

from typing import TYPE_CHECKING, Annotated

import typer

from feedback_nlp.cli import options

if TYPE_CHECKING:
    import pandas as pd

    from feedback_nlp.comments.reading import Reading


def count(
    file: options.File,
    audit: options.AuditSheet = None,
    by: Annotated[
        str | None, typer.Option(help="Column of groups; the date column gives periods.")
    ] = None,
    margin: Annotated[
        float | None,
        typer.Option(help="Also tell how many labels an audit takes for this many points."),
    ] = None,
    json: options.Json = False,
    comment_column: options.CommentColumn = None,
    id_column: options.IdColumn = None,
    score_column: options.ScoreColumn = None,
    date_column: options.DateColumn = None,
    customer_column: options.CustomerColumn = None,
    sheet: options.Sheet = None,
    model: options.Model = "starter",
    taxonomy: options.TaxonomyFile = None,
    jobs: options.Jobs = 1,
    cluster: options.Cluster = None,
) -> None:
    """Count how many comments carry each theme; with a filled audit corrected for tagging errors.

    Without an audit the intervals leave tagging errors out, and a rough share shows what they could
    do if the model erred here as it did in its training.
    """
    from feedback_nlp.classifier.error_rates import error_rates
    from feedback_nlp.cli.audit_sheets import read_labels_of_audit
    from feedback_nlp.cli.count_output import print_counts
    from feedback_nlp.cli.line import make_tagger, tag_reading
    from feedback_nlp.cli.reading import read_file, tell_customers
    from feedback_nlp.scores.counts import count_themes
    from feedback_nlp.scores.label_planning import plan_labels
    from feedback_nlp.scores.repeat_customers import repeat_customers
    from feedback_nlp.scores.rough_shares import rough_shares

    tagger = make_tagger(model, taxonomy, jobs, cluster)
    columns = comment_column, id_column, score_column, date_column
    source = options.source(file, *columns, sheet, customer_column)
    reading = read_file(source)
    tell_customers(reading)
    parts = [None] if by is None else [None, _parts(reading, by)]
    labels = None if audit is None else read_labels_of_audit(audit, reading, tagger)
    tags = tag_reading(reading, tagger)
    tables = []
    for part in parts:
        counts = count_themes(
            reading.comments,
            tags,
            tagger.taxonomy.themes,
            group=part,
            audit=labels,
            customer_column=repeat_customers(reading.comments),
        )
        if labels is None:
            counts = rough_shares(counts, error_rates(tagger.model.info))
        if margin is not None:
            counts = counts.assign(n_labels=plan_labels(counts, margin))
        tables.append(counts)
    print_counts(tables, reading.n_comments, tagger.taxonomy, as_json=json)


def _parts(reading: "Reading", by: str) -> "pd.Series":
    from feedback_nlp.cli.group_scores import under_own_names
    from feedback_nlp.comments.headers import tidy_name
    from feedback_nlp.scores.groups import group_names

    return group_names(under_own_names(reading), tidy_name(by))
