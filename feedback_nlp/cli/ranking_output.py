"""Print a ranking, for people or as JSON, with how it was computed."""

from typing import Any

import pandas as pd
import typer

from feedback_nlp.cli.json_output import print_json
from feedback_nlp.scores.effects.ordered import OrderCheck
from feedback_nlp.scores.ranking import Ranking
from feedback_nlp.scores.ranking_table import COLUMNS
from feedback_nlp.themes.taxonomy import Taxonomy

ASSOCIATION = "Association among those who commented, not proof of a cause."
_FIRST = ["theme", "share", "impact", "low", "high", "p_top3", "tier", "leave_out"]
_POINTS = ["effect", "impact", "low", "high", "leave_out"]
_MOST_NAMED = 5
_SHOWN = [
    "tier", "name", "n_tagged", "share", "effect", "impact", "low", "high", "p_top3", "leave_out",
    "factor",
]  # fmt: skip


def print_ranking(
    ranking: Ranking, check: OrderCheck, taxonomy: Taxonomy, *, as_json: bool
) -> None:
    """Print what to improve and what to keep, with the formula and a worked example."""
    if as_json:
        print_json(_as_json(ranking, check, taxonomy))
        return
    for doubt in ranking.doubts:
        typer.echo(doubt)
    _print_side("Areas to improve", ranking.improvements, taxonomy)
    _print_side("Strengths to keep", ranking.strengths, taxonomy)
    if not ranking.improvements.empty:
        typer.echo(_total(ranking))
    if ranking.n_to_part is not None:
        typer.echo(
            f"To tell the first two apart takes about {ranking.n_to_part:,} comments with a score; "
            f"there are {ranking.n_scored:,}."
        )
    _print_method(ranking, check, taxonomy)


def _print_side(title: str, rows: pd.DataFrame, taxonomy: Taxonomy) -> None:
    if rows.empty:
        return
    typer.echo(f"\n{title}")
    ranked, rare = rows[rows["ranked"]], rows[~rows["ranked"]]
    if len(ranked):
        typer.echo(_table(ranked, taxonomy))
    if len(rare):
        typer.echo(_rare(rare.sort_values("n_tagged", ascending=False, kind="stable"), taxonomy))


def _rare(rows: pd.DataFrame, taxonomy: Taxonomy) -> str:
    first = rows[["theme", "n_tagged"]].head(_MOST_NAMED).to_numpy().tolist()
    named = "; ".join(f"{taxonomy.name_of(theme)} ({n_tagged})" for theme, n_tagged in first)
    more = f"; and {len(rows) - _MOST_NAMED} more" if len(rows) > _MOST_NAMED else ""
    return (
        f"Not ranked, as too few customers with a score mention them, or too few do not: {named}"
        f"{more}. --json has their figures."
    )


def _table(rows: pd.DataFrame, taxonomy: Taxonomy) -> str:
    shown = pd.DataFrame(
        {
            **{name: rows[name].map("{:+z.2f}".format) for name in _POINTS},
            "tier": rows["tier"],
            "name": rows["theme"].map(taxonomy.name_of),
            "n_tagged": rows["n_tagged"],
            "share": rows["share"].map("{:.1%}".format),
            "p_top3": rows["p_top3"].map("{:.0%}".format),
            "factor": rows["factor"],
        }
    )
    return shown[_SHOWN].to_string(index=False)


def _total(ranking: Ranking) -> str:
    total = ranking.total
    interval = f"({total.low:+z.2f} to {total.high:+z.2f})"
    return f"\nAll complaints together: {total.value:+z.2f} {interval}, the sum of their impacts."


def _print_method(ranking: Ranking, check: OrderCheck, taxonomy: Taxonomy) -> None:
    typer.echo(f"\n{ranking.version}: {ranking.formula}.")
    if (example := ranking.example) is not None:
        typer.echo(f"Example: {example.text(taxonomy.name_of(example.theme))}")
    if check.correlation is not None:
        typer.echo(
            f"Check: an ordered logit orders the {check.n_themes} ranked themes with a rank "
            f"correlation of {check.correlation:.2f}."
        )
    typer.echo(ASSOCIATION)


def _as_json(ranking: Ranking, check: OrderCheck, taxonomy: Taxonomy) -> dict[str, Any]:
    example = ranking.example
    total = ranking.total
    return {
        "metric": ranking.metric.name,
        "n_comments": ranking.n_comments,
        "themes": _rows(ranking.improvements),
        "strengths": _rows(ranking.strengths),
        "n_scored": ranking.n_scored,
        "reduction": ranking.options.reduction,
        "corrected": ranking.mentions.audited,
        "total": {"impact": total.value, "low": total.low, "high": total.high},
        "unmentioned": list(ranking.unmentioned),
        "n_to_part": ranking.n_to_part,
        "order_check": check.correlation,
        "version": ranking.version,
        "formula": ranking.formula,
        "example": example and example.text(taxonomy.name_of(example.theme)),
        "notes": [*ranking.doubts, ASSOCIATION],
    }


def _rows(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return one object per theme; what is missing is null."""
    ordered = rows[[*_FIRST, *(name for name in COLUMNS if name not in _FIRST)]]
    plain = ordered.astype(object).where(ordered.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]
