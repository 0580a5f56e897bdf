"""Measure how well themes are found, on comments not learnt from."""

from collections.abc import Callable, Sequence

import numpy as np
from sklearn.base import clone
from sklearn.model_selection import GroupKFold

from feedback_nlp.classifier.classifier import MIN_COMMENTS, ThemeClassifier
from feedback_nlp.classifier.examples import given_groups
from feedback_nlp.classifier.model import ThemeModel
from feedback_nlp.classifier.training import segments_of
from feedback_nlp.comments.labelled import LabelledComments
from feedback_nlp.errors import LabelError
from feedback_nlp.evaluation.comparison import Evaluation, compare
from feedback_nlp.evaluation.kept_together import kept_together
from feedback_nlp.text.ragged import BoolArray, FloatArray, IntArray


def evaluate_model(labelled: LabelledComments, model: ThemeModel) -> Evaluation:
    r"""Compare the themes a model finds with those people gave.

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

    Examples
    --------
    >>> import io
    >>> from feedback_nlp.classifier.model_files import load_model
    >>> from feedback_nlp.comments.labelled import read_labelled
    >>> labelled = read_labelled(io.BytesIO(b"comment,themes\nVeel te laat,late_delivery\n"))
    >>> evaluate_model(labelled, load_model()).n_comments
    1
    """
    labels = {label for themes in labelled.themes for label in themes}
    if labels and not labels & set(model.themes):
        message = (
            f"The model knows none of the labels in this file (such as '{min(labels)}'); it knows "
            f"'{model.themes[0]}' and others. Leave --model out to evaluate by cross-validation."
        )
        raise LabelError(message)
    themes = tuple(model.themes) + tuple(sorted(labels - set(model.themes)))
    proba = np.full((len(labelled.comments), len(themes)), np.nan)
    found = np.zeros(proba.shape, dtype=bool)
    known = slice(len(model.themes))
    proba[:, known] = model.predict_proba(labelled.comments)
    found[:, known] = proba[:, known] >= model.calibration.thresholds
    return _compare_labelled(labelled, themes, found, proba)


def evaluate_held_out(
    labelled: LabelledComments, model: ThemeModel, held_out_proba: FloatArray
) -> Evaluation:
    """Compare what was said of the training comments of a model, each held out, with their labels.

    The layers had not seen the comment, but the vocabulary, the calibration and the thresholds were
    made with it: the figures are a little too good. `cross_validate` has no such flaw, and takes
    several times as long.

    Parameters
    ----------
    labelled : LabelledComments
        The comments that the model learnt from.
    model : ThemeModel
        The model.
    held_out_proba : array of shape (n_comments, n_themes)
        Probabilities of the comments before they were learnt from.

    Returns
    -------
    Evaluation
        Figures over all themes of the model.
    """
    found = held_out_proba >= model.calibration.thresholds
    return _compare_labelled(labelled, model.themes, found, held_out_proba)


def cross_validate(
    labelled: LabelledComments,
    classifier: ThemeClassifier,
    *,
    n_folds: int = 5,
    groups: Sequence[str] | None = None,
    on_fold: Callable[[], None] | None = None,
) -> Evaluation:
    r"""Train on all but one part of the comments, tag that part, and so on in turn.

    Parameters
    ----------
    labelled : LabelledComments
        The comments with their themes.
    classifier : ThemeClassifier
        Cloned and fitted once per part.
    n_folds : int, default=5
        Number of parts.
    groups : sequence of str, optional
        Comments of one group stay together; by default those with the same text or cluster do.
    on_fold : callable, optional
        Called after each part.

    Returns
    -------
    Evaluation
        Figures over the held-out comments of all parts.

    Raises
    ------
    LabelError
        When there are fewer distinct comments than parts, one part or none, too few comments to
        learn from, or groups of other comments.

    Examples
    --------
    >>> import io
    >>> from feedback_nlp.comments.labelled import read_labelled
    >>> late = [f"te laat met {what},laat" for what in "abcdefghij"]
    >>> nice = [f"mooie {what},mooi" for what in "abcdefghij"]
    >>> rows = "\n".join(["comment,themes", *late, *nice])
    >>> labelled = read_labelled(io.BytesIO(rows.encode()))
    >>> cross_validate(labelled, ThemeClassifier(n_folds=2), n_folds=2).micro_f1
    1.0
    """
    group = kept_together(labelled.comments, labelled.clusters)
    if groups is not None:
        group = given_groups(groups, len(labelled.comments))
    if n_folds < 2:
        message = f"{n_folds} parts leave no comments to train on; name 2 or more with --folds."
        raise LabelError(message)
    if len(np.unique(group)) < n_folds:
        message = (
            f"{len(np.unique(group))} distinct comments can't be dealt into {n_folds} parts. "
            "Label more comments, or name fewer with --folds."
        )
        raise LabelError(message)
    parts = list(GroupKFold(n_folds).split(group, groups=group))
    if (n_least := min(len(train) for train, _ in parts)) < MIN_COMMENTS:
        message = (
            f"{len(group)} labelled comments are too few to cross-validate in {n_folds} parts: a "
            f"model would learn from {n_least} of them, and needs {MIN_COMMENTS}. Label more."
        )
        raise LabelError(message)
    themes = tuple(sorted({label for labels in labelled.themes for label in labels}))
    if classifier.taxonomy is not None:
        themes = classifier.taxonomy.themes
    column = {theme: place for place, theme in enumerate(themes)}
    proba = np.full((len(labelled.comments), len(themes)), np.nan)
    found = np.zeros(proba.shape, dtype=bool)
    for train, test in parts:
        fitted = _fit_part(clone(classifier), labelled, train, group)
        cells = np.ix_(test, [column[theme] for theme in fitted.classes_])
        proba[cells] = fitted.predict_proba([labelled.comments[row] for row in test])
        found[cells] = proba[cells] >= fitted.model_.calibration.thresholds
        if on_fold is not None:
            on_fold()
    return _compare_labelled(labelled, themes, found, proba)


def _compare_labelled(
    labelled: LabelledComments, themes: Sequence[str], found: BoolArray, proba: FloatArray
) -> Evaluation:
    clusters = None
    if labelled.clusters is not None:
        clusters = kept_together(labelled.comments, labelled.clusters)
    return compare(
        found,
        labelled.themes,
        themes,
        proba=proba,
        comments=labelled.comments,
        sources=labelled.groups,
        clusters=clusters,
    )


def _fit_part(
    classifier: ThemeClassifier, labelled: LabelledComments, rows: IntArray, group: IntArray
) -> ThemeClassifier:
    segments = segments_of(labelled)
    return classifier.fit(
        [labelled.comments[row] for row in rows],
        [labelled.themes[row] for row in rows],
        segments=None if segments is None else [segments[row] for row in rows],
        groups=[str(group[row]) for row in rows],
    )
