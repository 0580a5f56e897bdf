"""The theme classifier: a scikit-learn estimator that learns themes from labelled comments."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from typing import Self

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from feedback_nlp.classifier.agreement import micro_f1
from feedback_nlp.classifier.calibration import learn_calibration
from feedback_nlp.classifier.examples import (
    LabelledSegments,
    check_labels,
    given_groups,
    make_examples,
    text_groups,
)
from feedback_nlp.classifier.held_out import FOLDS, held_out_log_odds
from feedback_nlp.classifier.judged_rows import Unit
from feedback_nlp.classifier.layers import fit_layers
from feedback_nlp.classifier.model import NO_INFO, ThemeModel
from feedback_nlp.classifier.settings import check_settings
from feedback_nlp.classifier.training_table import TrainingTable, make_table
from feedback_nlp.classifier.weights import Weights
from feedback_nlp.errors import LabelError
from feedback_nlp.text.ragged import BoolArray, FloatArray, IntArray
from feedback_nlp.themes.lexicon import Lexicon
from feedback_nlp.themes.taxonomy import Taxonomy, plain_taxonomy

MIN_COMMENTS = 10  # labelled ones, without which nothing can be learnt
N_STEPS = FOLDS + 1
"""Times that a classifier with its defaults fits its layers, at most."""


class ThemeClassifier(ClassifierMixin, BaseEstimator):
    """Learn which themes comments carry.

    A comment is split into segments, each segment is judged by linear layers over words, word
    pairs, sub-words, negation and cues, and the comment carries the union of what its segments
    carry. Probabilities are calibrated and thresholds set on comments held out in turn.

    Parameters
    ----------
    taxonomy : Taxonomy, optional
        The themes with their topics and sides; by default the labels met in `fit` are plain themes.
    lexicon : Lexicon, optional
        Cues to use as features; by default none.
    prior : ThemeModel, optional
        A model of other themes to start from: its words become features, and what it says of a
        comment too. Its language and lexicon must be the same, without a spaCy pipeline in either.
    language : str, default="nl"
        Language of the comments where no taxonomy says it: any spaCy has a blank pipeline for.
    C : float, default=1.0
        Inverse strength of the ridge penalty on the linear layers.
    n_folds : int, optional
        Parts into which the comments are dealt to calibrate on the part left out; by default three,
        and two from 10,000 comments on.
    n_jobs : int, default=1
        Processes that fit side by side; the result does not depend on it.
    spacy_model : str, optional
        Package or folder of a spaCy pipeline: lemma and vector of each word become features.

    Attributes
    ----------
    classes_ : array of str of shape (n_themes,)
        The themes, in the order of every array's columns.
    model_ : ThemeModel
        The trained model, which tags without scikit-learn.
    held_out_proba_ : array of shape (n_comments, n_themes)
        Probabilities of the training comments, each from layers that had not seen it.

    Examples
    --------
    >>> late = [f"te laat {what}" for what in ("bezorgd", "gebracht", "er", "hier", "gekomen")]
    >>> nice = [f"mooie {what}" for what in ("tas", "jas", "trui", "broek", "schoenen")]
    >>> classifier = ThemeClassifier().fit(late + nice, [["laat"]] * 5 + [["mooi"]] * 5)
    >>> classifier.predict(["mooie riem", "veel te laat"]).tolist(), classifier.classes_.tolist()
    ([[False, True], [True, False]], ['laat', 'mooi'])
    """

    def __init__(  # noqa: PLR0913  an estimator has a parameter per setting
        self,
        *,
        taxonomy: Taxonomy | None = None,
        lexicon: Lexicon | None = None,
        prior: ThemeModel | None = None,
        language: str = "nl",
        C: float = 1.0,
        n_folds: int | None = None,
        n_jobs: int = 1,
        spacy_model: str | None = None,
    ) -> None:
        self.taxonomy = taxonomy
        self.lexicon = lexicon
        self.prior = prior
        self.language = language
        self.C = C
        self.n_folds = n_folds
        self.n_jobs = n_jobs
        self.spacy_model = spacy_model

    def fit(
        self,
        X: Sequence[str],
        y: Sequence[Collection[str]],
        *,
        segments: Sequence[LabelledSegments] | None = None,
        groups: Sequence[str] | None = None,
        on_step: Callable[[], None] | None = None,
    ) -> Self:
        """Learn from labelled comments.

        Parameters
        ----------
        X : sequence of str
            The comments.
        y : sequence of collections of str
            The themes each comment carries; none is fine.
        segments : sequence of (text, themes) sequences, optional
            The labelled segments of each comment. With them the model learns from segments and
            judges segments; without them it learns from whole comments, and judges each segment
            together with its comment.
        groups : sequence of str, optional
            Comments of one group are held out together; by default equal comments are.
        on_step : callable, optional
            Called after each time that the layers are fitted: once per fold, then on all.

        Returns
        -------
        ThemeClassifier
            Itself.

        Raises
        ------
        LabelError
            When there is too little to learn from, a label is not in the taxonomy, or the prior or
            a setting does not fit.
        PipelineError
            When the spaCy pipeline is not installed, or is for another language.
        """
        check_settings(self.C, self.n_folds, self.n_jobs)
        check_labels(y)
        taxonomy = self.taxonomy or _plain_labels(y, self.language)
        examples = make_examples(X, y, segments, taxonomy.themes)
        if len(examples.comments) < MIN_COMMENTS:
            message = (
                f"{len(examples.comments)} labelled comments are too few to learn from; "
                f"label at least {MIN_COMMENTS}, and rather 20 or more per theme."
            )
            raise LabelError(message)
        group = text_groups(X) if groups is None else given_groups(groups, len(X))
        if len(np.unique(group)) == 1:
            message = (
                "All labelled comments are the same or in one group, so none can be held out; "
                "label other comments too."
            )
            raise LabelError(message)
        unit: Unit = "comment" if segments is None else "segment"
        lexicon = self.lexicon or Lexicon()
        table = make_table(examples, taxonomy, lexicon, unit, self.spacy_model, self.prior)
        fit = partial(self._fit_layers, table, on_step or _nothing)
        held_out, rivals = held_out_log_odds(table, group, fit, self.n_folds)
        calibration = learn_calibration(held_out, examples.carried, text_groups(X))
        self.model_ = ThemeModel(
            taxonomy=taxonomy,
            lexicon=lexicon,
            vocabulary=table.vocabulary,
            weights=replace(fit(slice(None)), rivals=rivals),
            calibration=calibration,
            unit=unit,
            info=NO_INFO,
            pipeline=table.pipeline,
        )
        self.held_out_proba_ = calibration.proba(held_out)
        self.classes_ = np.array(taxonomy.themes)
        return self

    def _fit_layers(
        self, table: TrainingTable, tell: Callable[[], None], pieces: IntArray | slice
    ) -> Weights:
        weights = fit_layers(
            table.pieces[pieces],
            table.examples.piece_carried[pieces],
            table.taxonomy,
            C=self.C,
            n_jobs=self.n_jobs,
            added=table.added,
        )
        tell()
        return weights

    def predict_proba(self, X: Sequence[str]) -> FloatArray:
        """Return the probability of every theme in every comment.

        Parameters
        ----------
        X : sequence of str
            The comments.

        Returns
        -------
        array of shape (n_comments, n_themes)
            Calibrated probabilities.
        """
        check_is_fitted(self)
        return self.model_.predict_proba(X)

    def predict(self, X: Sequence[str]) -> BoolArray:
        """Tell which themes every comment carries.

        Parameters
        ----------
        X : sequence of str
            The comments.

        Returns
        -------
        array of bool of shape (n_comments, n_themes)
            Where the probability reaches the theme's threshold.
        """
        return self.predict_proba(X) >= self.model_.calibration.thresholds

    def score(self, X: Sequence[str], y: Sequence[Collection[str]]) -> float:
        """Return the F1 over all themes and comments together.

        Parameters
        ----------
        X : sequence of str
            The comments.
        y : sequence of collections of str
            The themes each comment carries.

        Returns
        -------
        float
            Micro-averaged F1, between 0 and 1.
        """
        return micro_f1(self.predict(X), y, self.classes_)


def _nothing() -> None:
    """Tell nobody."""


def _plain_labels(y: Sequence[Collection[str]], language: str) -> Taxonomy:
    labels = tuple(sorted({label for labels in y for label in labels}))
    return plain_taxonomy(labels, language=language)
