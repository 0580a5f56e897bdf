"""Arrays that grow, and rows of unequal length kept flat: what each holds, without a loop."""

from dataclasses import dataclass, field
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
    total = int(lengths.sum())
    offsets = starts - (np.cumsum(lengths) - lengths)
    return np.repeat(offsets, lengths) + np.arange(total)


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


@dataclass
class GrowingRows:
    """A table of integer rows of unequal length that only grows at its end.

    Examples
    --------
    >>> rows = GrowingRows()
    >>> rows.append([7, 8]); rows.append([]); rows.append([9])
    >>> values, owner = rows.take(np.array([2, 0]))
    >>> values.tolist(), owner.tolist()
    ([9, 7, 8], [0, 1, 1])
    """

    _values: list[int] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _lengths: list[int] = field(default_factory=list)
    _frozen: tuple[IntArray, IntArray, IntArray] | None = None

    def __len__(self) -> int:
        return len(self._lengths)

    def append(self, row: ArrayLike) -> None:
        """Add one row of integers at the end."""
        values = [int(value) for value in np.asarray(row).ravel()]
        self._starts.append(len(self._values))
        self._lengths.append(len(values))
        self._values.extend(values)
        self._frozen = None

    def lengths(self, index: IntArray) -> IntArray:
        """Return the length of each row named by `index`."""
        return self._arrays()[2][index]

    def take(self, index: IntArray) -> tuple[IntArray, IntArray]:
        """Return the values of the rows named by `index`, and of each its place in `index`."""
        values, starts, lengths = self._arrays()
        taken = lengths[index]
        owner = np.repeat(np.arange(len(index)), taken)
        return values[ranges(starts[index], taken)], owner

    def _arrays(self) -> tuple[IntArray, IntArray, IntArray]:
        if self._frozen is None:
            self._frozen = (
                np.array(self._values, dtype=np.int64),
                np.array(self._starts, dtype=np.int64),
                np.array(self._lengths, dtype=np.int64),
            )
        return self._frozen
