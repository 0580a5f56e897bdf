"""Whether some customers answered more than once, so that their answers are alike."""

import numpy as np
import pandas as pd

from feedback_nlp.scores.answer_columns import customer_codes

COLUMN = "customer"


def repeat_customers(comments: pd.DataFrame) -> str | None:
    """Return the column of customers, where at least one of them occurs twice.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent, with `customer` where the file tells who wrote each.

    Returns
    -------
    str or None
        ``"customer"``, or None where every row is of a customer of its own as far as is known.

    Examples
    --------
    >>> repeat_customers(pd.DataFrame({"customer": ["k1", " k1", None]}))
    'customer'
    >>> repeat_customers(pd.DataFrame({"customer": ["k1", "k2", None, None]})) is None
    True
    """
    return COLUMN if count_customers(comments) else None


def count_customers(comments: pd.DataFrame) -> int:
    """Count the customers of a file in which some answered more than once.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent, with `customer` where the file tells who wrote each.

    Returns
    -------
    int
        How many there are, each without a name counted by itself; 0 where none is known to have
        answered twice.

    Examples
    --------
    >>> count_customers(pd.DataFrame({"customer": ["k1", " k1", "k2", None, None]}))
    4
    """
    if COLUMN not in comments:
        return 0
    codes, _ = customer_codes(comments[COLUMN])
    n_customers = len(np.unique(codes))
    return n_customers if n_customers < len(codes) else 0
