"""F1, the harmonic mean of precision and recall, from counts."""

import numpy as np
from numpy.typing import ArrayLike

from feedback_nlp.text.ragged import FloatArray


def f1_of_counts(n_right: ArrayLike, n_found: ArrayLike, n_carried: ArrayLike) -> FloatArray:
    """Return F1 where so many were found, so many carried, and so many both.

    Parameters
    ----------
    n_right : array
        Found and carried.
    n_found : array
        Found, rightly or not.
    n_carried : array
        Carried, found or not.

    Returns
    -------
    array
        Between 0 and 1; 0 where nothing was found or carried.

    Examples
    --------
    >>> f1_of_counts([2, 0], [3, 0], [2, 0]).tolist()
    [0.8, 0.0]
    """
    both = np.asarray(n_found, dtype=np.float64) + np.asarray(n_carried, dtype=np.float64)
    return 2 * np.asarray(n_right, dtype=np.float64) / np.maximum(both, 1)
