"""From raw rows to typed columns."""

import datetime

import numpy as np
import pandas as pd

from feedback_nlp.comments.batches import Note, typed_batches
from feedback_nlp.comments.columns import Columns
from feedback_nlp.comments.rows import RawTable, Row


def batches(header, *cells, columns, size=8192):
    rows = (Row(line, list(row)) for line, row in enumerate(cells, start=2))
    return list(typed_batches(RawTable(header, rows), columns, size=size))


def test_columns_get_their_names_types_and_order():
    (batch,) = batches(
        ("kanaal", "datum", "cijfer", "nr", "tekst"),
        ("app", "31-12-2025", "8,5", "r1", "Goed"),
        ("", "", "", "", ""),
        columns=Columns(comment="tekst", id="nr", score="cijfer", date="datum"),
    )
    expected = pd.DataFrame(
        {
            "comment_id": pd.Series(["r1", "2"], dtype="str"),
            "comment": pd.Series(["Goed", pd.NA], dtype="string"),
            "score": [8.5, np.nan],
            "date": pd.Series([datetime.datetime(2025, 12, 31), None], dtype="datetime64[us]"),
            "kanaal": pd.Series(["app", pd.NA], dtype="string"),
        }
    )
    pd.testing.assert_frame_equal(batch.comments, expected)


def test_other_column_cannot_take_the_name_of_a_role():
    (batch,) = batches(
        ("tekst", "score", "comment", "date"),
        ("Goed", "8", "x", "y"),
        columns=Columns(comment="tekst"),
    )
    assert list(batch.comments) == ["comment_id", "comment", "score_2", "comment_2", "date_2"]


def test_one_column_may_have_two_roles():
    (batch,) = batches(("tekst",), ("8",), columns=Columns(comment="tekst", score="tekst"))
    assert batch.comments.iloc[0].tolist() == ["1", "8", 8.0]


def test_table_without_a_comment_column_has_missing_comments():
    (batch,) = batches(("kanaal",), ("app",), columns=Columns())
    assert batch.comments["comment"].isna().tolist() == [True]


def test_what_exports_write_for_nothing_is_missing_and_answers_are_not():
    answers = ["nvt", "n.v.t.", "-", ".", "geen", "x", "none", "n/a", "null", "NaN gegeten"]
    nothing = ["", "  ", "\n", "\0", "NaN", "nan", "None", "NULL", " NULL "]
    (batch,) = batches(
        ("tekst",), *((text,) for text in answers + nothing), columns=Columns(comment="tekst")
    )
    assert batch.comments["comment"].dropna().tolist() == answers


def test_nothing_as_a_score_or_date_needs_no_note():
    (batch,) = batches(
        ("tekst", "cijfer", "datum"),
        ("Goed", "NULL", "NaN"),
        columns=Columns(comment="tekst", score="cijfer", date="datum"),
    )
    assert batch.notes == []


def test_cells_that_cannot_be_read_are_noted_by_line():
    (batch,) = batches(
        ("tekst", "cijfer", "datum"),
        ("Goed", "n.v.t.", "12/31/2025"),
        ("a\0b", "weet niet", "gisteren"),
        ("caf\ufffd", "8", "31-12-2025"),
        columns=Columns(comment="tekst", score="cijfer", date="datum"),
    )
    assert batch.notes == [
        Note(2, "cijfer", "is no score", "n.v.t."),
        Note(2, "datum", "is read as month, day, year", "12/31/2025"),
        Note(3, "tekst", "NUL characters are left out"),
        Note(3, "cijfer", "is no score", "weet niet"),
        Note(3, "datum", "is no date", "gisteren"),
        Note(4, "tekst", "a character could not be decoded"),
    ]
    assert batch.comments["comment"].tolist() == ["Goed", "ab", "caf\ufffd"]


def test_numbers_of_rows_run_on_over_batches_and_refused_rows():
    rows = iter([Row(2, ["a"]), Row(3, None, "is broken"), Row(5, ["b"]), Row(6, ["c"], "mended")])
    table = RawTable(("tekst",), rows)
    first, second = typed_batches(table, Columns(comment="tekst"), size=2)
    assert (first.comments["comment_id"].tolist(), first.n_rows) == (["1"], 2)
    assert first.refused == [Note(3, None, "is broken")]
    assert (second.comments["comment_id"].tolist(), second.n_rows) == (["3", "4"], 2)
    assert second.notes == [Note(6, None, "mended")]


def test_batch_of_refused_rows_only_has_the_same_columns():
    table = RawTable(("tekst", "cijfer"), iter([Row(2, None, "is broken")]))
    (batch,) = typed_batches(table, Columns(comment="tekst", score="cijfer"))
    assert list(batch.comments.dtypes.astype(str)) == ["str", "string", "float64"]
    assert batch.comments.empty


def test_rows_are_taken_only_when_they_are_needed():
    taken = []
    rows = (taken.append(line) or Row(line, ["a"]) for line in range(2, 100))
    batch = next(typed_batches(RawTable(("tekst",), rows), Columns(comment="tekst"), size=10))
    assert (batch.n_rows, len(taken)) == (10, 10)


def test_what_exports_write_for_nothing_is_missing_in_every_column():
    cells = ("NaN", "None", " NULL", "nan", "Nannie")
    (batch,) = batches(
        ("tekst", "kanaal"), *(("Goed", cell) for cell in cells), columns=Columns(comment="tekst")
    )
    assert batch.comments["kanaal"].isna().tolist() == [True, True, True, True, False]
