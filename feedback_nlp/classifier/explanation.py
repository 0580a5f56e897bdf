"""Why a comment carries a theme: the segment, the cues and the features that speak for it."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from feedback_nlp.classifier.judged_rows import judged_rows
from feedback_nlp.classifier.model import ThemeModel
from feedback_nlp.classifier.weights import sensitivity
from feedback_nlp.text.analysis import Analysis
from feedback_nlp.text.feature_blocks import feature_names
from feedback_nlp.text.ragged import FloatArray
from feedback_nlp.text.vocabulary import NEGATED

_MOST_FEATURES = 8


@dataclass(frozen=True)
class Feature:
    """One thing a model looked at.

    Attributes
    ----------
    name : str
        A word, ``¬`` before it where negated, a word pair, a sub-word between slashes, ``lemma``
        and a lemma, ``word vectors``, a cue group, or a word or cue group of the whole comment
        (``context``).
    contribution : float
        What it adds to the log-odds of the theme.
    """

    name: str
    contribution: float


@dataclass(frozen=True)
class Explanation:
    """Why a comment carries a theme.

    Attributes
    ----------
    theme : str
        The theme.
    proba : float
        Its calibrated probability.
    segment : str
        The part of the comment that speaks most for it.
    cues : tuple of str
        Phrases of the lexicon in the segment that point to the theme; one that a negation turns
        round has ``¬`` before it.
    features : tuple of Feature
        What adds most to the log-odds, largest first.
    """

    theme: str
    proba: float
    segment: str
    cues: tuple[str, ...]
    features: tuple[Feature, ...]


def explain(comment: str, model: ThemeModel) -> list[Explanation]:
    """Explain every theme that a model finds in a comment.

    Parameters
    ----------
    comment : str
        The comment.
    model : ThemeModel
        The model.

    Returns
    -------
    list of Explanation
        One per theme found, in the order of the taxonomy.

    Examples
    --------
    >>> from feedback_nlp.classifier.model_files import load_model
    >>> [found] = explain("De tas is mooi maar kwam te laat", load_model())[:1]
    >>> found.theme, found.segment, found.cues
    ('late_delivery', 'maar kwam te laat', ('te laat',))
    """
    with model.alone:
        features, analysis = judged_rows(model.analyser, model.features, [comment], model.unit)
    log_odds = model.log_odds(features)
    proba = model.predict_proba([comment])[0]
    n_dimensions = model.pipeline.n_dimensions if model.pipeline else 0
    names = feature_names(model.vocabulary, model.analyser.group_names, n_dimensions)
    found = []
    for column in np.flatnonzero(proba >= model.calibration.thresholds).tolist():
        row = int(log_odds[:, column].argmax())
        found.append(
            Explanation(
                theme=model.themes[column],
                proba=float(proba[column]),
                segment=comment[analysis.segments.start[row] : analysis.segments.end[row]],
                cues=_cues(comment, analysis, row, _group(model, model.themes[column])),
                features=_largest(names, features[row], _slopes(model, features[row], column)),
            )
        )
    return found


def _slopes(model: ThemeModel, values: sparse.csr_matrix, column: int) -> FloatArray:
    """Return what one unit of each feature adds to a theme's log-odds at these values."""
    outputs = values @ model.weights.coefficients + model.weights.intercepts
    slopes: FloatArray = sensitivity(outputs[0], model.taxonomy, column)
    return np.asarray(model.weights.coefficients @ slopes)


def _largest(
    names: list[str], values: sparse.csr_matrix, slopes: FloatArray
) -> tuple[Feature, ...]:
    """Return what adds most; all dimensions of the word vectors are one feature."""
    added: dict[str, float] = {}
    for place, value in zip(values.indices, values.data, strict=True):
        added[names[place]] = added.get(names[place], 0.0) + float(value * slopes[place])
    largest = sorted(added, key=lambda name: -added[name])[:_MOST_FEATURES]
    return tuple(Feature(name, added[name]) for name in largest if added[name] > 0)


def _group(model: ThemeModel, theme: str) -> int:
    name = f"cue:{theme}"
    groups = model.analyser.group_names
    return groups.index(name) if name in groups else -1


def _cues(comment: str, analysis: Analysis, row: int, group: int) -> tuple[str, ...]:
    hits, tokens = analysis.cues, analysis.tokens
    chosen = np.flatnonzero((hits.group == group) & (analysis.segments.of_token[hits.last] == row))
    spans = [slice(hits.first[at], hits.last[at] + 1) for at in chosen]
    return tuple(
        (NEGATED if negated else "") + comment[tokens.start[span].min() : tokens.end[span].max()]
        for negated, span in zip(analysis.cue_negated[chosen], spans, strict=True)
    )
