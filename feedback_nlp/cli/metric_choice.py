"""Find the metric that a command names, and say so where it has another name."""

from math import isfinite
from pathlib import Path

import typer

from feedback_nlp.scores.metric import Metric
from feedback_nlp.scores.metrics import find_metric
from feedback_nlp.scores.own_metrics import read_metrics


def choose_metric(name: str, own: Path | None = None) -> Metric:
    """Return the metric of a name; tell on stderr which it is where the name is an alias.

    Parameters
    ----------
    name : str
        What the user typed.
    own : Path, optional
        File of the user's own metrics.

    Returns
    -------
    Metric
        The metric.
    """
    metric = find_metric(name, read_metrics(own) if own else ())
    if name != metric.name:
        better = "higher" if metric.higher_is_better else "lower"
        scale = f"from {metric.scale}" if isfinite(metric.highest) else "on any scale"
        typer.echo(
            f"'{name}' is taken for {metric.title}: metric '{metric.name}', scores {scale}, "
            f"{better} is better.",
            err=True,
        )
    return metric
