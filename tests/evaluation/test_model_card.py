from dataclasses import replace

import numpy as np
import pytest

from feedback_nlp.classifier.model import ModelInfo
from feedback_nlp.classifier.model_files import CARD, load_model, save_model
from feedback_nlp.errors import WriteError
from feedback_nlp.evaluation.comparison import compare
from feedback_nlp.evaluation.evaluation import evaluate_held_out
from feedback_nlp.evaluation.minimal_pairs import MinimalPair, PairSide
from feedback_nlp.evaluation.model_card import Origin, write_model_card
from feedback_nlp.evaluation.phenomena import evaluate_pairs


@pytest.fixture(scope="module")
def model(small_model):
    info = ModelInfo("klein", "0.1.0", 200, "c0ffee", {})
    return replace(small_model, info=info)


@pytest.fixture(scope="module")
def evaluation(few, fitted):
    return evaluate_held_out(few, fitted.model_, fitted.held_out_proba_)


@pytest.fixture(scope="module")
def pairs(model):
    late = PairSide("Te laat geleverd.", frozenset({"late_delivery"}), frozenset())
    return evaluate_pairs([MinimalPair("negation", "nl", late, late)], model)


@pytest.fixture
def card(tmp_path, model, few, evaluation):
    def write(**options):
        write_model_card(model, few, evaluation, tmp_path / CARD, **options)
        return (tmp_path / CARD).read_text(encoding="utf-8")

    return write


def test_card_names_model_data_and_hash(card, few):
    text = card()
    assert text.startswith("# Model card: klein\n")
    assert f"- {len(few.comments)} labelled comments in " in text
    assert "`c0ffee`" in text
    assert few.groups[0] in text


def test_card_gives_the_figures_of_the_evaluation(card, evaluation):
    text = card()
    low, high = evaluation.micro_f1_low, evaluation.micro_f1_high
    assert f"| micro F1 | {evaluation.micro_f1:.3f} | {low:.3f} to {high:.3f} |" in text
    assert f"{evaluation.calibration.brier_score:.4f}" in text
    for theme in evaluation.themes["theme"]:
        assert f"\n| {theme} | " in text
    for heading in ("Calibration", "By source", "By length in words", "Confusions"):
        assert f"\n### {heading}\n" in text


def test_card_says_what_held_out_figures_leave_in(card):
    text = card()
    assert "layers that had not seen it" in text
    assert "vocabulary was made with all comments" in text
    assert "calibration and thresholds were fitted on these same" in text


def test_card_says_that_data_is_written_only_where_it_is(card):
    assert "Written data" not in card()
    text = card(origin=Origin(written=True))
    assert "No customer wrote any of them" in text
    assert "**Written data.**" in text


def test_card_names_the_model_that_it_started_from(card, model):
    start = replace(model.info, name="eerste", n_comments=1234, training_hash="0a" * 32)
    known = f"the model eerste, which had learnt from 1,234 comments (SHA-256 `{'0a' * 32}`)"
    assert f"It started from {known}, and corrects it." in card(origin=Origin(base=start))
    text = card(origin=Origin(prior=start))
    assert f"It started from what another model knows of other themes: {known}." in text
    assert "eerste" not in card()


def test_card_has_minimal_pairs_only_where_they_were_measured(card, pairs):
    assert "## Minimal pairs" not in card()
    assert "\n| negation | 1 | " in card(pairs=pairs)


def test_same_model_gives_the_same_bytes(tmp_path, model, few, evaluation, pairs):
    for name in ("a.md", "b.md"):
        write_model_card(
            model, few, evaluation, tmp_path / name, pairs=pairs, origin=Origin(written=True)
        )
    assert (tmp_path / "a.md").read_bytes() == (tmp_path / "b.md").read_bytes()


def test_themes_below_twenty_comments_are_not_measurable(card, evaluation):
    n_rare = int((~evaluation.themes["measurable"]).sum())
    text = card()
    assert n_rare > 0
    assert text.count("| not measurable |") == n_rare
    assert f"{n_rare} of {len(evaluation.themes)} themes have fewer than 20 comments" in text


def test_card_of_plain_labels_without_sources_can_be_written(tmp_path, model, few):
    labelled = replace(few, groups=None, segments=None)
    plain = compare(few_found(labelled), labelled.themes, ["late_delivery"])
    write_model_card(model, labelled, plain, tmp_path / CARD)
    text = (tmp_path / CARD).read_text(encoding="utf-8")
    assert "Sources: not stated in the data" in text
    assert "### By source" not in text
    assert "### Calibration" not in text


def few_found(labelled):
    return np.array([["late_delivery" in themes] for themes in labelled.themes])


def test_a_model_folder_loads_with_its_card(tmp_path, model, few, evaluation):
    folder = tmp_path / "klein"
    save_model(model, folder)
    write_model_card(model, few, evaluation, folder / CARD)
    assert load_model(folder).info == model.info
    save_model(model, folder)
    assert not (folder / CARD).exists()


def test_a_card_that_cannot_be_written_says_so(tmp_path, model, few, evaluation):
    with pytest.raises(WriteError, match="Check that the folder exists"):
        write_model_card(model, few, evaluation, tmp_path / "absent" / CARD)
