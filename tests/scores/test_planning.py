"""How many answers it takes."""

import math

import pytest

from feedback_nlp.errors import ScoreError
from feedback_nlp.scores.planning import (
    answers_for_difference,
    answers_for_margin,
    answers_to_exceed,
)


@pytest.mark.parametrize(("margin", "n"), [(5, 922), (10, 231)])
def test_answers_for_a_margin_of_a_net_score(margin, n):
    """0.6 * 1.96² / 0.05² is 921.9; for 0.10 it is 230.5."""
    assert answers_for_margin(6000, margin) == n


def test_answers_for_a_difference():
    """2 * 0.6 * (1.96 + 0.8416)² / 0.1² is 941.9."""
    assert answers_for_difference(6000, 10) == 942


@pytest.mark.parametrize(
    ("rate", "n"), [(0.90, 815), (0.85, 1629), (0.82, 4071), (0.80, None), (0.5, None)]
)
def test_an_overall_share_moves_slowly(rate, n):
    """Requirement 001-08b: 737 of 1023; 814 more at 90% make exactly 80%: (737 + 732.6) / 1837."""
    assert answers_to_exceed(737, 1023, 0.80, rate) == n


def test_a_share_above_the_target_needs_no_more():
    assert answers_to_exceed(81, 100, 0.80, 0.1) == 0
    assert answers_to_exceed(80, 100, 0.80, 0.9) == 1


@pytest.mark.parametrize(
    "ask",
    [
        lambda: answers_for_margin(6000, 0),
        lambda: answers_for_margin(6000, math.nan),
        lambda: answers_for_difference(6000, -1),
        lambda: answers_for_difference(6000, 10, power=1),
        lambda: answers_for_difference(6000, 10, power=0.05),
        lambda: answers_to_exceed(5, 4, 0.8, 0.9),
        lambda: answers_to_exceed(3, 4, 80, 0.9),
    ],
)
def test_what_can_not_be_is_an_error(ask):
    with pytest.raises(ScoreError):
        ask()
