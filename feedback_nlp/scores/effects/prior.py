"""How far effects are shrunk: a normal prior whose width is learnt from the data."""

from dataclasses import dataclass

import numpy as np
from scipy import optimize

from feedback_nlp.scores.effects.moments import Sums
from feedback_nlp.scores.metrics import FloatArray

_NARROWEST = 1e-3  # of the range of the values


@dataclass(frozen=True)
class Prior:
    """The normal prior of the effects, and the noise around them.

    Attributes
    ----------
    width : float
        Standard deviation of the effects around 0, in points.
    noise : float
        Standard deviation of a respondent's value around the model, in points.
    """

    width: float
    noise: float

    @property
    def penalty(self) -> float:
        """The number of comments the prior weighs as much as: noise^2 / width^2."""
        return (self.noise / self.width) ** 2


def learn_prior(sums: Sums, values: FloatArray) -> Prior:
    """Learn the width of the prior by its marginal likelihood (empirical Bayes).

    The effects are taken to be normal around 0 with one width. The width is the most likely one
    under the data, with a term log(width) that keeps it above 0 where there are few themes, so
    that no effect is ever shrunk to nothing (Chung, Rabe-Hesketh, Dorie, Gelman & Liu 2013).

    Parameters
    ----------
    sums : Sums
        Of all comments, one draw.
    values : array of shape (n_scored,)
        The values, centred; not all equal.

    Returns
    -------
    Prior
        Both widths are above 0.
    """
    gram, cross = sums.gram[0], sums.cross[0]
    n = gram[0, 0]
    centred = gram[1:, 1:] - np.outer(gram[0, 1:], gram[0, 1:]) / n
    eigenvalues, vectors = np.linalg.eigh(centred)
    told = eigenvalues > 1e-9 * n
    seen = (vectors.T @ (cross[1:] - gram[0, 1:] * cross[0] / n))[told]
    spread = eigenvalues[told]
    total = float(values @ values)
    left = max(0.0, total - float((seen**2 / spread).sum()))
    # one residual of average size is added, so that a perfect fit is not taken for certainty
    noise = np.sqrt((left + total / n) / (max(n - 1 - told.sum(), 0) + 1))
    span = float(np.ptp(values))

    def unlikely(log_width: float) -> float:
        variance = spread**2 * np.exp(2 * log_width) + spread * noise**2
        return float(0.5 * (np.log(variance) + seen**2 / variance).sum() - log_width)

    bounds = (np.log(_NARROWEST * span), np.log(span))
    found = optimize.minimize_scalar(unlikely, bounds=bounds, method="bounded")
    return Prior(float(np.exp(found.x)), float(noise))
