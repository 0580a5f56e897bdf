"""Whether scores belong to a metric's scale: a few that do not are no answers, many an error."""

import numpy as np
import pandas as pd

from feedback_nlp.errors import ScoreError
from feedback_nlp.scores.metrics import Metric

MOST_OFF_SCALE = 0.05
"""Share of the scores that may lie outside the scale and still be taken for codes of no answer."""
LARGEST = 1e9
"""No scale goes further, not even one without ends."""
_MIN_SCORES = 30
_MIN_WITHOUT_ZERO = 300
_MOST_STARS = 5


def scores_on_scale(scores: pd.Series, metric: Metric) -> pd.Series:
    """Return the scores with those outside the metric's scale set to missing.

    Exports mark "no answer" with codes such as 99 or -1. Up to 5% of such values are taken for
    that; more of them means that the metric is not that of this column. A zero on a scale from 1 is
    never dropped from a net score, since that would raise it (contradiction X1 of the sources).

    Parameters
    ----------
    scores : Series
        Scores, missing where there is none.
    metric : Metric
        The metric that gives the scale.

    Returns
    -------
    Series
        The scores on the scale, with the same index.

    Raises
    ------
    ScoreError
        When too many scores lie outside the scale, or zeros on a net score's scale from 1.

    Examples
    --------
    >>> from feedback_nlp.scores.metrics import find_metric
    >>> scores_on_scale(pd.Series([10.0] * 30 + [99.0]), find_metric("nps")).notna().sum()
    np.int64(30)
    """
    if metric.name == "ces_1_5" and {6.0, 7.0} <= set(scores.dropna()):
        message = (
            "Metric 'ces_1_5' is for effort from 1 to 5, but there are scores of 6 and 7. On a "
            "scale from 1 to 7 a higher score is better: use the metric 'ces_1_7'. If 6 and 7 are "
            "codes of no answer, empty those cells."
        )
        raise ScoreError(message)
    outside = (scores < metric.lowest) | (scores > metric.highest) | (scores.abs() > LARGEST)
    zeros = int((scores == 0).sum())
    if metric.family == "net" and metric.lowest > 0 and zeros:
        message = (
            f"Metric '{metric.name}' is for scores from {metric.scale}, "
            f"but {zeros} scores are 0; leaving them out would raise the score. "
            "Use the metric 'nps', which counts 0 to 6 as detractors."
        )
        raise ScoreError(message)
    if outside.sum() > MOST_OFF_SCALE * scores.notna().sum():
        message = (
            f"Metric '{metric.name}' is for scores from {metric.scale}; "
            f"{int(outside.sum())} of {int(scores.notna().sum())} scores lie outside, such as "
            f"{scores[outside].iloc[0]:g}. Choose the metric of this scale with --metric, or name "
            "the right column with --score-column."
        )
        raise ScoreError(message)
    return scores.mask(outside)


def scale_doubt(scores: pd.Series, metric: Metric) -> str:
    """Return why scores that lie on a metric's scale may still be of another one.

    Parameters
    ----------
    scores : Series
        Scores on the scale, as `scores_on_scale` returns them.
    metric : Metric
        The metric that gives the scale.

    Returns
    -------
    str
        One sentence; empty where there is no doubt.

    Examples
    --------
    >>> from feedback_nlp.scores.metrics import find_metric
    >>> scale_doubt(pd.Series([5.0, 4.0] * 15), find_metric("nps"))
    "None of 30 scores is above 5, where metric 'nps' expects up to 10. For stars use ..."
    """
    n_scores, highest = int(scores.notna().sum()), scores.max()
    if n_scores >= _MIN_SCORES and highest <= _MOST_STARS < metric.highest < np.inf:
        other = {
            "net": "For stars use 'csat_top2' or 'excellent'",
            "mean": "For effort from 1 to 5, where lower is better, use 'ces_1_5'",
        }.get(metric.family, "If the scale ends there, choose the metric of that scale")
        return (
            f"None of {n_scores} scores is above {_MOST_STARS}, where metric '{metric.name}' "
            f"expects up to {metric.highest:g}. {other}, or name the right column with "
            "--score-column."
        )
    if metric.name == "nps" and n_scores >= _MIN_WITHOUT_ZERO and not (scores == 0).any():
        return (
            f"None of {n_scores} scores is 0. If the scale was 1 to 10, use the metric 'nps_1_10': "
            "the number is the same, but not comparable with that of a scale from 0."
        )
    return ""
