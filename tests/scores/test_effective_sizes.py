"""Counts of themes where customers wrote several comments."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback_nlp.errors import ColumnError
from feedback_nlp.scores.answer_columns import take_answers
from feedback_nlp.scores.audits import Audit
from feedback_nlp.scores.counts import count_themes
from feedback_nlp.scores.intervals import estimate_answers
from feedback_nlp.scores.metrics import find_metric


def count(late, customers, **options):
    """Count the theme of comments that carry it or not, by customers."""
    ids = pd.Series([str(number) for number in range(len(late))], dtype="str")
    comments = pd.DataFrame({"comment_id": ids, "comment": "x", "customer": customers})
    tags = pd.DataFrame({"comment_id": ids[list(late)], "theme": "late"})
    return count_themes(comments, tags, ("late",), customer_column="customer", **options)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 6)), min_size=1, max_size=40))
def test_sizes_are_those_of_answers(rows):
    """The same share, given as the percentage of scores of 5."""
    late, customers = map(list, zip(*rows, strict=True))
    scores = pd.DataFrame({"score": np.where(late, 5.0, 1.0), "customer": customers})
    answers = take_answers(scores, find_metric("excellent"), customer_column="customer")
    assert count(late, customers)["n_effective"].item() == pytest.approx(answers.size)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 6)), min_size=1, max_size=40))
def test_intervals_are_those_of_answers(rows):
    late, customers = map(list, zip(*rows, strict=True))
    scores = pd.DataFrame({"score": np.where(late, 5.0, 1.0), "customer": customers})
    answers = take_answers(scores, find_metric("excellent"), customer_column="customer")
    estimate, found = estimate_answers(answers), count(late, customers).iloc[0]
    ends = pytest.approx([estimate.low, estimate.high], abs=1e-6)
    assert [100 * found["low"], 100 * found["high"]] == ends


def test_three_customers_reach_as_far_as_t_does():
    """By hand: all carry it, so 3 / (3 + t^2) with t = 4.303 of 2 degrees of freedom."""
    found = count(np.array([True] * 30), ["k1", "k2", "k3"] * 10).iloc[0]
    assert found["low"] == pytest.approx(3 / (3 + 4.303**2), abs=1e-4)
    assert found["high"] == 1


def test_a_customer_who_says_the_same_ten_times_counts_as_one():
    late = np.array([True] * 12 + [False] * 28)
    once = count(late, np.arange(40)).iloc[0]
    often = count(late.repeat(10), np.arange(40).repeat(10)).iloc[0]
    assert (once["n_effective"], often["n_comments"], often["n_tagged"]) == (40, 400, 120)
    assert often["n_effective"] == pytest.approx(39, abs=0.2)
    # t of 39 degrees of freedom reaches 3% further
    assert often["low"] == pytest.approx(once["low"], abs=0.008)
    assert often["high"] == pytest.approx(once["high"], abs=0.008)


def test_customers_without_a_name_count_apart():
    late = np.array([True] * 12 + [False] * 28)
    assert count(late, [None, ""] * 20)["n_effective"].item() == 40


@pytest.mark.parametrize("late", [True, False])
def test_where_all_or_none_carry_a_theme_customers_count_once(late):
    assert count(np.array([late] * 30), ["k1", "k2", "k3"] * 10)["n_effective"].item() == 3


def test_an_audit_of_few_customers_corrects_with_a_wider_interval():
    late = np.array([True] * 90 + [False] * 210)
    ids = pd.Index([str(number) for number in range(0, 300, 2)], name="comment_id")
    labels = pd.DataFrame({"late": [int(number) < 100 for number in ids]}, ids)
    audit = Audit(labels, pd.Series(0.5, ids))
    apart, together = (
        count(late, customers, audit=audit).iloc[0]
        for customers in (np.arange(300), np.arange(300) // 10)
    )
    assert apart["corrected"]
    assert together["share"] == pytest.approx(apart["share"])
    width = [row["high"] - row["low"] for row in (apart, together)]
    assert width[1] > 1.5 * width[0]


def test_periods_are_counted_with_their_own_customers():
    period = pd.Series(["2025-01"] * 20 + ["2025-02"] * 20)
    customers = [*["k1", "k2"] * 10, *(f"k{number}" for number in range(20))]
    sizes = count(np.array([True] * 40), customers, period=period)["n_effective"]
    assert sizes.tolist() == [2, 20]


def test_a_column_of_customers_that_is_not_there_is_refused():
    comments = pd.DataFrame({"comment_id": ["1"], "comment": ["x"]})
    tags = pd.DataFrame({"comment_id": [], "theme": []}, dtype="str")
    with pytest.raises(ColumnError, match="Column 'klant' not found"):
        count_themes(comments, tags, ("late",), customer_column="klant")
