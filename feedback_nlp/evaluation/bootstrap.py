"""How far F1 could be off by chance: intervals from comments drawn anew."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse

from feedback_nlp.evaluation.exact import exact_interval
from feedback_nlp.evaluation.f1 import f1_of_counts
from feedback_nlp.text.ragged import BoolArray, FloatArray, IntArray

N_RESAMPLES = 200
_SEED = 1
_ENDS = (0.025, 0.975)


@dataclass(frozen=True, eq=False)
class F1Intervals:
    """95% intervals of F1.

    Attributes
    ----------
    theme_low, theme_high : arrays of shape (n_themes,)
        Of each theme.
    micro_low, micro_high : float
        Over all comments and themes together.
    macro_low, macro_high : float
        Of the mean over the themes that some comment carries.
    """

    theme_low: FloatArray
    theme_high: FloatArray
    micro_low: float
    micro_high: float
    macro_low: float
    macro_high: float


def f1_intervals(
    found: BoolArray, carried: BoolArray, clusters: IntArray | None = None
) -> F1Intervals:
    """Return percentile intervals from 200 samples of comments, drawn with a fixed seed.

    Comments are drawn whole, since the themes of one comment are right or wrong together. Where all
    is right, or nothing is, samples can't differ: there the interval is exact instead.

    A theme that few comments carry has a lower F1 in samples than it has, so the interval of macro
    F1 is moved by what the samples lie off from it on average. It still holds the truth too seldom
    where many themes are rare: with 30 themes in 1% to 15% of the comments in 84% of simulated sets
    of 200 comments, and in 90% of sets of 400.

    Parameters
    ----------
    found : array of bool of shape (n_comments, n_themes)
        Which themes were found.
    carried : array of bool of shape (n_comments, n_themes)
        Which themes people gave.
    clusters : array of int of shape (n_comments,), optional
        Comments with the same number are drawn together.

    Returns
    -------
    F1Intervals
        The intervals; from 0 to 1 where nothing was found or carried.

    Examples
    --------
    >>> found = np.array([[True, False]] * 30 + [[False, False]] * 10)
    >>> carried = np.array([[True, False]] * 40)
    >>> intervals = f1_intervals(found, carried)
    >>> intervals.theme_low.round(2).tolist(), intervals.theme_high.round(2).tolist()
    ([0.75, 0.0], [0.93, 1.0])
    """
    counts = np.stack([found & carried, found, carried], axis=1)
    by_theme = _resampled(counts.reshape(len(found), 3 * found.shape[1]), clusters)
    right, n_found, n_carried = by_theme.reshape(N_RESAMPLES, *counts.shape[1:]).swapaxes(0, 1)
    f1 = f1_of_counts(right, n_found, n_carried)
    low, high = _intervals(f1, (found & carried).sum(axis=0), (found | carried).sum(axis=0))
    micro = f1_of_counts(right.sum(axis=1), n_found.sum(axis=1), n_carried.sum(axis=1))
    micro_low, micro_high = _intervals(micro, (found & carried).sum(), (found | carried).sum())
    totals, macro = counts.sum(axis=0), _macro(f1, n_carried)
    moved = _macro(f1_of_counts(*totals), totals[2]) - macro.mean()
    ends = np.clip(np.quantile(macro, _ENDS) + moved, 0, 1)
    macro_low, macro_high = ends if carried.any() else (0.0, 1.0)
    return F1Intervals(
        theme_low=low,
        theme_high=high,
        micro_low=float(micro_low),
        micro_high=float(micro_high),
        macro_low=float(macro_low),
        macro_high=float(macro_high),
    )


def micro_f1_interval(
    found: BoolArray, carried: BoolArray, clusters: IntArray | None = None
) -> tuple[float, float]:
    """Return the interval of F1 over all themes together, as `f1_intervals` does.

    Parameters
    ----------
    found, carried : arrays of bool of shape (n_comments, n_themes)
        Which themes were found and which people gave.
    clusters : array of int of shape (n_comments,), optional
        Comments with the same number are drawn together.

    Returns
    -------
    tuple of float
        Low and high; 0 and 1 where nothing was found or carried.
    """
    tables = (found & carried, found, carried)
    counts = np.column_stack([table.sum(axis=1) for table in tables])
    f1 = f1_of_counts(*_resampled(counts, clusters).T)
    low, high = _intervals(f1, (found & carried).sum(), (found | carried).sum())
    return float(low), float(high)


def _macro(f1: FloatArray, n_carried: FloatArray) -> FloatArray:
    met = n_carried > 0
    return np.asarray((f1 * met).sum(axis=-1) / np.maximum(met.sum(axis=-1), 1))


def _intervals(
    f1: FloatArray, n_right: ArrayLike, n_either: ArrayLike
) -> tuple[FloatArray, FloatArray]:
    """Return the middle 95% of the samples, or the exact interval where they can't differ.

    F1 is 2s / (1 + s), where s is the share of what was found or carried that was both.
    """
    low, high = np.quantile(f1, _ENDS, axis=0)
    least, most = exact_interval(n_right, n_either)
    same = (np.asarray(n_right) == 0) | (np.asarray(n_right) == np.asarray(n_either))
    return (
        np.where(same, 2 * least / (1 + least), low),
        np.where(same, 2 * most / (1 + most), high),
    )


def _resampled(counts: FloatArray | BoolArray, clusters: IntArray | None) -> FloatArray:
    """Return the totals of each sample: a row per sample, a column per column of `counts`."""
    if clusters is not None:
        _, place = np.unique(clusters, return_inverse=True)
        members = sparse.csr_matrix((np.ones(len(place)), (place, np.arange(len(place)))))
        counts = np.asarray(members @ counts.astype(np.float32))
    n = len(counts)
    drawn = np.zeros((N_RESAMPLES, n), dtype=np.float32)  # exact: no total nears 2**24
    random = np.random.default_rng(_SEED)
    for times in drawn if n else ():
        times[:] = np.bincount(random.integers(n, size=n), minlength=n)
    return drawn @ counts.astype(np.float32)
