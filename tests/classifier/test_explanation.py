import numpy as np
import pytest

from feedback_nlp.classifier.explanation import explain

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


def test_a_model_of_whole_comments_explains_too(plain):
    [one] = explain("kwam veel te laat", plain.model_)
    assert (one.theme, one.segment, one.cues) == ("te laat!", "kwam veel te laat", ())
    assert {"te laat", "laat"} & {feature.name for feature in one.features}
