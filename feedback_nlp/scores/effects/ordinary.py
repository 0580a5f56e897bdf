"""The same effects without shrinkage, with errors that hold for any spread and for clusters."""

import warnings
from typing import Any

import numpy as np
from scipy.linalg import null_space
from statsmodels.regression.linear_model import OLS

from feedback_nlp.scores.effects.mentions import BoolArray, Mentions
from feedback_nlp.scores.metrics import FloatArray

_NOTHING = 1e-8


def ordinary_effects(mentions: Mentions, chosen: BoolArray) -> tuple[FloatArray, FloatArray]:
    """Fit ordinary least squares on the tags.

    Parameters
    ----------
    mentions : Mentions
        Who mentions what.
    chosen : array of bool of shape (n_themes,)
        Themes that are mentioned often enough to stand without shrinkage.

    Returns
    -------
    tuple of array of shape (n_themes,)
        Effects in points and their standard errors: clustered by customer, else HC3 (HC1 where one
        comment alone decides an effect). NaN for the themes that were not chosen, and for
        those that can't be told apart.
    """
    effect, error = np.full((2, len(chosen)), np.nan)
    if not chosen.any():
        return effect, error
    x = mentions.tagged[mentions.scored][:, chosen].astype(float)
    x = np.column_stack([np.ones(len(x)), x])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of themes that can't be told apart; left out below
        fitted = OLS(mentions.points[mentions.scored], x).fit(**_errors(mentions, x))
    unknown = null_space(x.T @ x)  # what may be added to the effects without changing the fit
    told = (np.abs(unknown) < _NOTHING).all(axis=1)[1:]
    effect[chosen] = np.where(told, fitted.params[1:], np.nan)
    error[chosen] = np.where(told, fitted.bse[1:], np.nan)
    return effect, error


def _errors(mentions: Mentions, x: FloatArray) -> dict[str, Any]:
    if mentions.clustered:
        return {"cov_type": "cluster", "cov_kwds": {"groups": mentions.customer[mentions.scored]}}
    leverage = np.einsum("ij,ji->i", x, np.linalg.pinv(x))
    return {"cov_type": "HC3" if leverage.max() < 1 - _NOTHING else "HC1"}
