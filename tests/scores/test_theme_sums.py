"""Sums of parts say what the whole table says."""

from functools import partial

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.errors import ColumnError, LabelError
from feedback_nlp.scores.counts import count_themes
from feedback_nlp.scores.estimates import score_metric
from feedback_nlp.scores.metrics import find_metric
from feedback_nlp.scores.theme_sums import add_sums, count_sums, sum_themes

THEMES = ("duur", "te_laat", "vriendelijk")
answers = st.lists(
    st.tuples(
        st.sampled_from(["goed", None]),
        st.sampled_from([1.0, 9.0, None]),
        st.sets(st.sampled_from(THEMES)),
        st.integers(0, 2),
    ),
    max_size=25,
)


def tables(rows):
    ids = [str(number) for number in range(len(rows))]
    comments = pd.DataFrame(
        {
            "comment_id": pd.Series(ids, dtype="str"),
            "comment": pd.Series([row[0] for row in rows], dtype="string"),
            "score": pd.Series([row[1] for row in rows], dtype="float64"),
        }
    )
    pairs = [(name, t) for name, row in zip(ids, rows, strict=True) if row[0] for t in row[2]]
    tags = pd.DataFrame(pairs, columns=["comment_id", "theme"], dtype="str")
    return comments, tags


def test_sums_by_hand():
    comments, tags = tables(
        [
            ("a", 3.0, {"te_laat", "duur"}, 0),
            ("b", 3.0, {"te_laat", "duur"}, 0),
            ("c", None, {"duur"}, 0),
            ("d", 9.0, set(), 0),
            (None, 9.0, set(), 0),
        ]
    )
    sums = sum_themes(comments, tags)
    assert sums["themes"].tolist() == ["", "duur", "duur|te_laat"]
    assert sums["score"].fillna(-1).tolist() == [9.0, -1, 3.0]
    assert sums["n_comments"].tolist() == [1, 1, 2]
    counts = count_sums(sums, THEMES)
    assert counts["n_tagged"].tolist() == [3, 2, 0]
    assert counts["share"].tolist() == [0.75, 0.5, 0.0]


def test_ids_that_are_whole_numbers_find_their_tags():
    comments, tags = tables([("a", 3.0, {"duur"}, 0), ("b", 9.0, set(), 0)])
    numbered = comments.assign(comment_id=[0, 1])
    pd.testing.assert_frame_equal(sum_themes(numbered, tags), sum_themes(comments, tags))


def test_a_theme_that_would_be_read_as_two_is_refused():
    comments, tags = tables([("a", 3.0, {"duur"}, 0)])
    with pytest.raises(LabelError, match=r"Theme 'prijs\|kwaliteit' has a '\|' in its name"):
        sum_themes(comments, tags.assign(theme="prijs|kwaliteit"))


@given(answers)
def test_parts_add_up_to_the_whole_in_any_order(rows):
    comments, tags = tables(rows)
    part = np.array([row[3] for row in rows], dtype=int)
    sums = [
        sum_themes(some, tags[tags["comment_id"].isin(some["comment_id"])])
        for some in (comments[part == n] for n in (2, 0, 1))
    ]
    whole = sum_themes(comments, tags)
    pd.testing.assert_frame_equal(add_sums(sums), whole)
    pd.testing.assert_frame_equal(add_sums(sums[::-1]), whole)


@given(answers)
def test_counts_are_those_of_the_whole_table(rows):
    comments, tags = tables([("goed", 9.0, {"duur"}, 0), *rows])
    columns = ["theme", "n_comments", "n_tagged", "share"]
    pd.testing.assert_frame_equal(
        count_sums(sum_themes(comments, tags), THEMES),
        count_themes(comments, tags, THEMES)[columns],
        check_dtype=False,
    )


def test_tables_without_a_column_are_refused():
    comments, tags = tables([("a", 3.0, {"duur"}, 0)])
    for count in (sum_themes, partial(count_themes, themes=THEMES)):
        with pytest.raises(ColumnError, match="Column 'comment' not found"):
            count(comments.drop(columns="comment"), tags)
        with pytest.raises(ColumnError, match="Column 'theme' not found"):
            count(comments, tags.drop(columns="theme"))
    with pytest.raises(ColumnError, match="Column 'score' not found"):
        score_metric(comments.drop(columns="score"), find_metric("nps"))
