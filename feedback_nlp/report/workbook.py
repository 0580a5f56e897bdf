"""Write the workbook: the same numbers as the page, and all comments, as sheets to filter."""

import datetime
from pathlib import Path

from xlsxwriter import Workbook

from feedback_nlp.report.findings import Findings
from feedback_nlp.report.number_sheets import (
    add_changes,
    add_improvements,
    add_periods,
    add_strengths,
    add_themes,
)
from feedback_nlp.report.sheets import Book
from feedback_nlp.report.summary import Summary
from feedback_nlp.report.text_sheets import add_comments, add_guide, add_summary, add_unread

_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_CREATED = datetime.datetime(2000, 1, 1)  # the same findings give the same bytes


def write_workbook(findings: Findings, summary: Summary, path: Path) -> None:
    """Write the workbook.

    Parameters
    ----------
    findings : Findings
        The tables and numbers that were found.
    summary : Summary
        What `summarise` made of them.
    path : Path
        The file to write.
    """
    with Workbook(str(path), _OPTIONS) as workbook:
        workbook.set_properties({"title": "Klantfeedback", "created": _CREATED})
        decimals = summary.notation.impact_digits
        book = Book(workbook, decimals=decimals, written=findings.written_data)
        add_summary(book, findings, summary)
        add_improvements(book, summary)
        add_strengths(book, summary)
        add_themes(book, summary)
        add_periods(book, summary)
        add_changes(book, summary)
        add_comments(book, findings, summary)
        add_unread(book, findings)
        add_guide(book, summary)
