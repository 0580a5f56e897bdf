"""Shares of scores that somebody published, with what was left unsaid."""

import math

import pytest

from feedback_nlp.errors import ScoreError
from feedback_nlp.scores.intervals import share_interval
from feedback_nlp.scores.metrics import find_metric
from feedback_nlp.scores.published_scores import PublishedScores

EXPERT = PublishedScores(1023, {(5, 5): 0.72, (1, 2): 0.13})


def test_shares_that_add_up_to_85_leave_15_percent_unknown():
    """Contradiction X17 of the sources: 72% + 13% of 1,023 reviews, the rest unsaid."""
    assert EXPERT.unknown == pytest.approx(0.15)
    excellent = EXPERT.estimate(find_metric("excellent"))  # the unknown ones are 3 or 4 stars
    assert excellent.value == pytest.approx(100 * 737 / 1023)  # and not 737 of 870
    assert [excellent.low, excellent.high] == pytest.approx([69.21, 74.71], abs=0.005)


def test_a_metric_that_depends_on_what_is_unknown_has_no_value_but_ends():
    """737 to 890 of 1,023 are satisfied: all of the unknown ones gave a 3, or all a 4."""
    satisfied = EXPERT.estimate(find_metric("csat_top2"))
    assert math.isnan(satisfied.value)
    low, high = share_interval(737, 1023)[0], share_interval(737 + 153, 1023)[1]
    assert [satisfied.low, satisfied.high] == pytest.approx([100 * low, 100 * high])


def test_all_shares_give_the_metric():
    published = PublishedScores(200, {(9, 10): 0.45, (7, 8): 0.35, (0, 6): 0.20})
    assert published.unknown == 0
    assert published.estimate(find_metric("nps")).value == pytest.approx(25)


def test_shares_rounded_to_whole_percents_are_complete():
    assert PublishedScores(10, {(5, 5): 0.33, (3, 4): 0.33, (1, 2): 0.33}).unknown == 0


@pytest.mark.parametrize(
    ("n", "shares", "message"),
    [
        (0, {(5, 5): 0.5}, "give at least one score"),
        (10, {}, "give at least one score"),
        (10, {(5, 5): 72}, "fractions of 1"),
        (10, {(5, 4): 0.5}, "Give the lower score first"),
        (10, {(5, 5): 0.72, (4, 5): 0.60}, "add up to 132%"),
    ],
)
def test_shares_that_can_not_be_are_refused(n, shares, message):
    with pytest.raises(ScoreError, match=message):
        PublishedScores(n, shares)


@pytest.mark.parametrize(
    ("metric", "shares", "message"),
    [
        ("csat_top2", {(9, 10): 0.4}, "Choose the metric of this scale"),
        ("csat_top2", {(4, 5): 0.4, (5, 5): 0.2}, "do not overlap"),
        ("mean", {(4, 5): 0.4}, "Choose the metric of this scale"),
        ("csat_top2", {(1, 3): 0.4, (4, 5): 0.2}, "add up to 60% only"),
    ],
)
def test_shares_that_do_not_fit_the_metric_are_refused(metric, shares, message):
    with pytest.raises(ScoreError, match=message):
        PublishedScores(10, shares).estimate(find_metric(metric))
