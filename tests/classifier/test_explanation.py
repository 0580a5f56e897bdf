import numpy as np
import pytest

from feedback_nlp.classifier.correction import correct
from feedback_nlp.classifier.explanation import explain
from feedback_nlp.classifier.weights import Weights

COMMENT = "De tas is mooi, maar kwam drie dagen te laat. Niet duur."


@pytest.fixture(scope="module")
def found(small_model):
    return explain(COMMENT, small_model)


def test_every_theme_found_is_explained_in_the_order_of_the_taxonomy(found, small_model):
    proba = small_model.predict_proba([COMMENT])[0]
    carried = np.flatnonzero(proba >= small_model.calibration.thresholds)
    assert [one.theme for one in found] == [small_model.themes[place] for place in carried]
    assert [one.proba for one in found] == pytest.approx(proba[carried].tolist())


def test_an_explanation_shows_segment_and_cues(found):
    [late] = [one for one in found if one.theme == "late_delivery"]
    assert late.segment == "maar kwam drie dagen te laat."
    assert "te laat" in " ".join(late.cues)


def test_features_add_to_the_log_odds_largest_first(found):
    for one in found:
        added = [feature.contribution for feature in one.features]
        assert added == sorted(added, reverse=True)
        assert all(value > 0 for value in added)
        assert 0 < len(added) <= 8


def test_a_comment_without_themes_has_nothing_to_explain(small_model, plain):
    assert explain("", small_model) == []
    assert explain("\n", plain.model_) == []


def test_an_explanation_of_a_corrected_model_has_what_the_correction_adds(small_model):
    column = small_model.themes.index("late_delivery")
    place = small_model.vocabulary.words.index("laat")
    n_features, n_themes = len(small_model.weights.coefficients), len(small_model.themes)
    taught = Weights(np.zeros((n_features, n_themes)), np.zeros(n_themes))
    taught.coefficients[place, column] = 8 * small_model.calibration.slope  # exact in 16 bits
    corrected = correct(small_model, taught)
    before, after = (
        next(one for one in explain(COMMENT, model) if one.theme == "late_delivery")
        for model in (small_model, corrected)
    )
    assert (after.segment, after.cues) == (before.segment, before.cues)
    assert after.proba > before.proba
    said = small_model.analyser.analyse([COMMENT])
    row = [COMMENT[a:b] for a, b in zip(said.segments.start, said.segments.end, strict=True)]
    value = small_model.features.transform(said)[row.index(after.segment), place]
    added = [{f.name: f.contribution for f in one.features} for one in (before, after)]
    assert value > 0
    assert added[1]["laat"] == pytest.approx(added[0].get("laat", 0) + 8 * value, rel=0.2)


def test_a_model_of_whole_comments_explains_by_the_segment_that_speaks_most(plain):
    [one] = explain("De jas is groen. Kwam veel te laat", plain.model_)
    assert (one.theme, one.segment, one.cues) == ("te laat!", "Kwam veel te laat", ())
    assert {"te laat", "laat"} & {feature.name for feature in one.features}
