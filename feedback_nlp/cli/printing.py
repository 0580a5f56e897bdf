"""Print results to stdout, for people or as JSON."""

import json
import math
from typing import Any

import pandas as pd
import typer

from feedback_nlp.evaluation.evaluation import Evaluation
from feedback_nlp.scores.intervals import Estimate
from feedback_nlp.scores.metrics import Metric
from feedback_nlp.themes.taxonomy import Taxonomy

_RANKED = ["theme", "share", "impact", "low", "high", "p_top3", "tier", "leave_out"]
_EVALUATED = ["theme", "precision", "recall", "f1", "support"]


def print_score(
    metric: Metric, estimate: Estimate, groups: pd.DataFrame | None, *, as_json: bool
) -> None:
    """Print a metric, and the metric per group if there are groups."""
    if as_json:
        rows = [] if groups is None else groups.to_dict("records")
        _print_json({"metric": metric.name, **vars(estimate), "groups": rows})
        return
    typer.echo(
        f"{metric.name} {estimate.value:.1f} ({estimate.low:.1f} to {estimate.high:.1f}), "
        f"n = {estimate.n}"
    )
    if groups is not None:
        typer.echo(groups.to_string(index=False, float_format="{:.1f}".format))


def print_ranking(
    metric: Metric, n_comments: int, ranking: pd.DataFrame, taxonomy: Taxonomy, *, as_json: bool
) -> None:
    """Print the areas to improve."""
    if as_json:
        themes = ranking[_RANKED].to_dict("records")
        _print_json({"metric": metric.name, "n_comments": n_comments, "themes": themes})
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


def print_evaluation(evaluation: Evaluation, *, as_json: bool) -> None:
    """Print how well themes are found."""
    if as_json:
        themes = evaluation.themes[_EVALUATED].to_dict("records")
        figures = {"micro_f1": evaluation.micro_f1, "macro_f1": evaluation.macro_f1}
        _print_json({**figures, "themes": themes})
        return
    table = evaluation.themes.sort_values(["support", "theme"], ascending=[False, True])
    table = table.assign(note=table["measurable"].map({True: "", False: "niet meetbaar"}))
    columns = [*_EVALUATED, "note"]
    typer.echo(table[columns].to_string(index=False, float_format="{:.2f}".format))
    typer.echo(
        f"{evaluation.n_comments} comments, micro F1 {evaluation.micro_f1:.3f}, "
        f"macro F1 {evaluation.macro_f1:.3f}"
    )


def _print_json(content: dict[str, Any]) -> None:
    typer.echo(json.dumps(_plain(content), ensure_ascii=False))


def _plain(value: Any) -> Any:
    """Return a value as JSON can write it: what is not a finite number becomes null."""
    if isinstance(value, dict):
        return {key: _plain(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_plain(member) for member in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value
