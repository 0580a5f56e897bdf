"""Print results to stdout, for people or as JSON."""

import math

import pandas as pd
import typer

from feedback_nlp.cli.json_output import print_json
from feedback_nlp.scores.intervals import Estimate
from feedback_nlp.scores.metrics import Metric
from feedback_nlp.themes.taxonomy import Taxonomy

_RANKED = ["theme", "share", "impact", "low", "high", "p_top3", "tier", "leave_out"]


def print_score(
    metric: Metric, estimate: Estimate, groups: pd.DataFrame | None, *, as_json: bool
) -> None:
    """Print a metric, and the metric per group if there are groups."""
    if as_json:
        rows = [] if groups is None else groups.to_dict("records")
        print_json({"metric": metric.name, **vars(estimate), "groups": rows})
        return
    interval = f"({estimate.low:.1f} to {estimate.high:.1f})"
    if math.isnan(estimate.low):
        interval = "(no interval from one score)"
    typer.echo(f"{metric.name} {estimate.value:.1f} {interval}, n = {estimate.n}")
    if groups is not None:
        typer.echo(groups.to_string(index=False, float_format="{:.1f}".format, na_rep="-"))


def print_ranking(
    metric: Metric, n_comments: int, ranking: pd.DataFrame, taxonomy: Taxonomy, *, as_json: bool
) -> None:
    """Print the areas to improve."""
    if as_json:
        themes = ranking[_RANKED].to_dict("records")
        print_json({"metric": metric.name, "n_comments": n_comments, "themes": themes})
        return
    if ranking.empty:
        typer.echo("No theme is mentioned often enough to rank.")
        return
    table = ranking.assign(
        name=ranking["theme"].map(taxonomy.name_of),
        share=ranking["share"].map("{:.1%}".format),
        p_top3=ranking["p_top3"].map("{:.0%}".format),
    )
    columns = ["tier", "name", "n_tagged", "share", "impact", "low", "high", "p_top3"]
    typer.echo(table[columns].to_string(index=False, float_format="{:+.2f}".format))
    typer.echo("Association among those who commented, not proof of a cause.")
