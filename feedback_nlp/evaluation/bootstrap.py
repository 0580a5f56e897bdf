"""How far F1 could be off by chance: intervals from comments drawn anew."""

from dataclasses import dataclass

import numpy as np

from feedback_nlp.evaluation.f1 import f1_of_counts
from feedback_nlp.text.ragged import BoolArray, FloatArray

N_RESAMPLES = 200
_SEED = 1
_ENDS = (0.025, 0.975)


@dataclass(frozen=True)
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


def f1_intervals(found: BoolArray, carried: BoolArray) -> F1Intervals:
    """Return percentile intervals from 200 samples of comments, drawn with a fixed seed.

    Comments are drawn whole, since the themes of one comment are right or wrong together.

    Parameters
    ----------
    found : array of bool of shape (n_comments, n_themes)
        Which themes were found.
    carried : array of bool of shape (n_comments, n_themes)
        Which themes people gave.

    Returns
    -------
    F1Intervals
        The intervals; the whole range from 0 to 1 where nothing was found or carried.

    Examples
    --------
    >>> found = np.array([[True, False]] * 30 + [[False, False]] * 10)
    >>> carried = np.array([[True, False]] * 40)
    >>> intervals = f1_intervals(found, carried)
    >>> intervals.theme_low.round(2).tolist(), intervals.theme_high.round(2).tolist()
    ([0.75, 0.0], [0.93, 1.0])
    """
    counts = np.stack([found & carried, found, carried], axis=1)
    by_theme = _resampled(counts.reshape(len(found), -1))
    right, n_found, n_carried = by_theme.reshape(N_RESAMPLES, 3, -1).transpose(1, 0, 2)
    f1 = f1_of_counts(right, n_found, n_carried)
    low, high = np.quantile(f1, _ENDS, axis=0)
    absent = ~(found | carried).any(axis=0)
    n_met = (n_carried > 0).sum(axis=1)
    macro = np.where(n_carried > 0, f1, 0).sum(axis=1) / np.maximum(n_met, 1)
    micro_low, micro_high = micro_f1_interval(found, carried)
    macro_low, macro_high = _ends(macro) if carried.any() else (0.0, 1.0)
    return F1Intervals(
        theme_low=np.where(absent, 0.0, low),
        theme_high=np.where(absent, 1.0, high),
        micro_low=micro_low,
        micro_high=micro_high,
        macro_low=macro_low,
        macro_high=macro_high,
    )


def micro_f1_interval(found: BoolArray, carried: BoolArray) -> tuple[float, float]:
    """Return the percentile interval of F1 over all themes together.

    Parameters
    ----------
    found, carried : arrays of bool of shape (n_comments, n_themes)
        Which themes were found and which people gave.

    Returns
    -------
    tuple of float
        Low and high; 0 and 1 where nothing was found or carried.
    """
    if not (found | carried).any():
        return 0.0, 1.0
    counts = [table.sum(axis=1) for table in (found & carried, found, carried)]
    return _ends(f1_of_counts(*_resampled(np.column_stack(counts)).T))


def _ends(values: FloatArray) -> tuple[float, float]:
    low, high = np.quantile(values, _ENDS)
    return float(low), float(high)


def _resampled(counts: FloatArray | BoolArray) -> FloatArray:
    """Return the totals of each sample: a row per sample, a column per column of `counts`."""
    n = len(counts)
    drawn = np.zeros((N_RESAMPLES, n), dtype=np.float32)  # exact: no total nears 2**24
    random = np.random.default_rng(_SEED)
    for times in drawn if n else ():
        times[:] = np.bincount(random.integers(n, size=n), minlength=n)
    return drawn @ counts.astype(np.float32)
