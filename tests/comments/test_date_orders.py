"""The order of day and month in a column."""

import io

import pytest

from feedback_nlp.comments.reading import read_comments
from feedback_nlp.comments.streaming import read_batches

AMERICAN = ("03/05/2025", "03/25/2025", "12/01/2025")
MIXED = (*AMERICAN, "25/03/2025")


def file_of(dates):
    return io.BytesIO(
        "\n".join(["opmerking;datum", *(f"te laat;{date}" for date in dates)]).encode()
    )


def days_of(comments):
    return comments["date"].dt.strftime("%d-%m").tolist()


def test_one_date_with_the_month_first_tells_the_order_of_its_column():
    reading = read_comments(file_of(AMERICAN))
    assert days_of(reading.comments) == ["05-03", "25-03", "01-12"]
    assert len(reading.notes) == 0
    assert reading.doubts == (
        "Column 'datum' has days above 12 only in second place: its dates are read as month, day, "
        "year.",
    )


def test_the_day_comes_first_where_both_orders_are_told():
    reading = read_comments(file_of(MIXED))
    assert days_of(reading.comments) == ["03-05", "25-03", "12-01", "25-03"]
    assert reading.notes["line"].tolist() == [3]
    assert reading.doubts == (
        "Column 'datum' mixes orders: 1 date is read as month, day, year, since no other way is a "
        "date; every other is read as day, month, year.",
    )


def test_dutch_dates_are_not_spoken_of():
    reading = read_comments(file_of(["03-05-2025", "25-03-2025", "2025-03-25"]))
    assert days_of(reading.comments) == ["03-05", "25-03", "25-03"]
    assert reading.doubts == ()


@pytest.mark.parametrize("size", [1, 2, 100])
def test_the_order_does_not_depend_on_how_the_file_is_read(size):
    for dates in (AMERICAN, MIXED):
        days = [day for batch in read_batches(file_of(dates), size=size) for day in days_of(batch)]
        assert days == days_of(read_comments(file_of(dates)).comments)
