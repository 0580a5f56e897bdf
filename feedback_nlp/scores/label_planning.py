"""How many comments people must label for shares that are precise enough."""

import numpy as np
import pandas as pd

from feedback_nlp.errors import AuditError
from feedback_nlp.scores.corrected_shares import wilson
from feedback_nlp.scores.intervals import NORMAL


def plan_labels(counts: pd.DataFrame, margin: float) -> pd.Series:
    """Return how many comments an audit must label to know each share to a margin.

    Where an audit has corrected the share, its interval is taken to narrow with the square root of
    the labels, save the part that comes from the comments themselves being a sample: the interval
    of the raw share q times a gain (see `corrected_shares`) of at most share / q and (1 - share) /
    (1 - q). A smaller margin takes all comments, and is not reached. Elsewhere labels alone would
    need z^2 p (1 - p) / margin^2 of them, p the likeliest worst: the end of the interval nearest to
    a half. That takes the raw share for the right one: where the tagger misses many, it takes more.

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
    >>> counts = counts.assign(share=0.13, raw_share=0.12, n_effective=5000.0)
    >>> plan_labels(counts, 2).tolist()
    [1015, 768]
    """
    if not 0 < margin < 50:
        message = f"A margin of {margin:g} points says nothing. Name one between 0 and 50."
        raise AuditError(message)
    goal = margin / 100
    worst = counts["high"].clip(upper=0.5).where(counts["low"] < 0.5, counts["low"])
    alone = NORMAL**2 * worst * (1 - worst) / goal**2
    half = (counts["high"] - counts["low"]) / 2
    stays = _reach_of_comments(counts).where(half > goal, 0.0)
    times = ((half**2 - stays**2) / (goal**2 - stays**2)).where(goal > stays, np.inf)
    needed = alone.where(~counts["corrected"], counts["n_audited"] * times)
    labels: pd.Series = np.ceil(needed.round(6)).clip(lower=1, upper=counts["n_comments"])
    return labels.astype("int64")


def _reach_of_comments(counts: pd.DataFrame) -> pd.Series:
    share, q = counts["share"], counts["raw_share"]
    most = pd.concat([share / q, (1 - share) / (1 - q)], axis=1).min(axis=1).clip(upper=1.0)
    low, high = wilson(q.to_numpy(), counts["n_effective"].to_numpy(float))
    return most * (high - low) / 2
