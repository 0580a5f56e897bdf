from types import SimpleNamespace

import numpy as np
import pytest

from feedback_nlp.errors import LabelError
from feedback_nlp.evaluation.minimal_pairs import MinimalPair, PairSide
from feedback_nlp.evaluation.phenomena import PHENOMENON_COLUMNS, evaluate_pairs

LATE, DEAR = frozenset({"late"}), frozenset({"dear"})


class Echo:
    """A model that finds the themes whose names stand in a comment."""

    themes = ("late", "dear")
    calibration = SimpleNamespace(thresholds=np.array([0.5, 0.9]))

    def predict_proba(self, comments):
        return np.array([[0.95 if t in c else 0.1 for t in self.themes] for c in comments])


def pair(phenomenon, a, b):
    return MinimalPair(phenomenon, "nl", a, b)


def test_a_pair_is_right_when_both_sides_are():
    right, wrong = PairSide("late", LATE, DEAR), PairSide("dear", LATE, frozenset())
    pairs = [
        pair("typo", right, right),
        pair("negation", right, wrong),
        pair("negation", wrong, right),
        pair("negation", right, right),
    ]
    result = evaluate_pairs(pairs, Echo())
    assert result.n_pairs == 4
    assert result.pairs_right == 0.5
    assert result.sides_right == 0.75
    table = result.phenomena
    assert list(table.columns) == PHENOMENON_COLUMNS
    assert table["phenomenon"].tolist() == ["typo", "negation"]
    assert table["n_pairs"].tolist() == [1, 3]
    assert table["n_right"].tolist() == [1, 1]
    assert table["share"].tolist() == pytest.approx([1, 1 / 3])
    assert table["share_of_sides"].tolist() == pytest.approx([1, 4 / 6])
    # Wilson for 1 of 3
    assert table.loc[1, ["low", "high"]].tolist() == pytest.approx([0.0615, 0.7923], abs=5e-5)


def test_a_forbidden_theme_makes_a_side_wrong():
    side = PairSide("late and dear", LATE, DEAR)
    assert evaluate_pairs([pair("contrast", side, side)], Echo()).sides_right == 0


def test_a_theme_in_neither_list_is_left_open():
    side = PairSide("late and dear", LATE, frozenset())
    assert evaluate_pairs([pair("contrast", side, side)], Echo()).pairs_right == 1


def test_a_theme_that_the_model_does_not_know_is_never_found():
    side, other = PairSide("late", LATE, DEAR), PairSide("rude", frozenset({"rude"}), frozenset())
    assert evaluate_pairs([pair("typo", side, other)], Echo()).sides_right == 0.5


def test_a_model_that_knows_none_of_the_themes_is_refused():
    side = PairSide("rude", frozenset({"rude"}), frozenset())
    with pytest.raises(LabelError, match=r"knows none of the themes.*'rude'.*'late'"):
        evaluate_pairs([pair("typo", side, side)], Echo())
