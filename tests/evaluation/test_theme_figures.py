import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import precision_recall_fscore_support
from statsmodels.stats.proportion import proportion_confint

from feedback_nlp.evaluation.comparison import compare
from feedback_nlp.evaluation.exact import exact_interval
from feedback_nlp.evaluation.f1 import f1_of_counts

# Found 3 late (2 right) of 4; nothing dear though 1 was; 1 rude that was not.
FOUND = np.array([[1, 0, 0], [1, 0, 0], [1, 0, 0], [0, 0, 1], [0, 0, 0]], dtype=bool)
CARRIED = [{"late"}, {"late", "dear"}, set(), {"late"}, {"late"}]


def test_figures_by_hand():
    table = compare(FOUND, CARRIED, ["late", "dear", "rude"]).themes.set_index("theme")
    assert table["support"].tolist() == [4, 1, 0]
    assert table["n_found"].tolist() == [3, 0, 1]
    assert table["precision"].tolist() == [2 / 3, 0, 0]
    assert table["recall"].tolist() == [1 / 2, 0, 0]
    assert table["f1"].tolist() == pytest.approx([4 / 7, 0, 0])
    assert not table["measurable"].any()


def test_micro_is_over_all_themes_and_macro_over_those_that_occur():
    evaluation = compare(FOUND, CARRIED, ["late", "dear", "rude"])
    assert evaluation.micro_f1 == pytest.approx(2 * 2 / (4 + 5))
    assert evaluation.macro_f1 == pytest.approx((4 / 7 + 0) / 2)
    assert evaluation.n_comments == 5


def test_a_theme_is_measurable_from_twenty_comments_on():
    found = np.ones((20, 2), dtype=bool)
    carried = [{"a", "b"}] * 19 + [{"a"}]
    assert compare(found, carried, ["a", "b"]).themes["measurable"].tolist() == [True, False]


def test_no_comments_have_figures_of_nothing():
    evaluation = compare(np.zeros((0, 2), dtype=bool), [], ["a", "b"])
    assert (evaluation.micro_f1, evaluation.macro_f1, evaluation.n_comments) == (0, 0, 0)
    assert evaluation.themes["precision_high"].tolist() == [1, 1]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=20))
def test_intervals_are_those_of_statsmodels(pairs):
    count, total = np.array([(min(a, b), max(a, b)) for a, b in pairs]).T
    low, high = exact_interval(count, total)
    for place, (k, n) in enumerate(zip(count, total, strict=True)):
        expected = proportion_confint(k, n, method="beta") if n else (0, 1)
        assert (low[place], high[place]) == pytest.approx(np.nan_to_num(expected), abs=1e-9)


@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=1, max_size=30))
def test_figures_are_those_of_scikit_learn(rows):
    found, carried = np.array(rows)[:, :2], np.array(rows)[:, 2:]
    sets = [{t for t, has in zip("ab", row, strict=True) if has} for row in carried]
    table = compare(found, sets, ["a", "b"]).themes
    expected = precision_recall_fscore_support(carried, found, zero_division=0)
    for name, values in zip(("precision", "recall", "f1", "support"), expected, strict=True):
        assert table[name].tolist() == pytest.approx(values.tolist())


def test_f1_of_counts_takes_single_numbers_and_arrays():
    assert f1_of_counts(2, 3, 2) == pytest.approx(0.8)
    assert f1_of_counts([0, 1], [0, 1], [0, 1]).tolist() == [0, 1]
