"""Verdicts on changes, against numbers worked out by hand."""

import math

import pandas as pd
import pytest
from scipy.stats import norm

from feedback_nlp.scores.answer_columns import take_answers
from feedback_nlp.scores.changes import Change, score_change, share_changes
from feedback_nlp.scores.metrics import find_metric


def change_of(p):
    return Change(0.1, 0.2, 10, 10, 0.0, 0.2, p, None)


@pytest.mark.parametrize(
    ("p", "verdict"),
    [
        (0.0099, "echt"),
        (0.01, "waarschijnlijk echt"),
        (0.099, "waarschijnlijk echt"),
        (0.1, "ruis"),
    ],
)
def test_the_verdict_follows_p(p, verdict):
    assert change_of(p).verdict == verdict


def test_a_share_is_tested_by_hand():
    """10 and 20 of 100: together 15%, so z = .1 / sqrt(.15 x .85 x 2 / 100) = 1.980, p = .0477.

    At 1% two-sided with 80% power: 2 x .1275 x ((2.5758 + .8416) / .1)^2 = 297.8.
    """
    (change,) = share_changes({"late": ((10, 100), (20, 100))}).values()
    assert change.value == pytest.approx(0.1)
    assert change.p == pytest.approx(2 * norm.sf(0.1 / math.sqrt(0.15 * 0.85 * 0.02)))
    assert change.verdict == "waarschijnlijk echt"
    assert change.n_needed == 298
    assert change.low < 0.1 < change.high


def test_a_rare_theme_is_tested_exactly():
    """Two of six carry it, both of the last two: 1 in C(6, 2) = 15, and half of that is counted.

    The other outcomes, one of the last two or none, are likelier: 8 and 6 in 15.
    """
    (change,) = share_changes({"late": ((0, 4), (2, 2))}).values()
    assert change.p == pytest.approx(1 / 30)
    (part,) = share_changes({"late": ((0.2, 4.3), (1.8, 1.9))}).values()
    assert part.p == change.p


def test_more_themes_make_the_same_change_less_sure():
    """By Benjamini and Hochberg the smallest of three p counts three times."""
    calm = ((10, 100), (10, 100))
    alone = share_changes({"late": ((10, 100), (20, 100))})["late"]
    among = share_changes({"late": ((10, 100), (20, 100)), "a": calm, "b": calm})
    assert among["late"].p == pytest.approx(3 * alone.p)
    assert among["late"].verdict == "ruis"
    assert among["late"].n_needed > alone.n_needed
    assert (among["a"].p, among["a"].value, among["a"].n_needed) == (1.0, 0.0, None)


@pytest.mark.parametrize("counts", [((0, 10), (0, 20)), ((10, 10), (20, 20))])
def test_no_change_at_the_ends_of_the_scale_is_noise(counts):
    (change,) = share_changes({"late": counts}).values()
    assert (change.p, change.verdict, change.n_needed) == (1.0, "ruis", None)


def test_nothing_to_compare_gives_nothing():
    assert share_changes({}) == {}


def answers(n_high, n):
    return take_answers(pd.DataFrame({"score": [5] * n_high + [1] * (n - n_high)}),
                        find_metric("csat_top2"))  # fmt: skip


def test_a_score_is_judged_by_its_own_test():
    """50% and 60% of 100: the variances are 2500 and 2400, so 2450 together.

    2 x 2450 x ((2.5758 + .8416) / 10)^2 = 572.3 of each.
    """
    change = score_change(answers(50, 100), answers(60, 100))
    assert (change.before, change.after, change.value) == (50.0, 60.0, 10.0)
    assert change.verdict == "ruis"
    assert change.n_needed == 573


def test_a_sure_change_needs_no_more_answers():
    change = score_change(answers(20, 100), answers(80, 100))
    assert (change.verdict, change.n_needed) == ("echt", None)
