"""Print results to stdout, for people or as JSON."""

import math

import typer

from feedback_nlp.cli.group_scores import Scored
from feedback_nlp.cli.json_output import print_json

_LEAST_P = 0.001


def print_score(scored: Scored, *, as_json: bool) -> None:
    """Print a metric, and the metric per group if there are groups."""
    metric, estimate, groups = scored.metric, scored.estimate, scored.groups
    if as_json:
        rows = [] if groups is None else groups.to_dict("records")
        more = {} if scored.size is None else {"n_effective": scored.size}
        more |= {} if groups is None else {"p_groups": scored.p_groups}
        print_json({"metric": metric.name, **vars(estimate), "groups": rows, **more})
        return
    n = f"n = {estimate.n}"
    if scored.size is not None:
        n += f", which tell as much as {scored.size:.1f} independent answers"
    interval = f"({estimate.low:.1f} to {estimate.high:.1f})"
    typer.echo(f"{metric.name} {estimate.value:.1f} {interval}, {n}")
    if groups is None:
        return
    table = groups[["group", "value", "low", "high", "n"]].assign(
        **{f"vs_{scored.against}": groups["difference"].map("{:+.1f}".format, na_action="ignore")},
        p_adjusted=groups["p_adjusted"].map(_p_text, na_action="ignore"),
    )
    typer.echo(table.to_string(index=False, float_format="{:.1f}".format, na_rep="-"))
    if not math.isnan(scored.p_groups):
        typer.echo(f"Difference among all groups: p {_p_text(scored.p_groups)}")


def _p_text(p: float) -> str:
    return f"{p:.3f}" if p >= _LEAST_P else f"<{_LEAST_P}"
