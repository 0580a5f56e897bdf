"""Sums from which a linear model is solved, for many resamples of the customers at once."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from feedback_nlp.scores.effects.mentions import BoolArray, IntArray
from feedback_nlp.scores.metrics import FloatArray


@dataclass(frozen=True)
class Sums:
    """The sums of some resamples.

    Attributes
    ----------
    gram : array of shape (n_draws, n_themes + 1, n_themes + 1)
        X'X of the comments with a score; the first column of X is the constant.
    cross : array of shape (n_draws, n_themes + 1)
        X'y of the same.
    share : array of shape (n_draws, n_themes)
        Fraction of all comments that mention each theme.
    """

    gram: FloatArray
    cross: FloatArray
    share: FloatArray


@dataclass(frozen=True)
class Moments:
    """What each customer adds to X'X, X'y and the counts of a linear model.

    Attributes
    ----------
    mentioned : array of bool of shape (n_comments, n_themes)
        The themes of each comment.
    points : array of shape (n_comments,)
        Value of each; NaN where there is no score.
    weight : array of shape (n_comments,)
        How often each comment counts.
    unit : array of int of shape (n_comments,)
        What each comment is resampled with, from 0; -1 where it is not.
    """

    mentioned: BoolArray
    points: FloatArray
    weight: FloatArray
    unit: IntArray

    def at(self, times: FloatArray) -> Sums:
        """Return the sums where each unit counts so often.

        Parameters
        ----------
        times : array of shape (n_draws, n_units)
            How often each unit counts, per draw.

        Returns
        -------
        Sums
            Those of each draw.
        """
        p = self.mentioned.shape[1]
        sums = np.ascontiguousarray((self._added @ times.T).T)
        pairs, cross, counts = np.split(sums, [self._place.max() + 1, -(p + 1)], axis=1)
        n_comments = np.maximum(counts[:, :1], np.finfo(float).tiny)
        return Sums(pairs[:, self._place], cross, counts[:, 1:] / n_comments)

    @cached_property
    def _place(self) -> IntArray:
        """Where the product of two columns stands among the pairs."""
        size = self.mentioned.shape[1] + 1
        place = np.zeros((size, size), dtype=int)
        place[np.triu_indices(size)] = np.arange(size * (size + 1) // 2)
        return np.maximum(place, place.T)

    @cached_property
    def _added(self) -> sparse.csr_array:
        """Return the sums that each unit adds, of shape (n_sums, n_units)."""
        kept = (self.weight > 0) & (self.unit >= 0)
        weight, unit = self.weight[kept], self.unit[kept]
        x = np.column_stack([np.ones(kept.sum(), dtype=bool), self.mentioned[kept]])
        scored = ~np.isnan(self.points[kept])
        y = np.nan_to_num(self.points[kept])
        n_pairs, size = int(self._place.max()) + 1, x.shape[1]
        where, of, values = [], [], []
        for first in range(size):
            rows, others = np.nonzero(x[:, first:] & (x[:, first] & scored)[:, None])
            where.append(self._place[first, first + others])
            of.append(rows)
            values.append(weight[rows])
        rows, columns = np.nonzero(x)
        where += [n_pairs + columns, n_pairs + size + columns]
        of += [rows, rows]
        values += [weight[rows] * y[rows], weight[rows]]
        entries = np.concatenate(values), (np.concatenate(where), unit[np.concatenate(of)])
        return sparse.csr_array(entries, shape=(n_pairs + 2 * size, self.unit.max() + 1))


def kish_weights(weight: FloatArray) -> FloatArray:
    """Scale weights so that they add up to the comments they are worth (Kish 1965).

    Parameters
    ----------
    weight : array of shape (n_comments,)
        How many comments each stands for; 0 where it does not count.

    Returns
    -------
    array of shape (n_comments,)
        The same up to a factor, with the sum (sum of w)^2 / (sum of w^2).

    Examples
    --------
    >>> kish_weights(np.array([2.0, 2.0, 0.0])).tolist()
    [1.0, 1.0, 0.0]
    """
    return np.asarray(weight * (weight.sum() / (weight**2).sum()))
