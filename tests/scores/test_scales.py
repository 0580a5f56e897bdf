"""Scores that lie outside the scale of a metric, and scales that are doubted."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.errors import ScoreError
from feedback_nlp.scores.metrics import find_metric
from feedback_nlp.scores.scales import LARGEST, scale_doubt, scores_on_scale


def on_scale(scores, name="nps"):
    return scores_on_scale(pd.Series(scores, dtype="float64"), find_metric(name)).tolist()


def test_up_to_one_in_twenty_scores_may_be_a_code_of_no_answer():
    assert on_scale([10.0] * 19 + [99.0])[18:] == [10.0, pytest.approx(math.nan, nan_ok=True)]
    with pytest.raises(ScoreError, match=r"1 of 19 scores lie outside, such as 99\. Choose"):
        on_scale([10.0] * 18 + [99.0])


def test_missing_scores_are_not_counted_among_the_scores():
    with pytest.raises(ScoreError, match=r"1 of 2 scores lie outside, such as -1\."):
        on_scale([10.0, -1.0] + [None] * 100)


def test_zeros_under_a_net_score_from_1_are_never_dropped():
    """45, 35 and 20 with five zeros: NPS 25, and 31.6 if the zeros were dropped."""
    scores = [10.0] * 45 + [7.0] * 35 + [3.0] * 15 + [0.0] * 5
    with pytest.raises(ScoreError) as raised:
        on_scale(scores, "nps_1_10")
    assert str(raised.value) == (
        "Metric 'nps_1_10' is for scores from 1 to 10, but 5 scores are 0; leaving them out would "
        "raise the score. Use the metric 'nps', which counts 0 to 6 as detractors."
    )
    assert on_scale(scores, "nps") == scores


def test_effort_to_7_given_as_effort_to_5_is_refused_however_few():
    """Contradiction X4 of the sources: the direction would turn round."""
    scores = [3.0] * 98 + [6.0, 7.0]
    with pytest.raises(ScoreError, match=r"there are scores of 6 and 7.*use the metric 'ces_1_7'"):
        on_scale(scores, "ces_1_5")
    assert on_scale(scores, "ces_1_7") == scores
    assert math.isnan(on_scale([3.0] * 98 + [6.0], "ces_1_5")[-1])


def test_few_zeros_of_other_metrics_are_codes_of_no_answer():
    assert math.isnan(on_scale([4.0] * 39 + [0.0], "csat_top2")[-1])


@pytest.mark.parametrize("score", [math.inf, -math.inf, 2 * LARGEST])
def test_a_scale_without_ends_has_an_end_all_the_same(score):
    kept = on_scale([8.0] * 20 + [score], "mean")
    assert kept[:20] == [8.0] * 20
    assert math.isnan(kept[20])
    with pytest.raises(ScoreError, match=r"Metric 'mean' is for scores from -inf to inf; 1 of 1"):
        on_scale([score], "mean")


def test_no_scores_are_no_error():
    assert np.isnan(on_scale([None, None])).all()
    assert on_scale([]) == []


@pytest.mark.parametrize(
    ("name", "scores", "doubted"),
    [
        ("nps", [1, 2, 3, 4, 5] * 6, True),
        ("nps_1_10", [5] * 30, True),
        ("nps", [5] * 29, False),
        ("nps", [5] * 29 + [None], False),
        ("nps", [5] * 30 + [6], False),
        ("csat_top2", [1, 2, 3, 4, 5] * 6, False),
        ("mean", [5] * 30, False),
        ("ces_1_7", [1, 2, 3, 4, 5] * 6, True),
        ("ces_1_7", [1, 2, 3, 4, 7] * 6, False),
    ],
)
def test_scores_that_end_at_5_on_a_longer_scale_are_doubted(name, scores, doubted):
    doubt = scale_doubt(pd.Series(scores, dtype="float64"), find_metric(name))
    assert bool(doubt) == doubted
    if doubted:
        assert doubt.startswith(f"None of 30 scores is above 5, where metric '{name}' expects")


@given(st.lists(st.one_of(st.none(), st.integers(0, 10)), max_size=50))
def test_scores_on_the_scale_are_left_as_they_are(scores):
    given_scores = pd.Series(scores, dtype="float64", index=range(7, 7 + len(scores)))
    kept = scores_on_scale(given_scores, find_metric("nps"))
    pd.testing.assert_series_equal(kept, given_scores)


@pytest.mark.parametrize(("name", "n", "zeros", "doubted"), [
    ("nps", 300, 0, True), ("nps", 299, 0, False), ("nps", 299, 1, False),
    ("nps_1_10", 300, 0, False), ("mean", 300, 0, False),
])  # fmt: skip
def test_a_scale_from_0_without_a_zero_in_many_scores_is_doubted(name, n, zeros, doubted):
    """Contradiction X2 of the sources."""
    doubt = scale_doubt(pd.Series([8.0] * n + [0.0] * zeros), find_metric(name))
    assert doubt.startswith("None of 300 scores is 0. If the scale was 1 to 10") == doubted
