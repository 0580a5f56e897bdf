"""Give every comment an id of its own, also where a file uses one twice."""

from collections.abc import Iterator
from itertools import count

import pandas as pd


def distinct_ids(ids: pd.Series) -> pd.Series:
    """Return ids that are all different: later rows with an id that occurred get a number.

    Tags are joined to comments by id, so two comments must never share one.

    Parameters
    ----------
    ids : Series of str
        The ids as a file has them.

    Returns
    -------
    Series
        The same ids, but the second row with ``123`` is ``123#2``, the third ``123#3``, or the next
        number that makes no id of the file. The first row with an id keeps it.

    Examples
    --------
    >>> distinct_ids(pd.Series(["123", "123", "7", "123", "7#2", "7"])).tolist()
    ['123', '123#2', '7', '123#3', '7#2', '7#3']
    """
    taken = set(ids)
    names = {repeated: _names(repeated, taken) for repeated in set(ids[ids.duplicated()])}
    distinct = [next(names[given]) if given in names else given for given in ids]
    return pd.Series(distinct, ids.index, dtype=ids.dtype)


def given_ids(distinct: pd.Series) -> pd.Series:
    """Return the ids that a file had, where `distinct_ids` gave later rows a number.

    Parameters
    ----------
    distinct : Series of str
        Ids that are all different.

    Returns
    -------
    Series
        ``123`` for ``123#2`` if there is a row ``123`` too; other ids as they are.

    Examples
    --------
    >>> given_ids(pd.Series(["123", "123#2", "7#2"])).tolist()
    ['123', '123', '7#2']
    """
    bare = distinct.str.replace(r"#\d+$", "", regex=True)
    return bare.where(bare.isin(distinct), distinct)


def _names(given: str, taken: set[str]) -> Iterator[str]:
    yield given
    for number in count(2):
        name = f"{given}#{number}"
        if name not in taken:
            taken.add(name)
            yield name
