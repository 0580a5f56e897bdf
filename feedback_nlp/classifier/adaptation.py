"""Improve a model on comments that have scores but no labels.

Themes that the comments hardly have become less likely. Then the scores: a customer who gives a low
score mostly says why. Where the model finds no complaint in such a comment, the complaints it
thought most likely become likelier, just so far that the comment holds one with the chance that low
scores have; high scores and praise likewise. A small correction learns from that which words the
model overlooked. It is kept only where it tells held-back low scores from high ones better than the
model did.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version

import numpy as np
from scipy import sparse
from scipy.special import expit, logit
from scipy.stats import mannwhitneyu

from feedback_nlp.classifier.correction import Lessons, correct, judge, learn_correction
from feedback_nlp.classifier.examples import text_groups
from feedback_nlp.classifier.model import ThemeModel
from feedback_nlp.classifier.pooling import highest_per_comment
from feedback_nlp.classifier.shares import expect_shares, learnt_shares, rarer_shares
from feedback_nlp.classifier.weights import has_two_sides
from feedback_nlp.errors import LabelError, ScoreError
from feedback_nlp.text.ragged import BoolArray, FloatArray, IntArray

STRENGTH = 0.1
MOST_COMMENTS = 10_000
"""Comments to learn from; of more, evenly spaced ones are taken."""
SPOKEN = 0.95
"""Share of comments with a low score that complain, and of those with a high one that praise."""
HELD_BACK = 5
"""Every fifth comment checks what the others taught."""
_LEAST_PER_SCORE = 30
_LEAST_GAIN = 0.001
N_STEPS = 2
"""Times that a correction is fitted."""


@dataclass(frozen=True)
class Adapted:
    """A model improved on scored comments.

    Attributes
    ----------
    model : ThemeModel
        The model; the one it started from where there was no gain.
    gain : float
        Rise of the area under the ROC curve with which the balance of praise and complaint tells
        held-back high scores from low ones.
    base_area : float
        That area before, with the shares of these comments but nothing learnt from their scores.
    kept : bool
        Whether the scores improved the model.
    rarer : tuple of str
        Themes that the comments have less of than the model expected, rarest against that first.
    """

    model: ThemeModel
    gain: float
    base_area: float
    kept: bool
    rarer: tuple[str, ...]


def adapt_model(
    base: ThemeModel,
    comments: Sequence[str],
    scores: Sequence[float],
    *,
    name: str = "model",
    on_step: Callable[[], None] | None = None,
) -> Adapted:
    """Improve a model on comments with scores and without labels.

    Which scores are low and which are high is read from what the model finds in their comments, so
    any scale will do, in either direction.

    Parameters
    ----------
    base : ThemeModel
        The model to start from; its themes must be complaints and praise.
    comments : sequence of str
        The comments.
    scores : sequence of float
        A score per comment, NaN where there is none.
    name : str, default="model"
        What reports call the new model.
    on_step : callable, optional
        Called after each of the `N_STEPS` times that a correction is fitted.

    Returns
    -------
    Adapted
        The model and what it gained.

    Raises
    ------
    LabelError
        When the model does not tell complaints from praise.
    ScoreError
        When too few comments have low or high scores, or comments have no score of their own.

    Examples
    --------
    >>> from feedback_nlp import load_model
    >>> comments = [f"pas op dag {n} geleverd, veel te laat" for n in range(60)]
    >>> comments += [f"mooie tas, op dag {n} gekocht" for n in range(60)]
    >>> adapted = adapt_model(load_model(), comments, [2] * 60 + [9] * 60)
    >>> adapted.base_area, adapted.kept
    (1.0, False)
    >>> "unfriendly_staff" in adapted.rarer, "late_delivery" in adapted.rarer
    (True, False)
    """
    if not has_two_sides(base.taxonomy):
        message = (
            f"The model {base.info.name!r} does not tell complaints from praise, so scores teach "
            "it nothing. Use one whose taxonomy has both sides, or label comments and use train."
        )
        raise LabelError(message)
    if len(scores) != len(comments):
        message = f"{len(comments)} comments have {len(scores)} scores; give each its own, or NaN."
        raise ScoreError(message)
    rows = _spread(len(comments))
    texts = [comments[row] for row in rows]
    learnt = learnt_shares(base.info, base.themes)
    start = expect_shares(base, learnt)  # whatever other comments it was adapted to
    features, log_odds, comment = judge(start, texts)
    group = text_groups(texts)
    judged = _Judged(features, comment, 1 / np.bincount(group)[group])
    shares = rarer_shares(learnt, judged.proba(log_odds), judged.weight, judged.held_back)
    rarest_first = np.argsort(shares / learnt, kind="stable")
    rarer = tuple(base.themes[at] for at in rarest_first if shares[at] < learnt[at])
    model, before, gain = _learn_from_scores(
        expect_shares(start, shares), judged, np.asarray(scores, dtype=float)[rows], on_step
    )
    info = replace(model.info, name=name, package_version=version("feedback_nlp"))
    return Adapted(replace(model, info=info), gain, before, gain >= _LEAST_GAIN, rarer)


@dataclass(frozen=True)
class _Judged:
    """Comments as a model judges them: segments, the comment of each, how much comments count."""

    features: sparse.csr_matrix
    comment: IntArray
    weight: FloatArray

    @property
    def held_back(self) -> BoolArray:
        """Which comments are held back."""
        return np.asarray(np.arange(len(self.weight)) % HELD_BACK == 0)

    def proba(self, log_odds: FloatArray) -> FloatArray:
        """Return the chance of each theme in each comment, from the log-odds of the segments."""
        return np.asarray(expit(highest_per_comment(log_odds, self.comment, len(self.weight))))


def _learn_from_scores(
    base: ThemeModel, judged: _Judged, scores: FloatArray, on_step: Callable[[], None] | None
) -> tuple[ThemeModel, float, float]:
    """Return the better model, the area before and how much it rises."""
    log_odds = base.calibration.log_odds(base.log_odds(judged.features))
    sides, proba, back = _Sides(base), judged.proba(log_odds), judged.held_back
    low, high = _low_and_high(sides.some(proba), scores)
    shift = sides.explained(proba, low, high)
    weight = np.broadcast_to(judged.weight[judged.comment][:, None], log_odds.shape)
    lessons = Lessons(judged.features, log_odds, expit(log_odds + shift[judged.comment]), weight)
    tell = on_step or _nothing
    trial = learn_correction(lessons[np.flatnonzero(~back[judged.comment])], strength=STRENGTH)
    tell()
    later = judged.proba(log_odds + judged.features @ trial.coefficients + trial.intercepts)
    before = _area(sides.balance(proba), low & back, high & back)
    gain = _area(sides.balance(later), low & back, high & back) - before
    model = base
    if gain >= _LEAST_GAIN:
        model = correct(base, learn_correction(lessons, strength=STRENGTH))
    tell()
    return model, before, gain


class _Sides:
    """Complaints and praise of a model."""

    def __init__(self, model: ThemeModel) -> None:
        side_of = np.array([model.taxonomy.side_of(theme) for theme in model.themes])
        self._columns = [np.flatnonzero(side_of == side) for side in ("complaint", "praise")]

    def some(self, proba: FloatArray) -> FloatArray:
        """Return the chance of some complaint and of some praise, shape (n_comments, 2)."""
        return np.stack([1 - np.prod(1 - proba[:, c], axis=1) for c in self._columns], axis=1)

    def balance(self, proba: FloatArray) -> FloatArray:
        """Return how much more likely praise is than complaint."""
        some = self.some(proba)
        return np.asarray(some[:, 1] - some[:, 0])

    def explained(self, proba: FloatArray, low: BoolArray, high: BoolArray) -> FloatArray:
        """Return how far the log-odds of each theme rise so that each score is explained."""
        sure = np.clip(proba, 1e-4, 1 - 1e-4)
        shift = np.zeros(proba.shape)
        for columns, speaks, some in zip(
            self._columns, (low, high), self.some(sure).T, strict=True
        ):
            cells = np.ix_(speaks, columns)
            factor = np.maximum(1, SPOKEN / some[speaks])[:, None]
            shift[cells] = logit(np.minimum(sure[cells] * factor, 1 - 1e-4)) - logit(sure[cells])
        return shift


def _spread(n: int) -> IntArray:
    """Return the places of at most `MOST_COMMENTS` comments, evenly spaced."""
    return np.unique(np.linspace(0, n - 1, min(n, MOST_COMMENTS)).astype(np.int64))


def _low_and_high(some: FloatArray, scores: FloatArray) -> tuple[BoolArray, BoolArray]:
    """Tell which comments have a score whose comments mostly complain, and mostly praise."""
    low, high = np.zeros(len(scores), dtype=bool), np.zeros(len(scores), dtype=bool)
    for score in np.unique(scores[np.isfinite(scores)]):
        with_it = scores == score
        complaint, praise = some[with_it].mean(axis=0)
        if with_it.sum() >= _LEAST_PER_SCORE:
            low |= with_it & (complaint > 1.5 * praise)
            high |= with_it & (praise > 1.5 * complaint)
    if min(low.sum(), high.sum()) < _LEAST_PER_SCORE:
        message = (
            f"Only scores that {_LEAST_PER_SCORE} comments or more have can teach: {low.sum()} "
            f"comments have such a score that mostly goes with complaints, {high.sum()} one that "
            "mostly goes with praise, and both are needed. Give more scored comments, or label "
            "some and use 'feedback-nlp train --base'."
        )
        raise ScoreError(message)
    return low, high


def _area(balance: FloatArray, low: BoolArray, high: BoolArray) -> float:
    """Return the area under the ROC curve: the chance that a high score has the higher balance."""
    pairs = int(low.sum()) * int(high.sum())
    return float(mannwhitneyu(balance[high], balance[low]).statistic / pairs) if pairs else 0.5


def _nothing() -> None:
    """Tell nobody."""
