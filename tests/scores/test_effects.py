"""The parts of the joint model, against plain loops and numbers worked out by hand."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from feedback_nlp.scores.certainty import rank_certainty
from feedback_nlp.scores.effects.customers import customer_kinds
from feedback_nlp.scores.effects.joint_model import fit_effects
from feedback_nlp.scores.effects.mentions import Mentions
from feedback_nlp.scores.effects.moments import Moments
from feedback_nlp.scores.effects.ordered import check_order
from feedback_nlp.scores.effects.ordinary import ordinary_effects
from feedback_nlp.scores.effects.prior import learn_prior
from feedback_nlp.scores.factors import topic_factor


def mentions_of(tagged, points, customers=None):
    n, p = tagged.shape
    who = np.arange(n) if customers is None else np.asarray(customers)
    return Mentions(
        tuple(f"t{number}" for number in range(p)),
        tagged,
        np.asarray(points, dtype=float),
        who,
        np.zeros_like(tagged),
        np.zeros(n),
        customers is not None,
    )


def drawn(seed=0, n=200, p=4):
    generator = np.random.default_rng(seed)
    tagged = generator.random((n, p)) < 0.2
    points = 10 * tagged[:, 0] - 20.0 * tagged[:, 1] + generator.normal(0, 15, n)
    return tagged, points


def test_sums_are_those_of_a_plain_loop():
    tagged, points = drawn(n=30)
    points[::7] = np.nan
    times = np.random.default_rng(1).multinomial(30, np.full(30, 1 / 30), size=3).astype(float)
    weight = np.linspace(0.5, 2, 30)
    sums = Moments(tagged, points, weight, np.arange(30)).at(times)
    scored = ~np.isnan(points)
    x, y = np.column_stack([np.ones(30), tagged]), np.nan_to_num(points)
    for draw, often in enumerate(times):
        w = often * weight
        assert np.allclose(sums.gram[draw], (x * (w * scored)[:, None]).T @ x)
        assert np.allclose(sums.cross[draw], x.T @ (w * y))
        assert np.allclose(sums.share[draw], w @ tagged / w.sum())


def test_effects_are_those_of_ridge_regression():
    tagged, points = drawn()
    effects = fit_effects(mentions_of(tagged, points))
    x = np.column_stack([np.ones(200), tagged])
    penalty = np.diag([0, *[effects.prior.penalty] * 4])
    assert np.allclose(effects.effect, np.linalg.solve(x.T @ x + penalty, x.T @ points)[1:])
    assert np.allclose(effects.share, tagged.mean(axis=0))


def test_draws_spread_as_wide_as_the_errors_of_least_squares():
    tagged, points = drawn(n=2000)
    mentions = mentions_of(tagged, points)
    _, error = ordinary_effects(mentions, np.ones(4, dtype=bool))
    assert np.allclose(fit_effects(mentions).effect_draws.std(axis=0), error, rtol=0.1)


def test_errors_are_hc3_or_clustered_and_missing_where_themes_cannot_be_told_apart():
    tagged, points = drawn()
    x = sm.add_constant(tagged.astype(float))
    chosen = np.array([True] * 4)
    effect, error = ordinary_effects(mentions_of(tagged, points), chosen)
    plain = sm.OLS(points, x).fit(cov_type="HC3")
    assert np.allclose(effect, plain.params[1:])
    assert np.allclose(error, plain.bse[1:])
    who = np.arange(200) // 4
    _, error = ordinary_effects(mentions_of(tagged, points, who), chosen)
    clustered = sm.OLS(points, x).fit(cov_type="cluster", cov_kwds={"groups": who})
    assert np.allclose(error, clustered.bse[1:])
    tagged[:, 3] = tagged[:, 2]
    effect, error = ordinary_effects(mentions_of(tagged, points), chosen)
    assert np.isnan(effect).tolist() == np.isnan(error).tolist() == [False, False, True, True]


@pytest.mark.parametrize("width", [5.0, 30.0])
def test_the_prior_is_as_wide_as_the_effects_are(width):
    generator = np.random.default_rng(8)
    tagged = generator.random((4000, 60)) < 0.05
    points = tagged @ generator.normal(0, width, 60) + generator.normal(0, 50, 4000)
    points -= points.mean()
    sums = Moments(tagged, points, np.ones(4000), np.arange(4000)).at(np.ones((1, 4000)))
    prior = learn_prior(sums, points)
    assert prior.width == pytest.approx(width, rel=0.3)
    assert prior.noise == pytest.approx(50, rel=0.05)


def test_effects_that_are_none_are_shrunk_but_not_to_nothing():
    tagged = np.random.default_rng(9).random((500, 10)) < 0.1
    points = np.random.default_rng(10).normal(0, 50, 500)
    mentions = mentions_of(tagged, points)
    effects = fit_effects(mentions)
    plain, _ = ordinary_effects(mentions, np.ones(10, dtype=bool))
    assert np.abs(effects.effect).min() > 0
    assert np.abs(effects.effect).sum() < 0.8 * np.abs(plain).sum()
    assert effects.effect_draws.std(axis=0).min() > 1


def test_rare_themes_are_shrunk_more():
    generator = np.random.default_rng(12)
    tagged = generator.random((3000, 8)) < np.array([0.2, 0.004, *[0.1] * 6])
    points = tagged @ np.full(8, -30.0) + generator.normal(0, 60, 3000)
    mentions = mentions_of(tagged, points)
    plain, _ = ordinary_effects(mentions, np.ones(8, dtype=bool))
    kept = fit_effects(mentions).effect / plain
    assert kept[0] > 0.95
    assert kept[1] < 0.9


def test_equal_customers_are_one_kind():
    tagged = np.array([[True], [True], [False], [True], [False]])
    kinds = customer_kinds(mentions_of(tagged, [1, 1, 2, 3, np.nan]))
    assert kinds.n_customers.tolist() == [2, 1, 1, 1]
    assert kinds.of_comment.tolist() == [0, -1, 1, 2, 3]


def test_customers_with_the_same_comments_in_another_order_are_one_kind():
    tagged = np.array([[True], [False], [False], [True], [True]])
    kinds = customer_kinds(mentions_of(tagged, [1, 2, 2, 1, 1], [0, 0, 1, 1, 2]))
    assert kinds.n_customers.tolist() == [2, 1]
    assert kinds.of_comment.tolist() == [0, 0, -1, -1, 1]


def test_ranks_and_tiers_by_hand():
    """The second beats the third in all draws, the first beats the second in half of them."""
    draws = np.array([[9.0, 8.0, 1.0], [8.0, 9.0, 2.0]] * 50)
    certainty = rank_certainty(draws)
    assert certainty.tier.tolist() == [1, 1, 2]
    assert certainty.chances.tolist() == [[0.5, 0.5, 0], [0.5, 0.5, 0], [0, 0, 1]]
    assert certainty.low.tolist() == [1, 1, 3]
    assert certainty.high.tolist() == [2, 2, 3]
    assert certainty.p_top3.tolist() == [1, 1, 1]


@pytest.mark.parametrize(("n_themes", "tukey"), [(2, 2.772), (10, 4.474)])
def test_a_new_tier_takes_more_the_more_themes_could_have_come_first(n_themes, tukey):
    """Tukey's studentized range: of 10 equal themes some two lie 4.474 / sqrt(2) errors apart."""
    draws = np.random.default_rng(2).normal(0, np.sqrt(0.5), (20_000, n_themes))
    for errors, tiers in ((0.95, [1, 1]), (1.05, [1, 2])):
        first = draws + (np.arange(n_themes) == 0) * errors * tukey / np.sqrt(2)
        certainty = rank_certainty(first)
        assert certainty.tier[:2].tolist() == tiers
        assert certainty.alpha == pytest.approx(2 * stats.norm.sf(tukey / np.sqrt(2)), rel=0.15)


def test_only_three_of_five_rivals_are_in_the_top_three():
    draws = np.random.default_rng(1).permuted(np.tile(np.arange(5.0), (2000, 1)), axis=1)
    certainty = rank_certainty(draws)
    assert certainty.p_top3.sum() == pytest.approx(3)
    assert certainty.p_top3.min() > 0.5
    assert certainty.tier.tolist() == [1] * 5


def test_kinds_of_factors():
    high, low, none = (np.random.default_rng(1).normal(m, 1, 500) for m in (20, 10, 0))
    assert topic_factor(high, low) == "basis"
    assert topic_factor(low, high) == "enthousiasme"
    assert topic_factor(low, low[::-1]) == "prestatie"
    assert topic_factor(none, none[::-1]) == ""


def test_ordered_logit_puts_planted_themes_in_the_same_order():
    generator = np.random.default_rng(13)
    tagged = generator.random((1500, 5)) < 0.15
    latent = tagged @ np.array([-4.0, -3, -2, -1, 0]) + generator.logistic(size=1500)
    points = np.select([latent < -1, latent > 1], [-100.0, 100.0], 0.0)
    mentions = mentions_of(tagged, points)
    everything = np.ones(5, dtype=bool)
    loss = -fit_effects(mentions).effect * tagged.mean(axis=0)
    check = check_order(mentions, everything, everything, loss)
    assert (check.n_comments, check.n_themes) == (1500, 5)
    assert check.correlation == pytest.approx(1)
    assert check_order(mentions, everything, everything, -loss).correlation == pytest.approx(-1)


def test_the_order_of_two_themes_says_nothing():
    tagged, points = drawn(p=2)
    both = np.ones(2, dtype=bool)
    assert (
        check_order(mentions_of(tagged, points), both, both, np.array([1.0, 2])).correlation is None
    )
