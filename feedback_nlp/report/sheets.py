"""Write one table to one sheet of a workbook, so that no text can be taken for a formula."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from feedback_nlp.comments.excel_cells import cut_for_excel
from feedback_nlp.report import colours
from feedback_nlp.report.plain_text import printable

Kind = Literal["text", "count", "share", "decimal", "score", "date", "mixed", "chance"]
Cell = str | float | pd.Timestamp | None
WRITTEN = "geschreven voorbeelddata"
HEADER_ROW = 3
_LAST_ROW = 1_048_575
_CUT = " … [ingekort]"
_TOO_MANY = "Niet alle rijen passen op dit blad."
_A4 = 9
_FIRST_YEAR = 1900
_LINE_HEIGHT = 15  # points
_MOST_LINES = 12
_WIDTH = 0.95  # of a letter, in digits, on average


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
        head = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1}
        self._heads = {
            "number": workbook.add_format(head | {"align": "right"}),
            "text": workbook.add_format(head | {"indent": 1}),
        }
        styles: dict[str, dict[str, object]] = {
            "count": {"num_format": "#,##0"},
            "share": {"num_format": "0.0%"},
            "chance": {"num_format": '[>0.99]"> 99%";[<0.01]"< 1%";0%'},
            "decimal": {"num_format": "#,##0." + "0" * max(1, decimals)},
            "score": {"num_format": "General"},
            "date": {"num_format": "[$-413]d mmm yyyy"},
            "text": {"text_wrap": True, "indent": 1},
        }
        self._formats = {
            kind: workbook.add_format(style | {"valign": "top"}) for kind, style in styles.items()
        }
        self._mixed = {
            kind: workbook.add_format(style | {"valign": "top", "align": "left", "indent": 1})
            for kind, style in styles.items()
        }

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
        self._write_header(sheet, columns)
        n_rows = 0
        for row in rows:
            if HEADER_ROW + n_rows == _LAST_ROW:
                sheet.write_string(1, 0, f"{note} {_TOO_MANY}", self._note)
                break
            n_rows += 1
            self._write_row(sheet, HEADER_ROW + n_rows, columns, row)
        if filtered and n_rows:
            sheet.autofilter(HEADER_ROW, 0, HEADER_ROW + n_rows, len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADER_ROW)
        return sheet, n_rows

    def _write_header(self, sheet: Worksheet, columns: Sequence[Column]) -> None:
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            head = self._heads["text" if column.kind in ("text", "mixed") else "number"]
            sheet.write_string(HEADER_ROW, place, cell_text(column.name), head)
        sheet.freeze_panes(HEADER_ROW + 1, 1)

    def _write_row(
        self, sheet: Worksheet, at: int, columns: Sequence[Column], row: Sequence[Cell]
    ) -> None:
        n_lines = 1
        for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
            self._write(sheet, (at, place), cell, column.kind)
            if isinstance(cell, str):
                n_lines = max(n_lines, _n_lines(cell, column.width))
        if n_lines > 1:
            sheet.set_row(at, _LINE_HEIGHT * n_lines)

    def _write(self, sheet: Worksheet, place: tuple[int, int], cell: Cell, kind: Kind) -> None:
        style = self._mixed[_kind_of(cell)] if kind == "mixed" else self._formats[kind]
        if isinstance(cell, str):
            sheet.write_string(*place, cell_text(cell), style)
        elif cell is None or pd.isna(cell):
            sheet.write_blank(*place, None, style)
        elif isinstance(cell, pd.Timestamp) and cell.year < _FIRST_YEAR:
            sheet.write_string(*place, str(cell.date()), style)
        elif isinstance(cell, pd.Timestamp):
            sheet.write_datetime(*place, cell.to_pydatetime().replace(tzinfo=None), style)
        elif math.isfinite(cell):
            sheet.write_number(*place, float(cell), style)


def _n_lines(text: str, width: int) -> int:
    """Return over how many lines a cell shows a text: Excel only works that out by itself."""
    if len(text) >= _MOST_LINES * width:
        return _MOST_LINES
    lines = text.splitlines() or [""]
    return min(_MOST_LINES, sum(1 + int(len(line) * _WIDTH // width) for line in lines))


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
    return cut_for_excel(printable(text), _CUT)
