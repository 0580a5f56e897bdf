"""Write one table to one sheet of a workbook, so that no text can be taken for a formula."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from feedback_nlp.report import colours
from feedback_nlp.report.plain_text import printable

Kind = Literal["text", "count", "share", "decimal", "score", "date", "mixed"]
Cell = str | float | pd.Timestamp | None
WRITTEN = "geschreven voorbeelddata"
HEADER_ROW = 3
_LONGEST = 32_767  # UTF-16 units that a cell holds
_LAST_ROW = 1_048_575
_CUT = " … [ingekort]"


@dataclass(frozen=True)
class Column:
    """A column of a sheet.

    Attributes
    ----------
    name : str
        Its heading.
    kind : str
        What its cells hold; the cells of a mixed column tell it themselves.
    width : int
        In characters.
    """

    name: str
    kind: Kind
    width: int


class Book:
    """A workbook in one style.

    Parameters
    ----------
    workbook : Workbook
        What to write to.
    decimals : int
        Digits after the comma of cells of the kind ``decimal``.
    written : bool
        Whether every title says that the data was written.
    """

    def __init__(self, workbook: Workbook, *, decimals: int, written: bool) -> None:
        self.workbook = workbook
        self.written = written
        self._title = workbook.add_format({"bold": True, "font_size": 15})
        self._note = workbook.add_format({"font_color": colours.MUTED})
        self._header = workbook.add_format(
            {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1}
        )
        numbers = {
            "count": "#,##0",
            "share": "0.0%",
            "decimal": "#,##0." + "0" * max(1, decimals),
            "score": "General",
            "date": "[$-413]d mmm yyyy",
        }
        self._formats: dict[str, Format] = {
            kind: workbook.add_format({"num_format": number, "valign": "top"})
            for kind, number in numbers.items()
        }
        self._formats["text"] = workbook.add_format({"text_wrap": True, "valign": "top"})

    def title(self, text: str) -> str:
        """Return a title that says so where the data was written.

        Parameters
        ----------
        text : str
            The title.

        Returns
        -------
        str
            The title to show.
        """
        return f"{text} ({WRITTEN})" if self.written else text

    def add_sheet(
        self,
        name: str,
        note: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Cell]],
        *,
        filtered: bool = True,
    ) -> tuple[Worksheet, int]:
        """Add a sheet with a title, a note and a table.

        Parameters
        ----------
        name : str
            Of the sheet, and its title.
        note : str
            One sentence on what it shows.
        columns : sequence of Column
            The columns.
        rows : iterable of sequences
            The cells, row by row; what does not fit on a sheet is left out.
        filtered : bool, default=True
            Whether the columns get filters.

        Returns
        -------
        tuple of Worksheet and int
            The sheet and the number of rows in its table.
        """
        sheet = self.workbook.add_worksheet(name)
        sheet.write_string(0, 0, self.title(name), self._title)
        sheet.write_string(1, 0, note, self._note)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(HEADER_ROW, place, cell_text(column.name), self._header)
        n_rows = 0
        for row in rows:
            if HEADER_ROW + n_rows == _LAST_ROW:
                break
            n_rows += 1
            for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
                self._write(sheet, (HEADER_ROW + n_rows, place), cell, column.kind)
        sheet.freeze_panes(HEADER_ROW + 1, 1)
        if filtered and n_rows:
            sheet.autofilter(HEADER_ROW, 0, HEADER_ROW + n_rows, len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADER_ROW)
        return sheet, n_rows

    def _write(self, sheet: Worksheet, place: tuple[int, int], cell: Cell, kind: Kind) -> None:
        style = self._formats[_kind_of(cell) if kind == "mixed" else kind]
        if isinstance(cell, str):
            sheet.write_string(*place, cell_text(cell), style)
        elif cell is None or pd.isna(cell):
            sheet.write_blank(*place, None, style)
        elif isinstance(cell, pd.Timestamp):
            sheet.write_datetime(*place, cell.to_pydatetime().replace(tzinfo=None), style)
        elif math.isfinite(cell):
            sheet.write_number(*place, float(cell), style)


def _kind_of(cell: Cell) -> Kind:
    if isinstance(cell, pd.Timestamp):
        return "date"
    if isinstance(cell, int):
        return "count"
    return "decimal" if isinstance(cell, float) else "text"


def cell_text(text: str) -> str:
    r"""Return text as a cell can hold it.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        Without control characters; what is longer than a cell is cut, and says so.

    Examples
    --------
    >>> cell_text("=1+1\x00"), cell_text("a" * 40_000)[-13:]
    ('=1+1 ', ' … [ingekort]')
    """
    clean = printable(text)
    units = clean.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST:
        return clean
    kept = units[: 2 * (_LONGEST - len(_CUT))]
    return kept.decode("utf-16-le", "ignore") + _CUT
