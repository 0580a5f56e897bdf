"""Files that appear whole or not at all."""

import csv
import datetime
import io
from functools import partial

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.comments import writing
from feedback_nlp.comments.reading import read_comments
from feedback_nlp.comments.writing import atomic_path, check_writable, write_table
from feedback_nlp.errors import WriteError

TABLE = pd.DataFrame(
    {
        "comment_id": ["007", "2"],
        "opmerking": pd.array(["=1+1; 'duur' €", pd.NA], dtype="string"),
        "score": [8.5, None],
        "date": pd.to_datetime(["2025-12-31", None]),
    }
)


def test_csv_is_utf_8_with_commas_and_leaves_text_alone(tmp_path):
    write_table(TABLE, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().decode() == (
        "comment_id,opmerking,score,date\n007,=1+1; 'duur' €,8.5,2025-12-31\n2,,,\n"
    )


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".xlsx", ".CSV"])
def test_written_table_is_read_back(tmp_path, ending):
    write_table(TABLE, tmp_path / f"a{ending}")
    comments = read_comments(tmp_path / f"a{ending}").comments
    assert comments["comment_id"].tolist() == ["007", "2"]
    assert comments["comment"].fillna("").tolist() == ["=1+1; 'duur' €", ""]
    assert comments["score"].fillna(0).tolist() == [8.5, 0]
    assert comments["date"][0] == datetime.datetime(2025, 12, 31)


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".xlsx"])
def test_same_table_gives_the_same_bytes(tmp_path, monkeypatch, ending):
    write_table(TABLE, tmp_path / f"a{ending}")
    monkeypatch.setattr("time.time", lambda: 2e9)
    write_table(TABLE, tmp_path / f"b{ending}")
    assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()


def test_file_that_stands_there_is_replaced(tmp_path):
    (tmp_path / "a.csv").write_text("oud")
    write_table(TABLE[["comment_id"]], str(tmp_path / "a.csv"))
    assert (tmp_path / "a.csv").read_text() == "comment_id\n007\n2\n"


def test_link_is_written_through(tmp_path):
    (tmp_path / "echt.csv").write_text("oud")
    (tmp_path / "link.csv").symlink_to(tmp_path / "echt.csv")
    write_table(TABLE[["comment_id"]], tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "echt.csv").read_text() == "comment_id\n007\n2\n"


def write_half(target, problem):
    with atomic_path(target) as temporary:
        temporary.write_text("half")
        raise problem


@pytest.mark.parametrize("problem", [ValueError, KeyboardInterrupt])
def test_failure_leaves_the_old_file_and_nothing_else(tmp_path, problem):
    target = tmp_path / "a.html"
    target.write_text("oud")
    with pytest.raises(problem):
        write_half(target, problem)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.html", "oud")]


def test_full_disk_is_an_error(tmp_path):
    message = r"a\.html: No space left on device. Check that the folder exists, may be written to"
    with pytest.raises(WriteError, match=message), atomic_path(tmp_path / "a.html"):
        raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["weg/a.csv", "bestand/a.csv", f"{'x' * 300}.csv"])
def test_place_that_cannot_be_written_to_is_an_error(tmp_path, name):
    (tmp_path / "bestand").touch()
    for write in (check_writable, partial(write_table, TABLE)):
        with pytest.raises(WriteError, match=r"Cannot write .*Check that the folder exists"):
            write(tmp_path / name)


def test_name_that_no_file_can_have_is_an_error():
    for write in (check_writable, partial(write_table, TABLE)):
        with pytest.raises(WriteError, match=r"embedded null byte\. Give the file another name"):
            write("a\0b.csv")


def test_folder_is_an_error(tmp_path):
    (tmp_path / "a.csv").mkdir()
    for write in (check_writable, partial(write_table, TABLE)):
        with pytest.raises(WriteError, match=r"a\.csv: it is a folder or a device. Name a file."):
            write(tmp_path / "a.csv")


@pytest.mark.parametrize("name", ["a", "a.xls", "a.json"])
def test_other_ending_is_an_error(tmp_path, name):
    message = rf"Cannot write {name}: its name must end in .csv, .parquet, .xlsx."
    for write in (check_writable, partial(write_table, TABLE)):
        with pytest.raises(WriteError, match=message):
            write(tmp_path / name)


def test_check_leaves_the_folder_as_it_was(tmp_path):
    (tmp_path / "a.csv").write_text("oud")
    check_writable(tmp_path / "a.csv")
    check_writable(tmp_path / "b.xlsx")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.csv", "oud")]


def test_text_that_excel_would_cut_off_is_an_error(tmp_path):
    fits = pd.DataFrame({"empty": pd.array([pd.NA], dtype="string"), "comment": ["x" * 32_767]})
    write_table(fits, tmp_path / "a.xlsx")
    message = "as 32768 characters, and a cell holds 32767. Write .csv or .parquet instead."
    with pytest.raises(WriteError, match=message):
        write_table(fits + "x", tmp_path / "b.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_emoji_count_twice_as_they_do_in_excel(tmp_path):
    emoji = pd.DataFrame({"comment": ["👍" * 16_384]})
    with pytest.raises(WriteError, match="counts as 32768 characters"):
        write_table(emoji, tmp_path / "a.xlsx")


def test_more_rows_than_a_sheet_holds_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "_MOST_ROWS_IN_EXCEL", 1)
    with pytest.raises(WriteError, match=r"the table has 2 rows, and a sheet holds 1\. Write"):
        write_table(TABLE, tmp_path / "a.xlsx")


texts = st.text(st.characters(codec="utf-8"))


@given(st.lists(st.tuples(texts, texts)))
def test_any_text_survives_csv(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    write_table(pd.DataFrame(rows, columns=["a", "b"], dtype="str"), path)
    written = list(csv.reader(io.StringIO(path.read_bytes().decode(), newline="")))
    assert written == [["a", "b"], *map(list, rows)]


in_xml = st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufffe\uffff")
printable = st.text(in_xml, min_size=1)


@pytest.mark.parametrize("ending", [".parquet", ".xlsx"])
@given(rows=st.lists(printable.filter(str.strip), min_size=1))
def test_any_printable_text_survives(tmp_path_factory, ending, rows):
    path = tmp_path_factory.mktemp("table") / f"a{ending}"
    write_table(pd.DataFrame({"comment": pd.Series(rows, dtype="str")}), path)
    comments = read_comments(path).comments["comment"]
    assert comments.fillna("").tolist() == [
        "" if text.strip() in {"NaN", "nan", "None", "NULL"} else text for text in rows
    ]
