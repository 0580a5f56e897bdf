"""How many minimal pairs come out right, phenomenon by phenomenon."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from scipy import stats

from feedback_nlp.classifier.model import ThemeModel
from feedback_nlp.errors import LabelError
from feedback_nlp.evaluation.minimal_pairs import MinimalPair, PairSide

PHENOMENON_COLUMNS = [
    "phenomenon", "n_pairs", "n_right", "share", "low", "high", "share_of_sides",
]  # fmt: skip


@dataclass(frozen=True, eq=False)
class PairEvaluation:
    """How many minimal pairs come out right.

    Attributes
    ----------
    pairs_right : float
        Share of the pairs with both sides right.
    sides_right : float
        Share of the single comments that are right.
    n_pairs : int
        Pairs it rests on.
    phenomena : DataFrame
        One row per phenomenon, in the order of the pairs: `phenomenon`, `n_pairs`, `n_right` (both
        sides right), `share` of pairs right with its 95% Wilson interval (`low`, `high`), and
        `share_of_sides` (single comments right).
    """

    pairs_right: float
    sides_right: float
    n_pairs: int
    phenomena: pd.DataFrame


def evaluate_pairs(pairs: Sequence[MinimalPair], model: ThemeModel) -> PairEvaluation:
    """Count the minimal pairs that a model gets right.

    Parameters
    ----------
    pairs : sequence of MinimalPair
        At least one.
    model : ThemeModel
        The model; a theme it does not know is never found.

    Returns
    -------
    PairEvaluation
        Shares over all pairs and per phenomenon.

    Raises
    ------
    LabelError
        When the model knows none of the themes.

    Examples
    --------
    >>> from feedback_nlp.classifier.model_files import load_model
    >>> late = PairSide("Te laat geleverd.", frozenset(["late_delivery"]), frozenset())
    >>> not_late = PairSide("Niet te laat.", frozenset(), frozenset(["late_delivery"]))
    >>> pair = MinimalPair("negation", "nl", late, not_late)
    >>> evaluate_pairs([pair], load_model()).n_pairs
    1
    """
    sides = [side for pair in pairs for side in (pair.a, pair.b)]
    _check_known(sides, model)
    proba = model.predict_proba([side.comment for side in sides])
    found = [
        frozenset(theme for theme, is_found in zip(model.themes, row, strict=True) if is_found)
        for row in proba >= model.calibration.thresholds
    ]
    right = [side.is_right(themes) for side, themes in zip(sides, found, strict=True)]
    table = pd.DataFrame(
        {
            "phenomenon": [pair.phenomenon for pair in pairs],
            "a_right": right[0::2],
            "b_right": right[1::2],
        }
    )
    table["both"] = table["a_right"] & table["b_right"]
    return PairEvaluation(
        pairs_right=float(table["both"].mean()),
        sides_right=sum(right) / len(right),
        n_pairs=len(pairs),
        phenomena=_per_phenomenon(table),
    )


def _per_phenomenon(table: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for phenomenon, of_it in table.groupby("phenomenon", sort=False):
        n, n_right = len(of_it), int(of_it["both"].sum())
        interval = stats.binomtest(n_right, n).proportion_ci(method="wilson")
        of_sides = of_it[["a_right", "b_right"]].to_numpy().mean()
        rows.append((phenomenon, n, n_right, n_right / n, interval.low, interval.high, of_sides))
    return pd.DataFrame(rows, columns=PHENOMENON_COLUMNS)


def _check_known(sides: Sequence[PairSide], model: ThemeModel) -> None:
    named = {theme for side in sides for theme in side.has | side.has_not}
    if not named & set(model.themes):
        example = min(named, default="")
        message = (
            f"The model knows none of the themes of these pairs (such as '{example}'); it knows "
            f"'{model.themes[0]}' and others. Name another model, or write pairs for its themes."
        )
        raise LabelError(message)
