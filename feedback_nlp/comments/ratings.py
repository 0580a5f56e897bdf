"""Read scores as people and survey tools write them: 8,5 or 8/10, 4 sterren, zeer tevreden."""

import re
import unicodedata

# X7: article 003 names the stars onvoldoende, matig, neutraal, goed, uitstekend; article 001 has
# Trustpilot's zeer slecht, slecht and uitstekend. Where both use a word they agree.
_STAR_WORDS = {
    "onvoldoende": 1,
    "zeer slecht": 1,
    "matig": 2,
    "slecht": 2,
    "neutraal": 3,
    "gemiddeld": 3,
    "goed": 4,
    "uitstekend": 5,
}
_ANSWER_WORDS = {
    "zeer ontevreden": 1,
    "ontevreden": 2,
    "tevreden": 4,
    "zeer tevreden": 5,
    "helemaal mee oneens": 1,
    "helemaal niet mee eens": 1,
    "mee oneens": 2,
    "niet mee eens": 2,
    "mee eens": 4,
    "helemaal mee eens": 5,
}
_NUMBER_WORDS = {
    **{"nul": 0, "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5},
    **{"zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10},
}
_WORDS = _STAR_WORDS | _ANSWER_WORDS | _NUMBER_WORDS
_FIGURE = r"[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[-+]?\d+)?"
_OF_SCALE = rf"\s*(?:/|van(?: de)?|op(?: de)?|out of)\s*{_FIGURE}"
_STARS = r"\s*(?:ster(?:ren)?|stars?)"
_LABEL = r"\s*[-:=(]\s*[^\d]+"  # as in "10 - zeer waarschijnlijk"
_IN_FIGURES = re.compile(rf"({_FIGURE})(?:{_OF_SCALE}|{_STARS}|{_LABEL})?")
_IN_WORDS = re.compile(rf"([a-z ]+?)(?:{_OF_SCALE}|{_STARS})?")
_DRAWN = re.compile(r"([★⭐]+)[☆✩]*")


def parse_score(value: object) -> float | None:
    """Read one score.

    The number is returned as it stands: whether it fits its scale is for the metric to say.

    Parameters
    ----------
    value : object
        A number, or text such as ``"8,5"``, ``"8/10"``, ``"4 sterren"``, ``"★★★★☆"``,
        ``"10 - zeer waarschijnlijk"`` or a word.

    Returns
    -------
    float or None
        The score; None if the value is no score.

    Notes
    -----
    Words mean the same whatever column they stand in:

    - 1: onvoldoende, zeer slecht, zeer ontevreden, helemaal (niet mee eens, mee oneens)
    - 2: matig, slecht, ontevreden, niet mee eens, mee oneens
    - 3: neutraal, gemiddeld
    - 4: goed, tevreden, mee eens
    - 5: uitstekend, zeer tevreden, helemaal mee eens
    - 0 to 10: nul to tien

    Examples
    --------
    >>> [parse_score(text) for text in ("8,5", "8/10", "4 van de 5", "★★★★☆", "zeer tevreden")]
    [8.5, 8.0, 4.0, 4.0, 5.0]
    >>> parse_score("n.v.t.") is None
    True
    """
    text = _plain(str(value))
    if text in {"inf", "-inf", "nan"}:
        return float(text)
    if match := _IN_FIGURES.fullmatch(text):
        return float(match[1].replace(",", "."))
    if match := _IN_WORDS.fullmatch(text):
        score = _WORDS.get(match[1])
        return None if score is None else float(score)
    match = _DRAWN.fullmatch(text)
    return float(len(match[1])) if match else None


def _plain(text: str) -> str:
    """Return small letters without accents, single spaces and a plain minus sign."""
    letters = unicodedata.normalize("NFD", text.lower().replace("−", "-").replace("\ufe0f", ""))
    return " ".join("".join(filter(lambda c: not unicodedata.combining(c), letters)).split())
