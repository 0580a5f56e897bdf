"""The command that computes a metric."""

from typing import Annotated

import typer

from feedback_nlp.cli import options


def score(
    file: options.File,
    metric: options.MetricName,
    metrics: options.MetricsFile = None,
    by: Annotated[
        str | None, typer.Option(help="Column that names the groups, or that of the dates.")
    ] = None,
    json: options.Json = False,
    comment_column: options.CommentColumn = None,
    id_column: options.IdColumn = None,
    score_column: options.ScoreColumn = None,
    date_column: options.DateColumn = None,
    customer_column: options.CustomerColumn = None,
    weight_column: options.WeightColumn = None,
    sheet: options.Sheet = None,
) -> None:
    """Compute a metric with its 95% interval, per group or period if asked."""
    from feedback_nlp.cli.group_scores import Asked, score_all
    from feedback_nlp.cli.metric_choice import choose_metric
    from feedback_nlp.cli.printing import print_score
    from feedback_nlp.cli.reading import read_scores
    from feedback_nlp.scores.directions import can_judge

    chosen = choose_metric(metric, metrics)
    columns = comment_column, id_column, score_column, date_column
    source = options.source(file, *columns, sheet, customer_column)
    reading = read_scores(source, chosen, need=("score",))
    if can_judge(reading.comments):
        from feedback_nlp.cli.line import check_scores

        check_scores(reading, chosen)
    print_score(score_all(reading, chosen, Asked(by, weight_column)), as_json=json)
