"""Shares of themes corrected for the errors of the tagger, by what an audit found."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from feedback_nlp.scores.intervals import NORMAL
from feedback_nlp.scores.metric import FloatArray

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True)
class Rates:
    """Shares of audited comments that carry each theme, each with the number it rests on.

    A number is that of a simple random sample that would know as much: comments drawn with
    unequal chances count for less.

    Attributes
    ----------
    tagged, n_tagged : arrays of shape (n_themes,)
        Among the comments with the tag: the share where the tag is right.
    untagged, n_untagged : arrays of shape (n_themes,)
        Among the others: the share where the tagger missed the theme.
    all, n_all : arrays of shape (n_themes,)
        Among all audited comments.
    """

    tagged: FloatArray
    n_tagged: FloatArray
    untagged: FloatArray
    n_untagged: FloatArray
    all: FloatArray
    n_all: FloatArray


def audited_rates(
    tagged: BoolArray,
    carried: BoolArray,
    weights: FloatArray,
    customers: NDArray[Any] | None = None,
) -> Rates:
    """Compare the tags of audited comments with the labels that people gave.

    Parameters
    ----------
    tagged, carried : arrays of bool of shape (n_comments, n_themes)
        Which comments have each tag, and which carry each theme.
    weights : array of shape (n_comments,)
        How many comments each audited one stands for: one over its chance to be drawn.
    customers : array of shape (n_comments,), optional
        Who wrote each; by default each is of another customer.

    Returns
    -------
    Rates
        Weighted shares; 0 of 0 where no comment is in a part.

    Examples
    --------
    >>> tagged, carried = np.array([[True], [True], [False]]), np.array([[True], [False], [False]])
    >>> rates = audited_rates(tagged, carried, np.ones(3))
    >>> rates.tagged.item(), rates.untagged.item(), rates.n_tagged.item()
    (0.5, 0.0, 2.0)
    """
    parts = (tagged, ~tagged, np.ones_like(tagged))
    who = np.arange(len(weights)) if customers is None else pd.factorize(customers)[0]
    return Rates(*[of for part in parts for of in _weighted_share(part, carried, weights, who)])


def _weighted_share(
    part: BoolArray, carried: BoolArray, weights: FloatArray, customers: NDArray[np.int64]
) -> tuple[FloatArray, FloatArray]:
    """Return shares and the size of a simple random sample that knows as much.

    That is Kish's (sum w)^2 / sum w^2, or Korn and Graubard's share (1 - share) / variance where
    that is smaller. Comments of one customer are taken together.
    """
    w = weights[:, None] * part
    total = w.sum(axis=0)
    share = _divided((w * carried).sum(axis=0), total)
    pulls, sizes = (_by_customer(each, customers) for each in (w * (carried - share), w))
    variance = _divided((pulls**2).sum(axis=0), total**2)
    known = _divided(share * (1 - share), variance, otherwise=np.nan)
    alone, together = (_divided(total**2, (each**2).sum(axis=0)) for each in (w, sizes))
    return share, np.where(np.isnan(known), together, np.fmin(alone, known))


def _by_customer(each: FloatArray, customers: NDArray[np.int64]) -> FloatArray:
    sums = np.zeros((customers.max(initial=-1) + 1, each.shape[1]))
    np.add.at(sums, customers, each)
    return sums


def _divided(above: FloatArray, below: FloatArray, otherwise: float = 0.0) -> FloatArray:
    return np.divide(above, below, out=np.full_like(below, otherwise), where=below > 0)


def corrected_shares(
    rates: Rates, q: FloatArray, size: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the share of comments that carry each theme, whatever the tagger got wrong.

    The share is q right + (1 - q) missed, with q the share of all comments that have the tag. For
    tags that are there or not this is the estimate of prediction-powered inference with the
    optimal lambda, right - missed (Angelopoulos, Duchi and Zrnic 2023, arXiv:2311.01453). Its
    usual interval holds a rare theme too seldom; here each of the three shares has its Wilson
    interval, put together by the method of variance estimates recovery (Zou and Donner 2008).

    Parameters
    ----------
    rates : Rates
        What the audit found.
    q : array of shape (n_themes,)
        Share of all comments that have each tag.
    size : array of shape (n_themes,)
        How many comments there are, or how many independent ones tell as much.

    Returns
    -------
    tuple of three arrays of shape (n_themes,)
        Share, low and high, as fractions of 1. Labels alone where the audit has no comment with
        the tag, or none without it.

    Examples
    --------
    >>> tagged, carried = np.array([[True], [True], [False]]), np.array([[True], [False], [False]])
    >>> rates = audited_rates(tagged, carried, np.ones(3))
    >>> share, low, high = corrected_shares(rates, np.array([0.2]), np.array([100.0]))
    >>> share.item(), round(low.item(), 2), round(high.item(), 2)
    (0.1, 0.01, 0.74)
    """
    gain = rates.tagged - rates.untagged
    share = rates.untagged + gain * q
    below, above = np.zeros_like(q), np.zeros_like(q)
    parts = (
        (q, rates.tagged, rates.n_tagged),
        (1 - q, rates.untagged, rates.n_untagged),
        (gain, q, size),
    )
    for factor, value, n in parts:
        ends = [factor * (end - value) for end in wilson(value, n)]
        below += np.minimum(*ends) ** 2
        above += np.maximum(*ends) ** 2
    known = (rates.n_tagged > 0) & (rates.n_untagged > 0)
    alone_low, alone_high = wilson(rates.all, rates.n_all)
    return (
        np.where(known, share, rates.all),
        np.where(known, np.maximum(share - np.sqrt(below), 0.0), alone_low),
        np.where(known, np.minimum(share + np.sqrt(above), 1.0), alone_high),
    )


def wilson(
    share: FloatArray, n: FloatArray, reach: FloatArray | float = NORMAL
) -> tuple[FloatArray, FloatArray]:
    """Return Wilson intervals of shares that rest on a number that need not be whole.

    Parameters
    ----------
    share, n : arrays of the same shape
        Share, and of how many.
    reach : array of the same shape or float, default=1.96
        How many standard errors to each side.

    Returns
    -------
    tuple of two arrays
        Low and high; 0 and 1 where the number is 0, or `reach` infinite.

    Examples
    --------
    >>> low, high = wilson(np.array([0.8, 0.0]), np.array([10.0, 0.0]))
    >>> low.round(4).tolist(), high.round(4).tolist()
    ([0.4902, 0.0], [0.9433, 1.0])
    """
    some = (n > 0) & np.isfinite(reach)
    of = np.where(some, n, 1.0)
    alpha = 2 * stats.norm.sf(np.where(some, reach, NORMAL))
    low, high = proportion_confint(share * of, of, alpha=alpha, method="wilson")
    low, high = np.minimum(low, share), np.maximum(high, share)  # of all or none they are equal
    return np.where(some, low, 0.0), np.where(some, high, 1.0)
