"""Answers that weigh differently, or of which several are of one customer."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.errors import ColumnError, ScoreError
from feedback_nlp.scores.answer_columns import take_answers
from feedback_nlp.scores.estimates import score_metric
from feedback_nlp.scores.intervals import estimate_answers, share_interval
from feedback_nlp.scores.metrics import find_metric

NPS, MEAN, SHARE = (find_metric(name) for name in ("nps", "mean", "csat_top2"))
NAMED = {"customer": "customer_column", "weight": "weight_column"}


def taken(metric, scores, **columns):
    table = pd.DataFrame({"score": pd.Series(scores, dtype="float64"), **columns})
    return take_answers(table, metric, **{NAMED[name]: name for name in columns})


def interval(answers):
    found = estimate_answers(answers)
    return found.low, found.high


def test_weights_count_as_many_answers_as_kish_says():
    """Weights 1, 1, 1, 2: 5 squared over 7 is 3.571; of them 3 in 5 satisfied."""
    answers = taken(SHARE, [5, 4, 4, 1], weight=["1", "1,0", "1", "2"])
    assert (answers.mean, answers.n) == (60, 4)
    assert answers.size == pytest.approx(25 / 7)
    low, high = share_interval(0.6 * 25 / 7, 25 / 7)
    assert interval(answers) == pytest.approx((100 * low, 100 * high))


def test_answers_of_weight_nothing_are_left_out():
    answers = taken(SHARE, [5, 4, 1], weight=["1", "1", "0"])
    assert (answers.n, answers.mean, answers.size) == (2, 100, 2)
    assert answers.rows.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("weights", "found"),
    [
        (["1", "-1"], r"found '-1' \(1 such rows\)"),
        (["1", None], r"found an empty cell \(1 such rows\)"),
        (["veel", "weinig"], r"found 'veel' \(2 such rows\)"),
        (["1", "inf"], r"found 'inf'"),
        (["0", "0"], r"All weights in column 'weight' are 0\."),
    ],
)
def test_weights_that_are_none_are_an_error(weights, found):
    with pytest.raises(ScoreError, match=found):
        taken(NPS, [9, 3], weight=weights)


@pytest.mark.parametrize(("column", "option"), [("weight", "weight"), ("customer", "customer")])
def test_a_column_that_is_not_there_is_an_error(column, option):
    with pytest.raises(ColumnError, match=rf"Column 'x' not found.* with --{option}-column\."):
        take_answers(pd.DataFrame({"score": [1.0]}), NPS, **{NAMED[column]: "x"})


def test_interval_of_a_mean_is_cluster_robust():
    """As statsmodels with one regressor, whose correction (n - 1) / (n - 1) is that used here."""
    rng = np.random.default_rng(8)
    customers = rng.integers(0, 30, 150)
    scores = np.clip(5 + rng.normal(0, 2, 30)[customers] + rng.normal(0, 1, 150), 0, 10)
    model = sm.OLS(scores, np.ones(150))
    fitted = model.fit(cov_type="cluster", cov_kwds={"groups": customers}, use_t=True)
    answers = taken(MEAN, scores, customer=customers.astype(str))
    low, high = interval(answers)
    assert (low, high) == pytest.approx(tuple(fitted.conf_int()[0]), rel=1e-9)
    assert answers.size < 60


def test_the_same_answer_many_times_is_one_answer():
    scores = [10, 8, 3, 9, 1, 10, 10, 6]
    ids = [f"c{n}" for n in range(8)]
    once, thrice = taken(NPS, scores), taken(NPS, scores * 3, customer=ids * 3)
    assert once.size == 8
    assert 7 < thrice.size < 8  # (7/8 of the variance per customer, 23/24 per answer)
    low, high = interval(once)
    wider = interval(thrice)
    assert wider[0] <= low < high <= wider[1]


def test_customers_who_answer_once_change_nothing():
    scores, ids = [10, 8, 3, 9], ["a", "b", None, " "]
    assert interval(taken(NPS, scores, customer=ids)) == interval(taken(NPS, scores))


@pytest.mark.parametrize(("metric", "whole"), [(NPS, (-100, 100)), (SHARE, (0, 100))])
def test_one_customer_tells_nothing_of_others(metric, whole):
    assert interval(taken(metric, [5, 5, 4, 5], customer=["a"] * 4)) == whole


def test_two_customers_give_a_wide_interval():
    low, high = interval(taken(NPS, [9] * 6 + [3] * 6, customer=["a"] * 6 + ["b"] * 6))
    assert (low, high) == (-100, 100)


rows = st.tuples(st.integers(1, 5), st.floats(0.1, 9), st.sampled_from("abcdef"))


@given(
    st.sampled_from(["nps", "csat_top2", "csat_mean", "mean"]),
    st.lists(rows, min_size=1, max_size=30),
    st.floats(0.01, 100),
)
def test_scale_of_the_weights_changes_nothing_and_all_is_a_number(name, people, factor):
    scores, weights, ids = map(list, zip(*people, strict=True))
    metric = find_metric(name)
    answers = taken(metric, scores, weight=weights, customer=ids)
    scaled = taken(metric, scores, weight=[w * factor for w in weights], customer=ids)
    assert 1 - 1e-9 <= scaled.size <= len(scores) + 1e-9 or answers.n_customers > 1
    assert scaled.size == pytest.approx(answers.size, rel=1e-6)
    found = estimate_answers(answers)
    assert np.isfinite([found.value, found.low, found.high]).all()
    assert found.low <= found.high
    assert interval(scaled) == pytest.approx(interval(answers), rel=1e-4, abs=1e-4)


def coverage(metric, chances, n_customers, n_runs):
    """Return how often the interval holds the truth where customers answer alike, 1 to 5 times."""
    rng = np.random.default_rng(2)
    scores, weights = np.array(list(chances)), list(chances.values())
    truth = metric.value(scores.astype(float)) @ np.array(weights)
    held = []
    for _ in range(n_runs):
        habit = rng.choice(scores, n_customers, p=weights)
        customer = np.repeat(np.arange(n_customers), rng.integers(1, 6, n_customers))
        mood = rng.random(len(customer)) < 0.6
        given_scores = np.where(mood, habit[customer], rng.choice(scores, len(customer), p=weights))
        found = score_metric(
            pd.DataFrame({"score": given_scores.astype(float), "customer": customer}),
            metric,
            customer_column="customer",
        )
        held.append(found.low <= truth <= found.high)
    return np.mean(held)


@pytest.mark.parametrize(
    ("name", "chances"),
    [("nps", {10: 0.45, 8: 0.35, 3: 0.2}), ("csat_top2", {5: 0.8, 2: 0.2})],
)
def test_intervals_hold_the_truth_where_customers_answer_several_times(name, chances):
    assert 0.92 <= coverage(find_metric(name), chances, 40, 400) <= 0.985
