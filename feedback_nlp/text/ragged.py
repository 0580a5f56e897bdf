"""Arrays that grow, and rows of unequal length kept flat: what each holds, without a loop."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.floating[Any]]


def ranges(starts: IntArray, lengths: IntArray) -> IntArray:
    """Concatenate the integer ranges that begin at `starts` and have `lengths`.

    Parameters
    ----------
    starts : array of shape (n,)
        First integer of each range.
    lengths : array of shape (n,)
        How many integers each range has.

    Returns
    -------
    array of shape (sum of lengths,)
        The ranges, one after another.

    Examples
    --------
    >>> ranges(np.array([5, 0]), np.array([2, 3])).tolist()
    [5, 6, 0, 1, 2]
    """
    return _places(starts, lengths, owners(lengths))


def _places(starts: IntArray, lengths: IntArray, owner: IntArray) -> IntArray:
    offsets = starts - (np.cumsum(lengths) - lengths)
    return np.asarray(offsets.take(owner) + np.arange(len(owner)))


def owners(lengths: IntArray) -> IntArray:
    """Return for each item of rows that stand one after another the number of its row.

    Parameters
    ----------
    lengths : array of shape (n,)
        How many items each row has.

    Returns
    -------
    array of shape (sum of lengths,)
        What `numpy.repeat` gives for ``arange(n)``, three times as fast.

    Examples
    --------
    >>> owners(np.array([2, 0, 3])).tolist()
    [0, 0, 2, 2, 2]
    """
    ends = np.cumsum(lengths)
    n = int(ends[-1]) if len(ends) else 0
    return np.asarray(np.cumsum(np.bincount(ends, minlength=n)[:n]))


def bounds(group: IntArray, n_groups: int) -> IntArray:
    """Return where each group begins, and where the last ends.

    Parameters
    ----------
    group : array of shape (n,)
        Number of the group of each item, never falling.
    n_groups : int
        How many groups there are; some may be empty.

    Returns
    -------
    array of shape (n_groups + 1,)
        Places among the items.

    Examples
    --------
    >>> bounds(np.array([0, 0, 2]), 4).tolist()
    [0, 2, 2, 3, 3]
    """
    ends = np.zeros(n_groups + 1, dtype=np.int64)
    np.cumsum(np.bincount(group, minlength=n_groups), out=ends[1:])
    return ends


class GrowingArray:
    """An array that grows at its end; the room doubles, so that growing stays cheap.

    Parameters
    ----------
    dtype : data type
        Of the values.
    width : int, optional
        Columns of a table; by default the values stand in one row.

    Examples
    --------
    >>> table = GrowingArray(np.int64, width=2)
    >>> table.extend([[1, 2]]); table.extend([[3, 4], [5, 6]])
    >>> table.values.tolist(), len(table)
    ([[1, 2], [3, 4], [5, 6]], 3)
    """

    def __init__(self, dtype: DTypeLike, width: int | None = None) -> None:
        self._room = np.zeros((0,) if width is None else (0, width), dtype=dtype)
        self._n = 0

    def __len__(self) -> int:
        return self._n

    @property
    def values(self) -> NDArray[Any]:
        """What the array holds, seen and not copied."""
        return self._room[: self._n]

    def extend(self, values: ArrayLike) -> None:
        """Add values, or rows of a table, at the end."""
        added = np.asarray(values, dtype=self._room.dtype)
        n = self._n + len(added)
        if n > len(self._room):
            room = np.zeros((max(n, 2 * len(self._room)), *self._room.shape[1:]), self._room.dtype)
            room[: self._n] = self.values
            self._room = room
        self._room[self._n : n] = added
        self._n = n


class GrowingRows:
    """A table of integer rows of unequal length that only grows at its end.

    Examples
    --------
    >>> rows = GrowingRows()
    >>> rows.extend([[7, 8], [], [9]])
    >>> values, owner = rows.take(np.array([2, 0]))
    >>> values.tolist(), owner.tolist()
    ([9, 7, 8], [0, 1, 1])
    """

    def __init__(self) -> None:
        self._values = GrowingArray(np.int64)
        self._starts = GrowingArray(np.int64)
        self._lengths = GrowingArray(np.int64)

    def __len__(self) -> int:
        return len(self._lengths)

    @property
    def values(self) -> IntArray:
        """The values of all rows, one row after another."""
        return self._values.values

    def extend(self, rows: Sequence[Sequence[int]]) -> None:
        """Add rows of integers at the end."""
        lengths = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
        self._starts.extend(len(self._values) + np.cumsum(lengths) - lengths)
        self._lengths.extend(lengths)
        flat = chain.from_iterable(rows)
        self._values.extend(np.fromiter(flat, dtype=np.int64, count=int(lengths.sum())))

    def find(self, index: IntArray) -> tuple[IntArray, IntArray]:
        """Return the places of the values of the rows named by `index`, and their rows in it."""
        lengths = self._lengths.values.take(index)
        owner = owners(lengths)
        return _places(self._starts.values.take(index), lengths, owner), owner

    def take(self, index: IntArray) -> tuple[IntArray, IntArray]:
        """Return the values of the rows named by `index`, and of each its place in `index`."""
        places, owner = self.find(index)
        return self.values.take(places), owner
