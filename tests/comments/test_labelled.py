"""Comments with labels of people."""

import io
import json
import re

import numpy as np
import pandas as pd
import pytest

from feedback_nlp.comments.columns import Columns
from feedback_nlp.comments.labelled import LabelledComments, read_labelled
from feedback_nlp.errors import ColumnError, LabelError, ReadError


def read(content, **options):
    return read_labelled(io.BytesIO(content.encode()), **options)


def test_json_lines_with_everything():
    record = {
        "id": "c1",
        "comment": "Snel maar duur.",
        "themes": ["on_time", "too_dear"],
        "score": 7,
        "source": "winkel",
        "segments": [["Snel", ["on_time"]], ["maar duur.", ["too_dear"]]],
    }
    labelled = read(json.dumps(record))
    np.testing.assert_array_equal(labelled.scores, [7.0])
    assert labelled == LabelledComments(
        comment_ids=["c1"],
        comments=["Snel maar duur."],
        themes=[frozenset({"on_time", "too_dear"})],
        segments=[(("Snel", ("on_time",)), ("maar duur.", ("too_dear",)))],
        scores=labelled.scores,
        groups=["winkel"],
    )


def test_segments_give_the_comment_and_its_themes_where_these_are_absent():
    labelled = read('{"sector": "bank", "segments": [["Snel", ["a"]], ["maar duur.", ["b", "a"]]]}')
    assert labelled.comments == ["Snel maar duur."]
    assert labelled.themes == [{"a", "b"}]
    assert (labelled.scores, labelled.groups) == (None, ["bank"])


def test_given_comment_and_themes_go_before_those_of_the_segments():
    labelled = read('{"comment": "Duur!", "themes": [], "segments": [["Duur", ["a"]]]}')
    assert (labelled.comments, labelled.themes) == (["Duur!"], [frozenset()])


def test_comment_without_segments_among_others_has_none():
    labelled = read('{"segments": [["Snel", ["a"]]]}\n{"comment": "Duur", "themes": ["b"]}')
    assert labelled.comments == ["Snel", "Duur"]
    assert labelled.themes == [{"a"}, {"b"}]
    assert labelled.segments == [(("Snel", ("a",)),), None]


def test_table_with_themes_separated_by_bars():
    labelled = read("id;comment;themes;score\na;Snel;on_time|cheap;\nb;Gewoon;;8\n")
    assert labelled.comment_ids == ["a", "b"]
    assert labelled.themes == [{"on_time", "cheap"}, set()]
    assert (labelled.segments, labelled.groups) == (None, None)
    np.testing.assert_array_equal(labelled.scores, [np.nan, 8.0])


def test_labels_is_another_name_for_themes():
    assert read('{"comment": "Snel", "labels": ["a"]}').themes == [{"a"}]


def test_column_and_key_of_themes_can_be_named():
    labelled = read(
        'text,aspects\nKoud eten,"[{""category"": ""FOOD#QUALITY""}]"\n',
        themes_column="aspects",
        theme_key="category",
    )
    assert labelled.themes == [{"FOOD#QUALITY"}]


def test_one_column_of_0_and_1_per_theme():
    labelled = read(
        "comment,Te  duur,Te laat,Snel\nDuur,1,0,0\nGewoon,0.0,,0\nTraag,True,1.0,False\n",
        theme_columns=["Te  duur", "Te laat", "Snel"],
    )
    assert labelled.themes == [{"Te  duur"}, set(), {"Te  duur", "Te laat"}]


def test_columns_of_themes_may_have_the_usual_name_of_a_role():
    table = "id;comment;beoordeling;prijs\nr1;Duur;0;1\nr2;Traag;1;0\n"
    labelled = read(table, theme_columns=["beoordeling", "prijs"])
    assert labelled.themes == [{"prijs"}, {"beoordeling"}]
    assert labelled.scores is None
    named = read("comment;rating\nDuur;prijs\n", themes_column="rating")
    assert named.themes == [{"prijs"}]


@pytest.mark.parametrize("column", ["datum", "cijfer", "Klantnr"])
def test_column_of_a_role_can_tell_what_is_alike(column):
    table = f"comment;themes;{column}\nDuur;a;1-2-2025\nTraag;a;1-2-2025\nKoud;a;2-2-2025\n"
    if column == "cijfer":
        table = table.replace("-2-2025", "")
    first, second, third = read(table, group_column=column).clusters
    assert first == second != third


def test_sheet_of_a_workbook_is_read():
    excel = io.BytesIO()
    pd.DataFrame({"comment": ["Snel"], "themes": ["a"]}).to_excel(excel, index=False)
    excel.seek(0)
    assert read_labelled(excel, sheet="Sheet1").themes == [{"a"}]


def test_rows_without_a_comment_are_left_out():
    labelled = read("comment,themes,source,score\nSnel,a,x,8\n,b,y,9\nDuur,c,,\n")
    assert labelled.comment_ids == ["1", "3"]
    assert labelled.themes == [{"a"}, {"c"}]
    assert labelled.groups == ["x", ""]
    np.testing.assert_array_equal(labelled.scores, [8.0, np.nan])


def test_groups_by_id_are_those_of_the_ids_as_given():
    rows = "r#1;Goed;a\nr#2;Duur;a\nr#1;Traag;a\n;Koud;a\n4;Warm;a\n"
    labelled = read(f"id;comment;themes\n{rows}", group_column="id")
    assert labelled.comment_ids == ["r#1", "r#2", "r#1#2", "4", "4#2"]
    assert labelled.clusters == ["r#1", "r#2", "r#1", "", "4"]


@pytest.mark.parametrize(
    ("content", "options", "error", "message"),
    [
        (
            '{"comment": "Snel", "themes": ["a"]}\nkapot\n',
            {},
            LabelError,
            "the given stream: line 2 is no valid JSON (Expecting value at character 1); refused "
            "lines: 1. Correct or remove them: labels are read whole or not at all.",
        ),
        (
            '{"comment": "Snel", "themes": [1]}',
            {},
            LabelError,
            "the given stream: column 'themes' of comment '1' is not a list of themes",
        ),
        (
            '{"id": "x", "segments": ["Snel"]}',
            {},
            LabelError,
            "column 'segments' of comment 'x' is not a list of [text, [themes]].",
        ),
        (
            "comment,a\nSnel,misschien\n",
            {"theme_columns": ["a"]},
            LabelError,
            "column 'a' of comment '1' is not 1 or 0.",
        ),
        (
            "comment,themes\n,a\n",
            {},
            LabelError,
            "the given stream has no row with a comment. Check the comment column.",
        ),
        (
            "comment,x\nSnel,a\n",
            {},
            ColumnError,
            "Column 'themes' not found; the table has 'comment_id', 'comment', 'x'. Name your own "
            "with themes_column=... or --themes-column; for columns of 0 and 1 use "
            "theme_columns=... or --theme-columns.",
        ),
        (
            "comment,themes,labels\nSnel,a,b\n",
            {},
            ColumnError,
            "Column 'themes' could be themes or labels; the table has",
        ),
        (
            "comment,themes\nSnel,a\n",
            {"themes_column": "aspects"},
            ColumnError,
            "Column 'aspects' not found; the table has",
        ),
        (
            "comment,a\nSnel,1\n",
            {"theme_columns": ["a", "b"]},
            ColumnError,
            "Column 'b' not found; the table has 'comment_id', 'comment', 'a'. Correct",
        ),
        ("naam,themes\nSnel,a\n", {}, ColumnError, "Column 'comment' not found; the table has"),
        ("review,reactie,themes\nSnel,x,a\n", {}, ColumnError, "could be 'review' or 'reactie'"),
        ("comment,opmerking,themes\nSnel,x,a\n", {}, ColumnError, "be 'comment' or 'opmerking'"),
        ("review\n", {"columns": Columns(comment="review")}, ReadError, "has a header but no rows"),
    ],
)
def test_what_is_wrong_is_told(content, options, error, message):
    with pytest.raises(error, match=re.escape(message)):
        read(content, **options)
