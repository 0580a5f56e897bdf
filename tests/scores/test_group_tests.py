"""Tests of groups: one over all, and one per group, adjusted for having looked at several."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests

from feedback_nlp.scores.differences import compare
from feedback_nlp.scores.estimates import score_groups, take_groups
from feedback_nlp.scores.group_tests import overall_p
from feedback_nlp.scores.metrics import METRICS, find_metric

SHARE = find_metric("csat_top2")


def table(**counts):
    """Return respondents of shops: of each, how many are satisfied and how many not."""
    rows = [
        (score, shop)
        for shop, (satisfied, others) in counts.items()
        for score in [5.0] * satisfied + [2.0] * others
    ]
    return pd.DataFrame(rows, columns=["score", "shop"])


SHOPS = table(a=(18, 2), b=(10, 10), c=(30, 20), d=(5, 3))


def test_overall_test_of_shares_is_that_of_pearson():
    expected = stats.chi2_contingency([[18, 10, 30, 5], [2, 10, 20, 3]], correction=False)
    assert overall_p(take_groups(SHOPS, SHARE, "shop")) == pytest.approx(expected.pvalue)


def test_overall_test_knows_how_few_customers_there_are():
    """Eight customers answer twice the same; of one shop three of four are content, of one one.

    By hand: each share of .75 or .25 is worth 24 / 7 answers, so the distance is 48 / 7 * .0625 /
    .25 = 12 / 7, and its root 1.309 is t with 8 - 2 degrees of freedom.
    """
    scores = [5.0, 5.0, 5.0, 2.0, 5.0, 2.0, 2.0, 2.0]
    each = pd.DataFrame({"score": scores, "shop": list("aaaabbbb"), "customer": list("stuvwxyz")})
    twice = pd.concat([each, each], ignore_index=True)
    found = overall_p(take_groups(twice, SHARE, "shop", customer_column="customer"))
    assert found == pytest.approx(2 * stats.t.sf(np.sqrt(12 / 7), 6))


def test_as_many_customers_as_groups_tell_nothing_of_all_groups():
    twice = pd.DataFrame({"score": [5.0, 5, 2, 4, 2, 2], "shop": list("aaabbb")})
    twice["customer"] = list("xxxyyy")
    assert overall_p(take_groups(twice, SHARE, "shop", customer_column="customer")) == 1


def test_each_group_is_compared_with_the_rest_and_adjusted_for_their_number():
    groups = score_groups(SHOPS, SHARE, "shop")
    taken = take_groups(SHOPS, SHARE, "shop")
    apart = [
        compare(taken.answers.only(taken.codes == n), taken.answers.only(taken.codes != n))
        for n in range(4)
    ]
    assert groups["difference"].tolist() == [found.value for found in apart]
    assert groups["p"].tolist() == [found.p for found in apart]
    assert groups["p_adjusted"].tolist() == pytest.approx(
        multipletests([found.p for found in apart], method="fdr_bh")[1].tolist()
    )
    assert groups["difference"][0] == pytest.approx(90 - 100 * 45 / 78)


def test_periods_are_compared_with_the_one_before():
    groups = score_groups(SHOPS, SHARE, "shop", against="previous")
    assert np.isnan(groups["p"][0])
    assert groups["difference"].tolist()[1:] == pytest.approx([-40, 10, 2.5])


def test_groups_without_answers_are_not_tested():
    comments = pd.concat([SHOPS, pd.DataFrame({"score": [None], "shop": ["e"]})])
    groups = score_groups(comments.astype({"score": float}), SHARE, "shop")
    assert groups["n"].tolist() == [20, 20, 50, 8, 0]
    assert groups["p_adjusted"].isna().tolist() == [False] * 4 + [True]
    pd.testing.assert_frame_equal(groups[:4], score_groups(SHOPS, SHARE, "shop"))


def test_one_group_and_equal_answers_differ_in_nothing():
    one = take_groups(table(a=(3, 4)), SHARE, "shop")
    assert np.isnan(overall_p(one))
    assert overall_p(take_groups(table(a=(3, 0), b=(9, 0)), SHARE, "shop")) == 1


@settings(max_examples=40)
@given(
    st.sampled_from(sorted(METRICS)),
    st.lists(st.tuples(st.integers(1, 5), st.sampled_from("abc")), min_size=1, max_size=20),
    st.randoms(),
)
def test_order_of_rows_changes_nothing_and_all_is_a_number(name, rows, random):
    metric = find_metric(name)
    shuffled = list(rows)
    random.shuffle(shuffled)
    first, second = (
        score_groups(pd.DataFrame(r, columns=["score", "shop"]).astype({"score": float}),
                     metric, "shop")
        for r in (rows, shuffled)
    )  # fmt: skip
    pd.testing.assert_frame_equal(first, second, rtol=1e-9, atol=1e-9)
    assert np.isfinite(first[["value", "low", "high"]]).all(axis=None)
    if len(first) > 1:
        assert np.isfinite(first.select_dtypes("number")).all(axis=None)
        assert first["p_adjusted"].between(first["p"] - 1e-12, 1).all()


@pytest.mark.parametrize("n", [12, 40])
def test_groups_that_are_alike_differ_once_in_twenty(n):
    rng = np.random.default_rng(3)
    metric, shops = find_metric("nps"), np.repeat(list("abcdef"), n)
    found = []
    for _ in range(300):
        scores = rng.choice([10.0, 8.0, 3.0], len(shops), p=[0.45, 0.35, 0.2])
        comments = pd.DataFrame({"score": scores, "shop": shops})
        found.append(overall_p(take_groups(comments, metric, "shop")))
    assert 0.02 <= np.mean(np.array(found) < 0.05) <= 0.08
