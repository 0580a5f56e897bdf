"""Name the group of every respondent."""

import pandas as pd

from feedback_nlp.scores.answer_columns import table_column

NO_GROUP = "(leeg)"
"""What the group is called whose cell is empty."""


def group_names(comments: pd.DataFrame, by: str) -> pd.Series:
    """Return the name of each respondent's group.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent, with the column `by`.
    by : str
        Column that names the groups.

    Returns
    -------
    Series of str
        Names without the spaces around them; ``"(leeg)"`` where the cell is empty.

    Raises
    ------
    ColumnError
        When there is no such column.

    Examples
    --------
    >>> group_names(pd.DataFrame({"shop": ["Gent", " Ede", None]}), "shop").tolist()
    ['Gent', 'Ede', '(leeg)']
    """
    names = table_column(comments, by, "by").astype("string").str.strip().fillna("")
    return names.where(names != "", NO_GROUP)
