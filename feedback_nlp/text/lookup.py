"""Look up many whole numbers at once."""

import numpy as np
import pandas as pd

from feedback_nlp.text.ragged import IntArray


class Lookup:
    """A table from whole numbers to whole numbers; of equal keys the first counts.

    Parameters
    ----------
    keys, values : arrays of int of shape (n,)
        The table.

    Examples
    --------
    >>> table = Lookup(np.array([70, 20]), np.array([0, 1]))
    >>> table.find(np.array([20, 30, 70])).tolist()
    [1, -1, 0]
    """

    def __init__(self, keys: IntArray, values: IntArray) -> None:
        distinct, first = np.unique(keys, return_index=True)
        self._keys = pd.Index(distinct)
        self._values = np.append(values[first], -1)  # where a key is not found, at place -1

    def find(self, keys: IntArray) -> IntArray:
        """Return the value of each key, -1 where it is unknown."""
        found: IntArray = self._values[self._keys.get_indexer(pd.Index(keys))]
        return found
