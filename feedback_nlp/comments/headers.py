"""Tidy the names in a header, and tell what such names usually mean."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

Role = Literal["comment", "id", "score", "date", "customer"]

ROLES: tuple[Role, ...] = ("comment", "id", "score", "date", "customer")

_USUAL_NAMES: dict[Role, tuple[str, ...]] = {
    "comment": (
        *("opmerking", "opmerkingen", "toelichting", "toelichtingen", "omschrijving"),
        *("review", "reviews", "recensie", "reactie", "reacties", "commentaar"),
        *("comment", "comments", "text", "tekst", "feedback", "verbatim"),
        *("antwoord", "open antwoord", "beoordelingstekst"),
        *("review text", "review tekst", "review body", "comment text"),
    ),
    "id": (
        *("id", "comment id", "respondent id", "respondentnummer", "response id", "respons id"),
        *("review id", "reactie id"),
    ),
    "score": (
        *("cijfer", "rapportcijfer", "score", "rating", "waardering", "beoordeling"),
        *("ster", "sterren", "stars", "nps", "csat", "ces"),
    ),
    "date": (
        *("datum", "date", "datum ingevuld", "ingevuld op", "invuldatum", "created at"),
        *("timestamp", "tijdstempel", "review date", "reviewdatum"),
    ),
    "customer": (
        *("klant", "klantnummer", "klantnr", "klant id", "klantcode", "debiteurnummer"),
        *("customer", "customer number", "customer id", "customer code"),
    ),
}
_OF_THE_COMMENT_ITSELF = ("id", "comment id")  # before the id of a respondent or a review
_ABOUT_SOMETHING_ELSE: dict[Role, frozenset[str]] = {
    "comment": frozenset(
        {
            *("id", "nr", "nummer", "number", "aantal", "count", "lengte", "length"),
            *("taal", "language", "lang", "titel", "title", "url", "link"),
            *("sentiment", "status", "type"),
        }
    ),
    "score": frozenset({"max", "min", "scale", "schaal"}),
}


def tidy_name(name: str) -> str:
    r"""Return a header name on one line, without spaces around it.

    Parameters
    ----------
    name : str
        A cell of the header, or what the user typed.

    Returns
    -------
    str
        The name as tables and messages show it.

    Examples
    --------
    >>> tidy_name(" Uw cijfer\n(0-10) ")
    'Uw cijfer (0-10)'
    """
    return " ".join(name.replace("\0", "").replace("\ufeff", "").split())


def name_columns(cells: Iterable[object], reserved: Iterable[str] = ()) -> tuple[str, ...]:
    """Give every column a name of its own.

    Parameters
    ----------
    cells : iterable of object
        The cells of the header row.
    reserved : iterable of str
        Names that no column may get.

    Returns
    -------
    tuple of str
        The tidied names; a repeated one gets a number, an empty one is ``kolom_<position>``.

    Examples
    --------
    >>> name_columns(["reactie", "reactie", None])
    ('reactie', 'reactie_2', 'kolom_3')
    """
    names: list[str] = []
    taken = set(reserved)
    for position, cell in enumerate(cells, start=1):
        wanted = tidy_name("" if cell is None else str(cell)) or f"kolom_{position}"
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted}_{number}"
        taken.add(name)
        names.append(name)
    return tuple(names)


def role_strength(name: str, role: Role) -> int:
    """Rank how surely a header names a role, capitals, accents and punctuation aside.

    Parameters
    ----------
    name : str
        A column name.
    role : {"comment", "id", "score", "date", "customer"}
        What the column may be for.

    Returns
    -------
    int
        4 for the id of the comment itself; 3 for a usual name of the role; 2 for a header that
        contains one; 1 if it contains a usual name of another role too; else 0.

    Examples
    --------
    >>> for name in ("Opmerking(en)", "Uw opmerking", "Opmerking bij cijfer", "Aantal reacties"):
    ...     role_strength(name, "comment")
    3
    2
    1
    0
    """
    words = _words(name)
    if _is_any_of(words, _USUAL_NAMES[role]):
        return 4 if _is_any_of(words, _OF_THE_COMMENT_ITSELF) else 3
    others = [other for other in ROLES if other != role]
    is_other = any(_is_any_of(words, _USUAL_NAMES[other]) for other in others)
    if is_other or not _contains_usual(words, role):
        return 0
    return 1 if any(_contains_usual(words, other) for other in others) else 2


def _words(name: str) -> tuple[str, ...]:
    plural = re.sub(r"\((en|s)\)", r"\1", name)
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plural)
    plain = unicodedata.normalize("NFKD", apart).encode("ascii", "ignore").decode().lower()
    return tuple(re.findall(r"[a-z0-9]+", plain))


def _is_any_of(words: tuple[str, ...], names: tuple[str, ...]) -> bool:
    return "".join(words) in {name.replace(" ", "") for name in names}


def _contains_usual(words: tuple[str, ...], role: Role) -> bool:
    if role in ("id", "customer") or not _ABOUT_SOMETHING_ELSE.get(role, frozenset()).isdisjoint(
        words
    ):
        return False
    spaced = f" {' '.join(words)} "
    return any(f" {name} " in spaced for name in _USUAL_NAMES[role])
