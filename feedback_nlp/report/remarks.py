"""What is said of rows that could not be read, in Dutch."""

import re
from dataclasses import dataclass

import pandas as pd

from feedback_nlp.report.findings import ReadingSummary
from feedback_nlp.report.plain_text import printable

_DUTCH = tuple(
    (re.compile(rf"{english}(?:; |\Z)", re.DOTALL), dutch)
    for english, dutch in (
        (r"has (\d+) fields where the header has (\d+)", r"heeft \1 velden, de kop heeft er \2"),
        (
            r"has (\d+) of the (\d+) fields of the header; the others are taken as empty",
            r"heeft \1 van de \2 velden van de kop; de andere zijn als leeg gelezen",
        ),
        (r"('.*') is no score", r"\1 is geen score"),
        (r"('.*') is no date", r"\1 is geen datum"),
        (r"('.*') is read as month, day, year", r"\1 is gelezen als maand, dag, jaar"),
        (r"('.*') is read as day, month, year", r"\1 is gelezen als dag, maand, jaar"),
        (r"is a further header row of Qualtrics", "is een extra kopregel van Qualtrics"),
        (r"NUL characters are left out", "onleesbare tekens zijn weggelaten"),
        (r"a character could not be decoded", "een teken was niet te lezen"),
        (
            r"a quote is not closed as it should be; the line was read as it stands",
            "een aanhalingsteken is niet goed gesloten; de regel is gelezen zoals hij er staat",
        ),
        (
            r"holds lines that may be rows of their own: check the quotes",
            "bevat regels die eigen rijen kunnen zijn: kijk de aanhalingstekens na",
        ),
        (r"is no valid JSON \(.* at character (\d+)\)", r"is geen geldige JSON (bij teken \1)"),
        (r"is no JSON object", "is geen JSON-object"),
        (r"is no JSON that can be read: .*", "is geen leesbare JSON"),
    )
)


@dataclass(frozen=True)
class Remark:
    """What is said of one row.

    Attributes
    ----------
    line : int
        Its line in the file.
    column : str
        The column it is about; empty where it is about the whole row.
    reason : str
        What is the matter.
    language : {"nl", "en"}
        Of the reason.
    """

    line: int
    column: str
    reason: str
    language: str


@dataclass(frozen=True)
class Unread:
    """What could not be read.

    Attributes
    ----------
    n_refused, n_noted : int
        Rows that were left out; remarks on rows that were kept.
    refused, notes : tuple of Remark
        The first of each.
    """

    n_refused: int
    n_noted: int
    refused: tuple[Remark, ...]
    notes: tuple[Remark, ...]


def list_unread(reading: ReadingSummary, *, at_most: int = 50) -> Unread:
    """Return what could not be read.

    Parameters
    ----------
    reading : ReadingSummary
        What became of the rows.
    at_most : int, default=50
        Remarks to list of each kind.

    Returns
    -------
    Unread
        The counts and the first remarks.
    """
    return Unread(
        n_refused=len(reading.refused),
        n_noted=len(reading.notes),
        refused=_remarks(reading.refused, at_most),
        notes=_remarks(reading.notes, at_most),
    )


def dutch_reason(reason: str) -> tuple[str, str]:
    """Translate what `read_comments` says of a row.

    Parameters
    ----------
    reason : str
        One or more remarks, with semicolons between them.

    Returns
    -------
    tuple of str
        The reason and its language; one that is not known stays English.

    Examples
    --------
    >>> dutch_reason("has 3 fields where the header has 10")
    ('heeft 3 velden, de kop heeft er 10', 'nl')
    """
    told, place = [], 0
    while place < len(reason):
        found = [
            (match.end(), match.expand(dutch))
            for english, dutch in _DUTCH
            if (match := english.match(reason, place))
        ]
        if not found:
            return reason, "en"
        place, dutch = max(found)
        told.append(dutch)
    return "; ".join(told), "nl"


def _remarks(table: pd.DataFrame, at_most: int) -> tuple[Remark, ...]:
    found = []
    for row in table.head(at_most).to_dict("records"):
        column = row.get("column")
        reason, language = dutch_reason(printable(str(row["reason"])))
        named = "" if column is None or pd.isna(column) else printable(str(column))
        found.append(Remark(int(row["line"]), named, reason, language))
    return tuple(found)
