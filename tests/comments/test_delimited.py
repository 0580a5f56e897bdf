"""CSV and its relatives."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.comments.delimited import detect_delimiter, read_delimited
from feedback_nlp.comments.rows import Row
from feedback_nlp.comments.sources import Source
from feedback_nlp.errors import ReadError

NOT_CLOSED = "a quote is not closed as it should be; the line was read as it stands"


def read(content):
    content = content.encode() if isinstance(content, str) else content
    return read_delimited(Source("reacties.csv", ".csv", io.BytesIO(content)))


def read_rows(content):
    return list(read(content).rows)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("cijfer;reactie\n8,5;Snel, netjes, goed\n7,5;Traag\n", ";"),
        ("cijfer,reactie\n8,Goed; echt\n7,Traag\n", ","),
        ("cijfer\treactie\n8\tGoed, snel\n", "\t"),
        ("cijfer|reactie\n8|Goed, snel; top\n", "|"),
        ('"Cijfer, 0-10";Opmerking\n8,5;Goed\n7,5;Slecht\n', ";"),
        ('reactie,cijfer\n"Eerst; goed\ntoen; slecht",8\n', ","),
        ("reactie;cijfer\n", ";"),
        ("reactie;cijfer\nMatig\n", ";"),
        ("id,reactie\n1,Goed, snel\n2,Prima\n3,Traag, duur, kapot\n", ","),
        ("reactie\nGoed, snel, netjes\nTraag, duur, kapot\n", None),
        ("Opmerkingen, suggesties en tips\nGoed\nNiet duur, wel snel\nSlecht\n", None),
        ("reactie", None),
        ("", None),
    ],
)
def test_delimiter_is_the_one_that_fits_header_and_rows(text, delimiter):
    assert detect_delimiter(io.StringIO(text)) == delimiter


def test_delimiter_is_found_though_the_first_comment_is_longer_than_the_sample():
    assert read("reactie;cijfer\n" + "lang, " * 50_000 + ";8\n").delimiter == ";"


def test_excel_hint_tells_the_delimiter_and_is_no_row():
    table = read("sep=;\r\nreactie;cijfer\r\nGoed;8\r\n")
    assert (table.header, list(table.rows)) == (("reactie", "cijfer"), [Row(3, ["Goed", "8"])])


def test_one_column_keeps_its_commas():
    assert read_rows("reactie\nGoed, snel\n") == [Row(2, ["Goed, snel"])]


def test_line_is_where_the_row_starts():
    rows = read_rows('reactie,cijfer\n"een\ntwee",1\n\n"drie",2\r\nvier,3\n')
    assert [(row.line, row.cells[0]) for row in rows] == [
        (2, "een\ntwee"),
        (5, "drie"),
        (6, "vier"),
    ]


def test_old_mac_line_ends_are_line_ends():
    assert read_rows("reactie,cijfer\rGoed,8\rSlecht,2\r") == [
        Row(2, ["Goed", "8"]),
        Row(3, ["Slecht", "2"]),
    ]


def test_row_with_more_fields_than_the_header_is_refused():
    assert read_rows("reactie;cijfer\nGoed;8;x\n") == [
        Row(2, None, "has 3 fields where the header has 2"),
    ]


def test_empty_fields_beyond_the_header_are_dropped():
    assert read_rows("reactie;cijfer\nGoed;8;;\n") == [Row(2, ["Goed", "8"])]


def test_row_with_fewer_fields_is_filled_up_and_noted():
    assert read_rows("reactie;cijfer;datum\nGoed;8;\nMatig\n") == [
        Row(2, ["Goed", "8", ""]),
        Row(
            3,
            ["Matig", "", ""],
            "has 1 of the 3 fields of the header; the others are taken as empty",
        ),
    ]


def test_quote_that_is_never_closed_costs_no_other_row():
    assert read_rows('id;reactie;cijfer\n1;"Niet goed;5\n2;Prima;8\n3;"Goed";7\n') == [
        Row(2, ["1", '"Niet goed', "5"], NOT_CLOSED),
        Row(3, ["2", "Prima", "8"]),
        Row(4, ["3", "Goed", "7"]),
    ]


def test_quotes_within_a_quoted_field_are_kept():
    assert read_rows('id,reactie\n1,"Hij zei "ja" hoor"\n2,"Ze zei ""nee"""\n') == [
        Row(2, ["1", 'Hij zei "ja" hoor'], NOT_CLOSED),
        Row(3, ["2", 'Ze zei "nee"']),
    ]


def test_comment_of_a_megabyte_is_read_and_the_limit_of_others_is_left_alone():
    limit = csv.field_size_limit()
    comment = "lang " * 200_000
    rows = read(f'reactie,cijfer\n"{comment}",8\nkort,7\n').rows
    assert next(rows).cells == [comment, "8"]
    assert csv.field_size_limit() == limit
    assert next(rows).cells == ["kort", "7"]


def test_nul_characters_are_passed_on():
    assert read_rows("reactie;cijfer\na\0b;8\n") == [Row(2, ["a\0b", "8"])]


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", "sep=;\n"])
def test_file_without_a_header_is_an_error(content):
    with pytest.raises(ReadError, match=re.escape("reacties.csv is empty. Export it again")):
        read(content)


cells = st.text(st.characters(codec="utf-8", exclude_characters="\ufeff\uffff"), min_size=1)


@given(
    rows=st.lists(st.tuples(cells, cells, cells), min_size=1),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_any_table_comes_back_with_its_line_numbers(rows, delimiter, encoding, line_end):
    text, lines = io.StringIO(newline=""), []
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerow(["id", "reactie", "cijfer"])
    for row in rows:
        lines.append(len(re.findall(r"\r\n|\r|\n", text.getvalue())) + 1)
        writer.writerow(row)
    table = read(text.getvalue().encode(encoding))
    assert (table.header, table.delimiter) == (("id", "reactie", "cijfer"), delimiter)
    assert list(table.rows) == [Row(line, list(row)) for line, row in zip(lines, rows, strict=True)]


@given(st.lists(st.sampled_from(['"', ";", "\n", "\r", "a", '"";', "\0"])).map("".join))
def test_no_letter_is_lost_however_quotes_are_broken(text):
    rows = read_rows("reactie;cijfer;datum\n" + text)
    kept = "".join(cell for row in rows if row.cells for cell in row.cells)
    refused = [row.line for row in rows if row.cells is None]
    assert kept.count("a") == text.count("a") or refused


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        (
            '1;"te laat\n2;mooi "\n3;goed\n',
            ["holds lines that may be rows of their own: check the quotes", ""],
        ),
        ('1;"te laat\nen duur"\n3;goed\n', ["", ""]),
        ('1;"te laat\nduur; koud"\n3;goed\n', ["", ""]),
    ],
)
def test_rows_inside_a_cell_are_noted(text, remarks):
    source = Source("a.csv", ".csv", io.BytesIO(f"id;opmerking\n{text}".encode()))
    assert [row.remark for row in read_delimited(source).rows] == remarks
