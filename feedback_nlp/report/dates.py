"""Dates and periods as Dutch readers write them."""

import re

import pandas as pd

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_SHORT_MONTHS = (
    "jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
)  # fmt: skip


def day(moment: pd.Timestamp) -> str:
    """Write a date.

    Parameters
    ----------
    moment : Timestamp
        The date; NaT where there is none.

    Returns
    -------
    str
        Day, name of the month and year.

    Examples
    --------
    >>> day(pd.Timestamp("2025-03-01"))
    '1 maart 2025'
    """
    if pd.isna(moment):
        return "zonder datum"
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def period_name(period: str, *, short: bool = False) -> str:
    """Write the name of a period.

    Parameters
    ----------
    period : str
        As `feedback_nlp.scores.counts.name_periods` names it.
    short : bool, default=False
        Whether to fit it into the head of a table.

    Returns
    -------
    str
        The month, quarter or year in words; any other name as it is.

    Examples
    --------
    >>> period_name("2025-03"), period_name("2025-03", short=True), period_name("2025-K1")
    ('maart 2025', 'mrt 2025', '1e kwartaal 2025')
    """
    if match := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", period):
        names = _SHORT_MONTHS if short else _MONTHS
        return f"{names[int(match[2]) - 1]} {match[1]}"
    if match := re.fullmatch(r"(\d{4})-K([1-4])", period):
        return f"{match[2]}e {'kw.' if short else 'kwartaal'} {match[1]}"
    return period


def first_day(period: str) -> str | None:
    """Return the day a period begins.

    Parameters
    ----------
    period : str
        As `feedback_nlp.scores.counts.name_periods` names it.

    Returns
    -------
    str or None
        Such as ``"2025-04-01"``; None for a name of another kind.

    Examples
    --------
    >>> first_day("2025-K2"), first_day("2025"), first_day("voorjaar")
    ('2025-04-01', '2025-01-01', None)
    """
    match = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2])|-K([1-4]))?", period)
    if match is None:
        return None
    month = int(match[2] or 3 * int(match[3] or 1) - 2)
    return f"{match[1]}-{month:02d}-01"


def part_left(period: str, moment: pd.Timestamp) -> float:
    """Return which part of a period comes after a day.

    Parameters
    ----------
    period : str
        As `feedback_nlp.scores.counts.name_periods` names it.
    moment : Timestamp
        A moment of that day.

    Returns
    -------
    float
        Whole days, as a fraction of those of the period; 0 for a name of another kind.

    Examples
    --------
    >>> part_left("2025-04", pd.Timestamp("2025-04-24 14:05"))
    0.2
    """
    if first_day(period) is None:
        return 0.0
    span = pd.Period(period.replace("-K", "Q"))
    n_days = (span.end_time - span.start_time).days + 1
    return (span.end_time - moment).days / n_days
