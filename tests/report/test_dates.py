import pandas as pd
import pytest

from feedback_nlp.report.dates import day, first_day, period_name


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
