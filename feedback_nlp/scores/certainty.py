"""How sure the order of themes is: chances of each rank, and tiers."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from feedback_nlp.scores.intervals import LEVEL
from feedback_nlp.scores.metrics import FloatArray

TOP = 3


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
    """

    chances: FloatArray
    low: FloatArray
    high: FloatArray
    p_top3: FloatArray
    tier: FloatArray


def rank_certainty(draws: FloatArray) -> RankCertainty:
    """Tell how sure the order of themes is.

    Parameters
    ----------
    draws : array of shape (n_draws, n_themes)
        Impacts in resamples, the theme with the largest impact first. Equal impacts rank equal.

    Returns
    -------
    RankCertainty
        A new tier begins with the first theme whose impact is below that of the first of its tier
        in at least 97.5% of the resamples: the 95% interval of their difference holds no 0.

    Examples
    --------
    >>> rank_certainty(np.array([[5.0, 2.0, 1.0], [4.0, 1.0, 2.0]])).tier.tolist()
    [1, 2, 2]
    """
    n_themes = draws.shape[1]
    if n_themes == 0:
        empty = np.zeros(0)
        return RankCertainty(np.zeros((0, 0)), empty, empty, empty, empty.astype(int))
    rank = stats.rankdata(-draws, method="min", axis=1)
    chances = np.stack([(rank == place).mean(axis=0) for place in range(1, n_themes + 1)], axis=1)
    ends = np.quantile(rank, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0, method="inverted_cdf")
    return RankCertainty(chances, ends[0], ends[1], (rank <= TOP).mean(axis=0), _tiers(draws))


def _tiers(draws: FloatArray) -> FloatArray:
    tiers, first = [1], 0
    for place in range(1, draws.shape[1]):
        apart = (draws[:, place] < draws[:, first]).mean() >= (1 + LEVEL) / 2
        first = place if apart else first
        tiers.append(tiers[-1] + int(apart))
    return np.array(tiers)
