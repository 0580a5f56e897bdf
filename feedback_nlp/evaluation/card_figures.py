"""The figures of a model card: an evaluation as Markdown."""

import pandas as pd

from feedback_nlp.evaluation.calibration import Reliability
from feedback_nlp.evaluation.comparison import Evaluation
from feedback_nlp.evaluation.markdown import markdown_table
from feedback_nlp.evaluation.phenomena import PairEvaluation
from feedback_nlp.evaluation.theme_figures import MIN_SUPPORT

_MOST_SOURCES = 25
_MOST_CONFUSIONS = 15


def held_out_figures(evaluation: Evaluation) -> str:
    """Write figures from held-out predictions as Markdown, under headings of the third level.

    Parameters
    ----------
    evaluation : Evaluation
        Of the comments that the model learnt from, each held out.

    Returns
    -------
    str
        Overall, per theme, calibration, by source and length, confusions.
    """
    parts = [_overall(evaluation), "### Per theme", _per_theme(evaluation.themes)]
    if evaluation.calibration is not None:
        parts += ["### Calibration", _calibration(evaluation.calibration)]
    if not evaluation.by_source.empty:
        parts += ["### By source", _by_source(evaluation.by_source)]
    if not evaluation.by_length.empty:
        parts += ["### By length in words", _groups(evaluation.by_length, "length")]
    if not evaluation.confusions.empty:
        shown = evaluation.confusions.head(_MOST_CONFUSIONS)
        said = "Themes that were missed, and what was found instead in the same comment, most first"
        parts += ["### Confusions", f"{said}.", markdown_table(shown)]
    return "\n\n".join(parts)


def pair_figures(evaluation: PairEvaluation) -> str:
    """Write the results on minimal pairs as Markdown.

    Parameters
    ----------
    evaluation : PairEvaluation
        Of the model on pairs it did not learn from.

    Returns
    -------
    str
        A sentence and a table.
    """
    table = evaluation.phenomena
    shown = pd.DataFrame(
        {
            "phenomenon": table["phenomenon"],
            "pairs": table["n_pairs"],
            "right": table["n_right"],
            "share": _cells(table, "share", "low", "high"),
            "single comments right": table["share_of_sides"].map("{:.2f}".format),
        }
    )
    said = (
        f"{evaluation.n_pairs} pairs of comments that differ in one turn of language; a pair is "
        "right when both comments have the themes they must have and none that they must not. "
        f"Right: {evaluation.pairs_right:.3f} of the pairs, {evaluation.sides_right:.3f} of the "
        "single comments. The intervals are Wilson's."
    )
    return f"{said}\n\n{markdown_table(shown)}"


def _overall(evaluation: Evaluation) -> str:
    rows = [
        (f"{name} F1", f"{value:.3f}", f"{low:.3f} to {high:.3f}")
        for name, value, low, high in (
            ("micro", evaluation.micro_f1, evaluation.micro_f1_low, evaluation.micro_f1_high),
            ("macro", evaluation.macro_f1, evaluation.macro_f1_low, evaluation.macro_f1_high),
        )
    ]
    return markdown_table(pd.DataFrame(rows, columns=["figure", "value", "95% interval"]))


def _per_theme(themes: pd.DataFrame) -> str:
    table = themes.sort_values(["support", "theme"], ascending=[False, True])
    shown = pd.DataFrame({"theme": table["theme"], "comments": table["support"]})
    for name in ("precision", "recall", "f1"):
        shown[name] = _cells(table, name, f"{name}_low", f"{name}_high")
    if not table["measurable"].all():
        shown["note"] = table["measurable"].map({True: "", False: "not measurable"})
    return markdown_table(shown)


def _calibration(calibration: Reliability) -> str:
    bins = calibration.bins[calibration.bins["n"] > 0]
    ranges = zip(bins["proba_from"], bins["proba_to"], strict=True)
    shown = pd.DataFrame(
        {
            "probability": [f"{low:.1f} to {high:.1f}" for low, high in ranges],
            "pairs": bins["n"].to_numpy(),
            "mean": bins["mean_proba"].map("{:.3f}".format).to_numpy(),
            "observed": _cells(bins, "observed", "observed_low", "observed_high", decimals=3),
        }
    )
    said = (
        f"Over {calibration.n_pairs:,} pairs of a comment and a theme the expected calibration "
        f"error is {calibration.expected_calibration_error:.4f} and the Brier score "
        f"{calibration.brier_score:.4f}. Nearly all pairs are improbable and flatter that error; "
        "over the pairs with a probability of 0.1 or more it is "
        f"{calibration.expected_calibration_error_likely:.3f}."
    )
    return f"{said}\n\n{markdown_table(shown)}"


def _by_source(table: pd.DataFrame) -> str:
    shown = table[table["n_comments"] >= MIN_SUPPORT].head(_MOST_SOURCES)
    others = table.drop(shown.index)
    if others.empty:
        return _groups(shown, "source")
    said = f"{len(others)} smaller sources, together {others['n_comments'].sum():,} comments"
    if shown.empty:
        return f"Not measurable: {said}."
    return f"{_groups(shown, 'source')}\n\nNot shown: {said}."


def _groups(table: pd.DataFrame, name: str) -> str:
    return markdown_table(
        pd.DataFrame(
            {
                name: table[name].replace("", "not stated"),
                "comments": table["n_comments"],
                "precision": table["precision"].map("{:.2f}".format),
                "recall": table["recall"].map("{:.2f}".format),
                "f1": _cells(table, "f1", "f1_low", "f1_high"),
            }
        )
    )


def _cells(table: pd.DataFrame, value: str, low: str, high: str, *, decimals: int = 2) -> list[str]:
    rows = zip(table[value], table[low], table[high], strict=True)
    return [
        f"{v:.{decimals}f} "
        + ("(not measurable)" if pd.isna(lo) else f"({lo:.{decimals}f} to {hi:.{decimals}f})")
        for v, lo, hi in rows
    ]
