"""The joint model finds what was planted, and its intervals hold it as often as they say."""

import numpy as np
import pytest
from scipy import stats

from feedback_nlp.scores.metrics import find_metric
from feedback_nlp.scores.ranking import rank_themes
from feedback_nlp.scores.ranking_options import RankingOptions
from feedback_nlp.themes.taxonomy import plain_taxonomy

MEAN, NPS = find_metric("mean"), find_metric("nps")
THEMES = tuple("abcdefghij")
SHARES = np.array([0.2, 0.12, 0.1, 0.08, 0.06, 0.05, 0.04, 0.03, 0.02, 0.02])
EFFECTS = np.array([-0.5, -2, -1, -1.5, -0.2, -3, 0, -2.5, -1, -2])
PLANTED = -EFFECTS * SHARES


def rank_planted(respondents, generator, n):
    mentioned = generator.random((n, len(THEMES))) < SHARES
    scores = 8 + mentioned @ EFFECTS + generator.normal(0, 2, n)
    tables = respondents(scores, mentioned, THEMES)
    ranking = rank_themes(*tables, MEAN, plain_taxonomy(THEMES, language="nl"))
    return ranking.improvements.set_index("theme").loc[list(THEMES)]


def share_held(respondents, runs):
    generator = np.random.default_rng(7)
    found = [rank_planted(respondents, generator, 5000) for _ in range(runs)]
    held = [(rows["low"] <= PLANTED) & (rows["high"] >= PLANTED) for rows in found]
    correlations = [stats.spearmanr(rows["impact"], PLANTED).statistic for rows in found]
    return np.mean(held), np.mean(correlations), min(correlations)


def test_planted_effects_are_found_in_a_few_runs(respondents):
    held, correlation, _ = share_held(respondents, 8)
    assert 0.87 <= held <= 0.99
    assert correlation > 0.95


def test_all_complaints_together_are_as_sure_where_two_always_come_together(respondents):
    generator = np.random.default_rng(3)
    mentioned = generator.random((500, 3)) < 0.1
    scores = 8 - mentioned @ [1.5, 1, 0.5] + generator.normal(0, 2, 500)
    once, twice = (
        rank_themes(
            *respondents(scores, mentioned[:, places], THEMES[: len(places)]),
            MEAN,
            plain_taxonomy(THEMES[: len(places)], language="nl"),
        ).total
        for places in ([0, 1, 2], [0, 0, 1, 2])
    )
    assert (twice.low, twice.high) == pytest.approx((once.low, once.high), abs=0.05)


@pytest.mark.slow
def test_intervals_hold_the_planted_impact_in_as_many_runs_as_they_say(respondents):
    held, correlation, lowest = share_held(respondents, 300)
    assert 0.93 <= held <= 0.97
    assert correlation > 0.95
    assert lowest > 0.9


def blamed(respondents, seed):
    """Rank a guilty theme that costs 60 points and an innocent one that comes along with it."""
    generator = np.random.default_rng(seed)
    n = 3000
    guilty = generator.random(n) < 0.15
    innocent = generator.random(n) < np.where(guilty, 0.6, 0.03)
    p = np.where(guilty[:, None], [0.5, 0.3, 0.2], [0.2, 0.3, 0.5])  # NPS -30 and 30
    scores = np.array([3, 8, 10])[(generator.random(n)[:, None] > p.cumsum(axis=1)).sum(axis=1)]
    tables = respondents(scores, np.column_stack([guilty, innocent]), ("guilty", "innocent"))
    taxonomy = plain_taxonomy(("guilty", "innocent"), language="nl")
    return rank_themes(*tables, NPS, taxonomy).improvements.set_index("theme")


def test_an_innocent_theme_that_comes_along_is_not_blamed(respondents):
    rows = blamed(respondents, 1)
    innocent, guilty = rows.loc["innocent"], rows.loc["guilty"]
    assert innocent["low"] < 0 < innocent["high"]
    assert innocent["leave_out"] > 3  # leaving out one theme at a time does blame it
    assert guilty["low"] < 60 * 0.15 < guilty["high"]
    assert guilty["tier"] < innocent["tier"]


def test_the_interval_of_the_innocent_theme_holds_0_in_most_samples(respondents):
    rows = [blamed(respondents, seed).loc["innocent"] for seed in range(12)]
    assert sum(row["low"] <= 0 <= row["high"] for row in rows) >= 10


def test_parts_add_up_to_what_the_model_predicts_without_any_complaint(respondents):
    """The effects, put into a plain prediction, give the joint removal; so do the impacts."""
    generator = np.random.default_rng(2)
    mentioned = generator.random((800, len(THEMES))) < SHARES
    scores = 8 + mentioned @ EFFECTS + generator.normal(0, 2, 800)
    ranking = rank_themes(
        *respondents(scores, mentioned, THEMES), MEAN, plain_taxonomy(THEMES, language="nl")
    )
    effects = ranking.improvements.set_index("theme")["effect"].loc[list(THEMES)].to_numpy()
    joint_removal = 0 - (mentioned @ effects).mean()
    assert ranking.improvements["impact"].sum() == pytest.approx(joint_removal, abs=1e-6)
    assert ranking.total.value == pytest.approx(joint_removal, abs=1e-6)
    assert ranking.total.low < joint_removal < ranking.total.high


def test_answers_of_one_customer_count_as_one(respondents):
    """Each of 60 customers says and scores the same 20 times: only 60 answers are known."""
    generator = np.random.default_rng(4)
    mentioned = generator.random((60, 1)) < 0.5
    scores = 8 - 2.0 * mentioned[:, 0] + generator.normal(0, 1, 60)
    taxonomy = plain_taxonomy(("a",), language="nl")
    once = rank_themes(*respondents(scores, mentioned, ("a",)), MEAN, taxonomy).improvements
    comments, tags = respondents(scores.repeat(20), mentioned.repeat(20, axis=0), ("a",))
    comments["customer"] = [f"c{number // 20}" for number in range(1200)]
    naive = rank_themes(comments, tags, MEAN, taxonomy).improvements
    options = RankingOptions(customer_column="customer")
    clustered = rank_themes(comments, tags, MEAN, taxonomy, options=options).improvements
    width = [(rows["high"] - rows["low"]).item() for rows in (once, clustered, naive)]
    assert width[1] == pytest.approx(width[0], rel=0.05)
    assert width[2] < width[0] / 3
    assert clustered["error"].item() == pytest.approx(once["error"].item(), rel=0.1)
    assert naive["error"].item() < once["error"].item() / 3
