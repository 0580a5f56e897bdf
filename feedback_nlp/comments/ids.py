"""Give every comment an id of its own, also where a file uses one twice."""

from collections.abc import Collection

import pandas as pd

from feedback_nlp.comments.repeats import Repeats


class DistinctIds:
    """Ids that are all different, given out batch by batch.

    Tags are joined to comments by id, so two comments must never share one. The second row with
    ``123`` is ``123#2``, the third ``123#3``, or the next number that makes no id of the file; the
    first row with an id keeps it. Memory grows by eight bytes per id, and by an entry for each id
    that occurs again.

    Parameters
    ----------
    reserved : collection of str
        The ids of the whole file that end in ``#`` and a number, which no numbered id may become.

    Attributes
    ----------
    n_repeated : int
        Rows so far whose id had occurred.
    """

    def __init__(self, reserved: Collection[str] = ()) -> None:
        self.n_repeated = 0
        self._reserved = frozenset(reserved)
        self._met = Repeats()
        self._last_number: dict[str, int] = {}

    def give(self, ids: pd.Series) -> pd.Series:
        """Return the ids of the next rows, those that occurred before with a number.

        Parameters
        ----------
        ids : Series of str
            The ids as the file has them.

        Returns
        -------
        Series
            Ids that no other row has.
        """
        repeated = self._met.find(ids)
        if not repeated.any():
            return ids
        self.n_repeated += int(repeated.sum())
        distinct = [
            self._numbered(given) if again else given
            for given, again in zip(ids, repeated, strict=True)
        ]
        return pd.Series(distinct, ids.index, dtype=ids.dtype)

    def _numbered(self, given: str) -> str:
        number = self._last_number.get(given, 1) + 1
        while f"{given}#{number}" in self._reserved:
            number += 1
        self._last_number[given] = number
        return f"{given}#{number}"


def distinct_ids(ids: pd.Series) -> pd.Series:
    """Return ids that are all different: later rows with an id that occurred get a number.

    Parameters
    ----------
    ids : Series of str
        The ids as a file has them.

    Returns
    -------
    Series
        The same ids, as `DistinctIds` gives them.

    Examples
    --------
    >>> distinct_ids(pd.Series(["123", "123", "7", "123", "7#2", "7"])).tolist()
    ['123', '123#2', '7', '123#3', '7#2', '7#3']
    """
    return DistinctIds(reserved_ids(ids)).give(ids)


def with_text_ids(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose ids are texts, so that comments and tags can be joined on them.

    `tag_comments` gives every id as text; whole numbers among the comments, or in tags that were
    read back from a file, would find none of them.

    Parameters
    ----------
    table : DataFrame
        Comments or tags: `comment_id` of any type.

    Returns
    -------
    DataFrame
        The same rows; `comment_id` is str.

    Examples
    --------
    >>> with_text_ids(pd.DataFrame({"comment_id": [7, 12]}))["comment_id"].tolist()
    ['7', '12']
    """
    return table.assign(comment_id=table["comment_id"].astype("str"))


def reserved_ids(ids: pd.Series) -> set[str]:
    """Return the ids that a numbered id must not become.

    Parameters
    ----------
    ids : Series of str
        Ids of a file.

    Returns
    -------
    set of str
        Those that end in ``#`` and a number.
    """
    return set(ids[ids.str.contains("#[0-9]+$", na=False)]) if len(ids) else set()
