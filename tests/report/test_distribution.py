from dataclasses import replace

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.report.distribution import score_bars
from feedback_nlp.scores.metrics import find_metric


def test_scores_that_nobody_gave_have_a_bar_of_none():
    """Requirement 000-18 of the sources."""
    bars = score_bars(pd.Series([0, 10, 10, None]), find_metric("nps"))
    assert [bar.n for bar in bars] == [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]
    assert [bar.label for bar in bars][-1] == "10"
    assert bars[-1].share == 2 / 3


def test_broken_scores_are_rounded_and_keep_their_band():
    bars = score_bars(pd.Series([6.0, 6.4]), find_metric("nps"))
    assert [(bar.label, bar.band, bar.n) for bar in bars if bar.n] == [("6", 0, 1), ("6", 1, 1)]


def test_a_long_scale_is_counted_in_steps():
    bars = score_bars(pd.Series([0.0, 14.0, 15.0, 100.0]), find_metric("mean"))
    assert bars[0].label == "0 tot 5"
    assert bars[-1].label == "95 tot 100"
    assert [bar.n for bar in bars if bar.n] == [1, 1, 1, 1]


def test_equal_scores_on_a_long_scale_stand_in_one_bar():
    metric = replace(find_metric("mean"), lowest=0.0, highest=100.0)
    bars = score_bars(pd.Series([80.0, 80.0]), metric)
    assert [(bar.label, bar.n) for bar in bars] == [("80", 2)]


def test_without_scores_there_are_no_bars():
    assert score_bars(pd.Series([], dtype=float), find_metric("nps")) == ()


@given(st.lists(st.floats(-1e6, 1e6), min_size=1))
def test_every_score_stands_in_one_bar(scores):
    bars = score_bars(pd.Series(scores), find_metric("mean"))
    assert sum(bar.n for bar in bars) == len(scores)
    assert len(bars) <= 3 * 22
