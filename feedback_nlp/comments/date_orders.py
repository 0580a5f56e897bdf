"""Find the one order in which a column writes day and month, and tell where it is not the usual."""

from collections.abc import Iterable

from feedback_nlp.comments.dates import Order, only_order

READ_AS: dict[Order, str] = {
    "day first": "is read as day, month, year",
    "month first": "is read as month, day, year",
}
"""What is noted of a date that is read in this order, unlike its column."""


def order_of_column(texts: Iterable[str | None]) -> Order:
    """Find the order of day and month in a column of dates.

    Parameters
    ----------
    texts : iterable of str or None
        Its cells.

    Returns
    -------
    {"day first", "month first"}
        The day is first, unless some dates allow only the month first and none only the day.

    Examples
    --------
    >>> order_of_column(["03/05/2025", "03/25/2025"])
    'month first'
    >>> order_of_column(["03/05/2025", "03/25/2025", "25/03/2025"])
    'day first'
    """
    orders = {only_order(text) for text in set(texts)}
    return "month first" if "month first" in orders and "day first" not in orders else "day first"


def order_doubts(column: str | None, order: Order, n_others: int) -> tuple[str, ...]:
    """Say where dates are not all read with the day first.

    Parameters
    ----------
    column : str or None
        The column of dates, if there is one.
    order : {"day first", "month first"}
        The order of the column.
    n_others : int
        Dates in it that can only be read in the other order.

    Returns
    -------
    tuple of str
        One sentence, or none.

    Examples
    --------
    >>> order_doubts("date", "month first", 0)
    ("Column 'date' has days above 12 only in second place: its dates are read as month, day,
    year.",)
    """
    if n_others:
        other: Order = "day first" if order == "month first" else "month first"
        date = "1 date" if n_others == 1 else f"{n_others} dates"
        return (
            f"Column '{column}' mixes orders: {date} {READ_AS[other]}, since no other way is a "
            f"date; every other {READ_AS[order]}.",
        )
    if order == "month first":
        return (
            f"Column '{column}' has days above 12 only in second place: its dates are read as "
            "month, day, year.",
        )
    return ()
