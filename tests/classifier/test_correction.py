import numpy as np
import pytest
from scipy import sparse
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from feedback_nlp.classifier.correction import Lessons, correct, judge, learn_correction
from feedback_nlp.classifier.model_files import load_model, save_model
from feedback_nlp.classifier.pooling import highest_per_comment
from feedback_nlp.classifier.weights import Weights

COMMENTS = ["Pas na drie weken geleverd", "Mooie tas, vriendelijke mevrouw", "", "nvt"]


@pytest.fixture(scope="module")
def lessons():
    """Three hundred segments of six features, two themes, of which a model said something."""
    random = np.random.default_rng(3)
    features = random.normal(size=(300, 6)) * (random.random((300, 6)) < 0.5)
    log_odds = random.normal(size=(300, 2))
    target = (random.random((300, 2)) < expit(log_odds + 2 * features[:, :2])).astype(float)
    return Lessons(sparse.csr_matrix(features), log_odds, target, np.ones((300, 2)))


def test_a_model_that_says_what_it_should_is_not_corrected(lessons):
    said = Lessons(lessons.features, lessons.log_odds, expit(lessons.log_odds), lessons.weight)
    correction = learn_correction(said, strength=1.0)
    assert not correction.coefficients.any()
    assert not correction.intercepts.any()


def test_a_model_that_says_nothing_is_corrected_to_a_logistic_regression(lessons):
    silent = Lessons(lessons.features, np.zeros((300, 2)), lessons.target, lessons.weight)
    correction = learn_correction(silent, strength=0.7)
    with_ones = np.column_stack([lessons.features.toarray(), np.ones(300)])
    for theme in range(2):
        plain = LogisticRegression(C=0.7, fit_intercept=False, tol=1e-10, max_iter=1000)
        expected = plain.fit(with_ones, lessons.target[:, theme]).coef_[0]
        found = [*correction.coefficients[:, theme], correction.intercepts[theme]]
        np.testing.assert_allclose(found, expected, atol=2e-3)


def test_targets_without_weight_teach_nothing(lessons):
    weight = lessons.weight.copy()
    weight[100:] = 0
    upside_down = lessons.target.copy()
    upside_down[100:] = 1 - upside_down[100:]
    kept = learn_correction(lessons[np.arange(100)], strength=1.0)
    masked = Lessons(lessons.features, lessons.log_odds, upside_down, weight)
    found = learn_correction(masked, strength=1.0)
    np.testing.assert_allclose(found.coefficients, kept.coefficients, atol=1e-5)


def test_less_strength_means_less_correction(lessons):
    sizes = [np.abs(learn_correction(lessons, strength=s).coefficients).sum() for s in (0.1, 1, 10)]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1] * 0.7


def test_what_is_corrected_is_what_the_model_says(small_model, plain):
    for model in (small_model, plain.model_):
        _, log_odds, comment = judge(model, COMMENTS)
        proba = expit(highest_per_comment(log_odds, comment, len(COMMENTS)))
        np.testing.assert_allclose(proba, model.predict_proba(COMMENTS), atol=1e-6)


def test_corrections_add_up_and_survive_saving(small_model, tmp_path):
    features = small_model.features.transform(small_model.analyser.analyse(COMMENTS))
    n_features, n_themes = features.shape[1], len(small_model.themes)
    random = np.random.default_rng(1)
    slope = small_model.calibration.slope
    expected = small_model.log_odds(features)
    model = small_model
    for _ in range(2):
        correction = Weights(
            random.normal(size=(n_features, n_themes)).astype(np.float32),
            random.normal(size=n_themes).astype(np.float32),
        )
        model = correct(model, correction)
        added = features @ correction.coefficients + correction.intercepts
        expected = expected + added / slope
    np.testing.assert_allclose(model.log_odds(features), expected, atol=0.3)  # eight bits
    save_model(model, tmp_path / "model")
    loaded = load_model(tmp_path / "model")
    assert np.array_equal(loaded.predict_proba(COMMENTS), model.predict_proba(COMMENTS))
