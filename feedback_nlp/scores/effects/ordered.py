"""A check by another model: whether ordered logit puts the themes in the same order."""

import warnings
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.miscmodels.ordinal_model import OrderedModel

from feedback_nlp.scores.effects.mentions import BoolArray, IntArray, Mentions
from feedback_nlp.scores.metrics import FloatArray

_MOST_COMMENTS = 4000  # more take long and change no order
_MOST_LEVELS = 11
_FEWEST_THEMES = 3


@dataclass(frozen=True)
class OrderCheck:
    """How far another model agrees with the order of the themes.

    Attributes
    ----------
    correlation : float or None
        Spearman's rank correlation of the impacts; None where the check could not be made.
    n_comments, n_themes : int
        What it was made with.
    """

    correlation: float | None
    n_comments: int
    n_themes: int


def check_order(
    mentions: Mentions, modelled: BoolArray, compared: BoolArray, impact: FloatArray
) -> OrderCheck:
    """Fit an ordered logit on the tags and compare the order it gives.

    Ordered logit knows that scores are steps, where the joint model takes points as they are. Its
    impact of a theme is the rise of the mean points it predicts if nobody mentioned the theme.

    Parameters
    ----------
    mentions : Mentions
        Who mentions what.
    modelled : array of bool of shape (n_themes,)
        Themes that stand in the ordered logit: those that are mentioned often enough.
    compared : array of bool of shape (n_themes,)
        The ranked themes among them.
    impact : array of shape (n_themes,)
        What the joint model found, less effect times share.

    Returns
    -------
    OrderCheck
        Of at most 4,000 comments, spread evenly.
    """
    rows = np.flatnonzero(mentions.scored)
    rows = rows[:: max(1, -(-len(rows) // _MOST_COMMENTS))]
    mentioned = mentions.tagged[rows][:, modelled]
    points = mentions.points[rows]
    level = _levels(points)
    unknown = OrderCheck(None, len(rows), int(compared.sum()))
    varied = mentioned.any(axis=0) & ~mentioned.all(axis=0)
    if unknown.n_themes < _FEWEST_THEMES or not varied.all() or level.max() == 0:
        return unknown
    gain = _gain(mentioned.astype(float), level, points)[compared[modelled]]
    if not np.isfinite(gain).all() or np.ptp(gain) == 0 or np.ptp(impact[compared]) == 0:
        return unknown
    return replace(unknown, correlation=float(stats.spearmanr(gain, impact[compared]).statistic))


def _gain(mentioned: FloatArray, level: IntArray, points: FloatArray) -> FloatArray:
    """Return by how many points the mean would rise if nobody mentioned each theme."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a theme that only detractors mention goes to infinity
        model = OrderedModel(level, mentioned, distr="logit")
        fitted = model.fit(method="lbfgs", disp=0, skip_hessian=True, maxiter=100)
    worth = np.bincount(level, points) / np.bincount(level)
    gains = []
    for theme in range(mentioned.shape[1]):
        some = mentioned[mentioned[:, theme] > 0]
        without = some.copy()
        without[:, theme] = 0
        change = model.predict(fitted.params, without) - model.predict(fitted.params, some)
        gains.append((change @ worth).sum() / len(mentioned))
    return np.array(gains)


def _levels(points: FloatArray) -> IntArray:
    """Return the step of each value: the values themselves, or parts where there are many."""
    if len(np.unique(points)) > _MOST_LEVELS:
        parts = pd.qcut(points, _MOST_LEVELS, labels=False, duplicates="drop")
        return np.unique(parts, return_inverse=True)[1]
    return np.unique(points, return_inverse=True)[1]
