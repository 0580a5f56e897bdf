"""Print counts of themes to stdout, for people or as JSON."""

from typing import Any

import pandas as pd
import typer

from feedback_nlp.cli.json_output import print_json
from feedback_nlp.scores.counts import MIN_AUDITED
from feedback_nlp.scores.rough_shares import ROUGH
from feedback_nlp.themes.taxonomy import Taxonomy

_FIRST = [
    "theme", "n_tagged", "share", "low", "high", "corrected", "raw_share", "n_audited",
]  # fmt: skip
_NOT_IN_IT = (
    "Tagging errors are not in these intervals: they cover chance only. To have them in, label a "
    "sample ('feedback-nlp audit') and count with --audit."
)
_ROUGHLY = (
    "The rough share is what it would be if the model erred here as in its training, which it "
    "seldom does."
)


def print_counts(
    tables: list[pd.DataFrame], n_comments: int, taxonomy: Taxonomy, *, as_json: bool
) -> None:
    """Print counts over all comments, then per group; remarks on them go to stderr."""
    _tell(tables)
    if as_json:
        groups = tables[1].groupby("group") if len(tables) > 1 else ()
        content = {"n_comments": n_comments, "themes": _records(tables[0])}
        if len(tables) > 1:
            content["groups"] = [
                {
                    "group": name,
                    "n_comments": int(rows["n_comments"].max()),
                    "themes": _records(rows),
                }
                for name, rows in groups
            ]
        print_json(content)
        return
    for counts in tables:
        _print_table(counts, taxonomy)


def _tell(tables: list[pd.DataFrame]) -> None:
    if not tables[0]["corrected"].any():
        typer.echo(_NOT_IN_IT, err=True)
        if "rough_low" in tables[0] and tables[0]["rough_low"].notna().any():
            typer.echo(_ROUGHLY, err=True)
        return
    parts = tables[-1].groupby("group")[["corrected", "n_audited"]].max()
    left = parts.loc[~parts["corrected"], "n_audited"]
    if len(left):
        named = [f"'{name}' ({n})" for name, n in left.items()]
        typer.echo(
            f"Not corrected, with fewer than {MIN_AUDITED} audited comments: "
            f"{', '.join(named)}. An audit with --by draws as many of small groups.",
            err=True,
        )


def _records(counts: pd.DataFrame) -> list[dict[str, Any]]:
    others = [name for name in (*ROUGH, "n_labels") if name in counts]
    return [
        {str(key): value for key, value in row.items() if not pd.isna(value)}
        for row in counts[[*_FIRST, *others]].to_dict("records")
    ]


def _print_table(counts: pd.DataFrame, taxonomy: Taxonomy) -> None:
    met = counts[(counts["n_tagged"] > 0) | (counts["share"] > 0)]
    met = met.sort_values(["group", "share"], ascending=[True, False], kind="stable")
    shown = pd.DataFrame({"theme": met["theme"].map(taxonomy.name_of), "n_tagged": met["n_tagged"]})
    if met["group"].ne("").any():
        shown.insert(0, "group", met["group"])
    if met["corrected"].any():
        shown["raw"] = met["raw_share"].map("{:.1%}".format)
    shown["share"] = _with_interval(met, "share", "low", "high")
    if not met["corrected"].all() and met["corrected"].any():
        shown["corrected"] = met["corrected"].map({True: "yes", False: "no"})
    if "rough_low" in met and met["rough_low"].notna().any():
        shown["rough"] = _with_interval(met, *ROUGH)
    if "n_labels" in met:
        shown["labels"] = met["n_labels"]
    typer.echo(shown.to_string(index=False) if len(shown) else "No theme was found.")
    n_absent = counts["theme"].nunique() - met["theme"].nunique()
    if len(shown) and n_absent:
        themes_were = "theme was" if n_absent == 1 else "themes were"
        typer.echo(f"{n_absent} other {themes_were} not found.")


def _with_interval(table: pd.DataFrame, value: str, low: str, high: str) -> list[str]:
    rows = zip(table[value], table[low], table[high], strict=True)
    return ["-" if pd.isna(v) else f"{v:.1%} ({lo:.1%} to {hi:.1%})" for v, lo, hi in rows]
