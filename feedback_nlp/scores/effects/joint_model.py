"""The joint model: what each theme goes with, the other themes held equal."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from feedback_nlp.scores.corrected_shares import Rates, audited_rates
from feedback_nlp.scores.effects.customers import SEED, Kinds, customer_kinds
from feedback_nlp.scores.effects.mentions import BoolArray, Mentions
from feedback_nlp.scores.effects.moments import Moments, Sums, kish_weights
from feedback_nlp.scores.effects.prior import Prior, learn_prior
from feedback_nlp.scores.intervals import LEVEL
from feedback_nlp.scores.metrics import FloatArray

N_RESAMPLES = 1000
_BLOCK = 4_000_000  # numbers of one block of resamples: bounds the memory


@dataclass(frozen=True)
class Effects:
    """What each theme goes with, and how often it is mentioned.

    Attributes
    ----------
    effect : array of shape (n_themes,)
        Points of difference in the value of those who mention it, the other themes held equal.
    share : array of shape (n_themes,)
        Fraction of all comments that mention it.
    effect_draws, share_draws : array of shape (n_draws, n_themes)
        The same in resamples of the customers; themes that always occur together have equal ones.
    joint_draws : array of shape (n_draws, n_themes)
        Effects in the resamples where such themes have draws of their own: only these add up.
    prior : Prior
        How far the effects were shrunk.
    """

    effect: FloatArray
    share: FloatArray
    effect_draws: FloatArray
    share_draws: FloatArray
    joint_draws: FloatArray
    prior: Prior


@dataclass(frozen=True)
class _Fit:
    """Effects and shares of a few draws."""

    effect: FloatArray
    share: FloatArray


def fit_effects(mentions: Mentions, *, span: float = np.inf) -> Effects:
    """Fit the joint model and refit it in 1,000 resamples of the customers.

    The effects are those of one linear model with all themes, shrunk by a normal prior around 0
    (ridge regression). Every resample draws customers with replacement, with the audit labels of
    their comments, and draws where the prior is centred: so what the comments can't tell, such as
    the effects of two themes that always occur together, gets the width of the prior (Newton,
    Polson & Xu 2021, weighted Bayesian bootstrap). Where few customers mention a theme, or few do
    not, the draws are widened as the t distribution is.

    With an audit, effects and shares are prediction-powered: those that people's labels give, plus
    a part of what separates the model's tags of all comments from its tags of the audited ones.
    The part is the one with least variance (Chen & Chen 2000; Angelopoulos, Duchi & Zrnic 2023).

    Parameters
    ----------
    mentions : Mentions
        At least one theme and one score.
    span : float, default=inf
        The most that two respondents can differ.

    Returns
    -------
    Effects
        In the order of the themes.
    """
    kinds = customer_kinds(mentions)
    points = mentions.points - mentions.points[mentions.scored].mean()
    views = _views(mentions, points, kinds)
    once = [view.at(kinds.n_customers[None, :].astype(float)) for view in views]
    prior = _prior(mentions, points, once)
    fits = [_solved(sums, prior, np.zeros((1, len(mentions.themes)))) for sums in once]
    draws = _resampled(views, kinds, prior)
    power = _power([d.effect for d in draws]), _share_power(mentions)
    effect, share = _powered(fits, *power)
    effect_draws, share_draws = _powered(draws, *power)
    wider = _widening(mentions)
    effect_draws = np.clip(effect + wider * (effect_draws - effect), -span, span)
    if mentions.audited:
        share_draws = np.clip(share + wider * (share_draws - share), 0.0, 1.0)
        unseen = ~mentions.labels.any(axis=0)
        share_draws = np.where(unseen, _unseen_shares(mentions), share_draws)
    same = _first_alike(np.vstack([mentions.tagged, mentions.labels]))
    alike = effect_draws[:, same], share_draws[:, same]
    return Effects(effect[0, same], share[0], *alike, effect_draws, prior)


def _views(mentions: Mentions, points: FloatArray, kinds: Kinds) -> list[Moments]:
    """Return what the tags say, and with an audit what labels and tags say of audited comments."""
    unit = kinds.of_comment
    views = [Moments(mentions.tagged, points, np.ones(len(points)), unit)]
    if mentions.audited:
        weight = kish_weights(mentions.weight)
        views += [Moments(m, points, weight, unit) for m in (mentions.labels, mentions.tagged)]
    return views


def _prior(mentions: Mentions, points: FloatArray, once: list[Sums]) -> Prior:
    """Learn the prior where the themes are most surely right: in the labels, if there are any."""
    known = mentions.scored & (mentions.weight > 0) if mentions.audited else mentions.scored
    if mentions.audited and known.any() and np.ptp(points[known]) > 0:
        return learn_prior(once[1], points[known])
    if mentions.is_flat:
        return Prior(0.0, 0.0)
    return learn_prior(once[0], points[mentions.scored])


def _solved(sums: Sums, prior: Prior, centre: FloatArray) -> _Fit:
    """Return the effects under a prior around `centre`; none where all values are equal."""
    if prior.width == 0:
        return _Fit(np.zeros_like(sums.share), sums.share)
    size = sums.gram.shape[1]
    penalties = np.full(size, prior.penalty)
    penalties[0] = np.finfo(float).eps  # the constant is free, but a resample may hold no score
    gram = sums.gram + np.diag(penalties)
    cross = sums.cross.copy()
    cross[:, 1:] += prior.penalty * centre
    return _Fit(np.linalg.solve(gram, cross[:, :, None])[:, 1:, 0], sums.share)


def _resampled(views: list[Moments], kinds: Kinds, prior: Prior) -> list[_Fit]:
    times_of, centre_of = (np.random.default_rng([SEED, stream]) for stream in (0, 1))
    n_kinds, n_themes = len(kinds.n_customers), views[0].mentioned.shape[1]
    size = max(1, _BLOCK // (n_kinds + n_themes**2))
    found: list[list[_Fit]] = [[] for _ in views]
    for start in range(0, N_RESAMPLES, size):
        n_draws = min(size, N_RESAMPLES - start)
        times = kinds.resample(n_draws, times_of)
        centre = prior.width * centre_of.standard_normal((n_draws, n_themes))
        for fits, view in zip(found, views, strict=True):
            fits.append(_solved(view.at(times), prior, centre))
    return [
        _Fit(np.vstack([f.effect for f in fits]), np.vstack([f.share for f in fits]))
        for fits in found
    ]


def _powered(
    fits: list[_Fit], effect_power: FloatArray, share_power: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return effects and shares: those of the tags, or prediction-powered ones."""
    if len(fits) == 1:
        return fits[0].effect, fits[0].share
    tags, labels, tags_of_labelled = fits
    effect = labels.effect + effect_power * (tags.effect - tags_of_labelled.effect)
    share = labels.share + share_power * (tags.share - tags_of_labelled.share)
    return effect, np.clip(share, 0.0, 1.0)


def _power(draws: list[FloatArray]) -> FloatArray:
    """Return the part of the tags' difference that gives the least variance, between 0 and 1."""
    if len(draws) == 1:
        return np.ones((1, draws[0].shape[1]))
    tags, labels, tags_of_labelled = draws
    difference = tags_of_labelled - tags
    difference = difference - difference.mean(axis=0)
    variance = (difference**2).mean(axis=0)
    together = (difference * (labels - labels.mean(axis=0))).mean(axis=0)
    part = together / np.where(variance > 0, variance, 1.0)
    return np.asarray(np.clip(part, 0.0, 1.0)[None, :])


def _rates(mentions: Mentions) -> tuple[Rates, BoolArray]:
    """Return what the audit says of each theme, and whether it saw it both tagged and not."""
    audited = mentions.weight > 0
    tagged, labels = mentions.tagged[audited], mentions.labels[audited]
    rates = audited_rates(tagged, labels, mentions.weight[audited])
    return rates, (rates.n_tagged > 0) & (rates.n_untagged > 0)


def _share_power(mentions: Mentions) -> FloatArray:
    """Return the part of the tags' difference that corrects a share best, as `count` takes it."""
    rates, both = _rates(mentions)
    return np.asarray(np.where(both, rates.tagged - rates.untagged, 0.0))


def _unseen_shares(mentions: Mentions) -> FloatArray:
    """Return draws of the shares of themes that the audit did not find, which may yet be there.

    All resamples of such an audit hold none either. Of n comments without a theme, a share s of all
    would go unseen with chance (1 - s)^n (Clopper & Pearson 1934): s is beta(1, n).
    """
    rates, both = _rates(mentions)
    generator = np.random.default_rng([SEED, 2])
    q, shape = mentions.tagged.mean(axis=0), (N_RESAMPLES, len(mentions.themes))
    right, missed, alone = (
        generator.beta(1, np.maximum(n, 1), shape)
        for n in (rates.n_tagged, rates.n_untagged, rates.n_all)
    )
    return np.asarray(np.where(both, q * right + (1 - q) * missed, alone))


def _widening(mentions: Mentions) -> FloatArray:
    """Return how much wider t is than the normal for as few customers as told of each theme."""
    with_it: FloatArray = mentions.n_customers.astype(float)
    if mentions.audited:
        with_it = (mentions.labels & mentions.scored[:, None]).sum(axis=0).astype(float)
    without = len(np.unique(mentions.customer[mentions.scored])) - with_it
    freedom = np.maximum(np.minimum(with_it, without) - 1, 1.0)
    ends = stats.t.ppf((1 + LEVEL) / 2, freedom) / stats.norm.ppf((1 + LEVEL) / 2)
    return np.asarray(ends * np.sqrt((freedom + 1) / freedom))


def _first_alike(table: BoolArray) -> list[int]:
    """Return for each theme the first that the same comments mention: nothing sets them apart."""
    first: dict[bytes, int] = {}
    return [first.setdefault(table[:, place].tobytes(), place) for place in range(table.shape[1])]
