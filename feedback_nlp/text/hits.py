"""Where patterns were found in a text."""

from dataclasses import dataclass

import numpy as np

from feedback_nlp.text.ragged import BoolArray, IntArray


@dataclass(frozen=True, eq=False)
class Hits:
    """Where patterns were found.

    Attributes
    ----------
    group : array of shape (n_hits,)
        Number of the group whose pattern was found.
    first, last : arrays of shape (n_hits,)
        First and last token of the hit.
    """

    group: IntArray
    first: IntArray
    last: IntArray

    def __getitem__(self, chosen: BoolArray | IntArray) -> "Hits":
        return Hits(self.group[chosen], self.first[chosen], self.last[chosen])

    def __len__(self) -> int:
        return len(self.group)

    def __add__(self, others: "Hits") -> "Hits":
        parts = zip(vars(self).values(), vars(others).values(), strict=True)
        return Hits(*map(np.concatenate, parts))

    def in_group(self, number: int) -> "Hits":
        """Return the hits of one group."""
        return self[self.group == number]


def longest(hits: Hits) -> Hits:
    """Leave out every hit that lies inside a longer one.

    Parameters
    ----------
    hits : Hits
        Hits as `PatternFinder.find` orders them.

    Returns
    -------
    Hits
        Those that no longer hit covers; hits on the very same tokens all stay.
    """
    if not len(hits):
        return hits
    begins = np.flatnonzero(np.diff(hits.first, prepend=-1))
    together = np.repeat(np.arange(len(begins)), np.diff(begins, append=len(hits)))
    furthest = hits.last[np.append(begins[1:], len(hits)) - 1]
    reached_before = np.append(-1, np.maximum.accumulate(furthest)[:-1])
    is_longest = hits.last == furthest[together]
    return hits[is_longest & (hits.last > reached_before[together])]
