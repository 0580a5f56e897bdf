"""Header rows below the first."""

import io

import pandas as pd
import pytest

from feedback_nlp.comments.columns import Columns
from feedback_nlp.comments.further_headers import refuse_further_headers
from feedback_nlp.comments.reading import read_comments
from feedback_nlp.comments.rows import Row

QUESTIONS, IDS = (
    ["Uw cijfer?", "Wat kan beter?"],
    ['{"ImportId":"QID1"}', '{"ImportId":"QID2_TEXT"}'],
)
ANSWERS = ["8", "De levertijd"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_questions_and_ids_of_qualtrics_are_no_comments(ending):
    table = pd.DataFrame([QUESTIONS, IDS, ANSWERS], columns=["Q1", "Q2_TEXT"])
    content = io.BytesIO()
    (table.to_csv if ending == "csv" else table.to_excel)(content, index=False)
    content.seek(0)
    reading = read_comments(content, columns=Columns(comment="Q2_TEXT", score="Q1"))
    assert reading.comments["comment"].tolist() == ["De levertijd"]
    assert reading.refused["line"].tolist() == [2, 3]
    assert set(reading.refused["reason"]) == {"is a further header row of Qualtrics"}


def test_ids_right_below_the_header_leave_the_other_rows_alone():
    rows = [Row(2, IDS), Row(3, ANSWERS), Row(4, None, "is broken")]
    kept = list(refuse_further_headers(iter(rows)))
    assert [row.cells for row in kept] == [None, ANSWERS, None]


def test_a_comment_further_down_that_looks_like_an_id_is_kept():
    rows = [Row(2, ANSWERS), Row(3, None, "is broken"), Row(4, IDS)]
    assert list(refuse_further_headers(iter(rows))) == rows
