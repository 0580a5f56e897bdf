import pandas as pd
import pytest

from feedback_nlp.report.dates import day, first_day, part_left, period_name


def test_days_are_written_in_full():
    assert day(pd.Timestamp("2025-03-01 14:05")) == "1 maart 2025"
    assert day(pd.NaT) == "zonder datum"


@pytest.mark.parametrize(
    ("period", "long", "short", "first"),
    [
        ("2025-03", "maart 2025", "mrt 2025", "2025-03-01"),
        ("2025-K4", "4e kwartaal 2025", "4e kw. 2025", "2025-10-01"),
        ("2025", "2025", "2025", "2025-01-01"),
        ("2025-13", "2025-13", "2025-13", None),
        ("voor de verhuizing", "voor de verhuizing", "voor de verhuizing", None),
    ],
)
def test_periods_have_a_name_and_a_first_day(period, long, short, first):
    assert period_name(period) == long
    assert period_name(period, short=True) == short
    assert first_day(period) == first


@pytest.mark.parametrize(
    ("period", "moment", "days", "of"),
    [
        ("2025-02", "2025-02-28 23:59", 0, 28),
        ("2024-02", "2024-02-28", 1, 29),
        ("2025-K4", "2025-10-01", 91, 92),
        ("2025", "2025-07-01 08:00", 183, 365),
        ("voor de verhuizing", "2025-07-01", 0, 1),
    ],
)
def test_what_is_left_of_a_period_is_counted_in_days(period, moment, days, of):
    assert part_left(period, pd.Timestamp(moment)) == days / of
