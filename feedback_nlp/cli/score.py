"""The commands that compute a metric and rank what to improve."""

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

    chosen = choose_metric(metric, metrics)
    source = options.source(file, comment_column, id_column, score_column, date_column, sheet)
    reading = read_scores(source, chosen, need=("score",))
    print_score(score_all(reading, chosen, Asked(by, customer_column, weight_column)), as_json=json)


def rank(
    file: options.File,
    metric: options.MetricName,
    metrics: options.MetricsFile = None,
    json: options.Json = False,
    comment_column: options.CommentColumn = None,
    id_column: options.IdColumn = None,
    score_column: options.ScoreColumn = None,
    date_column: options.DateColumn = None,
    sheet: options.Sheet = None,
    model: options.Model = "starter",
    taxonomy: options.TaxonomyFile = None,
    jobs: options.Jobs = 1,
    cluster: options.Cluster = None,
) -> None:
    """Rank the areas to improve by the points they go with, with intervals."""
    from feedback_nlp.cli.line import make_tagger, tag_reading
    from feedback_nlp.cli.metric_choice import choose_metric
    from feedback_nlp.cli.printing import print_ranking
    from feedback_nlp.cli.reading import read_scores
    from feedback_nlp.scores.ranking import rank_themes

    chosen = choose_metric(metric, metrics)
    tagger = make_tagger(model, taxonomy, jobs, cluster)
    source = options.source(file, comment_column, id_column, score_column, date_column, sheet)
    reading = read_scores(source, chosen)
    tags = tag_reading(reading, tagger)
    ranking = rank_themes(reading.comments, tags, chosen, tagger.taxonomy)
    n_comments = int(reading.comments[["comment", "score"]].notna().all(axis=1).sum())
    print_ranking(chosen, n_comments, ranking, tagger.taxonomy, as_json=json)
