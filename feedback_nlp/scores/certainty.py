"""How sure the order of themes is: chances of each rank, and tiers."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from feedback_nlp.scores.intervals import LEVEL, NORMAL
from feedback_nlp.scores.metrics import FloatArray

TOP = 3
_LEAST = 1e-12


@dataclass(frozen=True)
class RankCertainty:
    """What resamples say about the order of themes.

    Attributes
    ----------
    chances : array of shape (n_themes, n_themes)
        Chance of each theme (row) to have each rank (column, from 1).
    low, high : array of shape (n_themes,)
        95% interval of the rank.
    p_top3 : array of shape (n_themes,)
        Chance to be among the first three.
    tier : array of int of shape (n_themes,)
        From 1; themes of one tier can't be told apart.
    alpha : float
        How often chance alone parts two themes by as much as a new tier takes; any two of all of
        them it parts once in twenty times.
    """

    chances: FloatArray
    low: FloatArray
    high: FloatArray
    p_top3: FloatArray
    tier: FloatArray
    alpha: float


def rank_certainty(draws: FloatArray) -> RankCertainty:
    """Tell how sure the order of themes is.

    Parameters
    ----------
    draws : array of shape (n_draws, n_themes)
        Impacts in resamples, the theme with the largest impact first. Equal impacts rank equal.

    Returns
    -------
    RankCertainty
        A new tier begins with the first theme whose impact is surely below that of the first of its
        tier: the interval of their difference holds no 0. These intervals hold for all pairs of
        themes at once, since those compared were chosen for the impact they have: each reaches as
        many standard errors as the largest of all differences does in 95% of the resamples
        (Mogstad, Romano, Shaikh & Wilhelm 2024).

    Examples
    --------
    >>> rank_certainty(np.array([[5.0, 2.0, 1.0], [4.0, 1.0, 2.0]])).tier.tolist()
    [1, 2, 2]
    """
    n_themes = draws.shape[1]
    if n_themes == 0:
        empty = np.zeros(0)
        return RankCertainty(np.zeros((0, 0)), empty, empty, empty, empty.astype(int), 1.0)
    rank = stats.rankdata(-draws, method="min", axis=1)
    chances = np.stack([(rank == place).mean(axis=0) for place in range(1, n_themes + 1)], axis=1)
    ends = np.quantile(rank, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0, method="inverted_cdf")
    top3, reach = (rank <= TOP).mean(axis=0), _reach(draws)
    alpha = float(2 * stats.norm.sf(reach))
    return RankCertainty(chances, ends[0], ends[1], top3, _tiers(draws, reach), alpha)


def _reach(draws: FloatArray) -> float:
    """Return how many standard errors the differences of all pairs reach in 95% of the draws."""
    off, largest = draws - draws.mean(axis=0), np.zeros(len(draws))
    for place in range(1, draws.shape[1]):
        differences = off[:, :place] - off[:, [place]]
        errors = differences.std(axis=0) + _LEAST
        largest = np.maximum(largest, np.abs(differences / errors).max(axis=1))
    return max(NORMAL, float(np.quantile(largest, LEVEL)))


def _tiers(draws: FloatArray, reach: float) -> FloatArray:
    tiers, first = [1], 0
    for place in range(1, draws.shape[1]):
        difference = draws[:, first] - draws[:, place]
        apart = bool(difference.mean() > reach * (difference.std() + _LEAST))
        first = place if apart else first
        tiers.append(tiers[-1] + int(apart))
    return np.array(tiers)
