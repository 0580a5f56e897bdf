"""Read Excel workbooks: the sheet that was named, or the only one with a comment column."""

from collections.abc import Iterator
from contextlib import contextmanager

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from feedback_nlp.comments.columns import USUAL_NAMES, Columns, has_comment_column, listed
from feedback_nlp.comments.headers import name_columns
from feedback_nlp.comments.rows import RawTable, Row, cell_text
from feedback_nlp.comments.sources import Source
from feedback_nlp.errors import ColumnError, ReadError

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_workbook(
    source: Source, *, sheet: str | None = None, columns: Columns = USUAL_NAMES
) -> RawTable:
    """Open one sheet of a workbook as a header and rows.

    The first row with content is the header. Empty rows at the end are no rows.

    Parameters
    ----------
    source : Source
        The opened file.
    sheet : str, optional
        Name of the sheet; without it the only one with a comment column is taken.
    columns : Columns
        The names the user gave, to know the comment column by.

    Returns
    -------
    RawTable
        Header and rows; a row's line is its number in the sheet.

    Raises
    ------
    ReadError
        If the file is no workbook, is protected, or has no such sheet.
    ColumnError
        If several sheets have a comment column, or none of several has.
    """
    with _readable(source):
        source.stream.seek(0)
        workbook = CalamineWorkbook.from_filelike(source.stream)
        if sheet is None:
            rows = _sheet_with_comments(workbook, source, columns)
        else:
            rows = _sheet_rows(_named_sheet(workbook, source, sheet))
    header = next(rows, None)
    if header is None or header.cells is None:
        message = f"{source.name} has no cells. Export it again, with one row per comment."
        raise ReadError(message)
    return RawTable(name_columns(header.cells), rows)


@contextmanager
def _readable(source: Source) -> Iterator[None]:
    advice = "Unpack it if it is an archive; else open it in Excel and save it again."
    try:
        yield
    except PasswordError as problem:
        raise _protected(source) from problem
    except CalamineError as problem:
        source.stream.seek(0)
        if _ENCRYPTED in source.stream.read():
            raise _protected(source) from problem
        message = f"{source.name} is no readable Excel workbook ({problem}). {advice}"
        raise ReadError(message) from problem
    except BaseException as problem:
        # A panic of calamine's Rust code has no importable type, and is no Exception.
        if type(problem).__name__ != "PanicException":
            raise
        message = f"{source.name} is a damaged Excel workbook. {advice}"
        raise ReadError(message) from problem


def _protected(source: Source) -> ReadError:
    return ReadError(f"{source.name} is protected with a password. Save it without one.")


def _named_sheet(workbook: CalamineWorkbook, source: Source, sheet: str) -> CalamineSheet:
    if sheet not in workbook.sheet_names:
        message = (
            f"Sheet '{sheet}' not found; {source.name} has {listed(workbook.sheet_names)}. "
            "Name one with sheet=... or --sheet."
        )
        raise ReadError(message)
    return workbook.get_sheet_by_name(sheet)


def _sheet_with_comments(
    workbook: CalamineWorkbook, source: Source, columns: Columns
) -> Iterator[Row]:
    sheets = {name: workbook.get_sheet_by_name(name) for name in _visible_sheets(workbook)}
    headers = {name: header for name, sheet in sheets.items() if (header := _header(sheet))}
    fitting = [name for name, header in headers.items() if has_comment_column(header, columns)]
    chosen = fitting or list(headers)
    if len(chosen) > 1:
        problem = "several sheets" if fitting else "no sheet"
        message = (
            f"{source.name} has {problem} with a comment column: {listed(chosen)}. "
            "Name one with sheet=... or --sheet."
        )
        raise ColumnError(message)
    return _sheet_rows(sheets[chosen[0]]) if chosen else iter(())


def _visible_sheets(workbook: CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]


def _header(sheet: CalamineSheet) -> tuple[str, ...]:
    first = next(_sheet_rows(sheet), None)
    return () if first is None else name_columns(first.cells or ())


def _sheet_rows(sheet: CalamineSheet) -> Iterator[Row]:
    """Yield the rows from the first to the last with content."""
    empty: list[Row] = []
    started = False
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        row = Row(line, cells)
        if all(cell_text(cell) is None for cell in cells):
            empty.append(row)
            continue
        yield from empty if started else ()
        yield row
        started = True
        empty.clear()
