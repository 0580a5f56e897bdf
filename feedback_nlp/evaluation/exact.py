"""The exact interval of a share."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from feedback_nlp.text.ragged import FloatArray


def exact_interval(count: ArrayLike, total: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return the 95% Clopper-Pearson interval of each share.

    Parameters
    ----------
    count : array
        How many.
    total : array
        Of how many.

    Returns
    -------
    tuple of array
        Low and high; 0 and 1 where the total is 0.

    Examples
    --------
    >>> low, high = exact_interval([0, 8], [0, 10])
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.0, 0.444], [1.0, 0.975])
    """
    k, n = np.asarray(count), np.asarray(total)
    low = np.where(k > 0, stats.beta.ppf(0.025, np.maximum(k, 1), n - k + 1), 0.0)
    high = np.where(k < n, stats.beta.ppf(0.975, k + 1, np.maximum(n - k, 1)), 1.0)
    return low, high
