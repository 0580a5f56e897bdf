"""Themes that a file hardly has become less likely."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import logit

from feedback_nlp.classifier.shares import expect_shares, learnt_shares, rarer_shares
from feedback_nlp.classifier.weights import has_two_sides

LEARNT = np.array([0.1, 0.1, np.nan])
METRICS = ("n_with:{}", 10.0), ("sensitivity:{}", 0.9), ("specificity:{}", 0.9)


def every_fifth(n):
    return np.arange(n) % 5 == 0


def test_a_share_goes_half_of_the_way_to_that_of_the_file():
    """By hand: 500 comments at .01 and 50 at .1 make 10 in 550; half-way in log-odds is .0434."""
    found = rarer_shares(LEARNT, np.full((500, 3), 0.01), np.ones(500), every_fifth(500))
    assert found[:2] == pytest.approx([0.043393] * 2, abs=1e-6)
    assert np.isnan(found[2])


def test_a_theme_that_the_file_has_as_often_or_more_keeps_its_share():
    proba = np.tile([0.1, 0.6, 0.6], (500, 1))
    found = rarer_shares(LEARNT, proba, np.ones(500), every_fifth(500))
    assert found.tolist()[:2] == [0.1, 0.1]


def test_a_share_that_stays_is_not_lower_by_a_rounding():
    learnt = np.linspace(0.001, 0.9, 300)
    found = rarer_shares(learnt, np.full((500, 300), 0.95), np.ones(500), every_fifth(500))
    assert np.array_equal(found, learnt)


def test_a_share_stays_where_comments_held_back_say_otherwise():
    back = every_fifth(500)
    proba = np.where(back[:, None], 0.3, 0.01) * np.ones((1, 3))
    assert rarer_shares(LEARNT, proba, np.ones(500), back).tolist()[:2] == [0.1, 0.1]


def test_few_comments_change_little():
    few, many = (
        rarer_shares(LEARNT, np.full((n, 3), 0.01), np.ones(n), every_fifth(n))[0]
        for n in (20, 2000)
    )
    assert 0.07 < few < 0.1
    assert 0.03 < many < 0.04


def test_a_text_said_a_thousand_times_weighs_as_one():
    proba = np.array([[0.01] * 3] * 1000 + [[0.3] * 3] * 20)
    weight = np.array([0.001] * 1000 + [1.0] * 20)
    assert rarer_shares(LEARNT, proba, weight, every_fifth(1020)).tolist()[:2] == [0.1, 0.1]


def test_the_starter_model_says_how_often_it_met_each_theme(starter):
    shares = learnt_shares(starter.info, starter.themes)
    assert np.all((shares > 0.003) & (shares < 0.2))
    nothing_known = replace(starter.info, metrics={})
    assert np.isnan(learnt_shares(nothing_known, starter.themes)).all()


def test_a_model_without_known_shares_stays_as_it_was(plain):
    model = replace(plain.model_, info=replace(plain.model_.info, metrics={}))
    same = expect_shares(model, np.array([0.1, 0.1]))
    assert np.array_equal(same.weights.intercepts, model.weights.intercepts)
    assert same.info == model.info


def test_probabilities_of_one_sided_themes_change_as_bayes_rule_says(plain):
    """Odds times the odds of the new share, divided by those of the old one."""
    metrics = {name.format(t): value for t in plain.model_.themes for name, value in METRICS}
    info = replace(plain.model_.info, metrics=metrics, n_comments=20)
    model = replace(plain.model_, info=info)
    assert not has_two_sides(model.taxonomy)
    comments = ["twee dagen te laat", "wat een mooie tas", "goedemorgen"]
    before = logit(model.predict_proba(comments).astype(float))
    after = logit(expect_shares(model, np.array([0.2, 0.5])).predict_proba(comments).astype(float))
    assert after - before == pytest.approx(np.tile([logit(0.2), 0.0], (3, 1)), abs=1e-4)


def test_a_rarer_theme_leaves_room_for_its_rival(starter):
    """Where nobody queues, an hour's wait is one for a delivery."""
    comments = ["een uur gewacht", "lange rij bij de kassa", "te laat geleverd", "mooie tas"]
    learnt = learnt_shares(starter.info, starter.themes)
    column = starter.themes.index("long_wait_on_site")
    shares = learnt.copy()
    shares[column] /= 10
    before = starter.predict_proba(comments)
    after = expect_shares(starter, shares).predict_proba(comments)
    assert np.all(after[:3, column] < before[:3, column])
    delivery = starter.themes.index("late_delivery")
    assert after[0, delivery] > 2 * before[0, delivery]


@settings(max_examples=10)
@given(st.floats(0.001, 0.05), st.floats(0.001, 0.05))
def test_what_was_expected_before_leaves_no_trace(starter, first, second):
    def expect(model, share):
        return expect_shares(model, np.full(len(starter.themes), share))

    once = expect(starter, second)
    twice = expect(expect(starter, first), second)
    assert twice.weights.intercepts == pytest.approx(once.weights.intercepts, abs=1e-5)
    back = expect_shares(twice, learnt_shares(starter.info, starter.themes))
    assert back.weights.intercepts == pytest.approx(starter.weights.intercepts, abs=1e-5)
