"""Coefficients in eight bits each: the model folder is half as large, and tags are as right.

The coefficients of a feature share a power of two, so each is an integer times that (block floating
point: Wilkinson 1963, "Rounding Errors in Algebraic Processes"). A power of two makes rounding what
is rounded already change nothing.
"""

import numpy as np

from feedback_nlp.text.ragged import FloatArray, IntArray

HIGHEST = 127
"""Largest integer of eight bits with a sign."""
WIDEST = 100
"""Exponents lie between this and its negative: 2 to that power is near the ends of float32."""


def to_eight_bits(coefficients: FloatArray) -> tuple[IntArray, IntArray]:
    """Return coefficients as integers, and the exponent of two of each row.

    Parameters
    ----------
    coefficients : array of shape (n_features, n_outputs)
        Coefficients of linear layers.

    Returns
    -------
    levels : array of int8 of shape (n_features, n_outputs)
        What the power of two is multiplied with, rounded to the nearest.
    exponents : array of int8 of shape (n_features,)
        The smallest with which the largest coefficient of the row is at most `HIGHEST`.

    Examples
    --------
    >>> levels, exponents = to_eight_bits(np.array([[1.0, -0.3], [0.0, 0.0]]))
    >>> levels.tolist(), exponents.tolist()
    ([[64, -19], [0, 0]], [-6, -100])
    """
    largest = np.abs(coefficients).max(axis=1, initial=0).astype(np.float64)
    with np.errstate(divide="ignore"):
        exponents = np.ceil(np.log2(largest / HIGHEST))
    exponents = np.clip(exponents, -WIDEST, WIDEST).astype(np.int8)
    return np.rint(coefficients * _power_of_two(-exponents)).astype(np.int8), exponents


def from_eight_bits(levels: IntArray, exponents: IntArray) -> FloatArray:
    """Return the coefficients that integers and exponents stand for.

    Parameters
    ----------
    levels : array of int8 of shape (n_features, n_outputs)
        The integers.
    exponents : array of int8 of shape (n_features,)
        The exponents.

    Returns
    -------
    array of shape (n_features, n_outputs)
        Float32.
    """
    return levels.astype(np.float32) * _power_of_two(exponents)


def rounded(coefficients: FloatArray) -> FloatArray:
    """Return coefficients as they will be once saved and loaded.

    Parameters
    ----------
    coefficients : array of shape (n_features, n_outputs)
        Coefficients of linear layers.

    Returns
    -------
    array of shape (n_features, n_outputs)
        Float32.
    """
    return from_eight_bits(*to_eight_bits(coefficients))


def _power_of_two(exponents: IntArray) -> FloatArray:
    """Return a column of powers, each of them exact."""
    return np.ldexp(np.float32(1), exponents.astype(np.intc))[:, None]
