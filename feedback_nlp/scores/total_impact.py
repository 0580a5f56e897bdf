"""The impact of all complaints together, which is surer than that of each."""

import numpy as np

from feedback_nlp.scores.intervals import Estimate
from feedback_nlp.scores.ranking_table import ENDS, Fitted
from feedback_nlp.themes.taxonomy import Taxonomy


def total_impact(fitted: Fitted | None, taxonomy: Taxonomy) -> Estimate:
    """Return the impact of all complaints together.

    Its interval is that of the sum in each resample. What themes that always occur together cost is
    known, only not which of them costs it: there each has draws of its own that add up.

    Parameters
    ----------
    fitted : Fitted or None
        The joint model; None where there was nothing to fit.
    taxonomy : Taxonomy
        Tells which themes are complaints.

    Returns
    -------
    Estimate
        The sum of their impacts, in points; 0 without any.
    """
    if fitted is None:
        return Estimate(0.0, 0.0, 0.0, 0)
    mentions, effects = fitted.mentions, fitted.effects
    of_side = [taxonomy.side_of(theme) == "complaint" for theme in mentions.themes]
    sums = (effects.joint_draws * effects.share_draws)[:, of_side].sum(axis=1)
    low, high = np.quantile(fitted.gain("complaint") * sums, ENDS)
    value = float(fitted.impacts("complaint")[0][of_side].sum())
    n = int(mentions.scored.sum())
    return Estimate(value, float(min(low, value)), float(max(high, value)), n)
