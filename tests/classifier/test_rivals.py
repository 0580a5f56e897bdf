"""Themes of which the weaker yields: which those are, and what it costs them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from feedback_nlp import load_model
from feedback_nlp.classifier.classifier import ThemeClassifier
from feedback_nlp.classifier.correction import correct
from feedback_nlp.classifier.model_files import save_model
from feedback_nlp.classifier.rivals import find_rivals, settle_rivals
from feedback_nlp.classifier.weights import Weights, combine
from feedback_nlp.themes.taxonomy import plain_taxonomy
from tests.classifier.model_files.model_folder import change_manifest, check_refused

TWO = plain_taxonomy(("late", "queue"), language="en")
LOG_ODDS = hnp.arrays(np.float64, (4, 3), elements=st.floats(-20, 20))
RIVALS = st.lists(st.sampled_from([(0, 1), (0, 2), (1, 3), (2, 3)]), unique=True).map(
    lambda pairs: np.array(pairs, dtype=np.int64).reshape(-1, 2)
)


def rivals_among(n_pieces, n_meant, *, said=0.0):
    """The rivals where all pieces seem to carry both themes and so many do."""
    carried = np.ones((n_pieces, 2), dtype=bool)
    carried[n_meant:, 1] = False
    return find_rivals(np.full((n_pieces, 2), said), carried, TWO).tolist()


@pytest.mark.parametrize(
    ("n_pieces", "n_meant", "are_rivals"),
    [(20, 0, True), (19, 0, False), (20, 5, True), (20, 6, False), (1000, 250, True)],
)
def test_themes_are_rivals_where_twenty_pieces_suggest_both_and_a_quarter_at_most_means_both(
    n_pieces, n_meant, are_rivals
):
    assert rivals_among(n_pieces, n_meant) == [[0, 1]] * are_rivals


def test_a_piece_suggests_a_theme_from_log_odds_of_minus_one_on():
    assert rivals_among(20, 0, said=-1.0) == [[0, 1]]
    assert rivals_among(20, 0, said=-1.01) == []


def test_the_sides_of_one_topic_are_no_rivals(starter):
    themes = starter.themes
    log_odds = np.zeros((20, len(themes)))
    carried = np.zeros(log_odds.shape, dtype=bool)
    found = {tuple(pair) for pair in find_rivals(log_odds, carried, starter.taxonomy)}
    topics = [starter.taxonomy.topic_of(theme) for theme in themes]
    pairs = {(a, b) for b in range(len(themes)) for a in range(b)}
    assert pairs - found == {(a, b) for a, b in pairs if topics[a] == topics[b]}


def test_the_weaker_loses_the_lead_of_each_stronger_rival():
    by_theme = np.array([[3.0], [1.0], [0.0], [2.0]])
    settle_rivals(by_theme, np.array([[0, 1], [1, 2], [2, 3]]))
    assert by_theme.tolist() == [[3.0], [-1.0], [-3.0], [2.0]]


@given(by_theme=LOG_ODDS, rivals=RIVALS, order=st.randoms())
def test_the_order_of_rivals_does_not_matter_and_the_strongest_keeps_what_it_has(
    by_theme, rivals, order
):
    settled, again = by_theme.copy(), by_theme.copy()
    settle_rivals(settled, rivals)
    settle_rivals(again, np.array(order.sample(rivals.tolist(), len(rivals))).reshape(-1, 2))
    np.testing.assert_allclose(settled, again, atol=1e-9)
    assert np.all(settled <= by_theme)
    assert np.array_equal(settled.max(axis=0), by_theme.max(axis=0))


def test_rivals_are_settled_after_the_correction():
    outputs = np.array([[1.0, 2.0, 3.0, 0.0]])
    assert combine(outputs, TWO, np.array([[0, 1]])).tolist() == [[4.0, 0.0]]
    assert combine(outputs, TWO).tolist() == [[4.0, 2.0]]
    assert outputs.tolist() == [[1.0, 2.0, 3.0, 0.0]]


def test_a_corrected_model_keeps_its_rivals(small_model):
    model = with_rivals(small_model, [[0, 1]])
    shape = (len(model.weights.coefficients), len(model.themes))
    nothing = Weights(np.zeros(shape, np.float32), np.zeros(shape[1], np.float32))
    assert correct(model, nothing).weights.rivals.tolist() == [[0, 1]]


def test_a_classifier_learns_from_segments_which_of_its_themes_are_rivals():
    waits = [f"een uur gewacht op {what} {more}" for what in "abcdefgh" for more in "klmnopqr"]
    themes = 4 * (4 * [["bezorging"], ["rij"]] + 4 * [["rij"], ["bezorging"]])  # a chessboard
    segments = [[each] for each in zip(waits, themes, strict=True)]
    model = ThemeClassifier().fit(waits, themes, segments=segments).model_
    assert model.themes == ("bezorging", "rij")
    assert model.weights.rivals.tolist() == [[0, 1]]
    assert ThemeClassifier().fit(waits, themes).model_.weights.rivals.tolist() == []


def test_a_saved_model_has_the_same_rivals(small_model, tmp_path):
    for rivals in ([], [[0, 1]]):
        save_model(with_rivals(small_model, rivals), tmp_path / "model")
        assert load_model(tmp_path / "model").weights.rivals.tolist() == rivals


def test_rivals_that_are_no_themes_are_refused(small_model, tmp_path):
    save_model(small_model, tmp_path / "model")
    change_manifest(tmp_path / "model", rivals=[[small_model.themes[0], "nobody"]])
    check_refused(tmp_path / "model", "manifest.json names themes it does not have: 'nobody'")


def with_rivals(model, rivals):
    pairs = np.array(rivals, dtype=np.int64).reshape(-1, 2)
    return replace(model, weights=replace(model.weights, rivals=pairs))
