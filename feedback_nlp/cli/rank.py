"""The command that ranks what to improve."""

from typing import Annotated

import typer

from feedback_nlp.cli import options

Reduction = Annotated[
    float,
    typer.Option(min=0.01, max=1, help="Part of the mentions of a theme that would go; 1 is all."),
]


def rank(
    file: options.File,
    metric: options.MetricName,
    metrics: options.MetricsFile = None,
    audit: options.AuditSheet = None,
    reduction: Reduction = 1.0,
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
    """Rank the areas to improve by the points they go with, with intervals."""
    from feedback_nlp.cli.audit_sheets import read_labels_of_audit
    from feedback_nlp.cli.line import make_tagger, tag_reading
    from feedback_nlp.cli.metric_choice import choose_metric
    from feedback_nlp.cli.progress import working
    from feedback_nlp.cli.ranking_output import print_ranking
    from feedback_nlp.cli.reading import read_scores
    from feedback_nlp.scores.directions import check_direction
    from feedback_nlp.scores.ranking import rank_themes
    from feedback_nlp.scores.ranking_options import RankingOptions
    from feedback_nlp.scores.repeat_customers import repeat_customers

    chosen = choose_metric(metric, metrics)
    tagger = make_tagger(model, taxonomy, jobs, cluster)
    columns = comment_column, id_column, score_column, date_column
    source = options.source(file, *columns, sheet, customer_column)
    reading = read_scores(source, chosen)
    labels = None if audit is None else read_labels_of_audit(audit, reading, tagger)
    tags = tag_reading(reading, tagger)
    check_direction(reading.comments, tags, chosen)
    asked = RankingOptions(reduction=reduction, customer_column=repeat_customers(reading.comments))
    with working("Ranking"):
        ranking = rank_themes(
            reading.comments, tags, chosen, tagger.taxonomy, audit=labels, options=asked
        )
        check = ranking.check_order()
    print_ranking(ranking, check, tagger.taxonomy, as_json=json)
