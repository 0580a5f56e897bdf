import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import version

import numpy as np
import pytest

from feedback_nlp.classifier.classifier import N_STEPS, ThemeClassifier
from feedback_nlp.classifier.error_rates import error_rates
from feedback_nlp.classifier.training import make_classifier, segments_of, train_model
from feedback_nlp.comments.labelled import LabelledComments
from feedback_nlp.errors import LabelError
from feedback_nlp.shipped import shipped_file
from feedback_nlp.themes.lexicon import load_lexicon
from feedback_nlp.themes.taxonomy import Taxonomy, load_taxonomy

WITHOUT_STARTER = """
from feedback_nlp.classifier.training import make_classifier
from feedback_nlp.errors import ModelFileError
from feedback_nlp.themes.taxonomy import load_taxonomy

print(make_classifier(load_taxonomy(), "nl", 1).prior)
try:
    make_classifier(None, "nl", 1)
except ModelFileError as error:
    print(type(error).__name__)
"""


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


def test_training_is_what_the_classifier_learns(model, comments, themes, starter):
    learnt = ThemeClassifier(lexicon=load_lexicon(), prior=starter).fit(comments, themes).model_
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


def test_own_themes_in_dutch_start_from_what_the_starter_model_knows(starter):
    own = Taxonomy(topics=load_taxonomy().topics[1:])  # one topic less
    for taxonomy in (None, own):
        prior = make_classifier(taxonomy, "nl", 1).prior
        assert (prior.info, prior.themes) == (starter.info, starter.themes)


def test_another_language_and_a_spacy_pipeline_start_from_nothing():
    assert make_classifier(None, "en", 1).prior is None
    assert make_classifier(None, "nl", 1, "nl_core_news_md").prior is None
    english = Taxonomy(language="en", topics=load_taxonomy().topics[1:])
    assert make_classifier(english, "nl", 1).prior is None


def test_themes_of_the_starter_model_start_from_nothing_whatever_their_names_and_order():
    starter = load_taxonomy()
    assert make_classifier(starter, "nl", 1).prior is None
    turned = Taxonomy(version=99, topics=starter.topics[::-1])
    assert make_classifier(turned, "nl", 1).prior is None


def test_the_starter_model_can_be_trained_where_there_is_none(tmp_path):
    root = shipped_file("data").parent
    for name in ("feedback_nlp", "data"):
        (tmp_path / name).symlink_to(root / name)
    command = [sys.executable, "-c", WITHOUT_STARTER]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "None\nModelFileError\n"


def test_a_comment_without_segments_is_a_segment_itself(labelled):
    parts = [(("te laat", ("laat",)), ("duur", ())), None, *[None] * 18]
    segments = segments_of(replace(labelled, segments=parts))
    assert segments[0] == (("te laat", ("laat",)), ("duur", ()))
    assert segments[1] == ((labelled.comments[1], ("te laat!",)),)
    assert segments_of(labelled) is None
