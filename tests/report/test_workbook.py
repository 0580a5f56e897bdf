import math

import openpyxl
import pandas as pd
import pytest

from feedback_nlp.report import sheets
from feedback_nlp.report.sheets import HEADER_ROW, cell_text
from feedback_nlp.report.summary import summarise
from feedback_nlp.report.workbook import write_workbook

FORMULAS = ["=1+1", "+x", "-x", "@x", "\t=1", '=HYPERLINK("http://x.nl")', "http://x.nl", "12"]


@pytest.fixture
def written(tmp_path):
    def write(findings):
        path = tmp_path / "report.xlsx"
        write_workbook(findings, summarise(findings), path)
        return openpyxl.load_workbook(path)

    return write


def table_of(sheet):
    rows = list(sheet.iter_rows(min_row=HEADER_ROW + 1, values_only=True))
    return pd.DataFrame(rows[1:], columns=rows[0])


def test_all_sheets_are_there_in_order(written, make, shop_rows):
    assert written(make(shop_rows)).sheetnames == [
        "Samenvatting",
        "Verbeterpunten",
        "Sterke punten",
        "Thema's",
        "Per periode",
        "Veranderingen",
        "Reacties",
        "Niet gelezen",
        "Begrippen",
    ]


def test_every_comment_stands_with_its_themes_and_evidence(written, make, shop_rows):
    comments = table_of(written(make(shop_rows))["Reacties"])
    assert len(comments) == 54
    row = comments[comments["Nr."] == "6"].iloc[0]
    assert row["Reactie"] == "Vriendelijke bezorger, wel te laat."
    assert row["Verbeterpunten"] == "Te late levering"
    assert row["Sterke punten"] == "Vriendelijk personeel"
    assert row["Waar het staat"] == "Vriendelijke bezorger | te laat"
    assert row["Scoregroep"] == "Passieven"
    assert row["Datum"] == pd.Timestamp("2025-01-15")
    assert row["Score"] == 7


def test_the_ranking_has_numbers_and_a_chart(written, make, shop_rows):
    sheet = written(make(shop_rows))["Verbeterpunten"]
    ranking = table_of(sheet)
    assert ranking["Thema"].iloc[0] == "Te late levering"
    assert ranking["Kost (punten)"].iloc[0] == pytest.approx(33, abs=1)
    assert ranking["Aandeel"].iloc[0] == pytest.approx(1 / 3)
    assert len(sheet._charts) == 1
    assert sheet.auto_filter.ref == "A4:L6"
    assert sheet.freeze_panes == "B5"


def test_periods_hold_the_score_and_the_count_of_each_theme(written, make, shop_rows):
    periods = table_of(written(make(shop_rows))["Per periode"])
    assert periods["Periode"].tolist()[0] == "januari 2025"
    assert periods["Te late levering"].tolist() == [3] * 6
    assert periods["Reacties"].tolist() == [8] * 6
    assert periods["Score"].tolist() == [0] * 6


def test_changes_stand_with_their_verdict(written, make, shop_rows):
    changes = table_of(written(make(shop_rows))["Veranderingen"])
    assert changes["Wat"].tolist()[0] == "Net Promoter Score (NPS)"
    late = changes[changes["Wat"] == "Te late levering"].iloc[0]
    assert (late["Mei 2025"], late["Juni 2025"], late["Verschil"]) == (37.5, 37.5, 0)  # 3 of 8
    assert late["Oordeel"] == "ruis"
    assert late["In gewone woorden"] == "Er is geen verschil te zien."


def test_a_last_period_without_its_end_is_told(written, make, shop_rows):
    note = written(make(shop_rows))["Veranderingen"]["A2"].value
    assert note.endswith(" Van juni 2025 zijn er alleen gegevens tot en met 15 juni 2025.")


def test_a_chance_counted_in_resamples_is_never_shown_as_certain(written, make, shop_rows):
    sheet = written(make(shop_rows))["Verbeterpunten"]
    place = [cell.value for cell in sheet[HEADER_ROW + 1]].index("Kans op top 3")
    assert sheet[HEADER_ROW + 2][place].number_format == '[>0.99]"> 99%";[<0.01]"< 1%";0%'


def test_no_cell_is_a_formula_or_a_link(written, make):
    rows = [(text, 3.0, None, {"late": text}) for text in FORMULAS]
    findings = make(rows)
    findings.comments["comment_id"] = [f"={n}" for n in range(len(rows))]
    findings.tags["comment_id"] = findings.comments["comment_id"]
    object.__setattr__(findings.reading, "source", "=cmd.csv")
    notes = pd.DataFrame({"line": [2], "column": ["=1+1"], "reason": ["=2+2"]})
    object.__setattr__(findings.reading, "notes", notes)
    book = written(findings)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    texts = [cell.value for cell in cells if cell.data_type == "s"]
    assert {"=1+1", "+x", "-x", "@x", "http://x.nl", "12", "=cmd.csv", "=2+2"} <= set(texts)


def test_texts_fit_a_cell_and_say_when_they_were_cut():
    assert cell_text("a" * 32_767) == "a" * 32_767
    cut = cell_text("👍" * 100_000)
    assert len(cut.encode("utf-16-le")) // 2 <= 32_767
    assert cut.endswith("👍 … [ingekort]")


def test_strange_characters_do_not_break_the_file(written, make):
    comments = table_of(
        written(make([("a\x00b\x1b\ufffe _x0041_ \u2028 é👍", 3.0, None, {})]))["Reacties"]
    )
    assert comments["Reactie"].tolist() == ["a b   _x0041_   é👍"]


def test_what_is_missing_stays_empty(written, make):
    book = written(make([("Goed.", math.nan, "2025-01-01", {}), ("Ok.", 8.0, None, {})]))
    comments = table_of(book["Reacties"])
    assert comments["Score"].isna().tolist() == [True, False]
    assert comments["Datum"].isna().tolist() == [False, True]


def test_without_ranking_scores_or_dates_the_book_is_written(written, make):
    book = written(make([("Goed.", None, None, {})]))
    assert len(book["Verbeterpunten"]._charts) == 0
    assert book["Per periode"]["A2"].value == "Er zijn geen datums uit twee of meer perioden."


def test_written_data_is_named_in_every_title(written, make, shop_rows):
    book = written(make(shop_rows, written_data=True))
    assert all("geschreven voorbeelddata" in sheet["A1"].value for sheet in book)


def test_the_same_findings_give_the_same_bytes(make, shop_rows, tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        findings = make(shop_rows)
        write_workbook(findings, summarise(findings), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_dates_that_excel_does_not_know_are_text(written, make):
    book = written(make([("Goed.", 8.0, "1812-06-01", {}), ("Ok.", 8.0, "2025-01-02", {})]))
    assert table_of(book["Reacties"])["Datum"].tolist() == [
        "1812-06-01",
        pd.Timestamp("2025-01-02"),
    ]


def test_rows_that_do_not_fit_a_sheet_are_told(written, make, shop_rows, monkeypatch):
    monkeypatch.setattr(sheets, "_LAST_ROW", HEADER_ROW + 10)
    sheet = written(make(shop_rows))["Reacties"]
    assert len(table_of(sheet)) == 10
    assert "Niet alle rijen passen op dit blad." in sheet["A2"].value
