"""Themes that a file of comments hardly has become less likely in each of them.

Nobody queues in a file about bags, so "lang gewacht" is a delivery there. A model expects each
theme as often as the comments it learnt from had it. Where a file has less of one, a part of what
still looks like it is something else, as Bayes' rule says of classes that are rarer than in
training (Saerens, Latinne and Decaestecker 2002). No theme becomes likelier: that a file has much
of it says little of a comment that does not speak of it, and on real comments it did harm.
"""

from dataclasses import replace

import numpy as np
from scipy.special import expit, logit

from feedback_nlp.classifier.error_rates import error_rates
from feedback_nlp.classifier.model import ModelInfo, ThemeModel
from feedback_nlp.classifier.weights import raise_themes
from feedback_nlp.text.ragged import BoolArray, FloatArray

PULL = 0.5
"""How much of the way from the share in training to that in a file is gone, in log-odds: a model's
own tags, from which the second is known, lean to the first. On real comments .25 to .75 differed by
less than .004 in F1."""
_PRIOR_COMMENTS = 50
"""Comments' worth of belief in the share in training."""
_SHARE, _LEARNT = "share:", "learnt:"


def learnt_shares(info: ModelInfo, themes: tuple[str, ...]) -> FloatArray:
    """Return the share of the comments a model learnt from that carry each theme.

    Of a model trained further that is the share which the one before it learnt: a few comments
    that somebody chose to label say little of how often a theme comes.

    Parameters
    ----------
    info : ModelInfo
        Where the model comes from.
    themes : tuple of str
        Its themes.

    Returns
    -------
    array of shape (n_themes,)
        Between 0 and 1; NaN where it is not known.

    Examples
    --------
    >>> info = ModelInfo("own", "0.1.0", 40, "", {"n_with:late": 10.0})
    >>> learnt_shares(info, ("late", "cold")).tolist()
    [0.25, nan]
    """
    n_with = error_rates(info)["n_with"].reindex(themes).to_numpy(float)
    counted = zip(themes, n_with / max(1, info.n_comments), strict=True)
    return np.array([info.metrics.get(_LEARNT + theme, share) for theme, share in counted])


def kept_shares(model: ThemeModel) -> dict[str, float]:
    """Return what a model trained further keeps of the shares that the one before it knew.

    Parameters
    ----------
    model : ThemeModel
        The one before it.

    Returns
    -------
    dict of str to float
        Entries of `ModelInfo.metrics`: the shares that it learnt, and those that it expects since
        it was adapted.
    """
    learnt = learnt_shares(model.info, model.themes)
    known = zip(model.themes, learnt, strict=True)
    metrics = {_LEARNT + theme: float(share) for theme, share in known if not np.isnan(share)}
    expected = {k: v for k, v in model.info.metrics.items() if k.startswith(_SHARE)}
    return metrics | expected


def rarer_shares(
    expected: FloatArray, proba: FloatArray, weight: FloatArray, back: BoolArray
) -> FloatArray:
    """Return the shares to expect in a file, lower than expected or the same.

    Parameters
    ----------
    expected : array of shape (n_themes,)
        Shares that the model expects; NaN where unknown, which stays.
    proba : array of shape (n_comments, n_themes)
        What it says of the comments of the file.
    weight : array of shape (n_comments,)
        How much each comment counts.
    back : array of bool of shape (n_comments,)
        Comments held back: a share stays where theirs are not likelier with the one that the other
        comments teach.

    Returns
    -------
    array of shape (n_themes,)
        The new shares.

    Examples
    --------
    >>> proba = np.tile([0.01, 0.4], (500, 1))
    >>> back = np.arange(500) % 5 == 0
    >>> rarer_shares(np.array([0.1, 0.1]), proba, np.ones(500), back).round(3).tolist()
    [0.043, 0.1]
    """
    new = _drawn(expected, proba[~back], weight[~back])
    some = np.clip(proba[back], 1e-9, 1 - 1e-9)
    ratio = some * new / expected + (1 - some) * (1 - new) / (1 - expected)
    is_gain = weight[back] @ np.log(ratio) > 0
    return np.where(is_gain, _drawn(expected, proba, weight), expected)


def _drawn(expected: FloatArray, proba: FloatArray, weight: FloatArray) -> FloatArray:
    found = weight @ proba + _PRIOR_COMMENTS * expected
    share = found / (weight.sum() + _PRIOR_COMMENTS)
    drawn = expit(logit(expected) + PULL * (logit(share) - logit(expected)))
    return np.where(share < expected, drawn, expected)


def expect_shares(model: ThemeModel, shares: FloatArray) -> ThemeModel:
    """Return a model that expects other shares.

    Parameters
    ----------
    model : ThemeModel
        The model.
    shares : array of shape (n_themes,)
        Shares to expect; a theme for which it is NaN stays as it is.

    Returns
    -------
    ThemeModel
        One whose log-odds of each theme differ by as much as those of its share. With the shares it
        learnt from it is what it was in the beginning.
    """
    metrics = model.info.metrics
    learnt = zip(model.themes, learnt_shares(model.info, model.themes), strict=True)
    before = np.array([metrics.get(_SHARE + theme, share) for theme, share in learnt])
    shift = np.nan_to_num(logit(shares) - logit(before))
    known = {
        _SHARE + theme: float(share)
        for theme, share, by in zip(model.themes, shares, shift, strict=True)
        if by
    }
    return replace(
        model,
        weights=raise_themes(model.weights, model.taxonomy, shift / model.calibration.slope),
        info=replace(model.info, metrics={**metrics, **known}),
    )
