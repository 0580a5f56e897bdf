"""A metric for all and per group."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.errors import ColumnError, ScoreError
from feedback_nlp.scores.estimates import score_groups, score_metric
from feedback_nlp.scores.metrics import find_metric

NPS, MEAN = find_metric("nps"), find_metric("mean")


TESTED = ["difference", "difference_low", "difference_high", "p", "p_adjusted"]


def respondents(*rows):
    return pd.DataFrame(rows, columns=["score", "team"]).astype({"score": "float64"})


def test_groups_are_in_order_of_name_and_empty_ones_together():
    comments = respondents(
        (10, "B"), (9, "B"), (3, "B"), (8, "A"), (2, None), (10, ""), (10, "  "), (None, "C")
    )  # fmt: skip
    groups = score_groups(comments, NPS, "team")
    assert list(groups) == ["group", "value", "low", "high", "n", *TESTED]
    assert groups["group"].tolist() == ["(leeg)", "A", "B", "C"]
    assert groups["n"].tolist() == [3, 1, 3, 0]
    assert groups["value"].tolist()[:3] == pytest.approx([100 / 3, 0, 100 / 3])
    assert groups.iloc[3][["value", "low", "high"]].isna().all()


def test_one_score_of_a_group_leaves_its_whole_scale_possible():
    (only,) = score_groups(respondents((8, "A")), MEAN, "team").to_dict("records")
    assert (only["value"], only["low"], only["high"], only["n"]) == (8.0, 0.0, 10.0, 1)
    assert np.isnan([only[key] for key in TESTED]).all()


def test_scale_of_a_metric_without_one_is_that_of_all_groups():
    groups = score_groups(respondents((8, "A"), (64, "B")), MEAN, "team")
    assert groups[["low", "high"]].to_numpy().tolist() == [[0, 100], [0, 100]]


def test_names_differ_by_spaces_around_them_only_are_one_group():
    groups = score_groups(respondents((8, "A"), (6, " A ")), MEAN, "team")
    assert groups[["group", "value", "n"]].to_numpy().tolist() == [["A", 7.0, 2]]


def test_group_column_that_is_absent_is_an_error_that_lists_the_others():
    with pytest.raises(ColumnError) as raised:
        score_groups(respondents((8, "A")), MEAN, "Team")
    assert str(raised.value) == (
        "Column 'Team' not found; the table has 'score', 'team'. Name one of these with --by."
    )


def test_no_score_at_all_is_an_error():
    with pytest.raises(ScoreError) as raised:
        score_metric(respondents((None, "A")), NPS)
    assert str(raised.value) == (
        "No row has a score, so there is no 'nps' to compute. "
        "Name the column that holds the scores with Columns(score=...) or --score-column."
    )


def test_score_outside_the_scale_is_an_error():
    with pytest.raises(ScoreError, match=r"found 11 \(1 such scores\)"):
        score_metric(respondents((11, "A")), NPS)


rows = st.tuples(
    st.one_of(st.none(), st.integers(0, 10)), st.sampled_from(["web", "winkel", "", None])
)


@given(st.lists(rows, min_size=1, max_size=40), st.randoms())
def test_groups_are_all_respondents_and_their_order_changes_nothing(people, random):
    groups = score_groups(respondents(*people), NPS, "team")
    known = [score for score, _ in people if score is not None]
    assert groups["n"].sum() == len(known)
    answered = groups[groups["n"] > 0]
    assert (answered[["value", "low", "high"]].abs() <= 100).all(axis=None)
    if known:
        total = score_metric(respondents(*people), NPS)
        assert total.n == len(known)
        weighted = (answered["value"] * answered["n"]).sum() / total.n
        assert total.value == pytest.approx(weighted, abs=1e-9)
        assert -100 <= total.low < total.high <= 100
    shuffled = list(people)
    random.shuffle(shuffled)
    pd.testing.assert_frame_equal(score_groups(respondents(*shuffled), NPS, "team"), groups)


def test_a_table_without_rows_has_no_groups():
    nobody = pd.DataFrame({"score": pd.Series(dtype=float), "shop": pd.Series(dtype="string")})
    assert len(score_groups(nobody, find_metric("mean"), "shop")) == 0


def test_groups_that_are_numbers_come_in_order_of_size():
    names = ["10", "2", "web", "0", "(leeg)", "1.5"]
    comments = respondents(*((8, name) for name in names))
    found = score_groups(comments, NPS, "team")["group"].tolist()
    assert found == ["0", "1.5", "2", "10", "(leeg)", "web"]
