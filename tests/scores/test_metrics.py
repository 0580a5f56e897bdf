"""What each metric makes of scores."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.errors import ScoreError
from feedback_nlp.scores.metrics import METRICS, find_metric


def value_of(name, scores):
    return find_metric(name).values(pd.Series(scores, dtype="float64")).mean()


def test_nps_of_45_35_20_is_25():
    assert value_of("nps", [9] * 20 + [10] * 25 + [7] * 15 + [8] * 20 + [0] * 5 + [6] * 15) == 25


@pytest.mark.parametrize(
    ("name", "scores", "values"),
    [
        ("nps", [0, 6, 7, 8, 9, 10], [-100, -100, 0, 0, 100, 100]),
        ("nps", [6.5, 8.9], [0, 0]),
        ("nps_1_10", [1, 6, 7, 8, 9, 10], [-100, -100, 0, 0, 100, 100]),
        ("csat_top2", [1, 2, 3, 4, 5], [0, 0, 0, 100, 100]),
        ("csat_mean", [1, 2, 3, 4, 5], [20, 40, 60, 80, 100]),
        ("ces_1_5", [1, 3, 5], [1, 3, 5]),
        ("ces_1_7", [1, 4, 7], [1, 4, 7]),
        ("excellent", [1, 4, 4.5, 5], [0, 0, 0, 100]),
        ("mean", [-3, 0, 8.5, 100], [-3, 0, 8.5, 100]),
    ],
)
def test_value_of_each_score(name, scores, values):
    assert find_metric(name).values(pd.Series(scores, dtype="float64")).tolist() == values


def test_satisfied_share_and_mean_satisfaction_are_two_metrics():
    """Contradiction X5 of the sources: 8 times 4 stars and 2 times 1 is 80 or 68."""
    scores = [4] * 8 + [1] * 2
    assert value_of("csat_top2", scores) == 80
    assert value_of("csat_mean", scores) == 68


def test_excellent_counts_five_stars_and_satisfied_four_too():
    """Contradiction X6 of the sources."""
    assert value_of("excellent", [5, 5, 5, 4, 1]) == 60
    assert value_of("csat_top2", [5, 5, 5, 4, 1]) == 80


def test_less_effort_is_better_on_the_old_scale_only():
    """Contradiction X4 of the sources."""
    assert [metric.name for metric in METRICS.values() if not metric.higher_is_better] == [
        "ces_1_5"
    ]


@pytest.mark.parametrize(
    ("name", "score"),
    [
        *[("nps", -1), ("nps", 11), ("nps_1_10", 0), ("nps_1_10", 11), ("ces_1_5", 6)],
        *[("csat_top2", 0), ("csat_top2", 6), ("csat_mean", 0.5), ("ces_1_7", 8)],
        *[("excellent", 10), ("excellent", 0)],
    ],
)
def test_score_outside_the_scale_is_an_error_that_names_it(name, score):
    metric = find_metric(name)
    scores = pd.Series([3.0, score, None])
    with pytest.raises(ScoreError) as raised:
        metric.values(scores)
    assert str(raised.value) == (
        f"Metric '{name}' is for scores from {metric.lowest:g} to {metric.highest:g}; "
        f"found {score:g} (1 such scores). "
        "Choose the metric of this scale, or empty those cells if they are no answers."
    )


def test_unknown_metric_is_an_error_that_lists_all():
    with pytest.raises(ScoreError) as raised:
        find_metric("NPS")
    assert str(raised.value) == (
        "Metric 'NPS' is unknown. Choose one of nps, nps_1_10, csat_top2, csat_mean, ces_1_5, "
        "ces_1_7, excellent, mean."
    )


def test_missing_scores_stay_missing_and_rows_keep_their_index():
    values = find_metric("nps").values(pd.Series([None, 9.0, None], index=[7, 3, 5]))
    assert values.index.tolist() == [7, 3, 5]
    assert values.isna().tolist() == [True, False, True]


@given(st.sampled_from(list(METRICS)), st.data())
def test_mean_of_the_values_stays_within_the_range_of_the_metric(name, data):
    metric = find_metric(name)
    low, high = max(metric.lowest, -1e6), min(metric.highest, 1e6)
    scores = data.draw(st.lists(st.floats(low, high), min_size=1, max_size=30))
    low, high = {
        "net": (-100, 100),
        "share": (0, 100),
        "mean": (min(scores), max(scores)),
    }[metric.family]
    if name == "csat_mean":
        low, high = 20, 100
    value = metric.values(pd.Series(scores)).mean()
    assert low - 1e-9 <= value <= high + 1e-9
    assert np.isfinite(value)
