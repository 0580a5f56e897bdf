import numpy as np
import pytest
from scipy.special import logit

from feedback_nlp.classifier.adaptation import adapt_model
from feedback_nlp.errors import LabelError, ScoreError

PLACES = ["in Gent", "in Assen", "aan zee", "op zolder", "bij oma", "om de hoek", "in de stad"]
TIMES = ["maandag", "dinsdag", "vrijdag", "gisteren", "vandaag", "in mei", "met kerst", "laatst"]
KNOWN_BAD = [
    f"kwam {when} veel te laat {where}, slechte service" for where in PLACES for when in TIMES
]
OWN_BAD = [f"kwam {when} geflurpt binnen {where}" for where in PLACES for when in TIMES]
PLAIN = [f"kwam {when} binnen {where}" for where in PLACES for when in TIMES]
GOOD = [f"{when} snel geleverd {where}, prima kwaliteit" for where in PLACES for when in TIMES]
COMMENTS = [text for some in zip(KNOWN_BAD, OWN_BAD, PLAIN, GOOD, strict=True) for text in some]
SCORES = [1.0, 1.0, 5.0, 5.0] * len(GOOD)


def some_complaint(model, comments):
    sides = np.array([model.taxonomy.side_of(theme) for theme in model.themes])
    return 1 - np.prod(1 - model.predict_proba(comments)[:, sides == "complaint"], axis=1)


@pytest.fixture(scope="module")
def adapted(starter):
    return adapt_model(starter, COMMENTS, SCORES, name="own")


def test_a_word_that_goes_with_low_scores_becomes_a_complaint(starter, adapted):
    unseen = ["de soep was geflurpt", "de soep was gewoon"]
    before, after = some_complaint(starter, unseen), some_complaint(adapted.model, unseen)
    assert adapted.kept
    assert adapted.gain > 0
    (word_before, plain_before), (word_after, plain_after) = logit(before), logit(after)
    assert word_after - plain_after > word_before - plain_before + 0.2
    assert adapted.model.info.name == "own"


def test_scores_may_run_either_way(starter, adapted):
    turned = adapt_model(starter, COMMENTS, [6 - score for score in SCORES])
    assert turned.gain == adapted.gain
    unseen = ["kwam zaterdag geflurpt binnen in Breda"]
    expected = adapted.model.predict_proba(unseen)
    assert np.array_equal(turned.model.predict_proba(unseen), expected)


def test_the_base_is_kept_where_scores_have_nothing_to_do_with_the_words(starter):
    random = np.random.default_rng(4)
    known = [*KNOWN_BAD, *GOOD]
    noise = [f"{text} {word}" for text, word in zip(known, random.permutation(known), strict=True)]
    scores = [1.0] * len(KNOWN_BAD) + [5.0] * len(GOOD)
    kept = adapt_model(starter, [*known, *noise], [*scores, *random.permutation(scores)])
    if not kept.kept:
        assert np.array_equal(kept.model.weights.coefficients, starter.weights.coefficients)
    assert kept.kept == (kept.gain >= 0.001)


def test_comments_without_a_score_are_no_hindrance(starter):
    with_gaps = [*SCORES, *[float("nan")] * 20]
    found = adapt_model(starter, [*COMMENTS, *["weer een dag geflurpt"] * 20], with_gaps)
    assert 0 <= found.base_area <= 1


def test_the_result_is_the_same_every_time(starter, adapted):
    again = adapt_model(starter, COMMENTS, SCORES, name="own")
    same = adapted.model.weights.coefficients == again.model.weights.coefficients
    assert same.all()


def test_themes_that_the_comments_lack_become_less_likely(starter, adapted):
    assert set(adapted.rarer) < set(starter.themes)
    assert "late_delivery" not in adapted.rarer  # a quarter of them are about it
    queue = starter.themes.index("long_wait_on_site")
    before, after = (m.predict_proba(["een uur gewacht"]) for m in (starter, adapted.model))
    assert "long_wait_on_site" in adapted.rarer
    assert after[0, queue] < before[0, queue]


def test_adapting_again_to_the_same_comments_takes_the_same_themes_for_rare(starter):
    known = [*KNOWN_BAD, *GOOD]
    scores = [1.0] * len(KNOWN_BAD) + [5.0] * len(GOOD)
    once = adapt_model(starter, known, scores)
    again = adapt_model(once.model, known, scores)
    assert (once.kept, again.kept) == (False, False)
    assert again.rarer == once.rarer
    intercepts = (adapted.model.weights.intercepts for adapted in (once, again))
    assert np.allclose(*intercepts, atol=1e-5)


def test_an_adapted_model_can_be_adapted_further(starter, adapted):
    again = adapt_model(adapted.model, COMMENTS, SCORES).model
    assert again.weights.coefficients.shape == adapted.model.weights.coefficients.shape


@pytest.mark.parametrize("scores", [[3.0] * len(COMMENTS), [float("nan")] * len(COMMENTS)])
def test_scores_that_tell_nothing_apart_are_refused(starter, scores):
    with pytest.raises(ScoreError, match="Only scores that 30 comments or more have can teach"):
        adapt_model(starter, COMMENTS, scores)


def test_comments_and_scores_of_other_lengths_are_refused(starter):
    with pytest.raises(ScoreError, match=r"^2 comments have 1 scores; give each its own, or NaN"):
        adapt_model(starter, ["te laat", "mooi"], [1.0])


def test_a_model_without_sides_is_refused(plain):
    with pytest.raises(LabelError, match="does not tell complaints from praise"):
        adapt_model(plain.model_, COMMENTS, SCORES)
