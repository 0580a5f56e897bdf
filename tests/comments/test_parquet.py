"""Parquet files."""

import datetime
import io

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from feedback_nlp.comments.parquet import read_parquet
from feedback_nlp.comments.reading import read_comments
from feedback_nlp.comments.rows import Row
from feedback_nlp.comments.sources import Source
from feedback_nlp.errors import ReadError


def parquet(content):
    return Source("reacties.parquet", ".parquet", io.BytesIO(content))


def test_rows_come_with_their_numbers_and_types():
    written = pd.DataFrame(
        {
            "reactie": ["Goed", None],
            "cijfer": [8, 9],
            "kanaal": pd.Categorical(["app", "app"]),
            "thema": [["a", "b"], []],
            "datum": pd.to_datetime(["2025-12-31", None]),
        }
    )
    table = read_parquet(parquet(written.to_parquet(index=False)))
    assert table.header == ("reactie", "cijfer", "kanaal", "thema", "datum")
    assert list(table.rows) == [
        Row(1, ("Goed", 8, "app", ["a", "b"], datetime.datetime(2025, 12, 31))),
        Row(2, (None, 9, "app", [], None)),
    ]


def test_columns_of_bytes_are_read_as_text():
    content = {"opmerking": [b"te laat", b"caf\xe9"]}
    written = io.BytesIO(pd.DataFrame(content).to_parquet(index=False))
    reading = read_comments(written)
    assert reading.comments["comment"].tolist() == ["te laat", "caf\ufffd"]
    assert reading.notes["reason"].tolist() == ["a character could not be decoded"]


@pytest.mark.parametrize("content", [b"", b"PAR1", b"reactie;cijfer\n", b"PAR1" + b"\0" * 99])
def test_file_that_is_no_parquet_is_an_error(content):
    with pytest.raises(ReadError, match=r"reacties.parquet is no readable Parquet file. Export"):
        read_parquet(parquet(content))


def test_text_that_is_no_utf_8_is_an_error():
    content = pd.DataFrame({"reactie": ["caf\u00e9"]}).to_parquet(index=False, compression=None)
    with pytest.raises(ReadError, match="is no readable Parquet file"):
        list(read_parquet(parquet(content.replace(b"caf\xc3\xa9", b"caf\xc3\xc3"))).rows)


def test_file_that_is_damaged_further_on_is_an_error():
    comments = [f"Goed {number}" for number in range(9999)]
    content = bytearray(pd.DataFrame({"reactie": comments}).to_parquet(index=False))
    content[1000:3000] = b"\xff" * 2000
    with pytest.raises(ReadError, match="is no readable Parquet file"):
        list(read_parquet(parquet(bytes(content))).rows)


def test_moment_that_no_calendar_has_leaves_only_its_cell_empty():
    last = datetime.datetime(9999, 12, 31, 23, 59, 59)
    zone = pa.timestamp("us", tz="Europe/Amsterdam")
    until = pa.array([last, datetime.datetime(2025, 1, 1)], pa.timestamp("us")).cast(zone)
    content = io.BytesIO()
    pq.write_table(pa.table({"opmerking": ["Goed", "Slecht"], "geldig_tot": until}), content)
    first, second = read_parquet(parquet(content.getvalue())).rows
    assert first.cells == ("Goed", None)
    assert str(second.cells[1]) == "2025-01-01 01:00:00+01:00"
