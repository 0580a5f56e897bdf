"""Write tables and other files whole or not at all."""

import csv
import datetime
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pandas as pd
from pandas.api.types import is_object_dtype, is_string_dtype

from feedback_nlp.comments.excel_cells import LONGEST_IN_EXCEL, excel_length
from feedback_nlp.errors import WriteError

_ENDINGS = (".csv", ".parquet", ".xlsx")
_MOST_ROWS_IN_EXCEL = 1_048_575  # below the header
_EXCEL_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False}
_EXCEL_DATE = datetime.datetime(2000, 1, 1)


def write_table(table: pd.DataFrame, path: str | os.PathLike[str]) -> None:
    r"""Write a table as CSV, Parquet or Excel, by the ending of the file name.

    The same table gives the same bytes. CSV is UTF-8 with commas, and is data: no text is changed,
    not even where a spreadsheet would take it for a formula. In Excel such text stays text.

    Parameters
    ----------
    table : DataFrame
        The table; its index is not written.
    path : path
        The file to make or replace, ending in .csv, .parquet or .xlsx.

    Raises
    ------
    WriteError
        If the ending is another, the folder is absent or not writable, or the table does not fit
        into an Excel sheet.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "tags.csv")
    ...     write_table(pd.DataFrame({"comment_id": ["1"], "theme": ["te_laat"]}), file)
    ...     file.read_text(encoding="utf-8")
    'comment_id,theme\n1,te_laat\n'
    """
    ending = _table_ending(path)
    if ending == ".xlsx":
        _check_fits_excel(table, Path(path))
    with atomic_path(path) as temporary:
        if ending == ".csv":
            _write_csv(table, temporary)
        elif ending == ".parquet":
            table.to_parquet(temporary, index=False)
        else:
            _write_excel(table, temporary)


def check_writable(path: str | os.PathLike[str]) -> None:
    """Raise if no table can be written to a file, before the work for it is done.

    Parameters
    ----------
    path : path
        The file that is to be made or replaced.

    Raises
    ------
    WriteError
        If the ending is none of a table, or the folder is absent, not writable or full.

    Examples
    --------
    >>> check_writable("tags.docx")
    Traceback (most recent call last):
    feedback_nlp.errors.WriteError: Cannot write tags.docx: its name must end in .csv, ...
    """
    _table_ending(path)
    target = _resolved(path)
    with write_errors(target):
        _new_file_beside(target).unlink()


def _table_ending(path: str | os.PathLike[str]) -> str:
    ending = Path(path).suffix.lower()
    if ending not in _ENDINGS:
        message = f"Cannot write {Path(path).name}: its name must end in {', '.join(_ENDINGS)}."
        raise WriteError(message)
    return ending


@contextmanager
def atomic_path(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Lend a file name to write to; the file takes its place once the block ends well.

    Where the block fails, for whatever reason, what stood at `path` is left as it was.

    Parameters
    ----------
    path : path
        The file to make or replace.

    Yields
    ------
    Path
        An empty file in the same folder, with the same ending.

    Raises
    ------
    WriteError
        If the folder is absent, not writable or full.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with atomic_path(Path(folder, "report.html")) as temporary:
    ...         _ = temporary.write_text("<!doctype html>", encoding="utf-8")
    ...     [file.name for file in Path(folder).iterdir()]
    ['report.html']
    """
    target = _resolved(path)
    with write_errors(target):
        temporary = _new_file_beside(target)
        try:
            yield temporary
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)


def _resolved(path: str | os.PathLike[str]) -> Path:
    try:
        return Path(path).resolve()
    except ValueError as problem:
        message = f"Cannot write {path}: {problem}. Give the file another name."
        raise WriteError(message) from problem


def _new_file_beside(target: Path) -> Path:
    if target.exists() and not target.is_file():
        message = f"Cannot write {target}: it is a folder or a device. Name a file."
        raise WriteError(message)
    temporary = target.with_name(f".{secrets.token_hex(8)}{target.suffix}")
    temporary.touch(exist_ok=False)
    return temporary


@contextmanager
def write_errors(target: Path) -> Iterator[None]:
    """Turn what the system says when a file can't be written into a WriteError.

    Parameters
    ----------
    target : Path
        The file.

    Yields
    ------
    None
        Nothing.

    Raises
    ------
    WriteError
        If the folder is absent, not writable or full.
    """
    try:
        yield
    except OSError as problem:
        message = (
            f"Cannot write {target}: {getattr(problem, 'strerror', None) or problem}. "
            "Check that the folder exists, may be written to and has space left."
        )
        raise WriteError(message) from problem


def _write_csv(table: pd.DataFrame, path: Path) -> None:
    # Python's csv module leaves a bare carriage return unquoted, which would break the row.
    broken = any(texts.str.contains("\r", regex=False).any() for texts in _text_columns(table))
    quoting: Literal[0, 2] = csv.QUOTE_NONNUMERIC if broken else csv.QUOTE_MINIMAL
    table.to_csv(path, index=False, encoding="utf-8", lineterminator="\n", quoting=quoting)


def _write_excel(table: pd.DataFrame, path: Path) -> None:
    from xlsxwriter.exceptions import FileCreateError

    try:
        with pd.ExcelWriter(
            path, engine="xlsxwriter", engine_kwargs={"options": _EXCEL_OPTIONS}
        ) as writer:
            table.to_excel(writer, index=False)
            writer.book.set_properties({"created": _EXCEL_DATE})
    except FileCreateError as problem:
        raise OSError(str(problem)) from problem


def _check_fits_excel(table: pd.DataFrame, path: Path) -> None:
    longest = max(
        (excel_length(text) for texts in _text_columns(table) for text in texts), default=0
    )
    if len(table) > _MOST_ROWS_IN_EXCEL:
        found = f"{len(table)} rows, and a sheet holds {_MOST_ROWS_IN_EXCEL}"
    elif longest > LONGEST_IN_EXCEL:
        found = (
            f"a text that Excel counts as {longest} characters, and a cell holds {LONGEST_IN_EXCEL}"
        )
    else:
        return
    message = f"Cannot write {path.name}: the table has {found}. Write .csv or .parquet instead."
    raise WriteError(message)


def _text_columns(table: pd.DataFrame) -> Iterator[pd.Series]:
    for _, cells in table.items():
        filled = cells.dropna()
        if len(filled) and (is_string_dtype(cells) or is_object_dtype(cells)):
            yield filled.astype("str")
