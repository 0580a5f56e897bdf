import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit

from feedback_nlp.classifier.calibration import learn_calibration
from feedback_nlp.classifier.model import Calibration


def simulate(n, slope, offsets, seed=0):
    """Log-odds, and themes carried as often as the given calibration says."""
    random = np.random.default_rng(seed)
    log_odds = random.normal(0, 3, (n, len(offsets)))
    return log_odds, random.random(log_odds.shape) < expit(slope * log_odds + offsets)


def test_a_known_calibration_is_found_back():
    log_odds, carried = simulate(20_000, 0.7, np.array([-1.0, -2.0, -1.5]))
    calibration = learn_calibration(log_odds, carried, np.arange(len(carried)))
    assert calibration.slope == pytest.approx(0.7, abs=0.02)
    assert calibration.offsets == pytest.approx([-1.0, -2.0, -1.5], abs=0.1)


def test_probabilities_are_as_often_right_as_they_say():
    log_odds, carried = simulate(20_000, 1.3, np.array([-1.0, -2.0]))
    proba = learn_calibration(log_odds, carried, np.arange(len(carried))).proba(log_odds)
    for low in np.arange(0, 1, 0.1):
        band = (low <= proba) & (proba < low + 0.1)
        assert carried[band].mean() == pytest.approx(proba[band].mean(), abs=0.04)


def test_a_rare_theme_stays_near_the_common_offset():
    log_odds, carried = simulate(40, 1.0, np.array([-1.0, -1.0, -1.0]))
    carried[:, 2] = False
    offsets = learn_calibration(log_odds, carried, np.arange(len(carried))).offsets
    assert offsets[2] < offsets[0]
    assert offsets[2] > -4  # without holding back it would be minus infinity


@given(st.integers(0, 2**32 - 1), st.integers(5, 40))
@settings(max_examples=25)
def test_thresholds_are_half_the_best_f1_that_a_plain_search_finds(seed, n):
    log_odds, carried = simulate(n, 1.0, np.array([0.0, -1.0]), seed)
    if carried.all() or not carried.any():
        return
    calibration = learn_calibration(log_odds, carried, np.arange(len(carried)))
    proba = calibration.proba(log_odds)

    def best_f1(column, gold):
        found = [column >= at for at in np.arange(0.10, 0.71, 0.02)]
        return max(2 * (f & gold).sum() / max(1, f.sum() + gold.sum()) for f in found)

    common = best_f1(proba, carried)
    assert calibration.thresholds.dtype == np.float32
    for theme in range(2):
        own = best_f1(proba[:, theme], carried[:, theme])
        weight = carried[:, theme].sum() / (carried[:, theme].sum() + 200)
        expected = (weight * own + (1 - weight) * common) / 2
        assert calibration.thresholds[theme] == pytest.approx(expected, abs=1e-6)


def test_more_evidence_never_means_less_even_when_labels_are_upside_down():
    log_odds, carried = simulate(500, -2.0, np.array([-1.0, -1.0]))
    assert learn_calibration(log_odds, carried, np.arange(len(carried))).slope == 0.1


def test_an_answer_given_a_thousand_times_is_evidence_once():
    log_odds, carried = simulate(200, 1.0, np.array([-1.0, -2.0]))
    pasted = np.append(np.arange(200), np.full(999, 7))
    once = learn_calibration(log_odds, carried, np.arange(200))
    often = learn_calibration(log_odds[pasted], carried[pasted], pasted)
    assert often.slope == pytest.approx(once.slope, rel=1e-3)
    assert often.offsets == pytest.approx(once.offsets, rel=1e-3)
    assert often.thresholds == pytest.approx(once.thresholds)


@given(
    st.floats(0.1, 5),
    st.floats(-5, 5),
    st.lists(st.floats(-1e4, 1e4), min_size=2, max_size=20).map(sorted),
)
def test_probabilities_rise_with_the_log_odds_and_stay_in_0_to_1(slope, offset, log_odds):
    calibration = Calibration(slope, np.array([offset]), np.array([0.5]))
    proba = calibration.proba(np.array(log_odds)[:, None])[:, 0]
    assert ((proba >= 0) & (proba <= 1)).all()
    assert (np.diff(proba) >= 0).all()
    assert proba.tolist() == pytest.approx(
        [expit(slope * value + offset) for value in log_odds], abs=1e-12
    )
