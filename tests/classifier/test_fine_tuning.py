from dataclasses import replace

import numpy as np
import pytest

from feedback_nlp.classifier.explanation import explain
from feedback_nlp.classifier.fine_tuning import fine_tune
from feedback_nlp.classifier.shares import expect_shares, learnt_shares
from feedback_nlp.comments.labelled import LabelledComments
from feedback_nlp.errors import LabelError

SUBJECTS = ["het pakket", "de bestelling", "mijn tas", "de bank", "dat boek", "het cadeau"]
DAYS = ["maandag", "dinsdag", "vrijdag"]
STUCK = [f"{subject} stond {day} weer te flurpen" for subject in SUBJECTS for day in DAYS]
FINE = [f"{subject} is {day} gezien" for subject in SUBJECTS for day in DAYS]


def labelled(comments, themes):
    ids = [str(place) for place in range(len(comments))]
    return LabelledComments(ids, comments, [frozenset(t) for t in themes], None, None, None)


OWN_WORD = labelled([*STUCK, *FINE], [["late_delivery"]] * len(STUCK) + [[]] * len(FINE))


def test_a_word_of_the_house_is_learnt_from_a_few_labels(small_model):
    tuned = fine_tune(small_model, OWN_WORD, name="own")
    column = small_model.themes.index("late_delivery")
    unseen = ["De jas stond donderdag te flurpen", "De jas is donderdag gezien"]
    before, after = small_model.predict_proba(unseen), tuned.model.predict_proba(unseen)
    assert after[0, column] > before[0, column] + 0.2
    assert after[1, column] < before[1, column] + 0.1
    assert tuned.strength > 0
    assert tuned.model.info.name == "own"
    assert tuned.model.info.n_comments == 36


def test_labels_that_somebody_chose_do_not_count_as_how_often_a_theme_comes(starter):
    learnt = learnt_shares(starter.info, starter.themes)
    adapted = expect_shares(starter, learnt / 2)
    tuned = fine_tune(fine_tune(adapted, OWN_WORD).model, OWN_WORD).model
    assert np.array_equal(learnt_shares(tuned.info, tuned.themes), learnt)
    expected = {
        f"share:{theme}": share / 2 for theme, share in zip(tuned.themes, learnt, strict=True)
    }
    assert {key: tuned.info.metrics[key] for key in expected} == expected


def test_held_out_probabilities_come_from_models_that_had_not_seen_the_comment(small_model):
    tuned = fine_tune(small_model, OWN_WORD)
    column = small_model.themes.index("late_delivery")
    seen = tuned.model.predict_proba(OWN_WORD.comments)[:18, column]
    assert tuned.held_out_proba.shape == (36, len(small_model.themes))
    assert tuned.held_out_proba[:18, column].mean() < seen.mean()


def test_where_the_model_is_right_already_it_stays_as_it_was(small_model, few):
    proba = small_model.predict_proba(few.comments)
    drawn = np.random.default_rng(0).random(proba.shape) < proba  # nothing in them to learn
    themes = [[small_model.themes[at] for at in np.flatnonzero(row)] for row in drawn]
    tuned = fine_tune(small_model, labelled(few.comments, themes))
    assert tuned.strength == 0
    assert tuned.model.weights is small_model.weights
    np.testing.assert_allclose(tuned.held_out_proba, proba, atol=1e-6)


def test_the_result_is_the_same_every_time(small_model):
    one, other = (fine_tune(small_model, OWN_WORD) for _ in range(2))
    assert np.array_equal(one.model.weights.coefficients, other.model.weights.coefficients)
    assert np.array_equal(one.held_out_proba, other.held_out_proba)


def test_explanations_show_what_was_learnt(small_model):
    tuned = fine_tune(small_model, OWN_WORD).model
    lenient = replace(
        tuned,
        calibration=replace(tuned.calibration, thresholds=tuned.calibration.thresholds * 0),
    )
    [found] = [e for e in explain(STUCK[0], lenient) if e.theme == "late_delivery"]
    assert any("te" in feature.name or "flurp" in feature.name for feature in found.features)


def test_a_label_that_the_base_does_not_know_is_refused_by_name(small_model):
    with pytest.raises(LabelError, match="does not know the label 'te_blauw'"):
        fine_tune(small_model, labelled(STUCK, [["te_blauw"]] * len(STUCK)))


def test_too_few_different_comments_are_refused(small_model):
    with pytest.raises(LabelError, match="1 different labelled comments are too few"):
        fine_tune(small_model, labelled(["te laat"] * 30, [["late_delivery"]] * 30))
