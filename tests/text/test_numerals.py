import pytest

from feedback_nlp.text.numerals import minutes_named


@pytest.mark.parametrize(
    ("token", "minutes"),
    [
        ("18.00", 1080),
        ("18:05", 1085),
        ("18u30", 1110),
        ("18U30", 1110),
        ("9h", 540),
        ("18.00u", 1080),
        ("18uur", 1080),
        ("24", 1440),
        ("0:10", 10),
        ("zes", 360),
        ("Zessen", 360),
        ("één", 60),
        ("tweeën", 120),
        ("twintig", 1200),
        ("31", 1860),  # may be a day
    ],
)
def test_hours_and_times_are_minutes_since_midnight(token, minutes):
    assert minutes_named(token) == minutes


@pytest.mark.parametrize(
    "token", ["32", "25u", "18.60", "18,50", "1000", "laat", "-", "", "½", "١٨", "18.00.00"]
)
def test_anything_else_names_no_time(token):
    assert minutes_named(token) == -1
