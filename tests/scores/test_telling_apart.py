"""How many answers it takes to tell the first two complaints apart."""

import numpy as np

from feedback_nlp.scores.metrics import find_metric
from feedback_nlp.scores.planning import rounded_up
from feedback_nlp.scores.ranking import rank_themes
from feedback_nlp.themes.taxonomy import plain_taxonomy

NPS, THEMES = find_metric("nps"), ("a", "b")
TAXONOMY = plain_taxonomy(THEMES, language="nl")


def rank(respondents, n, seed):
    """Two complaints in a fifth of the comments each; they cost 60 and 45 points."""
    generator = np.random.default_rng(seed)
    mentioned = generator.random((n, 2)) < 0.2
    p_promoter = 0.8 - mentioned @ [0.30, 0.225]
    scores = np.where(generator.random(n) < p_promoter, 10, 3)
    return rank_themes(*respondents(scores, mentioned, THEMES), NPS, TAXONOMY)


def test_the_number_follows_from_the_spread_of_the_difference(respondents):
    """By hand: n times the variance of the difference of the two impacts.

    Effects spread by 9,595 / 0.2 + 7,075 / 0.8 and 9,415 / 0.2 + 7,120 / 0.8 (variance of a score
    with and without the theme), times a share of 0.2 squared; shares by 0.2 * 0.8 times the effect
    squared: 2,273 + 2,239 + 576 + 324 is 5,412.
    """
    rankings = [rank(respondents, 600, seed) for seed in range(12)]
    found = []
    for ranking in (r for r in rankings if r.n_to_part is not None):
        first, second = ranking.improvements["impact"]
        assert ranking.improvements["tier"].tolist() == [1, 1]
        assert ranking.n_to_part > ranking.n_scored == 600
        found.append(ranking.n_to_part * (first - second) ** 2 / (1.96 + 0.8416) ** 2)
    assert len(found) >= 6
    assert 0.8 * 5412 < np.median(found) < 1.3 * 5412


def test_that_many_answers_tell_the_two_apart_eight_times_out_of_ten(respondents):
    """12 points against 9: 5,412 * (2.8 / 3)^2 is 4,720 answers."""
    tiers = [rank(respondents, 4720, seed).improvements["tier"].tolist() for seed in range(40)]
    assert 0.65 <= tiers.count([1, 2]) / 40 <= 0.95


def test_complaints_that_stand_apart_or_cost_the_same_need_no_more(respondents):
    generator = np.random.default_rng(3)
    mentioned = generator.random((2000, 2)) < 0.2
    scores = np.where(mentioned[:, 0], 2, 10)
    apart = rank_themes(*respondents(scores, mentioned, THEMES), NPS, TAXONOMY)
    assert apart.improvements["tier"].tolist() == [1, 2]
    same = rank_themes(*respondents(scores, mentioned[:, [0, 0]], THEMES), NPS, TAXONOMY)
    assert same.improvements["tier"].tolist() == [1, 1]
    assert apart.n_to_part is same.n_to_part is None


def test_the_number_claims_no_more_than_two_digits_and_never_what_is_there_already(respondents):
    for n in (600, 699):
        found = [rank(respondents, n, seed).n_to_part for seed in range(12)]
        told = [number for number in found if number is not None]
        assert len(told) >= 6
        assert all(number == float(f"{number:.2g}") > n for number in told)
    assert rounded_up(699) == rounded_up(700) == 700
