"""Print how well themes are found, for people or as JSON."""

from typing import Any

import pandas as pd
import typer

from feedback_nlp.cli.json_output import print_json
from feedback_nlp.evaluation.calibration import Reliability
from feedback_nlp.evaluation.comparison import Evaluation
from feedback_nlp.evaluation.phenomena import PairEvaluation

_FIRST = ["theme", "precision", "recall", "f1", "support"]
_PAIRS_FIRST = ["phenomenon", "n_pairs", "n_right", "share"]
_FIGURES = ["precision", "recall", "f1"]
_OVERALL = ["micro_f1", "macro_f1"]
_MOST_ROWS = 10


def print_evaluation(evaluation: Evaluation, *, as_json: bool) -> None:
    """Print figures per theme, then by source and length, calibration and confusions."""
    if as_json:
        print_json(_as_object(evaluation))
        return
    table = evaluation.themes.sort_values(["support", "theme"], ascending=[False, True])
    shown = pd.DataFrame({"theme": table["theme"], "support": table["support"]})
    for name in _FIGURES:
        shown[name] = _with_interval(table, name)
    shown["note"] = table["measurable"].map({True: "", False: "niet meetbaar"})
    _print_table(shown)
    typer.echo(f"{evaluation.n_comments} comments, {_overall(evaluation)}; 95% intervals.")
    _print_groups("source", evaluation.by_source)
    _print_groups("length", evaluation.by_length)
    if not evaluation.confusions.empty:
        typer.echo("\nMost often missed, and found instead in the same comment:")
        _print_table(evaluation.confusions.head(_MOST_ROWS))
    if evaluation.calibration is not None:
        _print_calibration(evaluation.calibration)


def print_pairs(evaluation: PairEvaluation, *, as_json: bool) -> None:
    """Print the share of minimal pairs that come out right, per phenomenon."""
    table = evaluation.phenomena
    if as_json:
        print_json(
            {
                "pairs_right": evaluation.pairs_right,
                "phenomena": _records(table, _PAIRS_FIRST),
                "n_pairs": evaluation.n_pairs,
                "sides_right": evaluation.sides_right,
            }
        )
        return
    _print_table(
        pd.DataFrame(
            {
                "phenomenon": table["phenomenon"],
                "pairs": table["n_pairs"],
                "right": table["n_right"],
                "share": _shares(table, "share", "low", "high"),
                "of sides": table["share_of_sides"].map("{:.0%}".format),
            }
        )
    )
    typer.echo(
        f"{evaluation.n_pairs} pairs, {evaluation.pairs_right:.1%} right on both sides; "
        f"{evaluation.sides_right:.1%} of the sides are right."
    )


def _as_object(evaluation: Evaluation) -> dict[str, Any]:
    calibration = evaluation.calibration
    ends = [f"{name}_{end}" for name in _OVERALL for end in ("low", "high")]
    return {
        **{name: getattr(evaluation, name) for name in _OVERALL},
        "themes": _records(evaluation.themes, _FIRST),
        "n_comments": evaluation.n_comments,
        **{name: getattr(evaluation, name) for name in ends},
        "calibration": calibration
        and {**vars(calibration), "bins": calibration.bins.to_dict("records")},
        "by_source": evaluation.by_source.to_dict("records"),
        "by_length": evaluation.by_length.to_dict("records"),
        "confusions": evaluation.confusions.to_dict("records"),
    }


def _records(table: pd.DataFrame, first: list[str]) -> list[dict[Any, Any]]:
    others = [column for column in table if column not in first]
    return table[[*first, *others]].to_dict("records")


def _overall(evaluation: Evaluation) -> str:
    micro = f"{evaluation.micro_f1_low:.3f} to {evaluation.micro_f1_high:.3f}"
    macro = f"{evaluation.macro_f1_low:.3f} to {evaluation.macro_f1_high:.3f}"
    both = f"micro F1 {evaluation.micro_f1:.3f} ({micro})"
    return f"{both}, macro F1 {evaluation.macro_f1:.3f} ({macro})"


def _print_groups(name: str, table: pd.DataFrame) -> None:
    if table.empty:
        return
    shown = table.head(_MOST_ROWS)
    typer.echo(f"\nBy {name}:" if name == "source" else "\nBy length in words:")
    _print_table(
        pd.DataFrame(
            {
                name: shown[name].replace("", "-"),
                "n": shown["n_comments"],
                "precision": shown["precision"].map("{:.2f}".format),
                "recall": shown["recall"].map("{:.2f}".format),
                "f1": _with_interval(shown, "f1"),
            }
        )
    )
    if len(table) > len(shown):
        typer.echo(f"and {len(table) - len(shown)} others (--json prints all).")


def _print_calibration(calibration: Reliability) -> None:
    bins = calibration.bins[calibration.bins["n"] > 0]
    typer.echo("\nCalibration, over pairs of a comment and a theme:")
    ranges = zip(bins["proba_from"], bins["proba_to"], strict=True)
    _print_table(
        pd.DataFrame(
            {
                "probability": [f"{low:.1f}-{high:.1f}" for low, high in ranges],
                "n": bins["n"].to_numpy(),
                "mean": bins["mean_proba"].map("{:.3f}".format).to_numpy(),
                "observed": _with_interval(bins, "observed", decimals=3).to_numpy(),
            }
        )
    )
    typer.echo(
        f"Expected calibration error {calibration.expected_calibration_error:.4f}, "
        f"{calibration.expected_calibration_error_likely:.3f} where the probability is 0.1 or "
        f"more; Brier score {calibration.brier_score:.4f}."
    )


def _with_interval(table: pd.DataFrame, name: str, *, decimals: int = 2) -> "pd.Series[str]":
    ends = [table[name], table[f"{name}_low"], table[f"{name}_high"]]
    rows = zip(*ends, strict=True)
    cells = [f"{v:.{decimals}f} ({low:.{decimals}f}-{high:.{decimals}f})" for v, low, high in rows]
    unknown = table[f"{name}_low"].isna()
    return pd.Series(cells, index=table.index, dtype="str").mask(unknown, "niet meetbaar")


def _shares(table: pd.DataFrame, name: str, low: str, high: str) -> list[str]:
    rows = zip(table[name], table[low], table[high], strict=True)
    return [f"{share:.0%} ({least:.0%}-{most:.0%})" for share, least, most in rows]


def _print_table(table: pd.DataFrame) -> None:
    typer.echo(table.to_string(index=False))
