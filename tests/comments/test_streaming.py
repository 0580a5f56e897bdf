"""Files read in batches have the rows, ids and counts of files read at once."""

import io
import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.comments.columns import Columns
from feedback_nlp.comments.reading import read_comments
from feedback_nlp.comments.streaming import read_batches
from feedback_nlp.comments.tally import Tally
from feedback_nlp.comments.writing import write_table
from feedback_nlp.errors import ColumnError, ReadError

ROWS = [
    ("7", "Goed", "8,5", "a"),
    ("7", "Slecht", "x", "b"),
    ("", "", "", "c"),
    ("7#2", "GOED ", "8,5", "d"),
    ("8", "Prima", "9", "e"),
    ("7", "Prima", "9", "f"),
]
CSV = "\n".join(["id;opmerking;cijfer;kanaal", *(";".join(row) for row in ROWS), "1;2;3;4;5"])
SIZES = [1, 2, 4, 100]


def whole(batches):
    return pd.concat(list(batches), ignore_index=True)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1252"])
def test_batches_hold_what_the_whole_file_holds(size, encoding):
    content = CSV.replace("Slecht", "Slécht").encode(encoding)
    tally = Tally()
    found = whole(read_batches(io.BytesIO(content), size=size, tally=tally))
    reading = read_comments(io.BytesIO(content))
    pd.testing.assert_frame_equal(found, reading.comments.drop(columns="kanaal"))
    assert found["comment_id"].tolist() == ["7", "7#3", "3", "7#2", "8", "7#4"]
    assert tally.summary() == reading.summary()
    assert tally.summary().endswith(
        "5 with a comment, 1 without, 2 without a score, 2 duplicates, 2 repeated ids, 1 refused."
    )


@pytest.mark.parametrize("ending", [".parquet", ".xlsx"])
def test_batches_of_other_formats_hold_the_same(tmp_path, ending):
    table = pd.DataFrame(ROWS, columns=["id", "opmerking", "cijfer", "kanaal"])
    write_table(table, tmp_path / f"a{ending}")
    found = whole(read_batches(tmp_path / f"a{ending}", size=2))
    assert found["comment_id"].tolist() == ["7", "7#3", "3", "7#2", "8", "7#4"]


@pytest.mark.parametrize("escaped", [False, True])
def test_batches_of_json_lines_hold_the_same(escaped):
    lines = [json.dumps({"id": row[0], "comment": row[1]}) for row in ROWS]
    text = "\n".join(lines).replace("#", "\\u0023" if escaped else "#")
    found = whole(read_batches(io.BytesIO(text.encode()), size=2))
    assert found["comment_id"].tolist() == ["7", "7#3", "3", "7#2", "8", "7#4"]


short_ids = st.text("ab#2", min_size=1, max_size=3)


@given(st.lists(short_ids, min_size=1, max_size=20), st.sampled_from(SIZES))
def test_ids_are_those_of_the_whole_file(ids, size):
    content = "\n".join(["id;opmerking", *(f"{name};x" for name in ids)]).encode()
    found = whole(read_batches(io.BytesIO(content), size=size))["comment_id"]
    assert found.tolist() == read_comments(io.BytesIO(content)).comments["comment_id"].tolist()


def test_first_batch_is_there_before_the_file_is_read(tmp_path):
    (tmp_path / "long.csv").write_text("opmerking\n" + "goed\n" * 200_000)
    tally = Tally()
    batches = read_batches(tmp_path / "long.csv", size=10, tally=tally)
    assert len(next(batches)) == 10
    assert tally.n_rows == 10
    batches.close()


def test_damage_far_down_costs_one_character(tmp_path):
    content = b"opmerking\n" + "één\n".encode() * 20_000 + b"caf\xe9\n"
    (tmp_path / "damaged.csv").write_bytes(content)
    assert whole(read_batches(tmp_path / "damaged.csv"))["comment"].iloc[-1] == "caf\ufffd"


@pytest.mark.parametrize("content", [b"opmerking\n", b"opmerking;cijfer\n1;2;3\n", b"a;b\n1;2\n"])
def test_what_can_not_be_read_is_the_same_error(content):
    with pytest.raises(ReadError) as expected:
        read_comments(io.BytesIO(content))
    with pytest.raises(type(expected.value)) as found:
        list(read_batches(io.BytesIO(content)))
    assert str(found.value) == str(expected.value)


def test_columns_can_be_named_and_needed():
    content = b"nr;tekst;toelichting\nx;a;b\n"
    named = Columns(comment="toelichting", id="nr")
    found = whole(read_batches(io.BytesIO(content), columns=named))
    assert found.to_numpy().tolist() == [["x", "b"]]
    with pytest.raises(ColumnError, match="Column 'score' not found"):
        list(read_batches(io.BytesIO(content), columns=named, need=("comment", "score")))
