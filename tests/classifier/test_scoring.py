"""Look-ups against features times coefficients in double precision."""

import csv

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.classifier import scoring as scoring_module
from feedback_nlp.classifier.pooling import highest_per_comment
from feedback_nlp.classifier.scoring import SegmentScorer
from feedback_nlp.classifier.weights import Weights, combine
from feedback_nlp.text import tokens as tokens_module
from feedback_nlp.text.analysis import make_analyser
from feedback_nlp.text.features import SegmentFeatures
from feedback_nlp.themes.lexicon import Lexicon, Opinions

WORDS = (
    "De", "bezorging", "was", "niet", "te", "laat", "maar", "vriendelijk", "vriendlijk", "nooit",
    "goed", "geen", "lekker", ".", ",", "xyzzy", "prijs-kwaliteit", "👍", "Suuuper", "later", "!",
)  # fmt: skip
TEXTS = st.one_of(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), st.text())


def reference(model, analysis):
    """Features times coefficients in double precision."""
    features = model.features.transform(analysis).astype(np.float64)
    return features @ model.weights.coefficients.astype(np.float64) + model.weights.intercepts


def check_outputs(model, analysis):
    np.testing.assert_allclose(
        model.scorer.outputs(analysis), reference(model, analysis), atol=3e-6, rtol=0
    )


def check_proba(model, comments):
    """Probabilities to 1e-6, as the features give them."""
    analysis = model.analyser.analyse(comments)
    scores = combine(reference(model, analysis), model.taxonomy, model.weights.rivals)
    most = highest_per_comment(scores, analysis.segments.comment, len(comments))
    calibration = model.calibration
    expected = 1 / (1 + np.exp(-calibration.slope * most - calibration.offsets.astype(float)))
    np.testing.assert_allclose(model.predict_proba(comments), expected, atol=1e-6, rtol=0)


@given(comments=st.lists(TEXTS, max_size=6))
def test_look_ups_are_features_times_coefficients_on_any_text(small_model, comments):
    check_outputs(small_model, small_model.analyser.analyse(comments))
    check_outputs(small_model, small_model.analyser.analyse(comments, whole=True))
    check_proba(small_model, comments)


def doubled(model, comments, monkeypatch):
    """Return probabilities with every sum taken in double precision."""
    with monkeypatch.context() as patch:
        patch.setattr(scoring_module, "_MANY", 0)
        return model.predict_proba(comments)


@pytest.mark.parametrize("n_times", [4, 6, 20, 32, 33, 500])
def test_a_word_said_over_and_over_is_added_up_as_in_double_precision(
    small_model, monkeypatch, n_times
):
    said = [[word] for word in WORDS] + [[word, "niet", "laat"] for word in WORDS]
    comments = [" ".join(words * n_times) for words in said]
    found = small_model.predict_proba(comments)
    expected = doubled(small_model, comments, monkeypatch)
    np.testing.assert_allclose(found, expected, atol=5e-7, rtol=0)


@pytest.mark.parametrize("n_words", [1, 2, 3, 4])
def test_the_heaviest_words_of_the_starter_model_said_over_and_over_cost_no_sixth_decimal(
    starter, monkeypatch, n_words
):
    words = starter.vocabulary.words
    weight = np.abs(starter.weights.coefficients[: len(words)]).max(axis=1)
    heaviest = [words[place] for place in np.argsort(-weight)[:300] if words[place].isalpha()]
    phrases = [" ".join(heaviest[i : i + n_words]) for i in range(len(heaviest))]
    comments = [" ".join([phrase] * n) for phrase in phrases for n in (2, 4, 7, 12, 20, 32)]
    found = starter.predict_proba(comments)
    expected = doubled(starter, comments, monkeypatch)
    np.testing.assert_allclose(found, expected, atol=1e-6, rtol=0)


def test_probabilities_of_the_starter_model_are_those_of_its_features(starter, written):
    check_proba(starter, written.comments[:: len(written.comments) // 2000])


@pytest.mark.shared
@pytest.mark.slow
def test_probabilities_of_real_comments_are_those_of_the_features(starter, shared):
    n_comments = 0
    for name in ("thuisbezorgd_trustpilot", "bol_clothing_utwente", "zoover_accommodations"):
        with (shared / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            comments = [row["text"] for row in csv.DictReader(stream)]
        for start in range(0, len(comments), 5_000):
            check_proba(starter, comments[start : start + 5_000])
        n_comments += len(comments)
    assert n_comments == 33_410


@pytest.fixture
def tiny(tiny_vocabulary):
    """Features and layers of two outputs that can be reckoned with by hand."""
    lexicon = Lexicon(cues={"dear": ("duur",)}, opinions=Opinions(negators=("niet",)))
    analyser = make_analyser("nl", lexicon, tiny_vocabulary.known_words)
    rows = np.arange(65, dtype=np.float32)
    weights = Weights(np.stack([rows, -rows], axis=1), np.array([100, 0], dtype=np.float32))
    return analyser, tiny_vocabulary, weights


def test_outputs_by_hand(tiny):
    analyser, vocabulary, weights = tiny
    analysis = analyser.analyse(["Tas duur"])
    # Words and pair weigh 2, 1 and 2 under root 9; sub-words of "tas" .6 and .8; the cue; context.
    expected = (
        (2 / 3) * 0 + (1 / 3) * 1 + (2 / 3) * 3 + 0.6 * 4 + 0.8 * 5 + 6
        + (1 / 5**0.5) * 34 + (0.5 / 5**0.5) * 35 + 0.5 * 37
    )  # fmt: skip
    outputs = SegmentScorer(analyser, vocabulary, weights).outputs(analysis)
    assert outputs[0] == pytest.approx([100 + expected, -expected], abs=1e-4)


def test_scorers_with_vocabularies_of_their_own_share_an_analyser(tiny, small_model, few):
    analyser, vocabulary, weights = small_model.analyser, tiny[1], tiny[2]
    n_more = 65 + 4 * (len(analyser.group_names) - 14)
    coefficients = np.random.default_rng(1).normal(size=(n_more, 3)).astype(np.float32)
    other = SegmentScorer(analyser, vocabulary, Weights(coefficients, np.zeros(3, np.float32)))
    comments = [*few.comments[:50], "Tas duur, niet duur"]
    analysis = analyser.analyse(comments)
    check_outputs(small_model, analysis)
    features = SegmentFeatures(analyser, vocabulary).transform(analysis)
    np.testing.assert_allclose(other.outputs(analysis), features @ coefficients, atol=1e-5)
    check_outputs(small_model, analysis)
    assert weights.coefficients.shape == (65, 2)


def test_memory_starts_afresh_and_gives_the_same_outputs(monkeypatch, small_model, written):
    comments = written.comments[:300]
    found = []
    for n_chunks in (100, 1_000_000):
        monkeypatch.setattr(tokens_module, "MAX_CHUNKS", n_chunks)
        analyser = make_analyser("nl", small_model.lexicon, small_model.vocabulary.known_words)
        scorer = SegmentScorer(analyser, small_model.vocabulary, small_model.weights)
        parts = [
            scorer.outputs(analyser.analyse(comments[at : at + 50])) for at in range(0, 300, 50)
        ]
        found.append((analyser.tokenizer.generation, np.vstack(parts)))
    assert [generation > 3 for generation, _ in found] == [True, False]
    assert np.array_equal(found[0][1], found[1][1])
