import numpy as np
import pytest
from sklearn.calibration import calibration_curve
from sklearn.metrics import brier_score_loss

from feedback_nlp.evaluation.calibration import BIN_COLUMNS, measure_calibration


@pytest.fixture
def drawn():
    random = np.random.default_rng(3)
    proba = random.beta(0.3, 2, size=(400, 12))
    return proba, random.random(proba.shape) < proba**1.3


def test_bins_and_errors_are_those_computed_by_hand():
    proba = np.array([[0.05, 0.25], [0.05, 0.25], [0.05, 0.95], [0.05, 1.0]])
    carried = np.array([[False, True], [False, False], [True, True], [False, False]])
    reliability = measure_calibration(proba, carried)
    filled = reliability.bins[reliability.bins["n"] > 0]
    assert filled["proba_from"].tolist() == [0.0, 0.2, 0.9]
    assert filled["n"].tolist() == [4, 2, 2]
    assert filled["observed"].tolist() == [0.25, 0.5, 0.5]
    assert filled["mean_proba"].tolist() == pytest.approx([0.05, 0.25, 0.975])
    # 4/8 * .2 + 2/8 * .25 + 2/8 * .475, and without the lowest bin .25/2 + .475/2
    assert reliability.expected_calibration_error == pytest.approx(0.28125)
    assert reliability.expected_calibration_error_likely == pytest.approx(0.3625)
    # 3 * .05**2 + .95**2 + .75**2 + .25**2 + .05**2 + 1, over 8
    assert reliability.brier_score == pytest.approx(2.5375 / 8)


def test_a_probability_on_the_border_belongs_to_the_bin_above():
    proba = np.array([[0.1, 0.3, 0.6, 0.7]])
    bins = measure_calibration(proba, np.ones((1, 4), dtype=bool)).bins
    assert bins.loc[bins["n"] > 0, "proba_from"].tolist() == [0.1, 0.3, 0.6, 0.7]


def test_brier_score_is_that_of_scikit_learn(drawn):
    proba, carried = drawn
    expected = brier_score_loss(carried.ravel(), proba.ravel())
    assert measure_calibration(proba, carried).brier_score == pytest.approx(expected)


def test_bins_are_those_of_scikit_learn(drawn):
    proba, carried = drawn
    observed, mean = calibration_curve(carried.ravel(), proba.ravel(), n_bins=10)
    bins = measure_calibration(proba, carried).bins.query("n > 0")
    assert bins["observed"].tolist() == pytest.approx(observed.tolist())
    assert bins["mean_proba"].tolist() == pytest.approx(mean.tolist())


def test_interval_of_a_bin_is_wilsons():
    proba, carried = np.full((10, 1), 0.75), np.array([[True]] * 8 + [[False]] * 2)
    in_bin = measure_calibration(proba, carried).bins.loc[7]
    assert in_bin["observed_low"] == pytest.approx(0.4902, abs=5e-5)
    assert in_bin["observed_high"] == pytest.approx(0.9433, abs=5e-5)


def test_pairs_without_a_probability_are_left_out():
    proba = np.array([[0.5, np.nan], [0.5, np.nan]])
    reliability = measure_calibration(proba, np.array([[True, True], [False, True]]))
    assert reliability.n_pairs == 2
    assert reliability.expected_calibration_error == 0


def test_without_any_probability_nothing_is_known():
    reliability = measure_calibration(np.full((2, 1), np.nan), np.ones((2, 1), dtype=bool))
    assert reliability.n_pairs == 0
    assert np.isnan(reliability.expected_calibration_error)
    assert np.isnan(reliability.brier_score)
    assert list(reliability.bins.columns) == BIN_COLUMNS
    assert len(reliability.bins) == 10


def test_error_of_the_likely_is_unknown_where_all_is_improbable():
    reliability = measure_calibration(np.full((3, 1), 0.01), np.zeros((3, 1), dtype=bool))
    assert np.isnan(reliability.expected_calibration_error_likely)
