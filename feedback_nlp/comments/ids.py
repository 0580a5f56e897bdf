"""Give every comment an id of its own, also where a file uses one twice."""

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
    repeated = ids.duplicated()
    taken = set(ids)
    highest = dict.fromkeys(ids[repeated], 1)
    distinct = ids.copy()
    for row, comment_id in ids[repeated].items():
        name = comment_id
        while name in taken:
            highest[comment_id] += 1
            name = f"{comment_id}#{highest[comment_id]}"
        taken.add(name)
        distinct[row] = name
    return distinct
