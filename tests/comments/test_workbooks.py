"""Excel workbooks; those in files/ were made with xlwt and with msoffcrypto-tool."""

import datetime
import io
import re
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
import xlsxwriter
from python_calamine import PasswordError

from feedback_nlp.comments import workbooks
from feedback_nlp.comments.columns import Columns
from feedback_nlp.comments.rows import Row
from feedback_nlp.comments.sources import Source, open_source
from feedback_nlp.comments.workbooks import read_workbook
from feedback_nlp.errors import ColumnError, ReadError

FILES = Path(__file__).parent / "files"


def workbook(hidden=(), first_row=0, **sheets):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"default_date_format": "dd-mm-yyyy hh:mm"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows, start=first_row):
                sheet.write_row(number, 0, row)
            if name in hidden:
                sheet.hide()
    return Source("reacties.xlsx", ".xlsx", content)


def test_cells_keep_their_types():
    moment = datetime.datetime(2025, 12, 31, 14, 5)
    source = workbook(Blad1=[["opmerking", "cijfer", "datum"], ["Goed\nsnel", 8.5, moment]])
    table = read_workbook(source)
    assert (table.header, table.encoding, table.delimiter) == (
        ("opmerking", "cijfer", "datum"),
        None,
        None,
    )
    assert list(table.rows) == [Row(2, ["Goed\nsnel", 8.5, moment])]


def test_line_is_the_row_of_the_sheet():
    source = workbook(first_row=3, Blad1=[["opmerking"], ["Goed"], [""], ["Slecht"]])
    assert list(read_workbook(source).rows) == [Row(5, ["Goed"]), Row(6, [""]), Row(7, ["Slecht"])]


def test_empty_rows_at_the_end_are_no_rows():
    source = workbook(Blad1=[["opmerking", "cijfer"], ["Goed", 8], ["", ""], [" ", ""]])
    assert [row.cells[0] for row in read_workbook(source).rows] == ["Goed"]


def test_only_sheet_with_a_comment_column_is_taken():
    source = workbook(Uitleg=[["Let op"]], Data=[["reactie"], ["Goed"]], Leeg=[])
    assert list(read_workbook(source).rows) == [Row(2, ["Goed"])]


def test_hidden_sheet_is_taken_only_by_name():
    source = workbook(hidden=["Oud"], Nieuw=[["reactie"], ["Goed"]], Oud=[["reactie"], ["Slecht"]])
    assert list(read_workbook(source).rows) == [Row(2, ["Goed"])]
    assert list(read_workbook(source, sheet="Oud").rows) == [Row(2, ["Slecht"])]


def test_named_column_points_to_its_sheet():
    source = workbook(A=[["reactie"], ["Goed"]], B=[["mening"], ["Slecht"]])
    table = read_workbook(source, columns=Columns(comment="mening"))
    assert table.header == ("mening",)


def test_several_sheets_with_comments_are_an_error():
    source = workbook(Jan=[["reactie"]], Feb=[["opmerking"]], Uitleg=[["Let op"]])
    message = (
        "reacties.xlsx has several sheets with a comment column: 'Jan', 'Feb'. "
        "Name one with sheet=... or --sheet."
    )
    with pytest.raises(ColumnError, match=re.escape(message)):
        read_workbook(source)


def test_several_sheets_without_comments_are_an_error():
    source = workbook(Jan=[["omzet"]], Feb=[["omzet"]])
    with pytest.raises(
        ColumnError, match=r"has no sheet with a comment column: 'Jan', 'Feb'\. Name"
    ):
        read_workbook(source)


def test_absent_sheet_is_an_error():
    message = "Sheet 'Mrt' not found; reacties.xlsx has 'Jan'. Name one with sheet=... or --sheet."
    with pytest.raises(ReadError, match=re.escape(message)):
        read_workbook(workbook(Jan=[["reactie"]]), sheet="Mrt")


@pytest.mark.parametrize("sheet", [None, "Leeg"])
def test_workbook_without_cells_is_an_error(sheet):
    with pytest.raises(ReadError, match=r"reacties.xlsx has no cells. Export it again"):
        read_workbook(workbook(Leeg=[]), sheet=sheet)


def test_old_workbook_is_read():
    with open_source(FILES / "reacties.xls") as source:
        assert list(read_workbook(source).rows) == [
            Row(2, ["Snel geleverd, goed verpakt", 9, datetime.date(2025, 12, 30)]),
            Row(3, ["Café was dicht… €5 te veel betaald", 4.5, datetime.date(2025, 12, 31)]),
        ]


def test_protected_workbook_is_an_error():
    with (
        open_source(FILES / "beveiligd.xlsx") as source,
        pytest.raises(ReadError, match=r"beveiligd.xlsx is protected with a password. Save it"),
    ):
        read_workbook(source)


def archive():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("reacties.csv", "reactie\nGoed\n")
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"geen zip", workbook(Blad1=[["reactie"]]).head(2000), archive()],
    ids=["text", "cut off", "archive"],
)
def test_file_that_is_no_workbook_is_an_error(content):
    source = Source("reacties.xlsx", ".xlsx", io.BytesIO(content))
    with pytest.raises(ReadError, match=r"is no readable Excel workbook \(Cannot detect"):
        read_workbook(source)


def test_damaged_old_workbook_is_an_error():
    content = (FILES / "reacties.xls").read_bytes()[:4096]
    with pytest.raises(
        ReadError, match=r"reacties\.xls is a damaged Excel workbook\. Unpack it if"
    ):
        read_workbook(Source("reacties.xls", ".xls", io.BytesIO(content)))


@pytest.mark.parametrize(
    ("raised", "error"), [(PasswordError, ReadError), (KeyboardInterrupt, KeyboardInterrupt)]
)
def test_protection_is_told_and_interruption_is_passed_on(monkeypatch, raised, error):
    def fail(_):
        raise raised

    monkeypatch.setattr(workbooks, "CalamineWorkbook", SimpleNamespace(from_filelike=fail))
    with pytest.raises(error):
        read_workbook(workbook(Blad1=[["reactie"]]))
