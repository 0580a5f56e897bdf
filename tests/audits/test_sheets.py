"""The sheet that people fill."""

import re
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest

from feedback_nlp import AuditDraw, WriteError, read_audit, write_audit

COLUMNS = ["comment_id", "comment", "inclusion_probability", "themes", "stamp"]


def test_a_csv_sheet_has_the_drawn_comments_and_an_empty_column_for_themes(sheet):
    assert list(sheet) == COLUMNS
    assert len(sheet) == 8
    assert sheet["themes"].eq("").all()
    assert sheet["inclusion_probability"].astype(float).eq(8 / 12).all()
    assert sheet["stamp"].eq(sheet["stamp"][0]).all()


def test_no_cell_begins_as_a_formula(comments, taxonomy, tmp_path):
    dangerous = comments.assign(comment_id=[f"-{i}" for i in range(12)])
    for name in ("audit.csv", "audit.xlsx"):
        write_audit(dangerous, taxonomy, tmp_path / name, draw=AuditDraw(n=12))
    table = pd.read_csv(tmp_path / "audit.csv", dtype="str")
    assert "'=2+3 dagen te laat" in set(table["comment"])
    assert table["comment_id"].str.startswith("'-").all()
    cells = openpyxl.load_workbook(tmp_path / "audit.xlsx")["Audit"]
    assert {cell.data_type for row in cells.iter_rows(min_row=2, max_col=2) for cell in row} == {
        "s"
    }
    for name in ("audit.csv", "audit.xlsx"):
        assert len(read_audit(tmp_path / name, dangerous, taxonomy).labels) == 12


def test_an_excel_sheet_offers_the_themes_and_has_the_guidelines_beside_it(
    comments, taxonomy, tmp_path
):
    write_audit(comments, taxonomy, tmp_path / "audit.xlsx", draw=AuditDraw(n=5))
    book = openpyxl.load_workbook(tmp_path / "audit.xlsx")
    assert book.sheetnames == ["Audit", "Uitleg"]
    (rule,) = book["Audit"].data_validations.dataValidation
    assert (rule.type, str(rule.sqref)) == ("list", "C2:F6")
    guide, cells = rule.formula1.replace("$", "").split("!")
    offered = [row[0].value for row in book[guide][cells]]
    # a name with a separator in it could be read as two themes, so its id is offered
    assert offered == ["geen thema", "Te late levering", "Te duur", "rude"]


def test_the_same_draw_gives_the_same_bytes(comments, taxonomy, tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_audit(comments, taxonomy, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize(("comment", "fits"), [("x" * 40_000, 32_767), ("👍" * 20_000, 16_383)])
def test_a_comment_too_long_for_a_cell_is_cut_and_still_recognised(
    comments, taxonomy, tmp_path, comment, fits
):
    long = comments.assign(comment=comment)
    write_audit(long, taxonomy, tmp_path / "audit.xlsx")
    with ZipFile(tmp_path / "audit.xlsx") as parts:
        written = parts.read("xl/sharedStrings.xml").decode()
    assert max(map(len, re.findall("[x👍]+", written))) == fits
    assert len(read_audit(tmp_path / "audit.xlsx", long, taxonomy).labels) == 12


def test_a_sheet_nobody_can_label_in_is_refused(comments, taxonomy, tmp_path):
    with pytest.raises(WriteError, match=r"people label in \.csv or \.xlsx"):
        write_audit(comments, taxonomy, tmp_path / "audit.parquet")
    with pytest.raises(WriteError, match="Check that the folder exists"):
        write_audit(comments, taxonomy, tmp_path / "geen" / "audit.xlsx")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["audit.csv", "audit.xlsx"])
def test_a_sheet_is_drawn_again_only_while_it_holds_no_label(
    comments, taxonomy, sheet, saved, tmp_path, name
):
    for _ in range(2):
        write_audit(comments, taxonomy, tmp_path / name)
    saved(sheet.assign(themes=["", "dear", *[""] * 6]), name)
    filled = (tmp_path / name).read_bytes()
    with pytest.raises(WriteError, match="Labels in it would be lost: name another file"):
        write_audit(comments, taxonomy, tmp_path / name)
    assert (tmp_path / name).read_bytes() == filled


def test_only_an_empty_file_that_is_no_sheet_is_replaced(comments, taxonomy, tmp_path):
    path = tmp_path / "audit.csv"
    path.write_text("comment_id,comment,inclusion_probability,thema\nk1,te laat,1,te laat\n")
    with pytest.raises(WriteError, match="it is there already"):
        write_audit(comments, taxonomy, path)
    path.write_text("")
    write_audit(comments, taxonomy, path)
