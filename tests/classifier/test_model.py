import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from math import exp, log

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from feedback_nlp.classifier.correction import judge
from feedback_nlp.classifier.explanation import explain
from feedback_nlp.classifier.pooling import NEVER
from feedback_nlp.classifier.weights import n_outputs
from feedback_nlp.text.segments import split_segments


def expit(x):
    return 1 / (1 + exp(-x))


def outputs_of(model, features):
    """What scikit-learn's logistic regressions say of the same features, in double precision."""
    columns = []
    for column, intercept in zip(
        model.weights.coefficients.T, model.weights.intercepts, strict=True
    ):
        layer = LogisticRegression()
        layer.classes_ = np.array([0, 1])
        layer.coef_, layer.intercept_ = column[None, :].astype(float), np.array([float(intercept)])
        columns.append(layer.decision_function(features.astype(float)))
    return np.array(columns).T


def judged(outputs, taxonomy):
    """Log-odds per theme from the outputs of one segment, one theme after another."""
    themes, topics = list(taxonomy.themes), [topic.id for topic in taxonomy.topics]
    alone = {}
    for place, theme in enumerate(themes):
        sign = 1 if taxonomy.side_of(theme) == "praise" else -1
        topic = outputs[len(themes) + topics.index(taxonomy.topic_of(theme).id)]
        side = 1.5 * sign * outputs[-1]
        both = -log(exp(-topic) + exp(-side) + exp(-topic - side))
        alone[theme] = (outputs[place] + both) / 2
    settled = dict(alone)
    for topic in taxonomy.topics:
        if topic.complaint and topic.praise:
            complaint, praise = topic.complaint.id, topic.praise.id
            settled[complaint] -= 2 * max(0, alone[praise] - alone[complaint])
            settled[praise] -= 2 * max(0, alone[complaint] - alone[praise])
    return [settled[theme] for theme in themes]


def test_probabilities_are_those_of_scikit_learn_on_the_same_features(small_model, written):
    comments = written.comments[:300]
    analysis = small_model.analyser.analyse(comments)
    outputs = outputs_of(small_model, small_model.features.transform(analysis))
    log_odds = [judged(row, small_model.taxonomy) for row in outputs]
    calibration = small_model.calibration
    expected = np.zeros((300, len(small_model.themes)))
    for place in range(300):
        rows = [log_odds[row] for row in np.flatnonzero(analysis.segments.comment == place)]
        for theme in range(len(small_model.themes)):
            most = max((row[theme] for row in rows), default=NEVER)
            offset = float(calibration.offsets[theme])
            expected[place, theme] = expit(calibration.slope * most + offset)
    assert len(log_odds) > 500
    np.testing.assert_allclose(small_model.predict_proba(comments), expected, atol=1e-6, rtol=0)


def test_evidence_is_the_segment_that_speaks_most_for_a_theme(small_model, few):
    comments = few.comments[:40]
    segments = split_segments(comments)
    found = spans_of(small_model, comments)
    assert {place for place, _ in found} == {p for p, names in enumerate(segments) if names}
    assert all(span in segments[place] for (place, _), span in found.items())
    comment = "Mooie tas. Drie dagen te laat geleverd! Vriendelijke bezorger."
    late = spans_of(small_model, [comment])[0, "late_delivery"]
    assert late == "Drie dagen te laat geleverd!"


def spans_of(model, comments):
    """The span of every theme in every comment, as if each reached its threshold."""
    thresholds = np.full(len(model.themes), 1e-9, dtype=np.float32)
    lenient = replace(model, calibration=replace(model.calibration, thresholds=thresholds))
    evidence = lenient.find_evidence(comments)
    columns = (evidence.comment, evidence.theme, evidence.start, evidence.end)
    return {
        (place, model.themes[theme]): comments[place][start:end]
        for place, theme, start, end in zip(*(column.tolist() for column in columns), strict=True)
    }


def test_evidence_is_given_for_the_themes_that_reach_their_threshold(small_model, few):
    evidence = small_model.find_evidence(few.comments)
    found = np.nonzero(evidence.proba >= small_model.calibration.thresholds)
    assert len(evidence.start) > 100
    assert np.array_equal([evidence.comment, evidence.theme], found)


def test_a_comment_without_words_has_no_evidence(small_model, plain):
    for model in (small_model, plain.model_):
        evidence = model.find_evidence(["", "\n"])
        assert len(evidence.comment) == 0
        assert evidence.proba.max() < 1e-6


def test_a_theme_that_every_comment_carries_has_no_span_in_one_without_words(small_model):
    always = np.zeros(len(small_model.themes), dtype=np.float32)
    model = replace(small_model, calibration=replace(small_model.calibration, thresholds=always))
    evidence = model.find_evidence(["", "Te laat"])
    assert evidence.start.tolist() == [0] * 2 * len(always)
    assert evidence.end.tolist() == [0] * len(always) + [len("Te laat")] * len(always)


def test_a_model_of_whole_comments_judges_each_segment_together_with_its_comment(plain):
    comment = "Mooie tas. Kwam te laat, zeg"
    model = plain.model_
    whole, segments = (
        outputs_of(model, model.features.transform(model.analyser.analyse([comment], whole=each)))
        for each in (True, False)
    )
    assert (len(whole), len(segments)) == (1, 3)
    calibration = model.calibration
    expected = [
        expit(calibration.slope * max((whole[0][k] + row[k]) / 2 for row in segments) + offset)
        for k, offset in enumerate(calibration.offsets)
    ]
    assert model.find_evidence([comment]).proba[0] == pytest.approx(expected, abs=1e-6)
    assert spans_of(model, [comment]) == {
        (0, "mooi|fraai"): "Mooie tas.",
        (0, "te laat!"): "Kwam te laat,",
    }


def test_probabilities_do_not_depend_on_order_batch_or_history(small_model, few):
    comments = few.comments
    fresh, other = replace(small_model), replace(small_model)
    together = fresh.predict_proba(comments)
    backwards = [other.predict_proba([comment])[0] for comment in comments[::-1]]
    assert np.array_equal(together, np.array(backwards[::-1]))
    assert np.array_equal(together, fresh.predict_proba(comments))


def test_a_comment_is_scored_the_same_behind_one_that_ends_in_its_words(small_model):
    comments = ["Te laat geleverd, niet goed, goed, goed, goed", "goed goed goed goed te laat"]
    together = small_model.predict_proba(comments)
    assert np.array_equal(together[1:], small_model.predict_proba(comments[1:]))


def test_a_model_that_has_tagged_predicts_the_same_after_pickling(small_model, few):
    expected = small_model.predict_proba(few.comments)
    loaded = pickle.loads(pickle.dumps(small_model))
    assert np.array_equal(loaded.predict_proba(few.comments), expected)


def test_a_model_asked_by_many_threads_at_once_answers_as_to_one(small_model, few):
    model, parts = replace(small_model), [few.comments[start::8] for start in range(8)]
    ask = [
        model.predict_proba,
        lambda part: judge(model, part)[1],
        lambda part: explain(part[0], model),
    ]
    with ThreadPoolExecutor(8) as threads:
        asked = [[threads.submit(each, part) for each in ask] for part in parts]
        answers = [[future.result() for future in futures] for futures in asked]
    for part, (proba, log_odds, explanations) in zip(parts, answers, strict=True):
        assert np.array_equal(proba, small_model.predict_proba(part))
        assert np.array_equal(log_odds, judge(small_model, part)[1])
        assert explanations == explain(part[0], small_model)


def test_models_can_be_compared_and_kept_in_sets(plain):
    model, other = plain.model_, replace(plain.model_)
    assert model == model
    assert model != other
    assert {model, other, model} == {model, other}
    parts = (model.weights, model.calibration, model.vocabulary)
    assert all(part in {part} and part != replace(part) for part in parts)


def test_a_model_is_shown_by_its_name_and_size(starter):
    n_features = len(starter.weights.coefficients)
    assert repr(starter) == f"ThemeModel('starter', 51 themes, {n_features} features)"


def test_a_model_knows_the_columns_of_its_layers(small_model, plain, starter):
    for model in (small_model, starter):
        assert n_outputs(model.taxonomy) == 51 + len(starter.taxonomy.topics) + 1
        assert len(model.weights.intercepts) == n_outputs(model.taxonomy)
    assert n_outputs(plain.model_.taxonomy) == 2
    assert small_model.themes == small_model.taxonomy.themes


@pytest.mark.parametrize(
    ("comment", "theme"),
    [
        ("Kwam drie dagen te laat", "late_delivery"),
        ("De bezorger was erg vriendelijk", "friendly_staff"),
        ("Veel te duur voor wat je krijgt", "too_expensive"),
        ("Al vier keer gemaild, geen antwoord", "slow_email"),
    ],
)
def test_the_starter_model_finds_what_anyone_would(starter, comment, theme):
    proba = starter.predict_proba([comment])[0]
    assert theme in np.array(starter.themes)[proba >= starter.calibration.thresholds]
