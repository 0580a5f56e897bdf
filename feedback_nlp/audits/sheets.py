"""Write the sheet in which people label the comments of an audit."""

import datetime
import os
from pathlib import Path

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from feedback_nlp.audits.drawing import USUAL_DRAW, AuditDraw, draw_comments
from feedback_nlp.audits.guidelines import HEADER, RULES, SIDE_NAMES, TITLE
from feedback_nlp.audits.sheet_rows import read_rows
from feedback_nlp.audits.stamps import make_stamp
from feedback_nlp.audits.theme_cells import NO_THEME, ThemeCells
from feedback_nlp.comments.excel_cells import cut_for_excel
from feedback_nlp.comments.writing import atomic_path, check_writable, write_table
from feedback_nlp.errors import AuditError, ReadError, WriteError
from feedback_nlp.themes.taxonomy import Taxonomy

_ENDINGS = (".csv", ".xlsx")
_THEME_COLUMNS = ["themes", "themes_2", "themes_3", "themes_4"]
_WIDTHS = {"comment_id": 14, "comment": 80, "inclusion_probability": 20, "stamp": 12}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_CREATED = datetime.datetime(2000, 1, 1)  # the same draw gives the same bytes


def write_audit(
    comments: pd.DataFrame,
    taxonomy: Taxonomy,
    path: str | os.PathLike[str],
    *,
    draw: AuditDraw = USUAL_DRAW,
    model: str = "",
) -> pd.DataFrame:
    """Draw comments and write a sheet in which people give them themes.

    An Excel sheet has the themes as a list to choose from, and guidelines on a second sheet. In a
    CSV sheet a text that a spreadsheet would take for a formula begins with an apostrophe.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent: `comment_id`, `comment`, and the column of groups if there is one.
    taxonomy : Taxonomy
        The themes to choose from.
    path : path
        The file to make, ending in .xlsx or .csv; only a sheet without labels is replaced.
    draw : AuditDraw
        How many comments are drawn, by which seed and groups.
    model : str
        The model whose errors the audit is to measure; `read_audit` refuses it for another.

    Returns
    -------
    DataFrame
        The drawn comments: `comment_id`, `comment` and `inclusion_probability`.

    Raises
    ------
    AuditError
        When there is no comment, or there are more groups than comments to draw.
    ColumnError
        When there is no such column of groups.
    WriteError
        When the file can't be written, or labels in it would be lost.

    Examples
    --------
    >>> import tempfile
    >>> from feedback_nlp.themes.taxonomy import load_taxonomy
    >>> comments = pd.DataFrame({"comment_id": ["7"], "comment": ["=te laat"]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     drawn = write_audit(comments, load_taxonomy(), Path(folder, "audit.csv"))
    ...     print(Path(folder, "audit.csv").read_text(encoding="utf-8"))
    comment_id,comment,inclusion_probability,themes,stamp
    7,'=te laat,1.0,,audit n=300 seed=1 file=... themes=... model=
    """
    check_sheet(path)
    drawn = draw_comments(comments, draw)
    sheet = drawn.assign(themes="", stamp=str(make_stamp(comments, taxonomy, model, draw)))
    if Path(path).suffix.lower() == ".csv":
        texts = {name: sheet[name].map(defused) for name in ("comment_id", "comment")}
        write_table(sheet.assign(**texts), path)
    else:
        with atomic_path(path) as temporary, Workbook(str(temporary), _OPTIONS) as book:
            _write_book(book, sheet, taxonomy)
    return drawn


def check_sheet(path: str | os.PathLike[str]) -> None:
    """Raise if no audit sheet may be written to a file, before the work for it is done.

    Parameters
    ----------
    path : path
        The file that is to be made; only a sheet without labels is replaced.

    Raises
    ------
    WriteError
        If the ending is none of a sheet, the folder is absent, not writable or full, or the file
        is there and is no audit sheet that is still without labels.

    Examples
    --------
    >>> check_sheet("audit.parquet")
    Traceback (most recent call last):
    feedback_nlp.errors.WriteError: Cannot write audit.parquet: people label in .csv or .xlsx.
    """
    if Path(path).suffix.lower() not in _ENDINGS:
        message = f"Cannot write {Path(path).name}: people label in .csv or .xlsx."
        raise WriteError(message)
    check_writable(path)
    if Path(path).exists() and not _holds_no_label(Path(path)):
        message = (
            f"Cannot write {Path(path).name}: it is there already, and is no audit sheet that is "
            "still empty. Labels in it would be lost: name another file, or remove this one first."
        )
        raise WriteError(message)


def _holds_no_label(path: Path) -> bool:
    if path.stat().st_size == 0:
        return True
    try:
        return not any(row.themes for row in read_rows(path)[1])
    except (AuditError, ReadError):
        return False


def defused(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    Parameters
    ----------
    text : str
        An id or comment.

    Returns
    -------
    str
        The text, with an apostrophe before it where it begins as a formula does.

    Examples
    --------
    >>> defused("=1+1"), defused("top")
    ("'=1+1", 'top')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def _write_book(book: Workbook, sheet: pd.DataFrame, taxonomy: Taxonomy) -> None:
    book.set_properties({"title": "Audit", "created": _CREATED})
    columns = ["comment_id", "comment", *_THEME_COLUMNS, "inclusion_probability", "stamp"]
    page, guide = book.add_worksheet("Audit"), book.add_worksheet("Uitleg")
    head, text = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    text.set_align("top")
    page.freeze_panes(1, 2)
    for place, name in enumerate(columns):
        page.set_column(place, place, _WIDTHS.get(name, 30), text)
        page.write_string(0, place, name, head)
    for line, row in enumerate(sheet.itertuples(index=False), start=1):
        page.write_string(line, 0, cut_for_excel(str(row.comment_id)))
        page.write_string(line, 1, cut_for_excel(str(row.comment)), text)
        page.write_number(line, columns.index("inclusion_probability"), row.inclusion_probability)
        page.write_string(line, columns.index("stamp"), str(row.stamp))
    first, last = _write_guide(guide, taxonomy, head, text)
    choice = {"validate": "list", "source": f"=Uitleg!$A${first}:$A${last}", "show_error": False}
    start = columns.index("themes")
    page.data_validation(1, start, len(sheet), start + len(_THEME_COLUMNS) - 1, choice)


def _write_guide(
    guide: Worksheet, taxonomy: Taxonomy, head: object, text: object
) -> tuple[int, int]:
    """Write the guidelines and return the first and last row of the themes to choose from."""
    for place, width in enumerate((42, 10, 110, 30)):
        guide.set_column(place, place, width, text)
    guide.write_string(0, 0, TITLE, head)
    for line, rule in enumerate(RULES, start=1):
        guide.merge_range(line, 0, line, 3, f"{line}. {rule}", text)
    top = len(RULES) + 2
    guide.write_row(top, 0, HEADER, head)
    guide.write_row(top + 1, 0, (NO_THEME, "", "Geen van de thema's hieronder wordt genoemd."))
    cells = ThemeCells(taxonomy)
    for line, theme in enumerate(taxonomy.themes, start=top + 2):
        side = SIDE_NAMES[taxonomy.side_of(theme)]
        meaning = taxonomy.definition_of(theme)
        guide.write_row(line, 0, (cells.shown(theme), side, meaning, theme), text)
    return top + 2, top + 2 + len(taxonomy.themes)
