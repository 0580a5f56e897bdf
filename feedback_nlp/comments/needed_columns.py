"""Check that a table has the columns that a function reads."""

import pandas as pd

from feedback_nlp.comments.columns import listed
from feedback_nlp.errors import ColumnError


def check_columns(table: pd.DataFrame, *names: str) -> None:
    """Raise if a table lacks a column.

    Parameters
    ----------
    table : DataFrame
        Comments or tags.
    *names : str
        The columns it must have.

    Raises
    ------
    ColumnError
        When one is absent.

    Examples
    --------
    >>> check_columns(pd.DataFrame({"id": ["1"], "theme": ["te_laat"]}), "comment_id", "theme")
    Traceback (most recent call last):
    feedback_nlp.errors.ColumnError: Column 'comment_id' not found; the table has 'id', 'theme'.
    Rename the column that holds it.
    """
    for name in names:
        if name not in table:
            message = (
                f"Column '{name}' not found; the table has {listed(list(map(str, table)))}. "
                "Rename the column that holds it."
            )
            raise ColumnError(message)
