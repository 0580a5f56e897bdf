"""Rows of CSV as pandas spells them."""

import csv
import io

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.comments.csv_text import csv_rows

texts = st.text(st.characters(codec="utf-8"))


def spelled_by_pandas(table):
    return table.to_csv(index=False, header=False, lineterminator="\n").encode()


def test_text_and_numbers_are_spelled_as_pandas_does():
    table = pd.DataFrame(
        {
            "comment_id": pd.array(["007", 'a "b", c', "x\ny", pd.NA, ""], dtype="string"),
            "proba": [0.1234, 1.0, 0.0001, None, 1e-05],
            "start": [0, 12, 3, 4, 5],
        }
    )
    assert csv_rows(table) == spelled_by_pandas(table)
    assert csv_rows(table.iloc[:0]) == b""


@given(st.lists(st.tuples(texts, st.floats(0, 1)), min_size=1))
def test_any_text_and_number_survives(rows):
    table = pd.DataFrame(rows, columns=["text", "number"]).astype({"text": "str"})
    written = list(csv.reader(io.StringIO(csv_rows(table).decode(), newline="")))
    assert [(text, float(number)) for text, number in written] == rows


@given(st.lists(st.tuples(texts, texts), min_size=1))
def test_a_row_does_not_depend_on_the_others(rows):
    table = pd.DataFrame(rows, columns=["a", "b"], dtype="str")
    alone = [csv_rows(table.iloc[[row]]) for row in range(len(table))]
    assert b"".join(alone) == csv_rows(table)
