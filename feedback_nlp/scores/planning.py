"""How many answers it takes: for a margin, for a difference, and to move an overall share."""

import math
from fractions import Fraction

from scipy import stats

from feedback_nlp.errors import ScoreError
from feedback_nlp.scores.intervals import NORMAL


def answers_for_margin(variance: float, margin: float) -> int:
    """Return how many answers an interval of value plus or minus `margin` takes.

    Parameters
    ----------
    variance : float
        Variance of one answer, in squared points of the metric: `Answers.variance`.
    margin : float
        Half the width of the 95% interval, in points of the metric.

    Returns
    -------
    int
        The number of answers, V (z / margin)².

    Raises
    ------
    ScoreError
        When the margin is not above 0.

    Examples
    --------
    >>> answers_for_margin(6000, 5), answers_for_margin(6000, 10)
    (922, 231)
    """
    return _at_least(variance * (NORMAL / _positive(margin, "margin")) ** 2)


def answers_for_difference(
    variance: float, difference: float, power: float = 0.8, alpha: float = 0.05
) -> int:
    """Return how many answers each of two groups takes to show a difference between them.

    Parameters
    ----------
    variance : float
        Variance of one answer, in squared points of the metric: `Answers.variance`.
    difference : float
        The true difference, in points of the metric.
    power : float, default=0.8
        How often the difference must come out as significant (two-sided).
    alpha : float, default=0.05
        How often chance alone may do so.

    Returns
    -------
    int
        Answers per group, 2 V ((z + z of the power) / difference)².

    Raises
    ------
    ScoreError
        When the difference is not above 0, or the power not between alpha and 1.

    Examples
    --------
    >>> answers_for_difference(6000, 10)
    942
    """
    if not alpha < power < 1:
        message = (
            f"The power must lie between {alpha:g} and 1; found {power:g}. A usual one is 0.8."
        )
        raise ScoreError(message)
    both = float(stats.norm.isf(alpha / 2) + stats.norm.ppf(power))
    return _at_least(2 * variance * (both / _positive(difference, "difference")) ** 2)


def rounded_up(n: int) -> int:
    """Round a number of answers up to two digits, which is all that such a guess is sure of.

    Parameters
    ----------
    n : int
        A number of answers.

    Returns
    -------
    int
        The next number with only zeros after its first two digits.

    Examples
    --------
    >>> rounded_up(61), rounded_up(1201)
    (61, 1300)
    """
    step: int = 10 ** max(len(str(n)) - 2, 0)
    return -(-n // step) * step


def answers_to_exceed(count: int, n: int, target: float, rate: float) -> int | None:
    """Return how many new answers lift an overall share above a target.

    A share of all answers ever given moves slowly: the old ones stay in it.

    Parameters
    ----------
    count, n : int
        How many count so far, of how many.
    target : float
        The share to exceed, a fraction of 1.
    rate : float
        The share of the new answers that count.

    Returns
    -------
    int or None
        The number of new answers; 0 where it is above already, None where it never will be.

    Raises
    ------
    ScoreError
        When a share does not lie between 0 and 1, or `count` not between 0 and `n`.

    Examples
    --------
    >>> answers_to_exceed(737, 1023, 0.80, 0.90), answers_to_exceed(737, 1023, 0.80, 0.80)
    (815, None)
    """
    if not 0 <= count <= n or not (0 <= target <= 1 and 0 <= rate <= 1):
        message = (
            f"{count} of {n} with target {target:g} and rate {rate:g} can't be: the count lies "
            "between 0 and n, target and rate between 0 and 1. Give shares as fractions of 1."
        )
        raise ScoreError(message)
    aim, pace = Fraction(str(target)), Fraction(str(rate))  # exact: 0.9 - 0.8 is not 0.1 in floats
    short = aim * n - count
    if short < 0:
        return 0
    return None if pace <= aim else math.floor(short / (pace - aim)) + 1


def _at_least(answers: float) -> int:
    return max(1, math.ceil(answers))


def _positive(number: float, name: str) -> float:
    if not (number > 0 and math.isfinite(number)):
        message = f"The {name} must be above 0; found {number:g}. Give it in points of the metric."
        raise ScoreError(message)
    return number
