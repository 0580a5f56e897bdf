"""Train a model further on a few labelled comments."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version

import numpy as np
from scipy.special import log_expit
from sklearn.model_selection import GroupKFold

from feedback_nlp.classifier.agreement import micro_f1
from feedback_nlp.classifier.correction import Lessons, correct, judge, learn_correction
from feedback_nlp.classifier.error_rates import held_out_error_rates
from feedback_nlp.classifier.examples import check_labels, make_examples, text_groups
from feedback_nlp.classifier.model import ModelInfo, ThemeModel
from feedback_nlp.classifier.pooling import best_rows, highest_per_comment
from feedback_nlp.classifier.shares import kept_shares
from feedback_nlp.classifier.training import training_hash
from feedback_nlp.classifier.weights import Weights
from feedback_nlp.comments.labelled import LabelledComments
from feedback_nlp.errors import LabelError
from feedback_nlp.text.ragged import BoolArray, FloatArray, IntArray

STRENGTHS = (0.1, 0.3, 1.0, 3.0)
"""Inverse penalties that are tried; beside them always no correction at all."""
FOLDS = 4
MIN_COMMENTS = 10


@dataclass(frozen=True, eq=False)
class FineTuned:
    """A model trained further, and what it said of each comment before it had seen it.

    Attributes
    ----------
    model : ThemeModel
        The model; the one it started from where nothing better was found.
    held_out_proba : array of shape (n_comments, n_themes)
        Probabilities of the labelled comments, each from a model that had not learnt from it.
    strength : float
        Inverse penalty that was best on held-out comments; 0 where no correction was.
    """

    model: ThemeModel
    held_out_proba: FloatArray
    strength: float


def fine_tune(
    base: ThemeModel,
    labelled: LabelledComments,
    *,
    name: str = "model",
    on_step: Callable[[], None] | None = None,
) -> FineTuned:
    """Train a model further on labelled comments.

    A theme that a comment carries is learnt from the segment where the model finds it most likely;
    the comment's other segments then say nothing about it. How far the correction may go is
    decided on held-out comments; where every correction makes them less likely, the model stays as
    it was. Labelled segments are not used.

    Parameters
    ----------
    base : ThemeModel
        The model to start from.
    labelled : LabelledComments
        Comments with themes that the model knows, ten at least.
    name : str, default="model"
        What reports call the new model.
    on_step : callable, optional
        Called after each of the `N_STEPS` times that a correction is fitted.

    Returns
    -------
    FineTuned
        The model, with its held-out figures.

    Raises
    ------
    LabelError
        When there is too little to learn from, or a label that the model does not know.

    Examples
    --------
    >>> from feedback_nlp import load_model
    >>> comments = [f"dag {n} stond het pakket te flurpen" for n in range(20)]
    >>> themes = [frozenset(["late_delivery"])] * 20
    >>> own = LabelledComments([*map(str, range(20))], comments, themes, None, None, None)
    >>> base = load_model()
    >>> tuned = fine_tune(base, own).model
    >>> column = base.themes.index("late_delivery")
    >>> said = [m.predict_proba(["dag 21 flurpen"])[0, column] for m in (base, tuned)]
    >>> bool(said[0] < said[1])
    True
    """
    check_labels(labelled.themes)
    unknown = frozenset().union(*labelled.themes) - set(base.themes)
    if unknown:
        message = (
            f"The model {base.info.name!r} does not know the label {min(unknown)!r}; it knows "
            f"{', '.join(base.themes[:4])} and others. Use its labels, or train without --base."
        )
        raise LabelError(message)
    group = text_groups(labelled.comments)
    if len(np.unique(group)) < MIN_COMMENTS:
        message = (
            f"{len(np.unique(group))} different labelled comments are too few to train further on; "
            f"label at least {MIN_COMMENTS}."
        )
        raise LabelError(message)
    carried = make_examples(labelled.comments, labelled.themes, None, base.themes).carried
    tuning = _Tuning(base, labelled.comments, carried, group)
    held_out = {0.0: tuning.pooled(np.arange(len(carried)), None)}
    for strength in STRENGTHS:
        held_out[strength] = tuning.held_out(strength, on_step or _nothing)
    best = max(held_out, key=lambda strength: tuning.likelihood(held_out[strength]))
    model = base
    if best > 0:
        model = correct(base, learn_correction(tuning.lessons, strength=best))
    if on_step is not None:
        on_step()
    proba = 1 / (1 + np.exp(-held_out[best]))
    found = proba >= base.calibration.thresholds
    return FineTuned(_named(model, name, labelled, found), proba, best)


N_STEPS = FOLDS * len(STRENGTHS) + 1
"""Times that a correction is fitted."""


class _Tuning:
    """The labelled comments as lessons, and how well corrections do on those held out."""

    def __init__(
        self, base: ThemeModel, comments: Sequence[str], carried: BoolArray, group: IntArray
    ) -> None:
        features, log_odds, self.comment = judge(base, comments)
        self.carried, self.group = carried, group
        self.lessons = Lessons(features, log_odds, *self._targets(log_odds))

    def _targets(self, log_odds: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return what each segment should say of each theme, and whether it is known."""
        target = np.zeros(log_odds.shape)
        weight = np.where(self.carried[self.comment], 0.0, 1.0)
        comment, theme = np.nonzero(self.carried)
        best = best_rows(log_odds, self.comment, comment, theme)
        target[best[best >= 0], theme[best >= 0]] = 1
        weight[best[best >= 0], theme[best >= 0]] = 1
        per_text = 1 / np.bincount(self.group)[self.group]
        return target, weight * per_text[self.comment][:, None]

    def held_out(self, strength: float, tell: Callable[[], None]) -> FloatArray:
        """Return calibrated log-odds of each comment, corrected by what the others teach."""
        log_odds = np.zeros(self.carried.shape)
        for learnt, left in GroupKFold(FOLDS).split(self.carried, groups=self.group):
            rows = np.flatnonzero(np.isin(self.comment, learnt))
            correction = learn_correction(self.lessons[rows], strength=strength)
            log_odds[left] = self.pooled(left, correction)
            tell()
        return log_odds

    def pooled(self, comments: IntArray, correction: Weights | None) -> FloatArray:
        """Return calibrated log-odds of some comments."""
        rows = np.flatnonzero(np.isin(self.comment, comments))
        said = self.lessons.log_odds[rows]
        if correction is not None:
            features = self.lessons.features[rows]
            said = said + features @ correction.coefficients + correction.intercepts
        return highest_per_comment(said, self.comment[rows], len(self.carried))[comments]

    def likelihood(self, log_odds: FloatArray) -> float:
        """Return the log-likelihood of the labels, each text counted once."""
        per_pair = np.where(self.carried, log_expit(log_odds), log_expit(-log_odds))
        return float((per_pair.sum(axis=1) / np.bincount(self.group)[self.group]).sum())


def _nothing() -> None:
    """Tell nobody."""


def _named(
    model: ThemeModel, name: str, labelled: LabelledComments, found: BoolArray
) -> ThemeModel:
    f1 = micro_f1(found, labelled.themes, model.themes)
    rates = held_out_error_rates(found, labelled.themes, model.themes)
    info = ModelInfo(
        name=name,
        package_version=version("feedback_nlp"),
        n_comments=len(labelled.comments),
        training_hash=training_hash(labelled),
        metrics={"held_out_micro_f1": round(f1, 4), **rates, **kept_shares(model)},
    )
    return replace(model, info=info)
