"""Dates as Dutch files write them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.comments.dates import only_order, parse_date

NEW_YEARS_EVE = datetime(2025, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "31-12-2025",
        "31/12/2025",
        "31.12.2025",
        "31 - 12 - 2025",
        "31-12-25",
        "31 dec 2025",
        "31 dec. 2025",
        "31-dec-2025",
        "31 December 2025",
        "wo 31 december 2025",
        "woensdag, 31 december 2025",
        "2025-12-31",
        "2025/12/31",
        "12/31/2025",
        date(2025, 12, 31),
        NEW_YEARS_EVE,
    ],
)
def test_date_is_understood(text):
    assert parse_date(text) == NEW_YEARS_EVE


@pytest.mark.parametrize(
    "text",
    [
        "31-12-2025 14:05",
        "31-12-2025 14:05:00",
        "31-12-2025 om 14.05 uur",
        "31 dec 2025, 14:05",
        "2025-12-31T14:05",
        "2025-12-31 14:05:00.000",
        "2025-12-31T14:05:00Z",
        "2025-12-31T14:05:00+01:00",
        "2025-12-31T14:05:00-0500",
        "12/31/2025 2:05 PM",
        *("2025/12/31 2:05:00 PM GMT+1", "2025/12/31 2:05:00 PM GMT+01:00", "2025-12-31 14:05 GMT"),
        *("31-12-2025 14:05 CET", "31-12-2025 14:05 CEST", "31-12-2025 14:05 MET"),
        *("31-12-2025 14:05 UTC+1", "31-12-2025 14:05 UTC-0330", "2025-12-31 14:05 UTC"),
    ],
)
def test_time_on_the_clock_is_kept_without_its_zone(text):
    assert parse_date(text) == datetime(2025, 12, 31, 14, 5)


@pytest.mark.parametrize(
    "text",
    [
        *("", "gisteren", "31-02-2025", "13/13/2025", "2025-31-12", "31 brumaire 2025", "45000"),
        *("31-12-2025 25:00", "31-12", "2025", "12-2025"),
    ],
)
def test_anything_else_is_no_date(text):
    assert parse_date(text) is None


def test_noon_and_midnight_on_a_twelve_hour_clock():
    assert parse_date("31-12-2025 12:30 AM") == datetime(2025, 12, 31, 0, 30)
    assert parse_date("31-12-2025 12:30 pm") == datetime(2025, 12, 31, 12, 30)


def test_years_of_two_digits_are_1970_to_2069():
    assert parse_date("1-2-69") == datetime(2069, 2, 1)
    assert parse_date("1-2-70") == datetime(1970, 2, 1)


def test_day_comes_first_wherever_it_can():
    assert parse_date("03/04/2025") == datetime(2025, 4, 3)
    assert parse_date("03/25/2025") == datetime(2025, 3, 25)


def test_month_comes_first_wherever_it_can_if_that_is_the_order():
    assert parse_date("03/04/2025", "month first") == datetime(2025, 3, 4)
    assert parse_date("25/03/2025", "month first") == datetime(2025, 3, 25)
    assert parse_date("2025-03-04", "month first") == datetime(2025, 3, 4)


def test_only_a_number_above_twelve_tells_the_order():
    texts = ["12/31/2025", "31-12-2025", "03/04/2025", "2025-12-31", "31 dec 2025", "13/13/2025"]
    told = ["month first", "day first", None, None, None, None]
    assert [only_order(text) for text in texts] == told


@pytest.mark.parametrize("form", ["%d-%m-%Y %H:%M:%S", "%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S"])
@given(moment=st.datetimes(min_value=datetime(1000, 1, 1)))
def test_every_moment_comes_back_to_the_second(form, moment):
    assert parse_date(moment.strftime(form)) == moment.replace(microsecond=0)


@given(st.text())
def test_any_text_gives_a_date_or_nothing(text):
    assert isinstance(parse_date(text), datetime | None)
