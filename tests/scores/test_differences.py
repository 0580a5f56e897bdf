"""The difference of two groups: against the literature, statsmodels and scipy, and laws."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.proportion import test_proportions_2indep as proportions_test

from feedback_nlp.errors import ScoreError
from feedback_nlp.scores.answer_columns import take_answers
from feedback_nlp.scores.differences import compare
from feedback_nlp.scores.metrics import METRICS, find_metric


def answers(name, scores, **columns):
    table = pd.DataFrame({"score": pd.Series(scores, dtype="float64"), **columns})
    return take_answers(
        table,
        find_metric(name),
        customer_column="customer" if "customer" in columns else None,
        weight_column="weight" if "weight" in columns else None,
    )


def net(promoters, passives, critics):
    return answers("nps", [10] * promoters + [8] * passives + [2] * critics)


def interval(found):
    return found.low, found.high


def test_net_scores_are_adjusted_each_and_tested_by_z():
    """By hand: adjusted 24.272 (error 7.5462) and 30.769 (22.122); z = -6.497 / 23.374."""
    found = compare(net(45, 35, 20), net(6, 2, 2))
    assert found.value == -15.0
    assert interval(found) == pytest.approx((-52.31, 39.31), abs=0.01)
    assert found.p == pytest.approx(0.7810, abs=0.0001)
    assert (found.n_first, found.n_second) == (100, 10)


def test_the_interval_of_a_difference_holds_the_difference():
    """Adjusted scores of 90.9 and -90.9 (error 6.2 each) lie less far apart than 100 and -100."""
    found = compare(net(30, 0, 0), net(0, 0, 30))
    assert found.value == found.high == 200
    assert found.low == pytest.approx(164.5, abs=0.1)


@pytest.mark.parametrize(
    ("first", "second"), [((18, 20), (9, 20)), ((56, 70), (48, 80)), ((19, 20), (3, 20))]
)
def test_shares_have_the_interval_of_newcombe_and_the_score_test(first, second):
    sides = [answers("csat_top2", [5] * k + [1] * (n - k)) for k, n in (first, second)]
    found = compare(*sides)
    counts = (*first, *second)
    newcombe = confint_proportions_2indep(*counts, method="newcomb", compare="diff")
    assert interval(found) == pytest.approx([100 * end for end in newcombe], abs=1e-9)
    tested = proportions_test(*counts, method="score", correction=False)
    assert found.p == pytest.approx(tested.pvalue, rel=1e-6)


def test_newcombe_has_the_values_of_his_paper():
    """Newcombe 1998, table II: 56/70 - 48/80 is 0.0524 to 0.3339."""
    sides = [answers("csat_top2", [5] * k + [1] * (n - k)) for k, n in ((56, 70), (48, 80))]
    assert interval(compare(*sides)) == pytest.approx((5.24, 33.39), abs=0.005)


def test_means_have_the_interval_and_test_of_welch():
    scores = [1, 2, 2, 4, 5], [3, 4, 4, 4, 5, 5, 5, 3]
    found = compare(*(answers("ces_1_5", row) for row in scores))
    expected = stats.ttest_ind(*scores, equal_var=False)
    assert interval(found) == pytest.approx(tuple(expected.confidence_interval()))
    assert found.p == pytest.approx(expected.pvalue)


def test_groups_whose_answers_are_equal_have_an_interval_too():
    found = compare(answers("ces_1_5", [5] * 10), answers("ces_1_5", [3] * 10))
    # each reaches 0.3085 of the way to an end: 4 * 0.3085 down, and 2 * 0.3085 up
    assert interval(found) == pytest.approx((2 - np.hypot(1.234, 0.617), 2.617), abs=0.001)
    assert 0 < found.p < 0.001
    same = compare(answers("ces_1_5", [5] * 10), answers("ces_1_5", [5] * 10))
    assert (same.value, same.p) == (0, 1)
    assert same.low < 0 < same.high


def test_one_answer_proves_nothing():
    found = compare(answers("ces_1_5", [1]), answers("ces_1_5", [5, 4, 5, 5, 4, 5]))
    assert found.low < -3
    assert found.high > 0


def test_customers_in_both_periods_make_the_change_surer():
    rng = np.random.default_rng(5)
    habit = rng.normal(5, 2, 200)
    before, now = (np.clip(habit + rng.normal(0, 0.5, 200) + up, 0, 10) for up in (0, 0.3))
    apart = compare(answers("mean", now), answers("mean", before))
    ids = [f"c{n}" for n in range(200)]
    both = answers("mean", [*now, *before], customer=ids * 2)
    first = np.arange(400) < 200
    paired = compare(both.only(first), both.only(~first))
    expected = stats.ttest_rel(now, before)
    assert apart.p > 0.05
    assert paired.p == pytest.approx(expected.pvalue, rel=0.05)
    assert interval(paired) == pytest.approx(tuple(expected.confidence_interval()), rel=0.02)


def test_customers_of_two_tables_are_the_same_where_their_names_are():
    rows = [("a", 1), ("a", 2), ("b", 4), ("b", 4), ("c", 2), ("d", 5)]
    later = [("b", 5), ("b", 4), ("c", 3), ("c", 2), ("e", 5), (None, 1)]
    customer, scores = (list(column) for column in zip(*rows, *later, strict=True))
    both = answers("mean", scores, customer=customer)
    first = np.arange(len(scores)) < len(rows)
    apart = (
        answers("mean", [score for _, score in each], customer=[name for name, _ in each])
        for each in (rows, later)
    )
    assert compare(*apart) == compare(both.only(first), both.only(~first))


def test_strangers_of_two_tables_are_not_taken_for_each_other():
    """Two groups without a customer in common differ as if nobody were numbered alike.

    By hand: customers pull by -2, 0 and 2 of 6, times 3 / 2: the error is sqrt(12) / 6 each, and
    sqrt(24) / 6 together; t with 4 degrees of freedom reaches 2.776.
    """
    scores = [2, 2, 3, 3, 4, 4]
    tables = [answers("mean", scores, customer=list(names)) for names in ("aabbcc", "ddeeff")]
    found = compare(*tables)
    assert interval(found) == pytest.approx((-2.2669, 2.2669), abs=0.001)


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("csat_top2", "csat_mean", "'csat_top2' is a share and 'csat_mean' a mean."),
        ("excellent", "csat_top2", "'excellent' counts 100 for 5 to 5 and 'csat_top2' 100 for 4 "),
        ("nps", "nps_1_10", "'nps' is on a scale from 0 to 10 and 'nps_1_10' 1 to 10."),
        ("ces_1_5", "ces_1_7", "'ces_1_5' is on a scale from 1 to 5 and 'ces_1_7' 1 to 7."),
        ("nps", "csat_top2", "'nps' is a net score and 'csat_top2' a share."),
    ],
)
def test_metrics_that_are_made_differently_are_not_compared(first, second, reason):
    """Contradictions X1, X2 and X4 to X6 of the sources."""
    with pytest.raises(ScoreError) as raised:
        compare(answers(first, [4, 5]), answers(second, [4, 5]))
    assert f"can't be compared: {reason}" in str(raised.value)
    assert str(raised.value).endswith("Compute the same metric for both.")


def test_groups_without_answers_are_not_compared():
    with pytest.raises(ScoreError, match="no answers in one of the two groups"):
        compare(net(1, 1, 1), net(0, 0, 0))


people = st.lists(st.integers(1, 5), min_size=1, max_size=12)


@given(st.sampled_from(sorted(METRICS)), people, people)
def test_a_difference_is_finite_and_turned_round_by_turning_the_groups_round(name, first, second):
    one, other = answers(name, first), answers(name, second)
    there, back = compare(one, other), compare(other, one)
    assert np.isfinite([there.value, there.low, there.high]).all()
    assert 0 <= there.p <= 1
    assert there.low < there.high
    assert (there.value, there.low, there.high) == pytest.approx(
        (-back.value, -back.high, -back.low)
    )
    assert there.p == pytest.approx(back.p)


def level(name, chances, sizes, n_runs):
    """Return how often two samples of one population differ at p below .05."""
    rng = np.random.default_rng(11)
    scores = np.array(list(chances))
    draws = [rng.choice(scores, (n_runs, n), p=list(chances.values())) for n in sizes]
    pairs = zip(*draws, strict=True)
    return np.mean([compare(*(answers(name, s) for s in pair)).p < 0.05 for pair in pairs])


POPULATIONS = [
    ("nps", {10: 0.45, 8: 0.35, 3: 0.2}),
    ("csat_top2", {5: 0.7, 2: 0.3}),
    ("ces_1_5", {1: 0.5, 2: 0.3, 5: 0.2}),
]


@pytest.mark.parametrize(("name", "chances"), POPULATIONS)
def test_equal_groups_differ_once_in_twenty(name, chances):
    assert 0.02 <= level(name, chances, (40, 60), 400) <= 0.08


@pytest.mark.slow
@pytest.mark.parametrize(
    ("population", "sizes"), list(product(POPULATIONS, [(15, 15), (30, 200), (300, 300)]))
)
def test_equal_groups_differ_once_in_twenty_at_any_size(population, sizes):
    assert 0.015 <= level(*population, sizes, 1500) <= 0.07
