"""Rough shares from the error rates of the training."""

import numpy as np
import pandas as pd
import pytest

from feedback_nlp.scores.rough_shares import ROUGH, rough_shares


def counts(n_tagged, n_comments=1000, theme="late"):
    return pd.DataFrame({"theme": [theme], "n_comments": [n_comments], "n_tagged": [n_tagged]})


def rates(sensitivity, specificity, n_with=200, n_without=800):
    row = {"sensitivity": sensitivity, "specificity": specificity}
    return pd.DataFrame({**row, "n_with": n_with, "n_without": n_without}, ["late"], dtype=float)


def test_a_share_is_corrected_as_rogan_and_gladen_do():
    rough = rough_shares(counts(100), rates(0.8, 0.95)).iloc[0]
    assert rough["rough_share"] == pytest.approx((0.1 + 0.95 - 1) / (0.8 + 0.95 - 1))
    # Lang and Reiczigel by hand: centre .06756, standard error .016261
    assert rough["rough_low"] == pytest.approx(0.06756 - 1.96 * 0.016261, abs=2e-5)
    assert rough["rough_high"] == pytest.approx(0.06756 + 1.96 * 0.016261, abs=2e-5)


def test_comments_of_one_customer_count_for_fewer():
    """100 of 1,000 comments that tell as much as 100 have the width of 10 of 100."""
    alike = rough_shares(counts(100).assign(n_effective=100.0), rates(0.8, 0.95))[ROUGH]
    assert alike.to_numpy() == pytest.approx(rough_shares(counts(10, 100), rates(0.8, 0.95))[ROUGH])


def test_fewer_tags_than_false_ones_alone_would_give_means_none():
    rough = rough_shares(counts(10), rates(0.8, 0.95)).iloc[0]
    assert (rough["rough_share"], rough["rough_low"]) == (0.0, 0.0)
    assert 0 < rough["rough_high"] < 0.1


@pytest.mark.parametrize(("sensitivity", "specificity"), [(0.3, 0.7), (0.0, 0.9), (0.0, 1.0)])
def test_a_tagger_no_better_than_chance_leaves_everything_open(sensitivity, specificity):
    rough = rough_shares(counts(100), rates(sensitivity, specificity, 5, 5))[ROUGH].iloc[0]
    assert rough.between(0, 1).all()
    assert rough["rough_high"] - rough["rough_low"] > 0.5


def test_a_theme_without_known_error_rates_is_left_open():
    assert rough_shares(counts(100, theme="rude"), rates(0.8, 0.95))[ROUGH].isna().all(axis=None)
    nothing = rough_shares(counts(100), rates(0.8, 0.95).iloc[:0])
    assert nothing[ROUGH].isna().all(axis=None)


def test_rough_intervals_hold_the_truth_where_the_tagger_errs_as_in_training():
    random, n_runs = np.random.default_rng(2), 1000
    themes = [f"theme_{run}" for run in range(n_runs)]
    found = random.binomial(3000, 0.05 * 0.7 + 0.95 * 0.02, n_runs)
    table = pd.DataFrame({"theme": themes, "n_comments": 3000, "n_tagged": found})
    measured = {
        "sensitivity": random.binomial(80, 0.7, n_runs) / 80,
        "specificity": random.binomial(2000, 0.98, n_runs) / 2000,
    }
    known = pd.DataFrame({**measured, "n_with": 80, "n_without": 2000}, themes, dtype=float)
    rough = rough_shares(table, known)
    assert 0.93 < rough["rough_low"].le(0.05).mul(rough["rough_high"].ge(0.05)).mean() < 0.985
