import math

import pytest

from feedback_nlp.report.dutch import amount, chance, in_people, number, percent, score_text


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (1234.5, 1, "1.234,5"),
        (1234567, 0, "1.234.567"),
        (-3.25, 2, "−3,25"),
        (22.5, 0, "23"),
        (11.25, 1, "11,3"),
        (-0.04, 1, "0,0"),
        (0.0, 0, "0"),
        (math.nan, 1, "niet te bepalen"),
    ],
)
def test_numbers_have_dutch_separators_and_a_real_minus(value, digits, expected):
    assert number(value, digits) == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (0.12, "12%"),
        (0.0, "0%"),
        (0.003, "0,3%"),
        (1.0, "100%"),
        (0.005, "0,5%"),
        (0.997, "99,7%"),
        (math.nan, "niet te bepalen"),
    ],
)
def test_a_small_share_does_not_read_as_none_and_a_large_one_not_as_all(share, expected):
    assert percent(share) == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (0.31, "3 van de 10"),
        (0.5, "5 van de 10"),
        (0.55, "ruim 5 van de 10"),
        (0.57, "bijna 6 van de 10"),
        (0.15, "ruim 1 van de 10"),
        (0.125, "1 van de 8"),
        (0.0005, "1 van de 2.000"),
        (0.97, "bijna 10 van de 10"),
        (1.0, "10 van de 10"),
        (0.0, "niemand"),
    ],
)
def test_shares_are_told_in_people(share, expected):
    assert in_people(share) == expected


def test_a_chance_from_resamples_is_never_certain():
    assert chance(1.0) == "meer dan 99%"
    assert chance(0.0) == "minder dan 1%"
    assert chance(0.5) == "50%"
    assert chance(math.nan) == "niet te bepalen"


def test_scores_are_written_as_given():
    assert [score_text(score) for score in (8.0, 8.5, -2.0, math.nan)] == [
        "8",
        "8,5",
        "−2",
        "geen score",
    ]


def test_one_is_singular():
    assert amount(1, "reactie", "reacties") == "1 reactie"
    assert amount(0, "reactie", "reacties") == "0 reacties"
