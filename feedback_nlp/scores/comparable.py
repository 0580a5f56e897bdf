"""Which metrics may stand beside each other, and why others may not."""

from collections.abc import Callable

from feedback_nlp.errors import ScoreError
from feedback_nlp.scores.metric import Metric

_MOMENTS = {"transactional": "a transactional", "periodic": "a periodic", "any": "any"}
_KINDS = {"net": "a net score", "share": "a share", "mean": "a mean"}


def check_comparable(first: Metric, second: Metric) -> None:
    """Refuse to compare numbers that are made in different ways.

    A share of satisfied customers of 80% and a mean of 68% can be one and the same set of answers
    (contradiction X5 of the sources), as can effort of 2 and ease of 6 (X4).

    Parameters
    ----------
    first, second : Metric
        What the two numbers are.

    Raises
    ------
    ScoreError
        When they differ; the message says in what.

    Examples
    --------
    >>> from feedback_nlp.scores.metrics import find_metric
    >>> check_comparable(find_metric("csat_top2"), find_metric("csat_mean"))
    Traceback (most recent call last):
    feedback_nlp.errors.ScoreError: 'csat_top2' and 'csat_mean' can't be compared: 'csat_top2' is a
    share and 'csat_mean' a mean. Compute the same metric for both.
    """
    for verb, told in _DEFINITION:
        one, other = told(first), told(second)
        if one != other and "any moment" not in (one, other):
            message = (
                f"'{first.name}' and '{second.name}' can't be compared: '{first.name}' {verb} "
                f"{one} and '{second.name}' {other}. Compute the same metric for both."
            )
            raise ScoreError(message)


def _bands(metric: Metric) -> str:
    if not metric.bands:
        return f"{metric.factor:g} for each point of the scale"
    reaches = (f"{b.points:g} for {b.lowest:g} to {b.highest:g}" for b in metric.bands if b.points)
    return ", ".join(sorted(reaches))


_DEFINITION: tuple[tuple[str, Callable[[Metric], str]], ...] = (
    ("is", lambda metric: _KINDS[metric.family]),
    ("is on a scale from", lambda metric: metric.scale),
    ("is better where it is", lambda metric: "higher" if metric.higher_is_better else "lower"),
    ("counts", _bands),
    ("is asked at", lambda metric: f"{_MOMENTS[metric.moment]} moment"),
)
