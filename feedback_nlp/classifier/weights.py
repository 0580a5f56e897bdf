"""The linear layers of a model, and how what they say is joined into one answer per theme."""

from dataclasses import dataclass

import numpy as np

from feedback_nlp.text.ragged import FloatArray
from feedback_nlp.themes.taxonomy import Taxonomy

CERTAIN = 40.0
"""Log-odds beyond which nothing changes any more: a probability of 1e-17 or 1 - 1e-17."""
SIDE = 1.5
"""Weight of the side next to the topic: all topics taught it, so it is the surer of the two."""


@dataclass(frozen=True)
class Weights:
    """The linear layers: a column per theme, per topic, and one for the side.

    Attributes
    ----------
    coefficients : array of shape (n_features, n_outputs)
        Float32; columns are the themes, then the topics, then praise against complaint. A taxonomy
        with one side only has the theme columns alone. A model that was trained further has another
        column per theme behind these: its correction.
    intercepts : array of shape (n_outputs,)
        One per column.
    """

    coefficients: FloatArray
    intercepts: FloatArray


def has_two_sides(taxonomy: Taxonomy) -> bool:
    """Tell whether a taxonomy knows both complaints and praise, so that the side can be learnt."""
    return len({taxonomy.side_of(theme) for theme in taxonomy.themes}) > 1


def n_outputs(taxonomy: Taxonomy) -> int:
    """Return how many columns the linear layers of a taxonomy have, without a correction."""
    n_themes = len(taxonomy.themes)
    return n_themes + len(taxonomy.topics) + 1 if has_two_sides(taxonomy) else n_themes


def combine(outputs: FloatArray, taxonomy: Taxonomy) -> FloatArray:
    """Join what the layers say of theme, topic and side into one log-odds per theme.

    A theme is judged twice: by its own column, and as its topic together with its side. The
    log-odds are averaged: the first knows the theme's own words, the second shares what all topics
    taught about praise and complaint, which counts `SIDE` times. A correction is added to that.

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
    n = n_outputs(taxonomy)
    said = _said(outputs[:, :n], taxonomy)
    return said + outputs[:, n:] if outputs.shape[1] > n else said


def _said(outputs: FloatArray, taxonomy: Taxonomy) -> FloatArray:
    """Return the log-odds without a correction, topic by topic so that each fits in the cache."""
    if not has_two_sides(taxonomy):
        return outputs
    by_output = np.ascontiguousarray(outputs.T)  # whole rows are quicker to pick than columns
    log_odds, of_topics, (praise,) = np.split(by_output, [len(taxonomy.themes), -1])
    no_side = {"complaint": _odds_against(-SIDE * praise), "praise": _odds_against(SIDE * praise)}
    row_of = dict(zip(taxonomy.themes, log_odds, strict=True))
    for topic, of_topic in zip(taxonomy.topics, of_topics, strict=True):
        no_topic = _odds_against(of_topic)
        rows = {side: row_of[theme.id] for side, theme in topic.sides()}
        for side in rows:
            rows[side] -= np.log(no_topic * (1 + no_side[side]) + no_side[side])
            rows[side] /= 2
        if len(rows) > 1:
            _settle(**rows)
    return np.ascontiguousarray(log_odds.T)


def _odds_against(log_odds: FloatArray) -> FloatArray:
    """Return exp(-log_odds), of log-odds that leave no doubt at most of `CERTAIN`.

    With p = expit(a) expit(b), (1 - p) / p = exp(-a) + exp(-b) + exp(-a - b).
    """
    return np.asarray(np.exp(-np.clip(log_odds, -CERTAIN, CERTAIN)))


def _settle(complaint: FloatArray, praise: FloatArray) -> None:
    """Take from the weaker side of a topic twice what the stronger one leads by.

    A segment seldom praises and blames the same thing, so evidence for one side speaks against the
    other.
    """
    lead = 2 * (praise - complaint)
    complaint -= np.maximum(lead, 0)
    praise -= np.maximum(-lead, 0)


def sensitivity(outputs: FloatArray, taxonomy: Taxonomy, column: int) -> FloatArray:
    """Return how much a theme's log-odds rise with each output, before the sides are settled.

    Parameters
    ----------
    outputs : array of shape (n_outputs,)
        What the linear layers give for one segment.
    taxonomy : Taxonomy
        Which topic and side each theme has.
    column : int
        Place of the theme.

    Returns
    -------
    array of shape (n_outputs,)
        Partial derivatives.
    """
    slopes = np.zeros(len(outputs))
    slopes[n_outputs(taxonomy) :][column : column + 1] = 1
    if not has_two_sides(taxonomy):
        slopes[column] = 1
        return slopes
    theme = taxonomy.themes[column]
    place = [t.id for t in taxonomy.topics].index(taxonomy.topic_of(theme).id)
    topic_output = len(taxonomy.themes) + place
    sign = 1 if taxonomy.side_of(theme) == "praise" else -1
    side_output = topic_output - place + len(taxonomy.topics)
    a, b = outputs[topic_output], sign * SIDE * outputs[side_output]
    total = np.exp(-a) + np.exp(-b) + np.exp(-a - b)
    slopes[column] = 0.5
    slopes[topic_output] = 0.5 * (np.exp(-a) + np.exp(-a - b)) / total
    slopes[side_output] = 0.5 * sign * SIDE * (np.exp(-b) + np.exp(-a - b)) / total
    return slopes
