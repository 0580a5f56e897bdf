"""Tell the format of a file by its first bytes and its ending, and open it."""

from dataclasses import replace
from typing import Literal

from feedback_nlp.comments.columns import USUAL_NAMES, Columns
from feedback_nlp.comments.delimited import read_delimited
from feedback_nlp.comments.further_headers import refuse_further_headers
from feedback_nlp.comments.json_lines import read_json_lines
from feedback_nlp.comments.parquet import read_parquet
from feedback_nlp.comments.rows import RawTable
from feedback_nlp.comments.sources import Source
from feedback_nlp.comments.workbooks import read_workbook
from feedback_nlp.errors import ReadError

Format = Literal["delimited", "workbook", "parquet", "json lines"]

_BY_BYTES: dict[bytes, Format] = {
    b"PK\x03\x04": "workbook",
    b"\xd0\xcf\x11\xe0": "workbook",
    b"PAR1": "parquet",
}
_BY_ENDING: dict[str, Format] = {
    ".xlsx": "workbook",
    ".xlsm": "workbook",
    ".xls": "workbook",
    ".parquet": "parquet",
    ".jsonl": "json lines",
    ".ndjson": "json lines",
    ".json": "json lines",
    ".csv": "delimited",
    ".tsv": "delimited",
    ".txt": "delimited",
}
_NO_TABLES = {
    b"%pdf": "a PDF",
    b"\x89png": "an image",
    b"gif8": "an image",
    b"\xff\xd8\xff": "an image",
    b"\x1f\x8b": "compressed (gzip)",
    b"<!doctype": "a web page",
    b"<html": "a web page",
    b"<table": "a web page",
    b"<?xml": "XML",
}


def open_table(
    source: Source, *, sheet: str | None = None, columns: Columns = USUAL_NAMES
) -> RawTable:
    """Open a file in whatever format it has.

    Parameters
    ----------
    source : Source
        The opened file.
    sheet : str, optional
        Name of the sheet, in a workbook.
    columns : Columns
        The names the user gave, to know the right sheet by.

    Returns
    -------
    RawTable
        Header and rows, to be taken while the source is open.

    Raises
    ------
    ReadError
        If the file is empty, is none of the formats, or a sheet is named of no workbook.
    """
    table = _open(source, sheet, columns)
    return replace(table, rows=refuse_further_headers(table.rows))


def _open(source: Source, sheet: str | None, columns: Columns) -> RawTable:
    found = detect_format(source)
    if sheet is not None and found != "workbook":
        message = f"{source.name} is no workbook, so it has no sheet '{sheet}'. Name no sheet."
        raise ReadError(message)
    match found:
        case "workbook":
            return read_workbook(source, sheet=sheet, columns=columns)
        case "parquet":
            return read_parquet(source)
        case "json lines":
            return read_json_lines(source)
        case "delimited":
            return read_delimited(source)


def detect_format(source: Source) -> Format:
    """Tell the format of a file: by its first bytes, else its ending, else its first character.

    Parameters
    ----------
    source : Source
        The opened file.

    Returns
    -------
    {"delimited", "workbook", "parquet", "json lines"}
        The format.

    Raises
    ------
    ReadError
        If the file is empty or known to be something else.

    Examples
    --------
    >>> import io
    >>> detect_format(Source("standard input", "", io.BytesIO(b'{"comment": "Top"}')))
    'json lines'
    """
    head = source.head(64)
    if not head:
        message = f"{source.name} is empty. Export it again, with a header and one row per comment."
        raise ReadError(message)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for beginning, what in _NO_TABLES.items():
        if start.lower().startswith(beginning):
            message = f"{source.name} is {what}. Save the comments as CSV or Excel."
            raise ReadError(message)
    for beginning, known in _BY_BYTES.items():
        if head.startswith(beginning):
            return known
    is_json = start.startswith((b"{", b"["))
    return _BY_ENDING.get(source.ending) or ("json lines" if is_json else "delimited")
