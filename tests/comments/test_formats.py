"""Which format a file has."""

import io

import pandas as pd
import pytest

from feedback_nlp.comments.formats import detect_format, open_table
from feedback_nlp.comments.sources import Source
from feedback_nlp.errors import ReadError


def source(content, ending=""):
    return Source(f"reacties{ending}", ending, io.BytesIO(content))


@pytest.mark.parametrize(
    ("content", "ending", "found"),
    [
        (b"PK\x03\x04...", ".csv", "workbook"),
        (b"\xd0\xcf\x11\xe0...", "", "workbook"),
        (b"PAR1...", ".csv", "parquet"),
        (b"reactie;cijfer", ".xlsx", "workbook"),
        (b"reactie;cijfer", ".parquet", "parquet"),
        (b"reactie;cijfer", ".tsv", "delimited"),
        (b"reactie;cijfer", "", "delimited"),
        (b"reactie;cijfer", ".export", "delimited"),
        (b"{...", ".csv", "delimited"),
        (b"kapot", ".ndjson", "json lines"),
        (b"\xef\xbb\xbf\n {...", "", "json lines"),
        (b"[{...", "", "json lines"),
    ],
)
def test_content_goes_before_the_ending_and_the_ending_before_a_guess(content, ending, found):
    assert detect_format(source(content, ending)) == found


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"\xff\xd8\xff\xe0", "an image"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x1f\x8b\x08", r"compressed \(gzip\)"),
        (b"\n<HTML><table>", "a web page"),
        (b'<?xml version="1.0"?>', "XML"),
    ],
)
def test_file_of_another_kind_is_an_error(content, what):
    with pytest.raises(ReadError, match=rf"reacties.xls is {what}. Save the comments as CSV or"):
        detect_format(source(content, ".xls"))


def test_empty_file_is_an_error():
    with pytest.raises(ReadError, match=r"reacties.csv is empty. Export it again, with a header"):
        detect_format(source(b"", ".csv"))


def test_every_format_gives_the_same_table():
    written = pd.DataFrame({"reactie": ["Goed", "Slecht"], "kanaal": ["app", "mail"]})
    excel = io.BytesIO()
    written.to_excel(excel, index=False)
    contents = [
        written.to_csv(index=False).encode(),
        written.to_json(orient="records", lines=True).encode(),
        written.to_parquet(index=False),
        excel.getvalue(),
    ]
    tables = [open_table(source(content)) for content in contents]
    assert {table.header for table in tables} == {("reactie", "kanaal")}
    rows = [["Goed", "app"], ["Slecht", "mail"]]
    assert [[list(row.cells) for row in table.rows] for table in tables] == [rows] * 4


def test_sheet_of_a_file_that_is_no_workbook_is_refused():
    message = "a.csv is no workbook, so it has no sheet 'Blad1'"
    with pytest.raises(ReadError, match=message):
        open_table(Source("a.csv", ".csv", io.BytesIO(b"opmerking\nGoed\n")), sheet="Blad1")
