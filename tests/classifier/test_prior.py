from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from feedback_nlp.classifier.added_columns import AddedColumns
from feedback_nlp.classifier.classifier import ThemeClassifier
from feedback_nlp.classifier.eight_bits import rounded
from feedback_nlp.classifier.layers import fit_layers
from feedback_nlp.classifier.model_files import load_model, save_model
from feedback_nlp.classifier.prior import (
    SCALE,
    check_prior,
    join_vocabularies,
    make_prior,
)
from feedback_nlp.classifier.training import train_model
from feedback_nlp.classifier.weights import Weights
from feedback_nlp.comments.labelled import LabelledComments
from feedback_nlp.errors import LabelError
from feedback_nlp.text.analysis import make_analyser
from feedback_nlp.text.features import SegmentFeatures
from feedback_nlp.text.pipeline import PipelineInfo
from feedback_nlp.text.vocabulary import Vocabulary
from feedback_nlp.themes.lexicon import Lexicon, load_lexicon
from feedback_nlp.themes.taxonomy import plain_taxonomy

DOWN = ("de app loopt vast", "de site gaf een fout", "het bestelscherm bleef hangen")
DIRTY = ("vies toilet", "smerige vloer", "het stinkt er naar riool")
OTHERS = ("de mat is blauw", "gisteren besteld", "maat drie", "voor mijn zus")


@pytest.fixture(scope="module")
def own():
    comments = [f"{text} {end}" for text in (*DOWN, *DIRTY, *OTHERS) for end in ("hier", "weer")]
    themes = [["storing"]] * 6 + [["vies"]] * 6 + [[]] * 8
    return comments, themes


@pytest.fixture(scope="module")
def labelled(own):
    comments, themes = own
    ids = [str(place) for place in range(len(comments))]
    return LabelledComments(ids, comments, [frozenset(t) for t in themes], None, None, None)


@pytest.fixture(scope="module")
def model(labelled):
    return train_model(labelled, name="own")


@pytest.fixture(scope="module")
def without(own):
    return ThemeClassifier(lexicon=load_lexicon()).fit(*own).model_


def proba_of(model, comment, theme):
    return model.predict_proba([comment])[0, model.themes.index(theme)]


def features_of(vocabulary, lexicon, comments):
    analyser = make_analyser("nl", lexicon, vocabulary.known_words)
    return SegmentFeatures(analyser, vocabulary).transform(analyser.analyse(comments, whole=True))


# The two vocabularies


def vocabulary(words, pairs, subwords):
    weights = [np.array([*part.values()], dtype=np.float32) for part in (words, pairs, subwords)]
    return Vocabulary(tuple(words), tuple(pairs), tuple(subwords), *weights)


def test_a_joined_vocabulary_has_all_words_in_order_and_those_of_both_weigh_as_in_the_base():
    own = vocabulary({"duur": 1.5, "wol": 2.5}, {"te duur": 3.5}, {"du": 1.0, "ur": 2.0})
    base = vocabulary({"arm": 4.0, "duur": 5.0, "¬duur": 6.0}, {}, {"ar": 7.0, "du": 8.0})
    joined = join_vocabularies(own, base)
    assert joined.words == ("arm", "duur", "wol", "¬duur")
    assert joined.word_weights.tolist() == [4.0, 5.0, 2.5, 6.0]
    assert (joined.pairs, joined.pair_weights.tolist()) == (("te duur",), [3.5])
    assert joined.subwords == ("ar", "du", "ur")
    assert joined.subword_weights.tolist() == [7.0, 8.0, 2.0]


def test_a_vocabulary_joined_with_one_that_knows_no_more_stays_as_it_was(small_model):
    base = small_model.vocabulary
    empty = vocabulary({}, {}, {})
    for joined in (join_vocabularies(empty, base), join_vocabularies(base, base)):
        assert (joined.words, joined.pairs, joined.subwords) == (
            base.words,
            base.pairs,
            base.subwords,
        )
        assert np.array_equal(joined.pair_weights, base.pair_weights)


# What the other model says


def test_in_its_own_vocabulary_the_columns_are_what_the_model_says_times_the_scale(small_model):
    comments = ["Mooie tas maar veel te laat geleverd", "niet duur", "flurp"]
    features = features_of(small_model.vocabulary, small_model.lexicon, comments)
    weights = small_model.weights
    said = SCALE * (features @ weights.coefficients + weights.intercepts)
    prior = make_prior(small_model, small_model.vocabulary)
    tells = weights.coefficients.any(axis=0)
    columns = prior.beside(features)[:, features.shape[1] :].toarray()
    np.testing.assert_allclose(columns, said[:, tells], rtol=1e-5, atol=1e-5)


def test_more_words_change_nothing_where_none_of_them_is_said(small_model):
    comments = ["Mooie tas maar veel te laat geleverd", "niet duur"]
    more = vocabulary({"aaflurp": 2.0, "zzflurp": 3.0}, {"aaflurp zzflurp": 4.0}, {"flurp>": 1.0})
    joined = join_vocabularies(more, small_model.vocabulary)
    assert len(joined) == len(small_model.vocabulary) + 4
    columns = []
    for known in (small_model.vocabulary, joined):
        features = features_of(known, small_model.lexicon, comments)
        beside = make_prior(small_model, known).beside(features)
        columns.append(beside[:, features.shape[1] :].toarray())
    np.testing.assert_allclose(*columns, rtol=1e-5, atol=1e-5)


def test_an_output_that_is_the_same_for_every_comment_is_no_column(small_model):
    weights = small_model.weights
    coefficients = weights.coefficients.copy()
    n = int(coefficients.any(axis=0).sum())
    coefficients[:, np.flatnonzero(coefficients.any(axis=0))[0]] = 0
    silent = replace(small_model, weights=Weights(coefficients, weights.intercepts))
    assert len(make_prior(silent, silent.vocabulary).intercepts) == n - 1


def test_folded_layers_say_what_both_say_together():
    random = np.random.default_rng(2)
    features = sparse.random(40, 30, 0.3, random_state=1, format="csr", dtype=np.float32)
    prior = AddedColumns(*(random.normal(size=size).astype(np.float32) for size in ((30, 4), 4)))
    own, added, intercepts = (random.normal(size=size) for size in ((30, 3), (4, 3), 3))
    folded = prior.fold(Weights(np.vstack([own, added]), intercepts))
    dense = features.toarray()
    said = dense @ prior.coefficients + prior.intercepts
    expected = dense @ own + said @ added + intercepts
    np.testing.assert_allclose(
        dense @ folded.coefficients + folded.intercepts, expected, rtol=1e-3, atol=1e-4
    )


def test_layers_fitted_with_a_prior_say_what_those_fitted_on_its_columns_say():
    random = np.random.default_rng(4)
    features = sparse.random(200, 12, 0.4, random_state=3, format="csr", dtype=np.float32)
    prior = AddedColumns(*(random.normal(size=size).astype(np.float32) for size in ((12, 3), 3)))
    carried = features.toarray()[:, :2] + random.normal(0, 0.2, (200, 2)) > 0.4
    taxonomy = plain_taxonomy(("a", "b"), language="nl")
    columns = features.toarray() @ prior.coefficients + prior.intercepts
    wide = sparse.csr_matrix(np.hstack([features.toarray(), columns]).astype(np.float32))
    weights = fit_layers(wide, carried, taxonomy, C=1.0, n_jobs=1)
    expected = wide @ weights.coefficients + weights.intercepts
    folded = fit_layers(features, carried, taxonomy, C=1.0, n_jobs=1, added=prior)
    assert folded.coefficients.shape == (12, 2)
    assert np.array_equal(rounded(folded.coefficients), folded.coefficients)
    said = features @ folded.coefficients + folded.intercepts
    np.testing.assert_allclose(said, expected, atol=0.06)  # both in eight bits


# Which model may be one


def test_a_model_of_the_same_language_and_lexicon_may_be_a_prior(starter):
    check_prior(starter, "nl", load_lexicon(), None)


@pytest.mark.parametrize(
    ("language", "lexicon", "spacy_model", "found"),
    [
        ("en", load_lexicon(), None, "it is for 'nl', the comments are 'en'"),
        ("nl", Lexicon(), None, "it looks for other cues"),
        ("nl", load_lexicon(), "nl_core_news_md", "the vectors of a spaCy pipeline"),
    ],
)
def test_a_model_that_sees_comments_otherwise_is_refused(
    starter, language, lexicon, spacy_model, found
):
    with pytest.raises(LabelError, match=f"'starter' can't be the prior: .*{found}"):
        check_prior(starter, language, lexicon, spacy_model)


def test_a_model_with_a_pipeline_of_its_own_is_refused(starter):
    piped = replace(starter, pipeline=PipelineInfo("nl_tiny", "1.0.0", 3))
    with pytest.raises(LabelError, match="the vectors of a spaCy pipeline"):
        check_prior(piped, "nl", load_lexicon(), None)


def test_a_classifier_refuses_a_prior_that_does_not_fit(starter, own):
    with pytest.raises(LabelError, match="it looks for other cues"):
        ThemeClassifier(prior=starter).fit(*own)


# Models of one's own


@pytest.mark.parametrize("comment", ["haren in de douche", "kakkerlakken gezien"])
def test_a_dutch_model_knows_a_theme_by_words_that_only_the_starter_knows(model, without, comment):
    assert proba_of(model, comment, "vies") > 2 * proba_of(model, comment, "storing")
    assert proba_of(model, comment, "vies") > 3 * proba_of(without, comment, "vies")
    assert proba_of(without, comment, "vies") < proba_of(without, comment, "storing")


def test_a_dutch_model_finds_a_theme_that_it_found_surely_only_with_the_starter(model, without):
    sure = proba_of(model, "inloggen lukt niet", "storing")
    assert sure > proba_of(without, "inloggen lukt niet", "storing") + 0.1
    assert sure >= model.calibration.thresholds[model.themes.index("storing")]


def test_training_again_gives_the_same_model(model, labelled):
    again = train_model(labelled, name="own")
    assert np.array_equal(again.weights.coefficients, model.weights.coefficients)
    assert np.array_equal(again.weights.intercepts, model.weights.intercepts)
    assert np.array_equal(again.calibration.offsets, model.calibration.offsets)
    assert again.info == model.info


def test_a_model_with_a_prior_tags_the_same_when_it_was_saved_and_loaded(model, own, tmp_path):
    save_model(model, tmp_path / "own")
    loaded = load_model(tmp_path / "own")
    comments = [*own[0], "een plakkerig hok, en inloggen lukt niet"]
    assert np.array_equal(loaded.predict_proba(comments), model.predict_proba(comments))
