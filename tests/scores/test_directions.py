"""Scores whose good end is not where the metric says."""

import numpy as np
import pandas as pd
import pytest

from feedback_nlp.errors import ScoreError
from feedback_nlp.scores.directions import check_direction
from feedback_nlp.scores.metrics import find_metric


def respondents(praised, complained, both=()):
    """Return scores of comments with praise only, complaints only and both, and their tags."""
    scores = [*praised, *complained, *both]
    ids = [str(n) for n in range(len(scores))]
    sides = [
        *((n, "praise") for n in ids[: len(praised)]),
        *((n, "complaint") for n in ids[len(praised) : len(praised) + len(complained)]),
        *((n, side) for n in ids[len(praised) + len(complained) :] for side in SIDES),
    ]
    comments = pd.DataFrame({"comment_id": ids, "score": pd.Series(scores, dtype="float64")})
    return comments, pd.DataFrame(sides, columns=["comment_id", "side"])


SIDES = ("complaint", "praise")
EASY, HARD = [1, 2, 1, 2] * 5, [4, 5, 4, 5] * 5


def test_effort_that_is_low_where_people_praise_is_right_for_effort_and_wrong_for_ease():
    """Contradiction X4 of the sources."""
    comments, tags = respondents(EASY, HARD)
    check_direction(comments, tags, find_metric("ces_1_5"))
    with pytest.raises(ScoreError) as raised:
        check_direction(comments, tags, find_metric("ces_1_7"))
    assert str(raised.value) == (
        "Metric 'ces_1_7' is better where it is higher, but it is 1.5 over 20 comments with praise "
        "only and 4.5 over 20 with complaints only. Check which end of the scale is good: choose a "
        "metric whose direction fits, name the right column with --score-column, or make a metric "
        "of your own with --metrics and 'direction: lower'."
    )


def test_ease_under_a_metric_of_effort_is_refused():
    comments, tags = respondents(HARD, EASY)
    check_direction(comments, tags, find_metric("ces_1_7"))
    with pytest.raises(ScoreError, match=r"'ces_1_5' is better where it is lower, but it is 4\.5"):
        check_direction(comments, tags, find_metric("ces_1_5"))


@pytest.mark.parametrize("name", ["csat_top2", "csat_mean", "excellent"])
def test_any_metric_can_be_the_wrong_way_round(name):
    comments, tags = respondents([1] * 20, [5] * 18 + [4] * 2)
    with pytest.raises(ScoreError, match=f"Metric '{name}' is better where it is higher"):
        check_direction(comments, tags, find_metric(name))
    check_direction(*respondents([5] * 20, [1] * 20), find_metric(name))


def test_few_comments_and_comments_with_both_sides_prove_nothing():
    metric = find_metric("ces_1_7")
    check_direction(*respondents(EASY[:9], HARD), metric)
    check_direction(*respondents(EASY, HARD[:9], both=HARD), metric)
    check_direction(*respondents([], [], both=EASY), metric)


def test_comments_without_a_score_are_not_counted():
    comments, tags = respondents(EASY[:9] + [None] * 9, HARD)
    check_direction(comments, tags, find_metric("ces_1_7"))


def test_tags_that_go_with_the_scores_a_little_do_not_contradict():
    """As those of a model for another language: of 4,000 comments, a tenth of a point apart."""
    praised, complained = [1, 2, 3, 4, 5] * 400, [2, 2, 3, 4, 5] * 400
    check_direction(*respondents(praised, complained), find_metric("csat_mean"))
    with pytest.raises(ScoreError, match="Check which end"):
        check_direction(*respondents(praised, [3, 4, 4, 4, 5] * 400), find_metric("csat_mean"))


def test_answers_of_few_customers_do_not_contradict():
    """Two who praise and two who complain wrote all of it."""
    comments, tags = respondents(EASY, HARD)
    metric = find_metric("ces_1_7")
    customers = [f"k{n // 10}" for n in range(40)]
    check_direction(comments.assign(customer=customers), tags, metric)
    with pytest.raises(ScoreError):
        check_direction(comments.assign(customer=[f"k{n}" for n in range(40)]), tags, metric)


def test_chance_does_not_contradict():
    rng = np.random.default_rng(4)
    metric = find_metric("csat_mean")
    for _ in range(200):
        scores = rng.integers(1, 6, 60).tolist()
        check_direction(*respondents(scores[:30], scores[30:]), metric)


def test_ids_that_are_whole_numbers_find_their_tags():
    comments, tags = respondents(EASY, HARD)
    with pytest.raises(ScoreError, match=r"1\.5 over 20 comments with praise only"):
        check_direction(comments.astype({"comment_id": "int64"}), tags, find_metric("ces_1_7"))
