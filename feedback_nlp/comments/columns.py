"""Recognise which column holds the comment, its id, score and date, and who wrote it."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from feedback_nlp.comments.headers import ROLES, Role, role_strength, tidy_name
from feedback_nlp.errors import ColumnError

_MOST_LISTED = 20
_LONGEST_LISTED = 40
_UNNEEDED: tuple[Role, ...] = ("comment", "id", "date", "customer")


@dataclass(frozen=True)
class Columns:
    """The names of the columns that matter; one that is None is recognised by its usual names.

    Attributes
    ----------
    comment, id, score, date : str or None
        Header names.
    customer : str or None
        Header name of the column that tells who wrote each; may be that of the ids.

    Examples
    --------
    >>> Columns(comment="FFT answer", score="FFT categorical answer")
    Columns(comment='FFT answer', id=None, score='FFT categorical answer', date=None, customer=None)
    """

    comment: str | None = None
    id: str | None = None
    score: str | None = None
    date: str | None = None
    customer: str | None = None


USUAL_NAMES = Columns()


def recognise_columns(
    header: Sequence[str],
    named: Columns = USUAL_NAMES,
    need: Sequence[Role] = ("comment",),
    *,
    besides: Collection[str] = (),
) -> Columns:
    """Find the column of each role.

    A header that is a usual Dutch or English name goes before one that contains such a name.
    A role that is not needed stays None where no column fits, or several fit equally well.

    Parameters
    ----------
    header : sequence of str
        The column names of the table.
    named : Columns
        The names the user gave.
    need : sequence of str, default=("comment",)
        Roles without which the table is of no use.
    besides : collection of str
        Columns that the user named for something else, so that none is recognised in them.

    Returns
    -------
    Columns
        The columns found.

    Raises
    ------
    ColumnError
        If a named column is absent, or a needed one is absent or could be several.

    Examples
    --------
    >>> recognise_columns(["Id", "Toelichting", "Klantnummer", "rating_max"])
    Columns(comment='Toelichting', id='Id', score=None, date=None, customer='Klantnummer')
    """
    chosen = {role: _named_column(header, named, role) for role in ROLES}
    taken = {name for role, name in chosen.items() if role != "customer"} | set(besides)
    free = [name for name in header if name not in taken]
    candidates = {role: _candidates(free, role) for role in ROLES if chosen[role] is None}
    claims = [names[0] for names in candidates.values() if len(names) == 1]
    for role, names in candidates.items():
        if len(names) == 1 and claims.count(names[0]) == 1:
            chosen[role] = names[0]
        elif role in need:
            raise _several_fit(role, names) if len(names) > 1 else not_found(header, role)
    return Columns(**chosen)


def column_doubts(
    header: Sequence[str], used: Columns, roles: Sequence[Role] = _UNNEEDED
) -> tuple[str, ...]:
    """Say which roles have no column because several could be meant.

    Parameters
    ----------
    header : sequence of str
        The column names of the table.
    used : Columns
        What `recognise_columns` found.
    roles : sequence of str, default=("comment", "id", "date", "customer")
        The roles to look at; of scores it is an error wherever they matter.

    Returns
    -------
    tuple of str
        One sentence per role.

    Examples
    --------
    >>> header = ["review", "date", "datum"]
    >>> column_doubts(header, recognise_columns(header))
    ("Column 'date' could be 'date' or 'datum'; none is used. Name yours with --date-column.",)
    """
    free = [name for name in header if name not in vars(used).values()]
    fitting = {role: _candidates(free, role) for role in roles if getattr(used, role) is None}
    return tuple(
        f"Column '{role}' could be {' or '.join(_quoted(names))}; none is used. "
        f"Name yours with --{role}-column."
        for role, names in fitting.items()
        if len(names) > 1
    )


def has_comment_column(header: Sequence[str], named: Columns = USUAL_NAMES) -> bool:
    """Tell whether at least one column could hold comments.

    Parameters
    ----------
    header : sequence of str
        The column names of the table.
    named : Columns
        The names the user gave.

    Returns
    -------
    bool
        Whether the named column is there, or else any column with a usual name.

    Examples
    --------
    >>> has_comment_column(["maand", "omzet"]), has_comment_column(["review", "reactie"])
    (False, True)
    """
    if named.comment is not None:
        return tidy_name(named.comment) in header
    return bool(_candidates(header, "comment"))


def not_found(header: Sequence[str], role: str, column: str | None = None) -> ColumnError:
    """Return the error that a column is missing.

    Parameters
    ----------
    header : sequence of str
        The column names of the table.
    role : str
        What the column is for: a field of Columns.
    column : str, optional
        The name that is not there, if the user gave one.

    Returns
    -------
    ColumnError
        The error, to be raised.

    Examples
    --------
    >>> raise not_found(["cijfer"], "score")
    Traceback (most recent call last):
    feedback_nlp.errors.ColumnError: Column 'score' not found; the table has 'cijfer'.
    Name your own with Columns(score=...) or --score-column.
    """
    unnamed = any(re.fullmatch(r"kolom_\d+", name) for name in header)
    first_row = "Their names must be in the first row, not below a title. " if unnamed else ""
    return ColumnError(
        f"Column '{column or role}' not found; the table has {listed(header)}. {first_row}"
        f"Name your own with Columns({role}=...) or --{role}-column."
    )


def listed(names: Sequence[str]) -> str:
    """Return names in quotes, as a message shows them; long names and lists are cut.

    Parameters
    ----------
    names : sequence of str
        Names of columns or sheets.

    Returns
    -------
    str
        The names, separated by commas.

    Examples
    --------
    >>> listed(["cijfer", "datum"])
    "'cijfer', 'datum'"
    """
    more = f" and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else ""
    return ", ".join(_quoted(names[:_MOST_LISTED])) + more


def _quoted(names: Iterable[str]) -> list[str]:
    return [
        f"'{name}'" if len(name) <= _LONGEST_LISTED else f"'{name[: _LONGEST_LISTED - 1]}…'"
        for name in names
    ]


def _several_fit(role: Role, names: list[str]) -> ColumnError:
    return ColumnError(
        f"Column '{role}' could be {' or '.join(_quoted(names))}. "
        f"Name the one you mean with Columns({role}=...) or --{role}-column."
    )


def _named_column(header: Sequence[str], named: Columns, role: Role) -> str | None:
    name: str | None = getattr(named, role)
    if name is None:
        return None
    if tidy_name(name) not in header:
        raise not_found(header, role, name)
    return tidy_name(name)


def _candidates(header: Sequence[str], role: Role) -> list[str]:
    strengths = [role_strength(_in_file(name, header), role) for name in header]
    best = max(strengths, default=0)
    return [name for name, strength in zip(header, strengths, strict=True) if strength == best > 0]


def _in_file(name: str, header: Sequence[str]) -> str:
    """Return a name without the number that `name_columns` gives to one that is repeated."""
    first, _, number = name.rpartition("_")
    return first if first in header and number.isdecimal() else name
