"""The linear layers of a model, and how what they say is joined into one answer per theme."""

from dataclasses import dataclass, field, replace

import numpy as np

from feedback_nlp.classifier.rivals import NO_RIVALS, settle_rivals, take_lead
from feedback_nlp.text.ragged import FloatArray, IntArray
from feedback_nlp.themes.taxonomy import Taxonomy

CERTAIN = 40.0
"""Log-odds beyond which nothing changes any more: a probability of 1e-17 or 1 - 1e-17."""
SIDE = 1.5
"""Weight of the side next to the topic: all topics taught it, so it is the surer of the two."""


@dataclass(frozen=True, eq=False)
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
    rivals : array of int of shape (n_rivals, 2), optional
        Columns of themes of which the weaker yields in a segment; by default none are rivals.
    """

    coefficients: FloatArray
    intercepts: FloatArray
    rivals: IntArray = field(default_factory=NO_RIVALS.copy)


def has_two_sides(taxonomy: Taxonomy) -> bool:
    """Tell whether a taxonomy knows both complaints and praise, so that the side can be learnt."""
    return len({taxonomy.side_of(theme) for theme in taxonomy.themes}) > 1


def n_outputs(taxonomy: Taxonomy) -> int:
    """Return how many columns the linear layers of a taxonomy have, without a correction."""
    n_themes = len(taxonomy.themes)
    return n_themes + len(taxonomy.topics) + 1 if has_two_sides(taxonomy) else n_themes


def combine(outputs: FloatArray, taxonomy: Taxonomy, rivals: IntArray = NO_RIVALS) -> FloatArray:
    """Join what the layers say of theme, topic and side into one log-odds per theme.

    A theme is judged twice: by its own column, and as its topic together with its side. The
    log-odds are averaged: the first knows the theme's own words, the second shares what all topics
    taught about praise and complaint, which counts `SIDE` times. A correction is added to that,
    and then the weaker of two rivals yields.

    Parameters
    ----------
    outputs : array of shape (n_segments, n_outputs)
        What the linear layers give.
    taxonomy : Taxonomy
        Which topic and side each theme has.
    rivals : array of int of shape (n_rivals, 2), optional
        Columns of themes that compete.

    Returns
    -------
    array of shape (n_segments, n_themes)
        Log-odds.
    """
    n = n_outputs(taxonomy)
    by_output = np.array(outputs.T, order="C")  # whole rows are quicker to pick than columns
    by_theme = _said(by_output[:n], taxonomy)
    if len(by_output) > n:
        by_theme += by_output[n:]
    if len(rivals):
        settle_rivals(by_theme, rivals)
    return np.ascontiguousarray(by_theme.T)


def _said(by_output: FloatArray, taxonomy: Taxonomy) -> FloatArray:
    """Return the log-odds without a correction, topic by topic so that each fits in the cache."""
    if not has_two_sides(taxonomy):
        return by_output
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
    return log_odds


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
    take_lead(praise, complaint, 2 * (praise - complaint))


def raise_themes(weights: Weights, taxonomy: Taxonomy, by: FloatArray) -> Weights:
    """Return weights that say every theme with higher or lower log-odds.

    Parameters
    ----------
    weights : Weights
        The layers.
    taxonomy : Taxonomy
        Which topic and side each theme has.
    by : array of shape (n_themes,)
        What is added to each, before sides and rivals are settled.

    Returns
    -------
    Weights
        With other intercepts of the theme columns, which count half where topics and sides speak.

    Examples
    --------
    >>> from feedback_nlp.themes.taxonomy import plain_taxonomy
    >>> taxonomy = plain_taxonomy(("late", "cold"), language="en")
    >>> weights = Weights(np.zeros((3, 2)), np.array([0.5, -1.0]))
    >>> raise_themes(weights, taxonomy, np.array([0.0, -2.0])).intercepts.tolist()
    [0.5, -3.0]
    """
    intercepts = weights.intercepts.copy()
    intercepts[: len(by)] += 2 * by if has_two_sides(taxonomy) else by
    return replace(weights, intercepts=intercepts)


def sensitivity(outputs: FloatArray, taxonomy: Taxonomy, column: int) -> FloatArray:
    """Return how much a theme's log-odds rise with each output, sides and rivals not yet settled.

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
