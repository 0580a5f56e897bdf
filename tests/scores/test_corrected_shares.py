"""Shares corrected by an audit: by hand, against the published formula, and by law."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from feedback_nlp.scores.corrected_shares import audited_rates, corrected_shares, wilson


def rates_of(tagged, carried, weights=None):
    tagged, carried = np.array(tagged, bool)[:, None], np.array(carried, bool)[:, None]
    return audited_rates(tagged, carried, np.ones(len(tagged)) if weights is None else weights)


def corrected(rates, n_tagged, n_comments):
    return [
        part.item()
        for part in corrected_shares(
            rates, np.array([n_tagged / n_comments]), np.array([n_comments])
        )
    ]


def test_the_share_is_what_the_tags_got_right_plus_what_they_missed():
    # of 10 tagged 8 are right; of 40 others 2 were missed; 300 of 1,000 comments are tagged
    rates = rates_of([1] * 10 + [0] * 40, [1] * 8 + [0] * 2 + [1] * 2 + [0] * 38)
    share, low, high = corrected(rates, 300, 1000)
    assert share == pytest.approx(0.3 * 0.8 + 0.7 * 0.05)
    # Wilson: 8 of 10 .4902-.9433, 2 of 40 .0138-.1650, 300 of 1,000 .2724-.3291
    assert low == pytest.approx(
        share - np.hypot(np.hypot(0.3 * 0.3098, 0.7 * 0.0362), 0.75 * 0.0276), abs=1e-4
    )
    assert high == pytest.approx(
        share + np.hypot(np.hypot(0.3 * 0.1433, 0.7 * 0.1150), 0.75 * 0.0291), abs=1e-4
    )


def test_the_share_is_that_of_prediction_powered_inference():
    random = np.random.default_rng(5)
    carried = random.random(2000) < 0.2
    tagged = random.random(2000) < np.where(carried, 0.8, 0.05)
    n, rest = 300, 1700
    share, low, high = corrected(rates_of(tagged[:n], carried[:n]), tagged.sum(), 2000)

    # arXiv:2311.01453: the labels against the tags of all comments that have none
    covariance = np.cov(carried[:n], tagged[:n], ddof=0)
    tuned = covariance[0, 1] / ((1 + n / rest) * covariance[1, 1])
    expected = tuned * tagged[n:].mean() + (carried[:n] - tuned * tagged[:n].astype(float)).mean()
    assert share == pytest.approx(expected, abs=1e-12)
    residual = carried[:n] - tuned * tagged[:n].astype(float)
    error = np.sqrt(tuned**2 * tagged.var() / rest + residual.var() / n)
    assert (high - low) / 2 == pytest.approx(1.96 * error, rel=0.1)


def test_comments_drawn_with_a_small_chance_count_for_more():
    # half of the tagged are right, but the one that is right stands for 30 comments, not for 10
    rates = rates_of([1, 1, 0], [1, 0, 0], np.array([30.0, 10.0, 60.0]))
    assert rates.tagged.item() == 0.75
    assert rates.n_tagged.item() == pytest.approx(40**2 / (30**2 + 10**2))  # Kish
    assert corrected(rates, 40, 100)[0] == pytest.approx(0.4 * 0.75)


def test_a_rare_miss_that_stands_for_many_makes_the_interval_wide():
    # Korn and Graubard: the miss comes from the part of which few were drawn
    weights = np.repeat([1.0, 50.0], [90, 10])
    carried = np.repeat([False, True], [99, 1])
    rates = rates_of(np.zeros(100), carried, weights)
    share = 50 / 590
    variance = ((weights * (carried - share)) ** 2).sum() / 590**2
    assert rates.n_untagged.item() == pytest.approx(share * (1 - share) / variance)
    assert rates.n_untagged.item() < 590**2 / (weights**2).sum()


@pytest.mark.parametrize("tagged", [[0, 0, 0, 0], [1, 1, 1, 1]])
def test_labels_speak_alone_where_the_audit_has_one_kind_of_comment(tagged):
    share, low, high = corrected(rates_of(tagged, [1, 0, 0, 0]), 1, 1000)
    assert share == 0.25
    assert [low, high] == pytest.approx([0.0456, 0.6994], abs=1e-4)  # Wilson, 1 of 4


def test_an_audit_without_the_theme_leaves_doubt_that_is_honest():
    share, low, high = corrected(rates_of([1] * 3 + [0] * 297, [0] * 300), 50, 5000)
    assert (share, low) == (0.0, 0.0)
    assert 0.01 < high < 0.02  # three in 300 is what nobody would be surprised to have missed


def test_the_example_of_the_readme():
    """100 of 1,000 tagged; 18 of 24 audited tags right, 6 missed in 276 others."""
    tagged = np.array([[True]] * 24 + [[False]] * 276)
    carried = np.array([[True]] * 18 + [[False]] * 6 + [[True]] * 6 + [[False]] * 270)
    rates = audited_rates(tagged, carried, np.ones(300))
    found = corrected_shares(rates, np.array([0.1]), np.array([1000.0]))
    assert [100 * part.item() for part in found] == pytest.approx([9.5, 6.9, 12.4], abs=0.05)
    assert [100 * end.item() for end in wilson(np.array([0.08]), np.array([300.0]))] == (
        pytest.approx([5.4, 11.6], abs=0.05)
    )


def test_wilson_of_nothing_is_the_whole_range():
    assert [end.tolist() for end in wilson(np.zeros(1), np.zeros(1))] == [[0.0], [1.0]]


@settings(max_examples=300)
@given(st.data(), st.integers(1, 40), st.integers(0, 500))
def test_every_interval_is_finite_and_holds_its_share(data, n_audited, n_more):
    tagged, carried = (data.draw(npst.arrays(bool, (n_audited, 2))) for _ in range(2))
    weights = np.array(
        data.draw(st.lists(st.floats(1, 1e6), min_size=n_audited, max_size=n_audited))
    )
    n_tagged = tagged.sum(axis=0) + np.array([0.0, n_more])
    n_all = n_audited + n_more
    rates = audited_rates(tagged, carried, weights)
    parts = corrected_shares(rates, n_tagged / n_all, np.full_like(n_tagged, n_all, dtype=float))
    share, low, high = parts
    assert np.isfinite(parts).all()
    assert (low >= 0).all()
    assert (low <= share + 1e-12).all()
    assert (share <= high + 1e-12).all()
    assert (high <= 1).all()
