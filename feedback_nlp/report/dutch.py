"""Numbers, shares and scores as Dutch readers write them."""

import math
from decimal import ROUND_HALF_UP, Decimal

UNKNOWN = "niet te bepalen"
_MINUS = "−"
_DUTCH = str.maketrans(",.-", f".,{_MINUS}")
_LEAST_IN_TENTHS = 0.15
_NEARLY = 0.4  # tenths: from .6 on it is nearly the next
_EXACT = 0.2
_BARELY_ANY = 0.00001
_SELDOM = 0.01


def number(value: float, digits: int = 0) -> str:
    """Write a number with a decimal comma and points between thousands, halves rounded up.

    Parameters
    ----------
    value : float
        The number; NaN where there is none.
    digits : int, default=0
        Digits after the comma.

    Returns
    -------
    str
        The number in Dutch.

    Examples
    --------
    >>> number(1234.25, 1), number(-2), number(-0.01), number(float("nan"))
    ('1.234,3', '−2', '0', 'niet te bepalen')
    """
    if math.isnan(value):
        return UNKNOWN
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return f"{rounded if rounded else abs(rounded):,f}".translate(_DUTCH)


def percent(share: float, digits: int = 0) -> str:
    """Write a fraction of 1 as a percentage.

    Parameters
    ----------
    share : float
        The fraction; NaN where there is none.
    digits : int, default=0
        Digits after the comma; one more is given to shares that would otherwise read as none or
        all.

    Returns
    -------
    str
        The percentage in Dutch.

    Examples
    --------
    >>> percent(0.12), percent(0.004), percent(0.997), percent(0), percent(0.125, 1)
    ('12%', '0,4%', '99,7%', '0%', '12,5%')
    """
    if math.isnan(share):
        return UNKNOWN
    if _BARELY_ANY < min(share, 1 - share) <= 0.5 / 10 ** (digits + 2):
        digits += 1
    return f"{number(100 * share, digits)}%"


def in_people(share: float) -> str:
    """Write a share as so many out of so many people.

    Parameters
    ----------
    share : float
        A fraction of 1; NaN where there is none.

    Returns
    -------
    str
        Tenths for large shares, one in so many for small ones.

    Examples
    --------
    >>> in_people(0.31), in_people(0.55), in_people(0.99), in_people(0.02), in_people(0.0)
    ('3 van de 10', 'ruim 5 van de 10', 'bijna 10 van de 10', '1 van de 50', 'niemand')
    """
    if math.isnan(share):
        return UNKNOWN
    if share <= 0:
        return "niemand"
    if share < _LEAST_IN_TENTHS:
        return f"1 van de {number(float(f'{1 / share:.2g}'))}"
    tenths = math.floor(10 * share + _NEARLY)
    rest = 10 * share - tenths
    about = "bijna " if rest < -_EXACT or tenths == 10 > 10 * share else ""
    return f"{'ruim ' if rest > _EXACT else about}{tenths} van de 10"


def chance(probability: float) -> str:
    """Write a chance that was counted in resamples, which never makes it certain.

    Parameters
    ----------
    probability : float
        A fraction of 1; NaN where there is none.

    Returns
    -------
    str
        A percentage, or beyond which it lies.

    Examples
    --------
    >>> chance(0.74), chance(1.0), chance(0.001)
    ('74%', 'meer dan 99%', 'minder dan 1%')
    """
    if math.isnan(probability):
        return UNKNOWN
    if probability < _SELDOM:
        return "minder dan 1%"
    return percent(probability) if probability <= 1 - _SELDOM else "meer dan 99%"


def amount(n: int, one: str, more: str) -> str:
    """Write how many there are of something.

    Parameters
    ----------
    n : int
        How many.
    one, more : str
        The noun, singular and plural.

    Returns
    -------
    str
        The number and the noun that fits it.

    Examples
    --------
    >>> amount(1, "reactie", "reacties"), amount(1200, "reactie", "reacties")
    ('1 reactie', '1.200 reacties')
    """
    return f"{number(n)} {one if n == 1 else more}"


def score_text(score: float) -> str:
    """Write a score as it was given.

    Parameters
    ----------
    score : float
        The score; NaN where nobody gave one.

    Returns
    -------
    str
        Without needless digits.

    Examples
    --------
    >>> score_text(8.0), score_text(8.5), score_text(float("nan"))
    ('8', '8,5', 'geen score')
    """
    if math.isnan(score):
        return "geen score"
    return f"{score:.10g}".replace(".", ",").replace("-", _MINUS)
