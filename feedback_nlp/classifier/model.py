"""A trained model: everything it takes to tag comments, as arrays and plain values."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from functools import cached_property
from threading import RLock
from typing import Any

import numpy as np
from scipy import sparse

from feedback_nlp.classifier.judged_rows import Unit, with_comments
from feedback_nlp.classifier.pooling import best_rows, highest_per_comment
from feedback_nlp.classifier.scoring import SegmentScorer
from feedback_nlp.classifier.weights import CERTAIN, Weights, combine
from feedback_nlp.text.analysis import Analyser, make_analyser
from feedback_nlp.text.features import SegmentFeatures
from feedback_nlp.text.pipeline import PipelineInfo, load_again
from feedback_nlp.text.ragged import FloatArray, IntArray
from feedback_nlp.text.vocabulary import Vocabulary
from feedback_nlp.themes.lexicon import Lexicon
from feedback_nlp.themes.taxonomy import Taxonomy

_AT_ONCE = 5_000
"""Comments whose arrays are in memory together; no result depends on it."""


@dataclass(frozen=True, eq=False)
class Calibration:
    """From a comment's log-odds to a probability, and from that to a theme.

    Attributes
    ----------
    slope : float
        Shared by all themes.
    offsets : array of shape (n_themes,)
        One per theme, drawn towards their mean.
    thresholds : array of shape (n_themes,)
        Probability from which a comment carries the theme.
    """

    slope: float
    offsets: FloatArray
    thresholds: FloatArray

    def proba(self, log_odds: FloatArray) -> FloatArray:
        """Turn log-odds into calibrated probabilities."""
        x = np.clip(self.log_odds(log_odds), -CERTAIN, CERTAIN)
        return np.asarray(1 / (1 + np.exp(-x)))

    def log_odds(self, log_odds: FloatArray) -> FloatArray:
        """Turn log-odds into those of calibrated probabilities."""
        return np.asarray(self.slope * log_odds + self.offsets)


@dataclass(frozen=True)
class ModelInfo:
    """Where a model comes from.

    Attributes
    ----------
    name : str
        What reports call it.
    package_version : str
        Version of this package that trained it.
    n_comments : int
        Labelled comments it learnt from.
    training_hash : str
        SHA-256 of the labelled comments.
    metrics : dict of str to float
        F1 in cross-validation on the labelled comments, error rates per theme (`error_rates` reads
        them), and the shares of themes it expects since it was adapted (`expect_shares`).
    """

    name: str
    package_version: str
    n_comments: int
    training_hash: str
    metrics: dict[str, float]


NO_INFO = ModelInfo(name="", package_version="", n_comments=0, training_hash="", metrics={})
"""What is known of a model that was never saved."""


@dataclass(frozen=True, eq=False)
class Evidence:
    """Probabilities of themes, and the segments that carry those that reach their threshold.

    Attributes
    ----------
    proba : array of shape (n_comments, n_themes)
        Calibrated probabilities.
    comment, theme : arrays of int of shape (n_found,)
        Places of the comments and of the themes they carry, in the order of both.
    start, end : arrays of int of shape (n_found,)
        Character offsets of the segment that speaks most for the theme.
    """

    proba: FloatArray
    comment: IntArray
    theme: IntArray
    start: IntArray
    end: IntArray


@dataclass(frozen=True, eq=False, repr=False)
class ThemeModel:
    """A trained tagger: comments in, theme probabilities and evidence out.

    Attributes
    ----------
    taxonomy : Taxonomy
        What the themes mean.
    lexicon : Lexicon
        The cues that are features.
    vocabulary : Vocabulary
        The words, pairs and sub-words that are features.
    weights : Weights
        The linear layers.
    calibration : Calibration
        From log-odds to probabilities and themes.
    unit : {"segment", "comment"}
        What the model learnt from. Either way it judges segments, of which a comment carries the
        union; one that learnt from whole comments judges each together with its comment.
    info : ModelInfo
        Where it comes from.
    pipeline : PipelineInfo, optional
        The spaCy pipeline whose lemmas and vectors are features.
    """

    taxonomy: Taxonomy
    lexicon: Lexicon
    vocabulary: Vocabulary
    weights: Weights
    calibration: Calibration
    unit: Unit
    info: ModelInfo
    pipeline: PipelineInfo | None = None

    def __repr__(self) -> str:
        """Say which model it is; its arrays would fill a hundred screens."""
        n_themes, n_features = len(self.themes), len(self.weights.coefficients)
        return f"ThemeModel({self.info.name!r}, {n_themes} themes, {n_features} features)"

    def __deepcopy__(self, memo: dict[int, Any]) -> "ThemeModel":
        """Return the model itself, which nobody changes: scikit-learn copies what it clones."""
        return self

    def __getstate__(self) -> dict[str, object]:
        """Leave out what is made from the rest: another process makes its own."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def themes(self) -> tuple[str, ...]:
        """The label ids, in the order of the columns of every array."""
        return self.taxonomy.themes

    @property
    def alone(self) -> AbstractContextManager[Any]:
        """Held while comments are read, for what the model remembers of words grows meanwhile."""
        return vars(self).setdefault("_lock", RLock())  # type: ignore[no-any-return]

    @cached_property
    def analyser(self) -> Analyser:
        """The tokenizer, segmenter and cue finder of this model."""
        language, needed = self.taxonomy.language, self.pipeline
        pipeline = load_again(needed, language) if needed else None
        return make_analyser(language, self.lexicon, self.vocabulary.known_words, pipeline)

    @cached_property
    def features(self) -> SegmentFeatures:
        """What turns analysed comments into numbers, to learn from and to explain."""
        return SegmentFeatures(self.analyser, self.vocabulary)

    @cached_property
    def scorer(self) -> SegmentScorer:
        """What gives the outputs of the linear layers, without those numbers."""
        return SegmentScorer(self.analyser, self.vocabulary, self.weights)

    def predict_proba(self, comments: Sequence[str]) -> FloatArray:
        """Return the probability of every theme in every comment.

        Parameters
        ----------
        comments : sequence of str
            The comments; one without words carries no theme.

        Returns
        -------
        array of shape (n_comments, n_themes)
            Calibrated probabilities.
        """
        return self.find_evidence(comments).proba

    def find_evidence(self, comments: Sequence[str]) -> Evidence:
        """Return the probability of every theme and the segment that speaks most for it.

        Parameters
        ----------
        comments : sequence of str
            The comments.

        Returns
        -------
        Evidence
            Probabilities of all themes, and character spans of those that are carried.
        """
        found = [
            self._find_evidence(comments[start : start + _AT_ONCE], start)
            for start in range(0, max(1, len(comments)), _AT_ONCE)
        ]
        parts = zip(*([getattr(e, f.name) for f in fields(Evidence)] for e in found), strict=True)
        return Evidence(*map(np.concatenate, parts))

    def _find_evidence(self, comments: Sequence[str], n_before: int) -> Evidence:
        with self.alone:
            analysis = self.analyser.analyse(comments)
            segments, outputs = analysis.segments, self.scorer.outputs(analysis)
            if self.unit == "comment":
                whole = self.scorer.outputs(self.analyser.analyse(comments, whole=True))
                outputs = with_comments(outputs, whole, segments.comment)
        scores = combine(outputs, self.taxonomy, self.weights.rivals)
        log_odds = highest_per_comment(scores, segments.comment, len(comments))
        proba = self.calibration.proba(log_odds)
        place, theme = np.nonzero(proba >= self.calibration.thresholds)
        best = best_rows(scores, segments.comment, place, theme)
        start, end = (np.append(edge, 0)[best] for edge in (segments.start, segments.end))
        return Evidence(proba, place + n_before, theme, start, end)

    def log_odds(self, features: sparse.csr_matrix) -> FloatArray:
        """Return the log-odds of every theme in every segment.

        Parameters
        ----------
        features : sparse matrix of shape (n_segments, n_features)
            The segments as numbers.

        Returns
        -------
        array of shape (n_segments, n_themes)
            Not yet calibrated.
        """
        outputs = features @ self.weights.coefficients + self.weights.intercepts
        return combine(outputs, self.taxonomy, self.weights.rivals)
