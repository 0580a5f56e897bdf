"""What each metric makes of scores."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.errors import ScoreError
from feedback_nlp.scores.metrics import METRICS, find_metric, plain_name


def value_of(name, scores):
    return find_metric(name).values(pd.Series(scores, dtype="float64")).mean()


def test_nps_of_45_35_20_is_25():
    """Requirements 001-03 and 002-01 of the sources."""
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


@pytest.mark.parametrize("name", ["", "tevredenheid", "%", "NPS 1-5"])
def test_unknown_metric_is_an_error_that_lists_all(name):
    with pytest.raises(ScoreError) as raised:
        find_metric(name)
    assert str(raised.value) == (
        f"Metric '{name}' is unknown. Choose one of nps, nps_1_10, csat_top2, csat_mean, ces_1_5, "
        "ces_1_7, excellent, mean."
    )


@pytest.mark.parametrize(
    ("name", "found"),
    [
        *[("NPS", "nps"), ("Net Promoter Score", "nps"), ("nps_0_10", "nps")],
        *[("NPS 1–10", "nps_1_10"), ("csat", "csat_top2"), ("Klanttevredenheid", "csat_top2")],
        *[("Customer Satisfaction Survey", "csat_top2"), ("CSAT-mean", "csat_mean")],
        *[("Customer Engagement Score", "ces_1_5"), ("customer effort score", "ces_1_5")],
        *[("klantinspanning", "ces_1_5"), ("klantbetrokkenheidsscore", "ces_1_5")],
        *[("CES 2.0", "ces_1_7"), ("tp_excellent", "excellent"), ("Gemiddelde", "mean")],
    ],
)
def test_other_names_are_understood(name, found):
    """Contradictions X3 and X16 of the sources: two names of one metric."""
    assert find_metric(name).name == found


def test_a_customer_effort_score_is_called_that_whatever_it_was_called():
    found = find_metric("Customer Engagement Score")
    assert "Customer Effort Score (klantinspanning" in found.title
    assert "ngagement" not in found.title + found.english + found.explanation


def test_no_name_stands_for_two_metrics():
    names = [
        name
        for metric in METRICS.values()
        for name in {plain_name(n) for n in (metric.name, *metric.aliases)}
    ]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("metric", METRICS.values(), ids=list(METRICS))
def test_a_metric_tells_all_about_itself(metric):
    told = (metric.title, metric.english, metric.explanation, metric.formula, metric.source)
    assert all(told)
    assert bool(metric.bands) == (metric.family != "mean")
    for band in metric.bands:
        assert metric.lowest <= band.lowest <= band.highest <= metric.highest
    assert metric.ends[0] < metric.ends[1]


def test_bands_of_a_net_score_cover_its_scale():
    for name in ("nps", "nps_1_10"):
        metric = find_metric(name)
        covered = [s for b in metric.bands for s in range(int(b.lowest), int(b.highest) + 1)]
        assert covered == list(range(int(metric.lowest), int(metric.highest) + 1))


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
