"""Scores as people write them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.comments.ratings import parse_score


@pytest.mark.parametrize(
    ("value", "score"),
    [
        (8, 8.0),
        (8.5, 8.5),
        ("8,5", 8.5),
        ("8.5", 8.5),
        (" 8 ", 8.0),
        ("\xa08", 8.0),
        ("+8", 8.0),
        (",5", 0.5),
        ("8.", 8.0),
        ("-3", -3.0),
        ("−3", -3.0),
        ("99", 99.0),
        ("1e2", 100.0),
        ("inf", math.inf),
        ("8/10", 8.0),
        ("8,5 / 10", 8.5),
        ("4 van de 5", 4.0),
        ("4 van 5", 4.0),
        ("4 op 5", 4.0),
        ("4 out of 5", 4.0),
        ("4 sterren", 4.0),
        ("1 ster", 1.0),
        ("4 stars", 4.0),
        ("vier sterren", 4.0),
        ("★★★★", 4.0),
        ("★★★★☆", 4.0),
        ("⭐⭐⭐", 3.0),
        ("⭐️⭐️", 2.0),
        ("10 - Zeer waarschijnlijk", 10.0),
        ("4: goed", 4.0),
        ("5 (uitstekend)", 5.0),
        ("nul", 0.0),
        ("Één", 1.0),
        ("tien", 10.0),
        ("Onvoldoende", 1.0),
        ("matig", 2.0),
        ("neutraal", 3.0),
        ("goed", 4.0),
        ("uitstekend", 5.0),
        ("zeer slecht", 1.0),
        ("slecht", 2.0),
        ("gemiddeld", 3.0),
        ("Zeer  tevreden", 5.0),
        ("tevreden", 4.0),
        ("ontevreden", 2.0),
        ("zeer ontevreden", 1.0),
        ("helemaal mee eens", 5.0),
        ("mee eens", 4.0),
        ("niet mee eens", 2.0),
        ("helemaal niet mee eens", 1.0),
    ],
)
def test_score_is_understood(value, score):
    assert parse_score(value) == score


@pytest.mark.parametrize(
    "value",
    [
        *("", " ", "-", "n.v.t.", "weet niet", "8,5,5", "8-10", "7½", "☆☆", "85%", "14:05", "8 9"),
        *("2025-12-31", "goed hoor", True, None),
    ],
)
def test_anything_else_is_no_score(value):
    assert parse_score(value) is None


def test_nan_is_a_missing_number():
    assert math.isnan(parse_score("nan"))


@given(st.floats(allow_nan=False))
def test_every_number_comes_back_from_its_text(number):
    assert parse_score(repr(number)) == number
    assert parse_score(repr(number).replace(".", ",")) == number


@given(st.text())
def test_any_text_gives_a_number_or_nothing(text):
    assert isinstance(parse_score(text), float | None)
