"""Where patterns were found in a text."""

from dataclasses import dataclass

import numpy as np

from feedback_nlp.text.ragged import BoolArray, IntArray


@dataclass(frozen=True)
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
    order = np.lexsort((hits.group, -hits.last, hits.first))
    first, last = hits.first[order], hits.last[order]
    same_as_before = np.zeros(len(order), dtype=bool)
    same_as_before[1:] = (first[1:] == first[:-1]) & (last[1:] == last[:-1])
    reach = np.maximum.accumulate(last) if len(last) else last
    covered = np.zeros(len(order), dtype=bool)
    covered[1:] = reach[:-1] >= last[1:]
    span = np.cumsum(~same_as_before) - 1
    kept = ~covered[~same_as_before][span]
    return hits[np.sort(order[kept])]
