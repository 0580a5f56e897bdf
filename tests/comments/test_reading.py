"""From a file of comments to one table."""

import csv
import io
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.comments.columns import Columns
from feedback_nlp.comments.reading import read_comments
from feedback_nlp.errors import ColumnError, ReadError


def read(content, **options):
    content = content.encode() if isinstance(content, str) else content
    return read_comments(io.BytesIO(content), **options)


def test_table_and_counts_of_a_common_export(tmp_path):
    file = tmp_path / "webshop.csv"
    rows = [
        "Datum;Cijfer;Opmerking;Kanaal",
        "31-12-2025;8,5;Snel geleverd;app",
        "31-12-2025;8,5; snel  GELEVERD ;mail",
        "30-12-2025;n.v.t.;nvt;app",
        "30-12-2025;10;;app",
        "30-12-2025;10;Goed;app;x",
    ]
    file.write_text("\n".join(rows), encoding="cp1252")
    reading = read_comments(file)
    assert reading.comments["comment_id"].tolist() == ["1", "2", "3", "4"]
    assert reading.comments["comment"].dropna().tolist() == [
        "Snel geleverd",
        " snel  GELEVERD ",
        "nvt",
    ]
    assert reading.columns == Columns(comment="Opmerking", score="Cijfer", date="Datum")
    assert (reading.source, reading.encoding, reading.delimiter) == ("webshop.csv", "utf-8", ";")
    assert reading.refused.to_dict("records") == [
        {"line": 6, "reason": "has 5 fields where the header has 4"}
    ]
    assert reading.notes.to_dict("records") == [
        {"line": 4, "column": "Cijfer", "reason": "'n.v.t.' is no score"}
    ]
    assert (reading.n_rows, reading.n_comments, reading.n_empty) == (5, 3, 1)
    assert (reading.n_without_score, reading.n_duplicates, reading.n_repeated_ids) == (1, 1, 0)
    assert reading.summary() == (
        "5 rows read from webshop.csv (UTF-8, ';'): "
        "3 with a comment, 1 without, 1 without a score, 1 duplicate, 1 refused."
    )


def test_capitals_and_spaces_make_no_other_comment():
    rows = ("Heel  goed", "heel goed", " HEEL\u00a0GOED ", "Héél goed", "héél  GOED", "heelgoed")
    assert read("\n".join(("tekst", *rows, ""))).n_duplicates == 3


def test_same_comment_with_another_score_is_no_duplicate():
    assert read("tekst;cijfer\nGoed;8\nGoed;9\nGoed;\ngoed;\n").n_duplicates == 1
    assert read("tekst;kanaal\nGoed;app\nGoed;mail\n").n_duplicates == 1
    assert read("tekst;cijfer\n;8\n;8\n").n_duplicates == 0


def test_repeated_ids_get_a_number_and_are_counted():
    reading = read("id;tekst\nr1;Goed\nr1;Beter\n;Best\nnan;Top\n")
    assert reading.comments["comment_id"].tolist() == ["r1", "r1#2", "3", "4"]
    assert reading.n_repeated_ids == 1
    assert reading.summary().endswith("4 with a comment, 0 without, 1 repeated id.")


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("tekst\tcijfer\nGoed\t8\n".encode("utf-16"), " (UTF-16, tab)"),
        ("tekst|cijfer\néén|8\n".encode("cp1252"), " (Windows-1252, '|')"),
        (b"\xef\xbb\xbftekst\nGoed\n", " (UTF-8)"),
        (b'{"tekst": "Goed"}', " (UTF-8)"),
        (pd.DataFrame({"tekst": ["Goed"]}).to_parquet(), ""),
    ],
)
def test_summary_names_the_form_of_a_text_file(content, form):
    assert read(content).summary() == (
        f"1 row read from the given stream{form}: 1 with a comment, 0 without."
    )


def test_long_value_of_a_score_is_shortened_in_the_note():
    reading = read(f"tekst;cijfer\nGoed;{'x' * 41}\n")
    assert reading.notes["reason"].tolist() == [f"'{'x' * 39}…' is no score"]


def test_notes_never_quote_a_comment():
    content = 'tekst;cijfer\n"geheim\0;5\n"geheim" twee;8\ngeheim\ngeheim;1;2\n'
    reading = read(content)
    assert len(reading.notes) == 4
    reasons = [*reading.notes["reason"], *reading.refused["reason"]]
    assert not any("geheim" in reason for reason in reasons)


def test_tables_without_remarks_have_their_columns():
    reading = read("tekst\nGoed\n")
    assert list(reading.refused) == ["line", "reason"]
    assert list(reading.notes) == ["line", "column", "reason"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty. Export it again, with a header and one row per comment."),
        (b"tekst;cijfer\n", "has a header but no rows. Check that the export is complete."),
        (
            b"tekst;cijfer\nGoed;8;x\n",
            "has no row that can be read: line 2 has 3 fields where the header has 2. "
            "Check how the file was exported.",
        ),
    ],
)
def test_file_without_rows_is_an_error(content, message):
    with pytest.raises(ReadError, match=re.escape(message)):
        read(content)


def test_needed_score_column_without_a_score_is_an_error():
    message = (
        "Column 'cijfer' has no readable score; 5 cells hold other text. "
        "Name the right one with Columns(score=...) or --score-column."
    )
    content = "tekst;cijfer\nGoed;a\nGoed;b\nGoed;a\nGoed;c\nGoed;dddd\n"
    with pytest.raises(ColumnError, match=re.escape(message)):
        read(content, need=("comment", "score"))
    assert len(read(content).notes) == 5


def test_needed_score_column_with_one_score_is_enough():
    reading = read("tekst;cijfer\nGoed;a\nGoed;8\n", need=("comment", "score"))
    assert reading.n_without_score == 1


def test_needed_score_column_without_cells_is_an_error():
    with pytest.raises(
        ColumnError, match=r"has no readable score; no cells hold other text\. Name"
    ):
        read("tekst;cijfer\nGoed;\n", need=("score",))


def test_sheet_is_chosen_by_name():
    excel = io.BytesIO()
    with pd.ExcelWriter(excel, engine="xlsxwriter") as book:
        for name in ("Jan", "Feb"):
            pd.DataFrame({"tekst": [name]}).to_excel(book, sheet_name=name, index=False)
    assert read(excel.getvalue(), sheet="Feb").comments["comment"].tolist() == ["Feb"]


def test_number_of_a_row_that_is_an_id_of_the_file_counts_as_repeated():
    reading = read("id;tekst\n2;Goed\n;Beter\n")
    assert reading.comments["comment_id"].tolist() == ["2", "2#2"]
    assert reading.n_repeated_ids == 1


def test_ids_are_distinct_over_all_batches_of_a_long_file():
    reading = read("id;tekst\n" + "a;Goed\n" * 8200 + "a#8192;Top\n")
    assert reading.comments["comment_id"].is_unique
    assert reading.comments["comment_id"].iloc[[0, 1, 8191, -1]].tolist() == [
        "a", "a#2", "a#8193", "a#8192",
    ]  # fmt: skip
    assert reading.n_repeated_ids == 8199


texts = st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]))
tables = st.lists(st.tuples(texts, texts), min_size=1, max_size=20)


def written(rows, delimiter, encoding):
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([("opmerking", "kanaal"), *rows])
    return text.getvalue().encode(encoding)


def is_missing(text):
    return not text.strip() or text.strip() in {"NaN", "nan", "None", "NULL"}


@given(
    rows=tables,
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8-sig", "utf-16"]),
)
def test_no_comment_is_lost_or_invented(rows, delimiter, encoding):
    reading = read(written(rows, delimiter, encoding))
    assert reading.comments["comment"].fillna("").tolist() == [
        "" if is_missing(comment) else comment for comment, _ in rows
    ]
    assert reading.comments["kanaal"].fillna("").tolist() == [
        "" if is_missing(channel) else channel for _, channel in rows
    ]
    assert reading.n_comments + reading.n_empty == reading.n_rows == len(rows)


@given(rows=tables)
def test_every_format_gives_the_same_comments(rows):
    table = pd.DataFrame(rows, columns=["opmerking", "kanaal"], dtype="str")
    contents = [
        written(rows, ";", "utf-8"),
        table.to_parquet(),
        table.to_json(orient="records", lines=True).encode(),
    ]
    first, *others = (read(content).comments for content in contents)
    for other in others:
        pd.testing.assert_frame_equal(first, other)


@given(st.lists(st.sampled_from(["Goed", ";", "\n", '"', "8", "\0", "é"])).map("".join))
def test_rows_are_kept_or_refused_whatever_the_file_looks_like(body):
    try:
        reading = read("opmerking;cijfer\n" + body)
    except ReadError:
        return
    assert reading.n_rows == len(reading.comments) + len(reading.refused)


@given(st.binary())
def test_any_bytes_give_a_reading_or_a_clear_error(content):
    message = "."
    try:
        read(b"opmerking;cijfer\n" + content)
    except ReadError as problem:
        message = str(problem)
    assert message.endswith(".")


def test_customers_are_read_beside_the_column_under_its_own_name():
    content = b"id,tekst,Klantnr\n1,a,k1\n2,b,\n3,c,k1\n"
    comments = read(content).comments
    assert comments["customer"].fillna("-").tolist() == ["k1", "-", "k1"]
    assert comments["Klantnr"].fillna("-").tolist() == ["k1", "-", "k1"]
    comments = read("id,tekst\n7,a\n7,b\n", columns=Columns(customer="id")).comments
    assert comments["comment_id"].tolist() == ["7", "7#2"]
    assert comments["customer"].tolist() == ["7", "7"]


def test_column_that_is_called_customer_is_not_doubled():
    assert list(read("tekst,customer\na,k1\n").comments) == ["comment_id", "comment", "customer"]
