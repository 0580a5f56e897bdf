"""The text of a cell."""

import datetime
import math

import pytest

from feedback_nlp.comments.rows import cell_text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" Goed\n", " Goed\n"),
        ("nvt", "nvt"),
        (8, "8"),
        (8.0, "8"),
        (8.5, "8.5"),
        (math.inf, "inf"),
        (True, "True"),
        (datetime.date(2025, 12, 31), "2025-12-31"),
        (datetime.datetime(2025, 12, 31, 14, 5), "2025-12-31 14:05:00"),
        ("één".encode(), "één"),
        (b"te laat \xff", "te laat \ufffd"),
        ([b"te laat"], '["te laat"]'),
        (["één"], '["één"]'),
        ({"a": datetime.date(2025, 12, 31)}, '{"a": "2025-12-31"}'),
    ],
)
def test_cell_is_turned_into_text(cell, text):
    assert cell_text(cell) == text


@pytest.mark.parametrize("cell", ["", " \t\n\xa0", b" ", None, math.nan])
def test_blank_cell_has_no_text(cell):
    assert cell_text(cell) is None
