"""Read CSV and its relatives: text with a delimiter, quoted fields and quoted line breaks."""

import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Self

from feedback_nlp.comments.encodings import open_text
from feedback_nlp.comments.headers import name_columns
from feedback_nlp.comments.rows import RawTable, Row
from feedback_nlp.comments.sources import Source
from feedback_nlp.errors import ReadError

_DELIMITERS = "\t;|,"  # the comma last: decimals and sentences have it too
_SAMPLE = 2**16
_NO_FIT = (0.0, 0)
_IN_NO_TEXT = "\uffff"
_LONGEST_FIELD = 2**24  # longer is taken for a quote that nobody closed
_LIKE_ROWS = "holds lines that may be rows of their own: check the quotes"
_MENDED = "a quote is not closed as it should be; the line was read as it stands"


def read_delimited(source: Source) -> RawTable:
    r"""Open a delimited text file as a header and rows.

    Blank lines are no rows. A row with fewer fields than the header is filled up; one with more is
    refused. A quote that is not closed costs no other line than its own; where a later quote closes
    it, the lines between are one cell, and that is noted if they look like rows.

    Parameters
    ----------
    source : Source
        The opened file.

    Returns
    -------
    RawTable
        Header and rows, with the encoding and delimiter that were found.

    Raises
    ------
    ReadError
        If the file holds no text or only blank lines.

    Examples
    --------
    >>> import io
    >>> table = read_delimited(Source("a.csv", ".csv", io.BytesIO(b"cijfer;reactie\n8,5;Goed\n")))
    >>> table.header, table.delimiter, [row.cells for row in table.rows]
    (('cijfer', 'reactie'), ';', [['8,5', 'Goed']])
    """
    text = open_text(source)
    hinted = _hinted_delimiter(text)
    delimiter = hinted or detect_delimiter(text)
    records = _records(text, delimiter)
    if hinted:
        next(records)
    first = next(records, None)
    if first is None:
        message = f"{source.name} is empty. Export it again, with a header and one row per comment."
        raise ReadError(message)
    header = name_columns(first.cells or ())
    rows = (_fit(_noted(row, delimiter, len(header)), len(header)) for row in records)
    return RawTable(header, rows, text.encoding, delimiter)


def _hinted_delimiter(text: io.TextIOWrapper) -> str | None:
    """Return what Excel's own first line tells, such as ``sep=;``."""
    hint = text.readline(8).strip('"\r\n')
    text.seek(0)
    return hint[-1] if hint[:-1].lower() == "sep=" else None


def detect_delimiter(text: io.TextIOWrapper) -> str | None:
    r"""Find the delimiter under which the rows have as many fields as the header, and rewind.

    Parameters
    ----------
    text : TextIOWrapper
        The text of a delimited file.

    Returns
    -------
    str or None
        A tab, semicolon, bar or comma; None for a file of one column.

    Examples
    --------
    >>> detect_delimiter(io.StringIO("cijfer;reactie\n8,5;Snel, netjes, goed\n"))
    ';'
    """
    sample = text.read(_SAMPLE)
    text.seek(0)
    if len(sample) == _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    fits = {delimiter: _fit_of_delimiter(sample, delimiter) for delimiter in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda delimiter: fits[delimiter])
    return best if fits[best] > _NO_FIT else None


def _fit_of_delimiter(sample: str, delimiter: str) -> tuple[float, int]:
    """Return the share of rows that are as wide as the header, and that width."""
    records = list(_records(io.StringIO(sample, newline=""), delimiter))
    widths = [len(row.cells or ()) for row in records]
    if not widths or widths[0] == 1:
        return _NO_FIT
    if delimiter == "," and _is_sentence(*widths):
        return _NO_FIT
    sound = [width for width, row in zip(widths, records, strict=True) if not row.remark]
    return (sound.count(widths[0]) / len(widths), widths[0])


def _is_sentence(header: int, *rows: int) -> bool:
    """Tell whether the commas in a header are only commas: the rows have fewer, or any number."""
    n_short = sum(width < header for width in rows)
    return n_short > 0.2 * len(rows) and rows.count(header) < 0.5 * len(rows)


class _Lines:
    """The lines of a text, kept until the record they belong to is complete."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._returned: deque[str] = deque()
        self._pending: list[str] = []
        self.number = 1

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self._returned.popleft() if self._returned else next(self._lines)
        self._pending.append(line)
        return line

    def finish_record(self) -> int:
        """Forget the pending lines and return the number of the first."""
        start = self.number
        self.number += len(self._pending)
        self._pending.clear()
        return start

    def keep_first(self) -> str:
        """Give back all pending lines but the first."""
        first, *rest = self._pending
        self._pending = [first]
        self._returned.extendleft(reversed(rest))
        return first


def _records(text: Iterable[str], delimiter: str | None) -> Iterator[Row]:
    delimiter = delimiter or _IN_NO_TEXT
    lines = _Lines(text)
    while True:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            while (cells := _next_record(reader)) is not None:
                start = lines.finish_record()
                if cells:
                    yield Row(start, cells)
            return
        except csv.Error:
            cells = _split_as_it_stands(lines.keep_first(), delimiter)
            yield Row(lines.finish_record(), cells, _MENDED)


def _next_record(reader: Iterator[list[str]]) -> list[str] | None:
    usual_limit = csv.field_size_limit(_LONGEST_FIELD)
    try:
        return next(reader, None)
    finally:
        csv.field_size_limit(usual_limit)


def _split_as_it_stands(line: str, delimiter: str) -> list[str]:
    return [
        field[1:-1].replace('""', '"') if len(field) > 1 and field[0] == field[-1] == '"' else field
        for field in line.rstrip("\r\n").split(delimiter)
    ]


def _noted(row: Row, delimiter: str | None, width: int) -> Row:
    """Note a row whose cells hold lines with as many fields as the header."""
    broken = [cell for cell in row.cells or () if isinstance(cell, str) and "\n" in cell]
    if delimiter is None or width == 1 or not broken:
        return row
    lines = (line for cell in broken for line in cell.split("\n")[1:])
    if all(_n_fields(line, delimiter) == width for line in lines):
        return row._replace(remark=_LIKE_ROWS)
    return row


def _n_fields(line: str, delimiter: str) -> int:
    """Count the fields of a line, where a delimiter with a space behind it is punctuation."""
    return line.replace(f"{delimiter} ", "").count(delimiter) + 1


def _fit(row: Row, width: int) -> Row:
    if row.cells is not None and len(row.cells) == width:
        return row
    cells = list(row.cells or ())
    if any(cells[width:]):
        return Row(row.line, None, f"has {len(cells)} fields where the header has {width}")
    if len(cells) > width:
        return Row(row.line, cells[:width], row.remark)
    short = f"has {len(cells)} of the {width} fields of the header; the others are taken as empty"
    remark = f"{row.remark}; {short}" if row.remark else short
    return Row(row.line, cells + [""] * (width - len(cells)), remark)
