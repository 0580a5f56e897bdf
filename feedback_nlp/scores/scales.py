"""Whether scores belong to a metric's scale: a few that do not are no answers, many an error."""

import pandas as pd

from feedback_nlp.errors import ScoreError
from feedback_nlp.scores.metrics import Metric

MOST_OFF_SCALE = 0.05
"""Share of the scores that may lie outside the scale and still be taken for codes of no answer."""
LARGEST = 1e9
"""No scale goes further, not even one without ends."""
_MIN_SCORES = 30
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
    outside = (scores < metric.lowest) | (scores > metric.highest) | (scores.abs() > LARGEST)
    zeros = int((scores == 0).sum())
    if metric.family == "net" and metric.lowest > 0 and zeros:
        message = (
            f"Metric '{metric.name}' is for scores from {metric.lowest:g} to {metric.highest:g}, "
            f"but {zeros} scores are 0; leaving them out would raise the score. "
            "Use the metric 'nps', which counts 0 to 6 as detractors."
        )
        raise ScoreError(message)
    if outside.sum() > MOST_OFF_SCALE * scores.notna().sum():
        message = (
            f"Metric '{metric.name}' is for scores from {metric.lowest:g} to {metric.highest:g}; "
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
    n_scores = int(scores.notna().sum())
    if metric.family != "net" or n_scores < _MIN_SCORES or scores.max() > _MOST_STARS:
        return ""
    return (
        f"None of {n_scores} scores is above {_MOST_STARS}, where metric '{metric.name}' expects "
        f"up to {metric.highest:g}. For stars use 'csat_top2' or 'excellent', or name the right "
        "column with --score-column."
    )
