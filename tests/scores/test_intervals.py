"""Intervals: golden values from the literature, and what must hold for any data."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from feedback_nlp.scores.intervals import (
    Estimate,
    estimate_metric,
    net_interval,
    share_interval,
)
from feedback_nlp.scores.metrics import METRICS, find_metric


@pytest.mark.parametrize(
    ("n_promoters", "n_passives", "n_detractors", "low", "high"),
    [(45, 35, 20, 9.48, 39.06), (6, 2, 2, -12.59, 74.12), (10, 0, 0, 47.50, 100)],
)
def test_adjusted_wald_has_its_golden_values(n_promoters, n_passives, n_detractors, low, high):
    n = n_promoters + n_passives + n_detractors
    assert net_interval(n_promoters, n_detractors, n) == pytest.approx((low, high), abs=0.005)
    mirrored = net_interval(n_detractors, n_promoters, n)
    assert mirrored == pytest.approx((-high, -low), abs=0.005)


@pytest.mark.parametrize(
    ("count", "n", "low", "high"), [(8, 10, 0.4902, 0.9433), (737, 1023, 0.6921, 0.7471)]
)
def test_wilson_has_its_golden_values(count, n, low, high):
    """Requirements 003-03 and 001-07 of the sources."""
    assert share_interval(count, n) == pytest.approx((low, high), abs=0.00005)


def test_interval_of_no_answers_is_the_whole_range():
    assert share_interval(0, 0) == (0.0, 1.0)


def of_mean(values, name="mean"):
    found = estimate_metric(np.array(values, dtype=float), find_metric(name))
    return found.low, found.high


def test_interval_of_a_mean_is_that_of_t():
    """Of 1, 2, 3: mean 2, deviation 1, t with 2 degrees 4.30265, so 2 plus or minus 2.48414."""
    assert of_mean([1, 2, 3]) == pytest.approx((-0.48414, 4.48414), abs=1e-5)


def test_interval_of_a_mean_stays_on_its_scale():
    assert of_mean([1, 2, 3], "ces_1_5") == pytest.approx((1, 4.48414), abs=1e-5)
    assert of_mean([20, 100], "csat_mean") == (20, 100)


@pytest.mark.parametrize(
    ("name", "value", "low", "high"),
    [
        ("ces_1_5", 3, 1, 5),
        ("csat_mean", 100, 20, 100),
        ("mean", 8, 0, 10),
        ("mean", 11, 0, 100),
        ("mean", -3, -10, 10),
    ],
)
def test_one_answer_leaves_the_whole_scale_possible(name, value, low, high):
    assert of_mean([value], name) == (low, high)


@pytest.mark.parametrize(("score", "value"), [(3, -100), (8, 0), (10, 100)])
def test_net_score_of_one_answer_lies_in_its_wide_interval(score, value):
    nps = find_metric("nps")
    found = estimate_metric(nps.values(pd.Series([float(score)])).to_numpy(float), nps)
    assert found.value == value
    assert found.low <= value <= found.high
    assert found.high - found.low > 120


def test_equal_answers_leave_room_for_others():
    """Of 10: the chance to see none of a share s is (1 - s)^10 = 0.025 where s is 0.3085."""
    assert of_mean([4] * 10, "ces_1_5") == pytest.approx((4 - 3 * 0.3085, 4.3085), abs=1e-4)
    assert of_mean([5] * 10, "ces_1_5") == pytest.approx((5 - 4 * 0.3085, 5), abs=1e-4)
    assert of_mean([0.1] * 10)[0] == pytest.approx(0.1 - 0.1 * 0.3085, abs=1e-4)


@pytest.mark.parametrize("name", list(METRICS))
@pytest.mark.parametrize("scores", [[3], [3, 3], [5] * 1000, [1, 5], [2] * 3])
def test_no_answers_are_too_few_or_too_equal_for_an_honest_interval(name, scores):
    metric = find_metric(name)
    found = estimate_metric(metric.value(np.array(scores, dtype=float)), metric)
    assert np.isfinite([found.low, found.high]).all()
    assert found.low < found.high
    assert found.low <= found.value <= found.high or metric.family == "net"
    assert metric.ends[0] <= found.low
    assert found.high <= metric.ends[1]


def test_point_is_not_adjusted_but_the_interval_is():
    values = np.repeat([100.0, 0.0, -100.0, np.nan], [6, 2, 2, 3])
    estimate = estimate_metric(values, find_metric("nps"))
    assert (estimate.value, estimate.n) == (40.0, 10)
    assert (estimate.low, estimate.high) == pytest.approx((-12.59, 74.12), abs=0.005)


def test_share_is_in_percent():
    values = np.repeat([100.0, 0.0], [8, 2])
    estimate = estimate_metric(values, find_metric("csat_top2"))
    assert estimate.value == 80.0
    assert (estimate.low, estimate.high) == pytest.approx((49.02, 94.33), abs=0.005)


def test_nobody_answered_gives_no_number_and_no_interval():
    estimate = estimate_metric(np.array([np.nan, np.nan]), find_metric("nps"))
    assert estimate.n == 0
    assert all(math.isnan(number) for number in (estimate.value, estimate.low, estimate.high))


counts = st.integers(0, 500)


@given(counts, counts, counts)
def test_net_interval_lies_within_its_scale_around_the_adjusted_point(promoters, passives, critics):
    n = promoters + passives + critics
    low, high = net_interval(promoters, critics, n)
    adjusted = 100 * (promoters - critics) / (n + 3)
    assert -100 <= low < high <= 100
    assert low < adjusted < high


@given(counts, counts)
def test_share_interval_lies_within_0_and_1_around_the_share(count, others):
    low, high = share_interval(count, count + others)
    assert 0 <= low < high <= 1
    if count + others:
        assert low - 1e-12 <= count / (count + others) <= high + 1e-12


@given(st.lists(st.integers(0, 10), min_size=2, max_size=40), st.floats(-1e3, 1e3))
def test_interval_of_a_mean_moves_along_with_the_values(values, constant):
    low, high = of_mean(values)
    assert low <= np.mean(values) <= high
    if len(set(values)) > 1:
        moved = of_mean(np.array(values) + constant)
        assert moved == pytest.approx((low + constant, high + constant), abs=1e-6, rel=1e-9)


@given(
    st.sampled_from(["nps", "csat_top2", "csat_mean"]),
    st.lists(st.one_of(st.none(), st.integers(1, 5)), max_size=40),
    st.randoms(),
)
def test_order_and_missing_answers_change_nothing(name, scores, random):
    metric = METRICS[name]
    known = [score for score in scores if score is not None]
    shuffled = [*scores, None]
    random.shuffle(shuffled)
    given_as = [np.array([np.nan if s is None else s for s in row]) for row in (known, shuffled)]
    estimates = []
    for row in given_as:
        values = np.full(len(row), np.nan)
        values[~np.isnan(row)] = metric.value(row[~np.isnan(row)])
        estimates.append(estimate_metric(values, metric))
    first, second = (Estimate(*map(float, vars(e).values())) for e in estimates)
    assert vars(first) == pytest.approx(vars(second), nan_ok=True)
    assert estimates[0].n == estimates[1].n == len(known)
    assert math.isnan(first.value) == (len(known) == 0)


@pytest.mark.parametrize(
    ("chances", "n", "expected"),
    [
        ((0.45, 0.35, 0.20), 10, 0.956),
        ((0.80, 0.15, 0.05), 20, 0.957),
        ((0.95, 0.04, 0.01), 30, 0.975),
        ((0.50, 0.05, 0.45), 30, 0.940),
    ],
)
def test_adjusted_wald_holds_the_truth_as_often_as_it_says(chances, n, expected):
    """All possible counts, each as likely as it is: no simulation."""
    truth, held = 100 * (chances[0] - chances[2]), 0.0
    for promoters in range(n + 1):
        for critics in range(n + 1 - promoters):
            low, high = net_interval(promoters, critics, n)
            counts = [promoters, n - promoters - critics, critics]
            held += (low <= truth <= high) * stats.multinomial.pmf(counts, n, chances)
    assert held == pytest.approx(expected, abs=0.006)


@pytest.mark.parametrize("share", [0.05, 0.2, 0.5])
def test_wilson_holds_the_truth_about_as_often_as_it_says(share):
    held = [share_interval(k, 50)[0] <= share <= share_interval(k, 50)[1] for k in range(51)]
    assert np.sum(held * stats.binom.pmf(range(51), 50, share)) == pytest.approx(0.95, abs=0.02)


@pytest.mark.parametrize("chances", [{1: 0.5, 2: 0.3, 5: 0.2}, {5: 0.9, 1: 0.1}])
def test_interval_of_a_mean_holds_the_truth_of_skewed_scores(chances):
    rng, metric = np.random.default_rng(6), find_metric("ces_1_5")
    scores, weights = np.array(list(chances), dtype=float), list(chances.values())
    draws = rng.choice(scores, (1000, 30), p=weights)
    found = [estimate_metric(draw, metric) for draw in draws]
    assert np.mean([e.low <= scores @ weights <= e.high for e in found]) >= 0.91
