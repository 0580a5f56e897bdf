import hashlib
import json
from dataclasses import replace
from importlib.metadata import version

import numpy as np
import pytest

from feedback_nlp.classifier.classifier import N_STEPS, ThemeClassifier
from feedback_nlp.classifier.error_rates import error_rates
from feedback_nlp.classifier.training import make_classifier, segments_of, train_model
from feedback_nlp.comments.labelled import LabelledComments
from feedback_nlp.errors import LabelError
from feedback_nlp.themes.lexicon import load_lexicon
from feedback_nlp.themes.taxonomy import load_taxonomy


@pytest.fixture(scope="module")
def labelled(comments, themes):
    return LabelledComments(
        comment_ids=[str(place) for place in range(len(comments))],
        comments=comments,
        themes=[frozenset(labels) for labels in themes],
        segments=None,
        scores=None,
        groups=None,
    )


@pytest.fixture(scope="module")
def model(labelled):
    return train_model(labelled, name="own", n_jobs=1)


def test_a_model_says_where_it_comes_from(model, labelled):
    rows = [labelled.comments, [sorted(labels) for labels in labelled.themes], None]
    assert model.info.name == "own"
    assert model.info.package_version == version("feedback_nlp")
    assert model.info.n_comments == 20
    assert model.info.training_hash == hashlib.sha256(json.dumps(rows).encode()).hexdigest()
    assert {name for name in model.info.metrics if ":" not in name} == {"held_out_micro_f1"}
    assert 0.5 < model.info.metrics["held_out_micro_f1"] <= 1


def test_a_model_knows_how_often_it_missed_or_invented_a_theme(model, themes):
    rates = error_rates(model.info)
    assert set(rates.index) == set(model.themes)
    for theme, rate in rates.iterrows():
        n_with = sum(theme in labels for labels in themes)
        assert (rate["n_with"], rate["n_without"]) == (n_with, 20 - n_with)
    assert rates[["sensitivity", "specificity"]].stack().between(0, 1).all()


def test_a_model_saved_without_error_rates_has_none(model):
    old = replace(model.info, metrics={"held_out_micro_f1": 0.5})
    assert error_rates(old).empty


def test_other_labels_have_another_hash_and_somebody_is_told_of_every_step(model, labelled):
    told = []
    turned = replace(labelled, themes=labelled.themes[::-1])
    other = train_model(turned, on_step=lambda: told.append(1))
    assert other.info.training_hash != model.info.training_hash
    assert len(told) == N_STEPS


def test_training_is_what_the_classifier_learns(model, comments, themes):
    learnt = ThemeClassifier(lexicon=load_lexicon()).fit(comments, themes).model_
    assert np.array_equal(model.weights.coefficients, learnt.weights.coefficients)
    assert np.array_equal(model.calibration.thresholds, learnt.calibration.thresholds)
    assert (model.themes, model.unit) == (learnt.themes, "comment")


def test_labels_outside_the_taxonomy_are_refused(labelled):
    with pytest.raises(LabelError, match="is not in the taxonomy"):
        train_model(labelled, taxonomy=load_taxonomy())


def test_a_classifier_has_the_lexicon_of_its_language_only():
    dutch = make_classifier(load_taxonomy(), "en", 2)
    assert dutch.lexicon == load_lexicon()
    assert dutch.n_jobs == 2
    assert make_classifier(None, "en", 1).lexicon is None


def test_a_comment_without_segments_is_a_segment_itself(labelled):
    parts = [(("te laat", ("laat",)), ("duur", ())), None, *[None] * 18]
    segments = segments_of(replace(labelled, segments=parts))
    assert segments[0] == (("te laat", ("laat",)), ("duur", ()))
    assert segments[1] == ((labelled.comments[1], ("te laat!",)),)
    assert segments_of(labelled) is None
