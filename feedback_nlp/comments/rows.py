"""What every file format is brought down to: a header and numbered rows of untyped cells."""

import datetime
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Cell = object


class Row(NamedTuple):
    """One row of a file, or the reason why it is none.

    Attributes
    ----------
    line : int
        The line of the file the row starts on, from 1; in Parquet the number of the row.
    cells : sequence of object or None
        As many cells as the header has names; None where the row is refused.
    remark : str
        Why the row is refused, or what was mended in it; empty for a sound row.
    """

    line: int
    cells: Sequence[Cell] | None
    remark: str = ""


@dataclass(frozen=True)
class RawTable:
    """A file before its cells get a meaning; its rows can be taken once.

    Attributes
    ----------
    header : tuple of str
        One name per column, each different.
    rows : iterator of Row
        The rows below the header, read from the file as they are taken.
    encoding : str or None
        Codec of a text file.
    delimiter : str or None
        Delimiter of a CSV file.
    """

    header: tuple[str, ...]
    rows: Iterator[Row]
    encoding: str | None = None
    delimiter: str | None = None


def cell_text(cell: Cell) -> str | None:
    """Return the text of a cell, None where it is blank.

    Parameters
    ----------
    cell : object
        What a file format gives: text, bytes of text, a number, a date, a list, None.

    Returns
    -------
    str or None
        Text is returned unchanged, bytes are read as UTF-8; whole numbers lose their ``.0``,
        lists become JSON.

    Examples
    --------
    >>> cell_text("Snel geleverd "), cell_text(8.0), cell_text(["a", "b"]), cell_text(" ")
    ('Snel geleverd ', '8', '["a", "b"]', None)
    """
    if isinstance(cell, bytes):
        cell = cell.decode("utf-8", "replace")
    if isinstance(cell, str):
        return cell if cell.strip() else None
    if cell is None or cell != cell:  # only NaN and NaT differ from themselves
        return None
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, list | dict):
        return json.dumps(cell, ensure_ascii=False, default=cell_text)
    return str(cell)
