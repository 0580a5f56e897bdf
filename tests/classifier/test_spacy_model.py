"""Models that look at the lemmas and word vectors of a spaCy pipeline."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from feedback_nlp.classifier.classifier import ThemeClassifier
from feedback_nlp.classifier.explanation import explain
from feedback_nlp.classifier.fine_tuning import fine_tune
from feedback_nlp.classifier.fingerprint import fingerprint
from feedback_nlp.classifier.model_files import load_model, save_model
from feedback_nlp.classifier.tagging import BATCH, tag_comments
from feedback_nlp.comments.labelled import LabelledComments
from feedback_nlp.errors import ModelFileError, PipelineError
from feedback_nlp.text.pipeline import PipelineInfo
from feedback_nlp.themes.lexicon import Lexicon, Opinions

COMMENTS = [
    *(f"{start} traag {end}" for start in ("wat", "heel", "erg") for end in ("hier", "weer", "!")),
    *(f"{start} mooi {end}" for start in ("wat", "heel", "erg") for end in ("hier", "weer", "!")),
    *(f"het is {what} gegaan" for what in ("nu", "dan", "fout", "mis", "raar", "vaak")),
]
THEMES = [["traag"]] * 9 + [["mooi"]] * 9 + [["gang"]] * 6
LEXICON = Lexicon(
    opinions=Opinions(positive=("mooi",), negative=("traag",), negators=("niet",), hedges=())
)


@pytest.fixture(scope="module")
def folder(save_pipeline, tmp_path_factory):
    return save_pipeline(tmp_path_factory.mktemp("pipeline") / "tiny")


@pytest.fixture(scope="module")
def fitted(folder):
    classifier = ThemeClassifier(spacy_model=str(folder), lexicon=LEXICON)
    return classifier.fit(COMMENTS, THEMES)


@pytest.fixture(scope="module")
def model(fitted):
    return fitted.model_


@pytest.fixture(scope="module")
def without():
    return ThemeClassifier(lexicon=LEXICON).fit(COMMENTS, THEMES).model_


def proba_of(model, comment, theme):
    return model.predict_proba([comment])[0, model.themes.index(theme)]


def test_an_unseen_word_is_known_by_its_vector(model, without):
    # "sloom" has the direction of "traag", and no sub-word of it was learnt from.
    assert proba_of(model, "sloom", "traag") > proba_of(without, "sloom", "traag") + 0.2


def test_an_unseen_inflection_is_known_by_its_lemma(model, without):
    # "ging" and "gegaan" are forms of "gaan", and share no sub-word.
    gain = proba_of(model, "ging", "gang") - proba_of(without, "ging", "gang")
    assert gain > 0.1
    assert "lemma gaan" in model.vocabulary.subwords


def test_the_vector_of_a_segment_is_the_weighted_sum_of_its_words_over_the_root(model):
    comment = "traag mooi traag!"
    row = model.features.transform(model.analyser.analyse([comment], whole=True)).toarray()[0]
    v, n_groups = model.vocabulary, len(model.analyser.group_names)
    rarity = dict(zip(v.words, v.word_weights, strict=True))
    slow, nice = rarity["traag"], rarity["mooi"]  # the mark has no sub-words and no vector
    expected = np.array([2 * slow * 0.6, 2 * slow * 0.8, nice]) / np.sqrt(2 * slow**2 + nice**2)
    np.testing.assert_allclose(row[len(v) : len(v) + 3], expected, rtol=1e-6)
    assert len(row) == len(v) + 3 + 2 * n_groups + len(v.words) + 2 * n_groups


def test_scores_by_look_up_are_those_of_the_features(model):
    comments = [*COMMENTS, "sloom en niet mooi. Ging traag!", "", "xyz"]
    analysis = model.analyser.analyse(comments)
    features = model.features.transform(analysis)
    expected = features @ model.weights.coefficients + model.weights.intercepts
    np.testing.assert_allclose(model.scorer.outputs(analysis), expected, atol=1e-5)


def test_a_saved_model_says_which_pipeline_it_needs_and_tags_the_same(model, folder, tmp_path):
    save_model(model, tmp_path / "model")
    manifest = json.loads((tmp_path / "model" / "manifest.json").read_bytes())
    assert manifest["pipeline"] == {"name": str(folder), "version": "1.2.0", "n_dimensions": 3}
    loaded = load_model(tmp_path / "model")
    assert loaded.pipeline == PipelineInfo(str(folder), "1.2.0", 3)
    comments = [*COMMENTS, "sloom", "ging"]
    assert np.array_equal(loaded.predict_proba(comments), model.predict_proba(comments))
    save_model(loaded, tmp_path / "again")
    for file in (tmp_path / "model").iterdir():
        assert file.read_bytes() == (tmp_path / "again" / file.name).read_bytes()


def test_a_model_without_a_pipeline_says_nothing_of_it(without, model, tmp_path):
    save_model(without, tmp_path / "model")
    manifest = json.loads((tmp_path / "model" / "manifest.json").read_bytes())
    assert list(manifest) == ["format", "unit", "slope", "rivals", "info", "sha256", "seal"]
    assert without.pipeline is None
    assert without.analyser.tokenizer.pipeline is None
    assert not [piece for piece in without.vocabulary.subwords if " " in piece]


def test_a_missing_or_other_pipeline_is_noticed_on_loading(model, save_pipeline, tmp_path):
    pipeline = save_pipeline(tmp_path / "tiny")
    save_model(replace(model, pipeline=PipelineInfo(str(pipeline), "1.2.0", 3)), tmp_path / "model")
    load_model(tmp_path / "model")
    save_pipeline(pipeline, version="2.0.0")
    with pytest.raises(PipelineError, match=r"was trained with version 1.2.0 .* is version 2.0.0"):
        load_model(tmp_path / "model")
    pipeline.rename(tmp_path / "elsewhere")
    with pytest.raises(PipelineError, match="is not installed"):
        load_model(tmp_path / "model")


def test_a_pipeline_that_went_away_after_loading_is_noticed_in_tagging(model):
    gone = replace(model, pipeline=PipelineInfo("nl_gone", "1.0.0", 3))
    with pytest.raises(PipelineError, match="python -m spacy download nl_gone"):
        gone.predict_proba(["traag"])


def test_a_manifest_that_claims_other_vectors_is_refused(model, folder, tmp_path):
    claims = PipelineInfo(str(folder), "1.2.0", 4)
    save_model(replace(model, pipeline=claims), tmp_path / "model")
    with pytest.raises(ModelFileError, match="coefficients has shape"):
        load_model(tmp_path / "model")


def test_other_processes_load_the_pipeline_themselves(model):
    rows = [f"{comment} {n}" for n in range(BATCH // 12) for comment in COMMENTS]
    comments = pd.DataFrame({"comment_id": [str(n) for n in range(len(rows))], "comment": rows})
    assert len(rows) > BATCH
    alone = tag_comments(comments, model)
    assert len(alone) > BATCH / 2
    pd.testing.assert_frame_equal(tag_comments(comments, model, n_jobs=2), alone)


def test_models_with_other_pipelines_have_other_fingerprints(model):
    other = replace(model, pipeline=replace(model.pipeline, version="1.3.0"))
    prints = {fingerprint(m) for m in (model, other, replace(model, pipeline=None))}
    assert len(prints) == 3


def test_explanations_name_lemmas_and_vectors(model):
    [slow] = explain("sloom", model)
    assert (slow.theme, slow.segment) == ("traag", "sloom")
    assert [feature.name for feature in slow.features] == ["word vectors"]
    names = [
        feature.name for one in explain("het is fout gegaan", model) for feature in one.features
    ]
    assert "lemma gaan" in names


def test_a_model_with_a_pipeline_can_be_trained_further(model):
    comments = [f"de balie is {how} {n}" for n in range(12) for how in ("stug", "nors")]
    themes = [frozenset(["traag"])] * 24
    own = LabelledComments([*map(str, range(24))], comments, themes, None, None, None)
    tuned = fine_tune(model, own)
    assert tuned.strength > 0
    assert tuned.model.pipeline == model.pipeline
    assert proba_of(tuned.model, "stug", "traag") > proba_of(model, "stug", "traag")
    [found] = explain("de balie is stug", tuned.model)
    assert found.theme == "traag"


def test_a_pipeline_that_is_not_installed_stops_training_at_once():
    with pytest.raises(PipelineError, match="'nl_gone' is not installed"):
        ThemeClassifier(spacy_model="nl_gone").fit(COMMENTS, THEMES)
