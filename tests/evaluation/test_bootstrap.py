import numpy as np
import pytest
from sklearn.metrics import f1_score

from feedback_nlp.evaluation.bootstrap import N_RESAMPLES, f1_intervals, micro_f1_interval


@pytest.fixture
def answers():
    random = np.random.default_rng(5)
    carried = random.random((150, 4)) < 0.3
    return np.where(random.random(carried.shape) < 0.8, carried, ~carried), carried


def test_intervals_are_those_of_a_plain_loop_over_samples(answers):
    found, carried = answers
    random = np.random.default_rng(1)
    micro, macro, themes = [], [], []
    for _ in range(N_RESAMPLES):
        rows = random.integers(len(found), size=len(found))
        themes.append(f1_score(carried[rows], found[rows], average=None))
        micro.append(f1_score(carried[rows], found[rows], average="micro"))
        macro.append(themes[-1].mean())
    intervals = f1_intervals(found, carried)
    low, high = np.quantile(themes, [0.025, 0.975], axis=0)
    np.testing.assert_allclose(intervals.theme_low, low)
    np.testing.assert_allclose(intervals.theme_high, high)
    ends = (intervals.micro_low, intervals.micro_high)
    assert ends == pytest.approx(tuple(np.quantile(micro, [0.025, 0.975])))
    assert ends == micro_f1_interval(found, carried)
    ends = (intervals.macro_low, intervals.macro_high)
    whole = f1_score(carried, found, average="macro")  # the samples lie below it on average
    assert whole > np.mean(macro) + 0.0005
    around = np.quantile(macro, [0.025, 0.975]) + whole - np.mean(macro)
    assert ends == pytest.approx(tuple(around))


def test_fewer_comments_give_a_wider_interval(answers):
    found, carried = answers
    low, high = micro_f1_interval(found, carried)
    few_low, few_high = micro_f1_interval(found[:30], carried[:30])
    assert few_high - few_low > high - low


def test_nothing_found_and_nothing_carried_can_be_anything():
    nothing = np.zeros((5, 2), dtype=bool)
    intervals = f1_intervals(nothing, nothing)
    assert intervals.theme_low.tolist() == [0, 0]
    assert intervals.theme_high.tolist() == [1, 1]
    assert (intervals.micro_low, intervals.micro_high) == (0, 1)
    assert (intervals.macro_low, intervals.macro_high) == (0, 1)


def test_no_comments_at_all_can_be_anything():
    intervals = f1_intervals(np.zeros((0, 2), dtype=bool), np.zeros((0, 2), dtype=bool))
    assert intervals.theme_high.tolist() == [1, 1]
    assert (intervals.micro_low, intervals.micro_high) == (0, 1)


def test_all_right_leaves_room_below_and_none_right_leaves_room_above():
    one = np.ones((30, 1), dtype=bool)
    all_right, none_right = f1_intervals(one, one), f1_intervals(~one, one)
    # Clopper-Pearson of 30 of 30: .025 ** (1 / 30) = .8843, as F1 2s / (1 + s) = .9386
    assert (all_right.micro_low, all_right.micro_high) == (pytest.approx(0.9386, abs=5e-5), 1)
    # and of 0 of 30: 1 - .8843 = .1157, as F1 .2074
    assert (none_right.micro_low, none_right.micro_high) == (0, pytest.approx(0.2074, abs=5e-5))
