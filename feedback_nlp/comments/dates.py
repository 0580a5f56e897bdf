"""Read dates as Dutch files write them: 31-12-2025, 31 dec 2025, 2025-12-31 14:05."""

import datetime
import re
from typing import Literal

Order = Literal["day first", "month first"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february",
            "mrt maart mar march",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "aug augustus august",
            "sep sept september",
            "okt oktober oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_TIME = (
    r"(?:[\sT,]+(?:om\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})"
    r"(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[ap]m)?(?:\s*uur)?"
    r"\s*(?:Z|CES?T|MES?T|[-+]\d{2}:?\d{2}|(?:UTC|GMT)(?:[-+]\d{1,2}(?::?\d{2})?)?)?)?"
)
_YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_TIME}", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    rf"(?P<day>\d{{1,2}})\s?[-/.]\s?(?P<month>\d{{1,2}})\s?[-/.]\s?(?P<year>\d{{4}}|\d{{2}}){_TIME}",
    re.IGNORECASE,
)
_MONTH_NAMED = re.compile(
    rf"(?:[a-z]+\.?,?\s)?(?P<day>\d{{1,2}})\.?[-\s]?(?P<month>[a-z]+)\.?,?[-\s]?"
    rf"(?P<year>\d{{4}}|\d{{2}}){_TIME}",
    re.IGNORECASE,
)
_WAYS = (("day", "month"), ("month", "day"))
_LAST_MONTH = 12
_FIRST_OF_1900S = 70


def parse_date(value: object, order: Order = "day first") -> datetime.datetime | None:
    """Read one date.

    The order is turned round only where it gives no date, as in ``12/31/2025``. The time is the
    one on the clock where it was written: a zone is dropped. Years of two digits are 1970 to 2069.

    Parameters
    ----------
    value : object
        A date, or text such as ``"31-12-2025"``, ``"31 december 2025"`` or ``"2025-12-31T14:05"``.
    order : {"day first", "month first"}, default="day first"
        How to read numbers that could be either.

    Returns
    -------
    datetime or None
        The date; None if the value is no date.

    Examples
    --------
    >>> parse_date("31 dec. 2025 14:05")
    datetime.datetime(2025, 12, 31, 14, 5)
    >>> parse_date("31-02-2025") is None
    True
    """
    text = str(value).strip()
    if match := _DAY_FIRST.fullmatch(text):
        ways = _WAYS if order == "day first" else _WAYS[::-1]
        return _date(match, *ways[0]) or _date(match, *ways[1])
    match = _YEAR_FIRST.fullmatch(text) or _MONTH_NAMED.fullmatch(text)
    return _date(match) if match else None


def only_order(value: object) -> Order | None:
    """Tell in which order day and month must be read where one number is above 12.

    Parameters
    ----------
    value : object
        A date.

    Returns
    -------
    {"day first", "month first"} or None
        The order; None where either or neither number can be the month, or the form of the date
        tells.

    Examples
    --------
    >>> only_order("12/31/2025"), only_order("31-12-2025"), only_order("03/04/2025")
    ('month first', 'day first', None)
    """
    match = _DAY_FIRST.fullmatch(str(value).strip())
    if match is None:
        return None
    first, second = int(match["day"]) > _LAST_MONTH, int(match["month"]) > _LAST_MONTH
    if first == second:
        return None
    return "day first" if first else "month first"


def _date(match: re.Match[str], day: str = "day", month: str = "month") -> datetime.datetime | None:
    year = int(match["year"])
    if len(match["year"]) == 2:
        year += 2000 if year < _FIRST_OF_1900S else 1900
    hour = int(match["hour"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "pm" else 0)
    minute, second = int(match["minute"] or 0), int(match["second"] or 0)
    try:
        return datetime.datetime(year, _month(match[month]), int(match[day]), hour, minute, second)
    except ValueError:
        return None


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.get(text.lower(), 0)
