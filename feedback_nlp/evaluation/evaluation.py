"""How well themes are found: precision, recall and F1 per theme, on comments not learnt from."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats
from sklearn.base import clone
from sklearn.model_selection import GroupKFold

from feedback_nlp.classifier.classifier import ThemeClassifier
from feedback_nlp.classifier.examples import text_groups
from feedback_nlp.classifier.model import ThemeModel
from feedback_nlp.classifier.training import segments_of
from feedback_nlp.comments.labelled import LabelledComments
from feedback_nlp.errors import LabelError
from feedback_nlp.text.ragged import BoolArray, IntArray

MIN_SUPPORT = 20
"""Fewer labelled comments than this, and the figures of a theme say too little."""
COLUMNS = [
    "theme", "support", "n_found", "precision", "precision_low", "precision_high", "recall",
    "recall_low", "recall_high", "f1", "measurable",
]  # fmt: skip


@dataclass(frozen=True)
class Evaluation:
    """How well themes are found.

    Attributes
    ----------
    micro_f1 : float
        F1 over all comments and themes together.
    macro_f1 : float
        Mean F1 of the themes that some comment carries.
    themes : DataFrame
        One row per theme: `theme`, `support` (comments that carry it), `n_found`, `precision` and
        `recall` with their 95% intervals (`_low`, `_high`), `f1` and `measurable` (support of 20 or
        more).
    n_comments : int
        Comments it rests on.
    """

    micro_f1: float
    macro_f1: float
    themes: pd.DataFrame
    n_comments: int


def evaluate_model(labelled: LabelledComments, model: ThemeModel) -> Evaluation:
    """Compare the themes a model finds with those people gave.

    Parameters
    ----------
    labelled : LabelledComments
        Comments that the model did not learn from.
    model : ThemeModel
        The model.

    Returns
    -------
    Evaluation
        Figures over all themes of the model.

    Raises
    ------
    LabelError
        When the model knows none of the labels.
    """
    found = model.predict_proba(labelled.comments) >= model.calibration.thresholds
    labels = {label for themes in labelled.themes for label in themes}
    if labels and not labels & set(model.themes):
        message = (
            f"The model knows none of the labels in this file (such as '{min(labels)}'); it knows "
            f"'{model.themes[0]}' and others. Leave --model out to evaluate by cross-validation."
        )
        raise LabelError(message)
    themes = tuple(model.themes) + tuple(sorted(labels - set(model.themes)))
    unknown = np.zeros((len(found), len(themes) - len(model.themes)), dtype=bool)
    return compare(np.hstack([found, unknown]), labelled.themes, themes)


def cross_validate(
    labelled: LabelledComments,
    classifier: ThemeClassifier,
    *,
    n_folds: int = 5,
    groups: Sequence[str] | None = None,
    on_fold: Callable[[], None] | None = None,
) -> Evaluation:
    """Train on all but one part of the comments, tag that part, and so on in turn.

    Parameters
    ----------
    labelled : LabelledComments
        The comments with their themes.
    classifier : ThemeClassifier
        Cloned and fitted once per part.
    n_folds : int, default=5
        Number of parts.
    groups : sequence of str, optional
        Comments of one group stay together; by default those with the same text do.
    on_fold : callable, optional
        Called after each part.

    Returns
    -------
    Evaluation
        Figures over the held-out comments of all parts.

    Raises
    ------
    LabelError
        When there are fewer distinct comments than parts.
    """
    group = text_groups(labelled.comments if groups is None else groups)
    if len(np.unique(group)) < n_folds:
        message = (
            f"{len(np.unique(group))} distinct comments can't be dealt into {n_folds} parts. "
            "Label more comments, or name fewer with --folds."
        )
        raise LabelError(message)
    themes = tuple(sorted({label for labels in labelled.themes for label in labels}))
    if classifier.taxonomy is not None:
        themes = classifier.taxonomy.themes
    column = {theme: place for place, theme in enumerate(themes)}
    found = np.zeros((len(labelled.comments), len(themes)), dtype=bool)
    for train, test in GroupKFold(n_folds).split(found, groups=group):
        fitted = _fit_part(clone(classifier), labelled, train)
        predicted = fitted.predict([labelled.comments[row] for row in test])
        found[np.ix_(test, [column[theme] for theme in fitted.classes_])] = predicted
        if on_fold is not None:
            on_fold()
    return compare(found, labelled.themes, themes)


def _fit_part(
    classifier: ThemeClassifier, labelled: LabelledComments, rows: IntArray
) -> ThemeClassifier:
    segments = segments_of(labelled)
    return classifier.fit(
        [labelled.comments[row] for row in rows],
        [labelled.themes[row] for row in rows],
        segments=None if segments is None else [segments[row] for row in rows],
    )


def compare(
    found: BoolArray, carried: Sequence[Collection[str]], themes: Sequence[str]
) -> Evaluation:
    """Compare found themes with those people gave.

    Parameters
    ----------
    found : array of bool of shape (n_comments, n_themes)
        Which themes were found.
    carried : sequence of collections of str
        Which themes each comment carries.
    themes : sequence of str
        The columns of `found`.

    Returns
    -------
    Evaluation
        The figures; precision, recall and F1 are 0 where nothing was found or carried.

    Examples
    --------
    >>> found = np.array([[True, False], [True, True]])
    >>> evaluation = compare(found, [["late"], ["dear"]], ["late", "dear"])
    >>> evaluation.micro_f1, evaluation.themes["recall"].tolist()
    (0.8, [1.0, 1.0])
    """
    gold = np.array([[theme in labels for theme in themes] for labels in carried], dtype=bool)
    gold = gold.reshape(found.shape)
    n_right, n_found = (found & gold).sum(axis=0), found.sum(axis=0)
    support = gold.sum(axis=0)
    f1 = _f1(n_right, n_found + support)
    table = pd.DataFrame({"theme": list(themes), "support": support, "n_found": n_found})
    for name, total in (("precision", n_found), ("recall", support)):
        table[name] = n_right / np.maximum(total, 1)
        table[f"{name}_low"], table[f"{name}_high"] = _exact_interval(n_right, total)
    table["f1"] = f1
    table["measurable"] = support >= MIN_SUPPORT
    carried_at_all = support > 0
    return Evaluation(
        micro_f1=float(_f1(n_right.sum(), n_found.sum() + support.sum())),
        macro_f1=float(f1[carried_at_all].mean()) if carried_at_all.any() else 0.0,
        themes=table[COLUMNS],
        n_comments=len(found),
    )


def _f1(n_right: IntArray, n_both: IntArray) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.asarray(2 * n_right / np.maximum(n_both, 1), dtype=np.float64)


def _exact_interval(count: IntArray, total: IntArray) -> tuple[IntArray, IntArray]:
    """Return the Clopper-Pearson interval of each share; the whole range where there is nothing."""
    low = np.where(count > 0, stats.beta.ppf(0.025, np.maximum(count, 1), total - count + 1), 0.0)
    missed = np.maximum(total - count, 1)
    high = np.where(count < total, stats.beta.ppf(0.975, count + 1, missed), 1.0)
    return low, high
