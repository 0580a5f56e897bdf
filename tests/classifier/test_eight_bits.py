"""Coefficients as integers times a power of two."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from feedback_nlp.classifier.eight_bits import from_eight_bits, rounded, to_eight_bits

COEFFICIENTS = hnp.arrays(
    np.float32,
    hnp.array_shapes(min_dims=2, max_dims=2, max_side=6),
    elements=st.floats(-1e6, 1e6, width=32),
)


def test_a_row_has_the_smallest_power_of_two_that_its_largest_coefficient_allows():
    # 127 = 127 * 2^0; 128 = 64 * 2^1 and 3 is 1.5 of those; 0.5 = 64 * 2^-7 and 0.1 is 12.8 of them
    rows = np.array([[127.0, -1.4], [128.0, 3.0], [-0.5, 0.1]], dtype=np.float32)
    levels, exponents = to_eight_bits(rows)
    assert levels.tolist() == [[127, -1], [64, 2], [-64, 13]]
    assert exponents.tolist() == [0, 1, -7]
    assert levels.dtype == exponents.dtype == np.int8
    back = from_eight_bits(levels, exponents)
    assert back.tolist() == [[127.0, -1.0], [128.0, 4.0], [-0.5, 0.1015625]]
    assert back.dtype == np.float32


@given(COEFFICIENTS)
def test_no_coefficient_is_off_by_more_than_a_hundred_and_twenty_seventh_of_its_row(rows):
    largest = np.abs(rows).max(axis=1, keepdims=True)
    assert np.all(np.abs(rounded(rows) - rows) <= largest / 127 + 1e-30)


@given(COEFFICIENTS)
def test_rounding_twice_is_rounding_once(rows):
    once = rounded(rows)
    assert np.array_equal(rounded(once), once)


@given(COEFFICIENTS)
def test_each_row_is_rounded_by_itself(rows):
    assert np.array_equal(np.vstack([rounded(row[None]) for row in rows]), rounded(rows))


def test_rows_without_columns_stay_so():
    assert rounded(np.zeros((3, 0), dtype=np.float32)).shape == (3, 0)
