import inspect
from copy import deepcopy

import joblib
import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import GridSearchCV, KFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer

from feedback_nlp.classifier.classifier import ThemeClassifier
from feedback_nlp.themes.lexicon import Lexicon
from feedback_nlp.themes.taxonomy import load_taxonomy

UNSEEN = ["kwam drie weken te laat", "mooie sokken", "te laat maar wel mooi", "geen idee"]


def same_model(one, other):
    """Whether two models are equal to the last bit."""
    return (
        one.themes == other.themes
        and one.vocabulary.words == other.vocabulary.words
        and np.array_equal(one.weights.coefficients, other.weights.coefficients)
        and np.array_equal(one.weights.intercepts, other.weights.intercepts)
        and one.calibration.slope == other.calibration.slope
        and np.array_equal(one.calibration.offsets, other.calibration.offsets)
        and np.array_equal(one.calibration.thresholds, other.calibration.thresholds)
    )


def test_constructor_stores_its_keywords_unchanged(starter):
    taxonomy, lexicon = load_taxonomy(), Lexicon()
    params = {
        "taxonomy": taxonomy,
        "lexicon": lexicon,
        "prior": starter,
        "language": "en",
        "C": 2.0,
        "n_folds": None,
        "n_jobs": 2,
        "spacy_model": "nl_core_news_md",
    }
    classifier = ThemeClassifier(**params)
    assert classifier.get_params() == params
    assert all(getattr(classifier, name) is value for name, value in params.items())
    assert set(inspect.signature(ThemeClassifier).parameters) == set(params)


def test_parameters_cannot_be_given_by_position():
    with pytest.raises(TypeError):
        ThemeClassifier(load_taxonomy())


def test_clone_has_the_parameters_and_nothing_learnt(plain):
    other = clone(plain.__class__(C=3.0, taxonomy=load_taxonomy()))
    assert other.get_params()["C"] == 3.0
    assert other.taxonomy == load_taxonomy()
    assert [name for name in vars(clone(plain)) if name.endswith("_")] == []


def test_clone_shares_the_prior(starter):
    assert clone(ThemeClassifier(prior=starter)).prior is starter


def test_set_params_returns_the_estimator_and_refuses_unknown_names():
    classifier = ThemeClassifier()
    assert classifier.set_params(C=1.0, n_folds=2) is classifier
    assert (classifier.C, classifier.n_folds) == (1.0, 2)
    with pytest.raises(ValueError, match="Invalid parameter 'folds'"):
        classifier.set_params(folds=3)


def test_nothing_ends_in_an_underscore_before_fit_and_all_learnt_things_do_after(plain):
    assert [name for name in vars(ThemeClassifier()) if name.endswith("_")] == []
    learnt = set(vars(plain)) - set(plain.get_params())
    assert learnt == {"model_", "held_out_proba_", "classes_"}


@pytest.mark.parametrize("method", ["predict", "predict_proba"])
def test_an_unfitted_classifier_says_so(method):
    with pytest.raises(NotFittedError, match="ThemeClassifier instance is not fitted yet"):
        getattr(ThemeClassifier(), method)(UNSEEN)


def test_fit_returns_the_classifier_and_leaves_its_inputs_as_they_were(comments, themes):
    X, y = list(comments), [list(labels) for labels in themes]
    before = deepcopy((X, y))
    classifier = ThemeClassifier()
    assert classifier.fit(X, y) is classifier
    classifier.predict(X)
    assert (X, y) == before
    assert classifier.get_params() == ThemeClassifier().get_params()


def test_fit_gives_the_same_model_every_time_and_for_any_number_of_jobs(plain, comments, themes):
    again = ThemeClassifier(n_jobs=2).fit(comments, themes)
    assert same_model(again.model_, plain.model_)
    assert np.array_equal(again.held_out_proba_, plain.held_out_proba_)


def test_fitting_again_forgets_what_was_learnt(plain, comments, themes):
    classifier = ThemeClassifier().fit(comments[5:], [["x"]] * 5 + [["y"]] * 10)
    assert same_model(classifier.fit(comments, themes).model_, plain.model_)


def test_a_classifier_predicts_the_same_after_joblib(fitted, tmp_path, few):
    expected = fitted.predict_proba(few.comments)
    joblib.dump(fitted, tmp_path / "classifier.joblib")
    loaded = joblib.load(tmp_path / "classifier.joblib")
    assert np.array_equal(loaded.predict_proba(few.comments), expected)


def test_a_classifier_is_the_last_step_of_a_pipeline(comments, themes):
    shout = FunctionTransformer(lambda texts: [text.upper() for text in texts])
    pipeline = make_pipeline(shout, ThemeClassifier(C=3.0)).fit(comments, themes)
    assert pipeline.predict(UNSEEN[:2]).tolist() == [[False, True], [True, False]]
    assert pipeline.score(comments, themes) == 1
    assert pipeline.get_params()["themeclassifier__C"] == 3.0


def test_a_grid_search_sets_and_clones_it_in_a_pipeline_and_sends_it_to_workers(comments, themes):
    pipeline = make_pipeline(FunctionTransformer(), ThemeClassifier(n_folds=2))
    folds = KFold(2, shuffle=True, random_state=1)
    grid = {"themeclassifier__C": [1e-6, 1.0]}
    search = GridSearchCV(pipeline, grid, cv=folds, n_jobs=2).fit(comments, themes)
    assert search.best_params_ == {"themeclassifier__C": 1.0}
    assert search.best_estimator_[-1].C == 1.0
    assert search.predict(UNSEEN[:2]).tolist() == [[False, True], [True, False]]
    alone = clone(pipeline).set_params(themeclassifier__C=1.0).fit(comments, themes)
    assert np.array_equal(search.predict_proba(UNSEEN), alone.predict_proba(UNSEEN))


def test_cross_validation_of_scikit_learn_takes_lists_of_labels(comments, themes):
    folds = KFold(2, shuffle=True, random_state=1)
    predicted = cross_val_predict(ThemeClassifier(n_folds=2), comments, themes, cv=folds)
    assert predicted.shape == (20, 2)
    assert predicted.dtype == bool


def test_score_is_the_f1_over_all_themes(plain):
    # Found are late, nice and late: all three are among the four given.
    gold = [["te laat!", "mooi|fraai"], ["mooi|fraai"], ["te laat!"]]
    assert plain.predict(UNSEEN[:3]).tolist() == [[False, True], [True, False], [False, True]]
    assert plain.score(UNSEEN[:3], gold) == 2 * 3 / (3 + 4)


@pytest.mark.parametrize("kind", [np.array, pd.Series])
def test_comments_may_come_in_any_sequence(plain, comments, themes, kind):
    classifier = ThemeClassifier().fit(kind(comments), themes, groups=kind(comments))
    assert same_model(classifier.model_, plain.model_)
    assert np.array_equal(classifier.predict_proba(kind(UNSEEN)), plain.predict_proba(UNSEEN))
