"""Whether some customers answered more than once, so that their answers are alike."""

import pandas as pd

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
    if COLUMN not in comments:
        return None
    names = comments[COLUMN].astype("string").str.strip()
    return COLUMN if names[names.fillna("") != ""].duplicated().any() else None
