"""A trained model: everything it takes to tag comments, as arrays and plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from scipy import sparse
from scipy.special import expit

from feedback_nlp.text.features import Analyser, SegmentFeatures
from feedback_nlp.text.ragged import IntArray
from feedback_nlp.text.spelling import Spelling
from feedback_nlp.text.tokens import Tokenizer
from feedback_nlp.text.vocabulary import NEGATED, FloatArray, Vocabulary
from feedback_nlp.themes.lexicon import Lexicon
from feedback_nlp.themes.taxonomy import Taxonomy

Unit = Literal["segment", "comment"]
NEVER = -30.0
"""Log-odds of every theme in a comment without words."""


@dataclass(frozen=True)
class Weights:
    """The linear layers: a column per theme, per topic, and one for the side.

    Attributes
    ----------
    coefficients : array of shape (n_features, n_outputs)
        Float32; columns are the themes, then the topics, then praise against complaint. A taxonomy
        with one side only has the theme columns alone.
    intercepts : array of shape (n_outputs,)
        One per column.
    """

    coefficients: FloatArray
    intercepts: FloatArray


@dataclass(frozen=True)
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
        return expit(self.slope * log_odds + self.offsets)


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
        F1 in cross-validation on the labelled comments.
    """

    name: str
    package_version: str
    n_comments: int
    training_hash: str
    metrics: dict[str, float]


NO_INFO = ModelInfo(name="", package_version="", n_comments=0, training_hash="", metrics={})
"""What is known of a model that was never saved."""


@dataclass(frozen=True)
class Evidence:
    """Probabilities of themes and the segments that carry them.

    Attributes
    ----------
    proba : array of shape (n_comments, n_themes)
        Calibrated probabilities.
    start, end : arrays of shape (n_comments, n_themes)
        Character offsets of the segment that speaks most for the theme; 0 where there is none.
    """

    proba: FloatArray
    start: IntArray
    end: IntArray


@dataclass(frozen=True)
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
        What the model learnt from and judges: segments, of which a comment carries the union, or
        whole comments.
    info : ModelInfo
        Where it comes from.
    """

    taxonomy: Taxonomy
    lexicon: Lexicon
    vocabulary: Vocabulary
    weights: Weights
    calibration: Calibration
    unit: Unit
    info: ModelInfo

    @property
    def themes(self) -> tuple[str, ...]:
        """The label ids, in the order of the columns of every array."""
        return self.taxonomy.themes

    @property
    def n_outputs(self) -> int:
        """Columns of the linear layers."""
        n_themes = len(self.themes)
        return n_themes + len(self.taxonomy.topics) + 1 if has_two_sides(self.taxonomy) else n_themes

    @cached_property
    def analyser(self) -> Analyser:
        """The tokenizer, segmenter and cue finder of this model."""
        return make_analyser(self.taxonomy.language, self.lexicon, self.vocabulary)

    @cached_property
    def _features(self) -> SegmentFeatures:
        return SegmentFeatures(self.analyser, self.vocabulary)

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
            Probabilities and character spans.
        """
        analysis = self.analyser.analyse(comments)
        segments = analysis.segments
        scores = self._log_odds(self._features.transform(analysis))
        best = _best_rows(scores, segments.comment, len(comments))
        found = best >= 0
        if self.unit == "comment":
            whole = self.analyser.analyse(comments, whole=True)
            log_odds = self._log_odds(self._features.transform(whole))
            log_odds = np.where(found, log_odds, NEVER)
        else:
            padded = np.vstack([scores, np.full((1, len(self.themes)), NEVER)])
            log_odds = padded[best, np.arange(len(self.themes))]
        return Evidence(
            proba=self.calibration.proba(log_odds),
            start=np.where(found, np.append(segments.start, 0)[best], 0),
            end=np.where(found, np.append(segments.end, 0)[best], 0),
        )

    def _log_odds(self, features: sparse.csr_matrix) -> FloatArray:
        outputs = features @ self.weights.coefficients + self.weights.intercepts
        return combine(outputs, self.taxonomy)


def make_analyser(language: str, lexicon: Lexicon, vocabulary: Vocabulary | None) -> Analyser:
    """Return an analyser that knows the words of a vocabulary.

    Parameters
    ----------
    language : str
        Any language spaCy has a blank pipeline for.
    lexicon : Lexicon
        What to look for.
    vocabulary : Vocabulary or None
        Its words are what stretched and misspelt words are brought back to.

    Returns
    -------
    Analyser
        With an empty memory.
    """
    known: list[str] = []
    if vocabulary is not None:
        usual_first = np.argsort(vocabulary.word_weights, kind="stable")
        words = (vocabulary.words[place] for place in usual_first)
        known = [word for word in words if not word.startswith(NEGATED)]
    return Analyser(Tokenizer(language=language, spelling=Spelling(known)), lexicon)


def has_two_sides(taxonomy: Taxonomy) -> bool:
    """Tell whether a taxonomy knows both complaints and praise, so that the side can be learnt."""
    return len({taxonomy.side_of(theme) for theme in taxonomy.themes}) > 1


def combine(outputs: FloatArray, taxonomy: Taxonomy) -> FloatArray:
    """Join what the layers say of theme, topic and side into one log-odds per theme.

    A theme is judged twice: by its own column, and as its topic together with its side. The
    log-odds are averaged: the first knows the theme's own words, the second shares what all topics
    taught about praise and complaint.

    Parameters
    ----------
    outputs : array of shape (n_segments, n_outputs)
        What the linear layers give.
    taxonomy : Taxonomy
        Which topic and side each theme has.

    Returns
    -------
    array of shape (n_segments, n_themes)
        Log-odds.
    """
    n_themes = len(taxonomy.themes)
    own = outputs[:, :n_themes]
    if not has_two_sides(taxonomy):
        return own
    topics = [topic.id for topic in taxonomy.topics]
    topic_of = [topics.index(taxonomy.topic_of(theme).id) for theme in taxonomy.themes]
    sign = np.array([1 if taxonomy.side_of(t) == "praise" else -1 for t in taxonomy.themes])
    topic = outputs[:, n_themes:-1][:, topic_of]
    side = outputs[:, -1:] * sign
    return (own + _log_odds_of_both(topic, side)) / 2


def _log_odds_of_both(a: FloatArray, b: FloatArray) -> FloatArray:
    """Return the log-odds of two independent events from the log-odds of each.

    With p = expit(a) expit(b), p / (1 - p) = 1 / (exp(-a) + exp(-b) + exp(-a - b)).
    """
    return -np.logaddexp(np.logaddexp(-a, -b), -a - b)


def highest_per_comment(scores: FloatArray, comment: IntArray, n_comments: int) -> FloatArray:
    """Return the highest score per comment and theme, `NEVER` for a comment without a row.

    Parameters
    ----------
    scores : array of shape (n_rows, n_themes)
        Log-odds per segment.
    comment : array of shape (n_rows,)
        Place of the comment of each row, never falling.
    n_comments : int
        How many comments there are.

    Returns
    -------
    array of shape (n_comments, n_themes)
        Log-odds per comment.
    """
    highest = np.full((n_comments, scores.shape[1]), NEVER, dtype=scores.dtype)
    if len(comment):
        first = _firsts(comment)
        highest[comment[first]] = np.maximum.reduceat(scores, first, axis=0)
    return highest


def _best_rows(scores: FloatArray, comment: IntArray, n_comments: int) -> IntArray:
    """Return per comment and theme the row with the highest score, the first of equals; -1: none."""
    best = np.full((n_comments, scores.shape[1]), -1, dtype=np.int64)
    if len(comment):
        first = _firsts(comment)
        highest = highest_per_comment(scores, comment, n_comments)[comment]
        rows = np.where(scores == highest, np.arange(len(scores))[:, None], len(scores))
        best[comment[first]] = np.minimum.reduceat(rows, first, axis=0)
    return best


def _firsts(comment: IntArray) -> IntArray:
    return np.flatnonzero(np.append(True, comment[1:] != comment[:-1]))
