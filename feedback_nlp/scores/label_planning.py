"""How many comments people must label for shares that are precise enough."""

import numpy as np
import pandas as pd
from scipy import stats

from feedback_nlp.errors import AuditError
from feedback_nlp.scores.intervals import LEVEL

_Z = float(stats.norm.ppf((1 + LEVEL) / 2))


def plan_labels(counts: pd.DataFrame, margin: float) -> pd.Series:
    """Return how many comments an audit must label to know each share to a margin.

    Where an audit has corrected the share, its interval is taken to narrow with the square root of
    the labels. The part of it that comes from the comments themselves being a sample does not, so
    a margin close to that of the raw share takes more labels than are told, or can't be reached.
    Elsewhere labels alone would need z^2 p (1 - p) / margin^2 of them, p the likeliest worst: the
    end of the interval nearest to a half. That takes the raw share for the right one: where the
    tagger misses many, it takes more labels.

    Parameters
    ----------
    counts : DataFrame
        As `count_themes` gives them.
    margin : float
        Half the width of the interval, in points: 2 is two points of a hundred.

    Returns
    -------
    Series of int
        Labels per row of `counts`, at most all its comments; then more labels do not exist.

    Raises
    ------
    AuditError
        When the margin is not between 0 and 50 points.

    Examples
    --------
    >>> counts = pd.DataFrame({"n_comments": [5000, 5000], "n_audited": [0, 300], "low": [0.1, 0.1],
    ...                        "high": [0.12, 0.16], "corrected": [False, True]})
    >>> plan_labels(counts, 2).tolist()
    [1015, 675]
    """
    if not 0 < margin < 50:
        message = f"A margin of {margin:g} points says nothing. Name one between 0 and 50."
        raise AuditError(message)
    goal = margin / 100
    worst = counts["high"].clip(upper=0.5).where(counts["low"] < 0.5, counts["low"])
    alone = _Z**2 * worst * (1 - worst) / goal**2
    half = (counts["high"] - counts["low"]) / 2
    needed = alone.where(~counts["corrected"], counts["n_audited"] * (half / goal) ** 2)
    labels: pd.Series = np.ceil(needed.round(6)).clip(lower=1, upper=counts["n_comments"])
    return labels.astype("int64")
