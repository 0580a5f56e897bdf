"""Read the rows of an audit sheet as people gave it back: columns moved, rows empty."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from feedback_nlp.comments.columns import listed
from feedback_nlp.comments.formats import open_table
from feedback_nlp.comments.headers import tidy_name
from feedback_nlp.comments.rows import RawTable, cell_text
from feedback_nlp.comments.sources import CommentSource, open_source
from feedback_nlp.errors import AuditError

_NEEDED = ("comment_id", "comment", "inclusion_probability", "themes")


@dataclass(frozen=True)
class SheetRow:
    """One filled row of a sheet.

    Attributes
    ----------
    line : int
        Its number in the file.
    comment_id, comment, inclusion_probability, stamp : str
        Its cells without the spaces around them; empty where there is nothing.
    themes : tuple of (str, str)
        The filled cells with themes, each with the name of its column.
    """

    line: int
    comment_id: str
    comment: str
    inclusion_probability: str
    stamp: str
    themes: tuple[tuple[str, str], ...]


def read_rows(source: CommentSource) -> tuple[str, list[SheetRow]]:
    """Read the filled rows of an audit sheet.

    Parameters
    ----------
    source : path, "-" or binary file
        The sheet: Excel or CSV, with any delimiter and order of columns.

    Returns
    -------
    tuple of str and list of SheetRow
        The name of the file and its rows; a row without id, comment and themes is left out.

    Raises
    ------
    AuditError
        When a column is missing or a row can't be read.
    ReadError
        When the file can't be read.
    """
    with open_source(source) as opened:
        table = open_table(opened)
        places = _places(table)
        _check_columns(opened.name, table, places)
        return opened.name, list(_filled(opened.name, table, places))


def _places(table: RawTable) -> dict[str, int]:
    names = [tidy_name(name).casefold().replace(" ", "_") for name in table.header]
    return {name: place for place, name in reversed(list(enumerate(names)))}


def _check_columns(name: str, table: RawTable, places: Mapping[str, int]) -> None:
    for needed in _NEEDED:
        if needed not in places:
            why = "Put it back, or draw a new audit with 'feedback-nlp audit'"
            if needed == "inclusion_probability":
                why = (
                    "Labels whose chance of being drawn is not known can't correct counts: "
                    "draw them with 'feedback-nlp audit'"
                )
            message = f"{name} has no column '{needed}', but {listed(table.header)}. {why}."
            raise AuditError(message)


def _filled(name: str, table: RawTable, places: Mapping[str, int]) -> Iterator[SheetRow]:
    theme_columns = sorted(column for column in places if column.startswith("themes"))
    for row in table.rows:
        if row.cells is None:
            message = f"{name}, row {row.line}: {row.remark}. Correct it, or save as .xlsx."
            raise AuditError(message)
        cells = row.cells
        texts = {
            column: (cell_text(cells[place]) or "").strip() for column, place in places.items()
        }
        themes = tuple((column, texts[column]) for column in theme_columns if texts[column])
        if texts["comment_id"] or texts["comment"] or themes:
            yield SheetRow(
                line=row.line,
                comment_id=texts["comment_id"],
                comment=texts["comment"],
                inclusion_probability=texts["inclusion_probability"],
                stamp=texts.get("stamp", ""),
                themes=themes,
            )
