import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.metrics import f1_score

from feedback_nlp.evaluation.comparison import compare

THEMES = ["dear", "late", "rude"]


def as_sets(carried):
    return [{t for t, has in zip(THEMES, row, strict=True) if has} for row in carried]


def test_without_probabilities_comments_and_sources_those_figures_are_empty():
    evaluation = compare(np.ones((2, 3), dtype=bool), [["late"], []], THEMES)
    assert evaluation.calibration is None
    assert evaluation.by_source.empty
    assert evaluation.by_length.empty


def test_probabilities_comments_and_sources_give_their_figures():
    evaluation = compare(
        np.array([[True, False, False], [False, True, False]]),
        [["late"], ["late"]],
        THEMES,
        proba=np.array([[0.8, 0.2, 0.1], [0.1, 0.9, 0.0]]),
        comments=["Te laat", "Veel te laat"],
        sources=["shop", "bank"],
    )
    assert evaluation.calibration.n_pairs == 6
    assert evaluation.by_source["f1"].tolist() == [1.0, 0.0]
    assert evaluation.by_length["n_comments"].tolist() == [2]
    assert evaluation.confusions.values.tolist() == [["late", "dear", 1]]


@settings(max_examples=30)
@given(st.data())
def test_f1_is_that_of_scikit_learn_and_within_its_interval(data):
    shape = (data.draw(st.integers(1, 40)), 3)
    found, carried = (data.draw(arrays(bool, shape)) for _ in range(2))
    evaluation = compare(found, as_sets(carried), THEMES)
    expected = f1_score(carried, found, average="micro", zero_division=0)
    assert evaluation.micro_f1 == pytest.approx(expected)
    assert 0 <= evaluation.micro_f1_low <= evaluation.micro_f1_high <= 1
    assert (evaluation.themes["f1_low"] <= evaluation.themes["f1_high"]).all()


@settings(max_examples=30)
@given(st.data())
def test_the_order_of_the_comments_does_not_matter(data):
    found, carried = (data.draw(arrays(bool, (12, 3))) for _ in range(2))
    order = data.draw(st.permutations(range(12)))
    proba = np.linspace(0, 1, 36).reshape(12, 3)
    sources = [f"s{place % 3}" for place in range(12)]
    first = compare(found, as_sets(carried), THEMES, proba=proba, sources=sources)
    second = compare(
        found[order],
        as_sets(carried[order]),
        THEMES,
        proba=proba[order],
        sources=[sources[place] for place in order],
    )
    assert first.micro_f1 == second.micro_f1
    assert first.calibration.brier_score == pytest.approx(second.calibration.brier_score)
    assert first.by_source.equals(second.by_source)
    assert first.confusions.equals(second.confusions)
