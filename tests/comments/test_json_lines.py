"""JSON lines."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.comments.json_lines import read_json_lines
from feedback_nlp.comments.rows import Row
from feedback_nlp.comments.sources import Source
from feedback_nlp.errors import ReadError


def read(content, encoding="utf-8"):
    return read_json_lines(Source("a.jsonl", ".jsonl", io.BytesIO(content.encode(encoding))))


def test_columns_are_all_keys_in_the_order_they_come():
    table = read('{"reactie": "Goed"}\n\n{"cijfer": 8, "reactie": null}\n')
    assert table.header == ("reactie", "cijfer")
    assert list(table.rows) == [Row(1, ["Goed", None]), Row(3, [None, 8])]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_read(encoding):
    assert list(read('{"reactie": "één café"}', encoding).rows) == [Row(1, ["één café"])]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"reactie": ', "is no valid JSON (Expecting value at character 12)"),
        ("[1, 2]", "is no JSON object"),
        ('"Goed"', "is no JSON object"),
        ("1" * 5000, "is no JSON that can be read: a number is too long or lists nest too deep"),
        ("[" * 100_000, "is no JSON that can be read: a number is too long or lists nest too deep"),
    ],
)
def test_broken_line_is_refused_and_the_rest_is_read(line, reason):
    rows = list(read(f'{{"reactie": "Goed"}}\n{line}\n{{"reactie": "Slecht"}}').rows)
    assert rows == [Row(1, ["Goed"]), Row(2, None, reason), Row(3, ["Slecht"])]


def test_half_an_emoji_is_replaced():
    assert list(read('{"reactie": "top \\ud83d", "x": ["\\uDE00"]}').rows) == [
        Row(1, ["top \ufffd", ["\ufffd"]])
    ]
    assert list(read('{"reactie": "top \\ud83d\\ude00"}').rows) == [Row(1, ["top 😀"])]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("\n \n", r"a.jsonl is empty. Write one object per line, such as"),
        ('\ufeff[{"reactie": "Goed"}]', r"a.jsonl is one JSON list. Write one object per line"),
        (
            '{\n"reactie": "Goed"\n}',
            r"a.jsonl has no line that can be read; the first is no valid JSON \(Expecting prop",
        ),
        ("{}\n{}", "a.jsonl is empty"),
    ],
)
def test_file_without_a_readable_line_is_an_error(content, message):
    with pytest.raises(ReadError, match=message):
        read(content)


cells = st.one_of(st.none(), st.booleans(), st.integers(-(10**9), 10**9), st.text())


@given(st.lists(st.tuples(cells, st.lists(cells)), min_size=1))
def test_any_records_come_back(records):
    lines = [json.dumps({"reactie": comment, "x": others}) for comment, others in records]
    rows = read("\n".join(lines)).rows
    assert [tuple(row.cells) for row in rows] == records
