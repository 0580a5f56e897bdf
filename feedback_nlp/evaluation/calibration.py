"""Whether probabilities can be taken at their word: 30% should mean 3 of 10 comments."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from feedback_nlp.text.ragged import BoolArray, FloatArray

N_BINS = 10
BIN_COLUMNS = [
    "proba_from", "proba_to", "n", "mean_proba", "observed", "observed_low", "observed_high",
]  # fmt: skip


@dataclass(frozen=True, eq=False)
class Reliability:
    """How far probabilities agree with what people say.

    Attributes
    ----------
    expected_calibration_error : float
        The difference between the mean probability and the observed share in each of ten bins of
        equal width, averaged over the bins by how many pairs of a comment and a theme each holds.
        Nearly all pairs are improbable, so the lowest bin weighs most and the number is flattered.
    expected_calibration_error_likely : float
        The same without the lowest bin: over the pairs with a probability of 0.1 or more, from
        which all tags come. NaN where there is no such pair.
    brier_score : float
        Mean squared difference between probability and truth; 0 is perfect.
    n_pairs : int
        Pairs of a comment and a theme.
    bins : DataFrame
        One row per bin: `proba_from`, `proba_to`, `n` (pairs), `mean_proba`, `observed` (share of
        the pairs in which people gave the theme) with its 95% Wilson interval (`observed_low`,
        `observed_high`); NaN where a bin is empty.
    """

    expected_calibration_error: float
    expected_calibration_error_likely: float
    brier_score: float
    n_pairs: int
    bins: pd.DataFrame


def measure_calibration(proba: FloatArray, carried: BoolArray) -> Reliability:
    """Compare probabilities with what people say.

    Parameters
    ----------
    proba : array of shape (n_comments, n_themes)
        Probabilities; NaN where the model knows no such theme, which is left out.
    carried : array of bool of shape (n_comments, n_themes)
        Which themes people gave.

    Returns
    -------
    Reliability
        Error, Brier score and the table of bins; NaN where there is no probability at all.

    Examples
    --------
    >>> proba = np.array([[0.1, 0.9], [0.1, 0.9]])
    >>> reliability = measure_calibration(proba, np.array([[False, True], [False, False]]))
    >>> round(reliability.expected_calibration_error, 3), round(reliability.brier_score, 3)
    (0.25, 0.21)
    """
    known = ~np.isnan(proba)
    chance, truth = proba[known].astype(np.float64), carried[known]
    place = np.minimum(np.floor(chance * N_BINS).astype(np.int64), N_BINS - 1)
    n = np.bincount(place, minlength=N_BINS)
    n_carried = np.bincount(place[truth], minlength=N_BINS)
    filled = np.where(n > 0, n, np.nan)
    bins = pd.DataFrame(
        {
            "proba_from": np.arange(N_BINS) / N_BINS,
            "proba_to": np.arange(1, N_BINS + 1) / N_BINS,
            "n": n,
            "mean_proba": np.bincount(place, chance, N_BINS) / filled,
            "observed": n_carried / filled,
        }
    )
    ends = [_wilson(int(k), int(of)) for k, of in zip(n_carried, n, strict=True)]
    bins[["observed_low", "observed_high"]] = ends
    return Reliability(
        expected_calibration_error=_mean_gap(bins),
        expected_calibration_error_likely=_mean_gap(bins[1:]),
        brier_score=float(np.mean((chance - truth) ** 2)) if len(chance) else np.nan,
        n_pairs=len(chance),
        bins=bins[BIN_COLUMNS],
    )


def _mean_gap(bins: pd.DataFrame) -> float:
    filled = bins[bins["n"] > 0]
    if filled.empty:
        return np.nan
    gap = (filled["mean_proba"] - filled["observed"]).abs()
    return float(np.average(gap, weights=filled["n"]))


def _wilson(count: int, n: int) -> tuple[float, float]:
    if n == 0:
        return np.nan, np.nan
    interval = stats.binomtest(count, n).proportion_ci(method="wilson")
    return float(interval.low), float(interval.high)
