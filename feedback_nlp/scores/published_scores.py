"""Scores that somebody published as shares, such as 72% five stars of 1,023 reviews."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from feedback_nlp.errors import ScoreError
from feedback_nlp.scores.intervals import Estimate, estimate_metric
from feedback_nlp.scores.metric import FloatArray, Metric

_ROUNDED = 0.005
"""How far each published share may be off, as it was rounded to whole percents."""


@dataclass(frozen=True)
class PublishedScores:
    """Shares of the scores as they were published; what was left unsaid stays unknown.

    Shares that were published seldom add up to 100% (contradiction X17 of the sources): taking
    them for all would make 72% excellent of the 85% that is stated into 85%.

    Attributes
    ----------
    n : int
        How many scores there are.
    shares : mapping of (int, int) to float
        First and last score of each part of the scale, and the share of it, a fraction of 1.

    Raises
    ------
    ScoreError
        When the shares are none, add up to more than 1, or are of a part that begins above its end.

    Examples
    --------
    >>> from feedback_nlp.scores.metrics import find_metric
    >>> reviews = PublishedScores(1023, {(5, 5): 0.72, (1, 2): 0.13})
    >>> round(reviews.unknown, 2)
    0.15
    >>> satisfied = reviews.estimate(find_metric("csat_top2"))
    >>> satisfied.value, round(satisfied.low, 1), round(satisfied.high, 1)
    (nan, 69.2, 88.9)
    """

    n: int
    shares: Mapping[tuple[int, int], float]

    def __post_init__(self) -> None:
        values = list(self.shares.values())
        if self.n < 1 or not values or not all(0 <= value <= 1 for value in values):
            message = (
                f"{len(values)} shares of {self.n} scores can't be: give at least one score, and "
                "shares as fractions of 1, such as 0.72."
            )
            raise ScoreError(message)
        if backward := [part for part in self.shares if part[0] > part[1]]:
            message = f"{backward[0]} is no part of a scale. Give the lower score first."
            raise ScoreError(message)
        if sum(values) > 1 + _ROUNDED * len(values):
            message = (
                f"The shares add up to {100 * sum(values):.0f}%. Give each score in one share only."
            )
            raise ScoreError(message)

    @property
    def unknown(self) -> float:
        """The share of the scores that was not published, a fraction of 1."""
        rest = 1 - sum(self.shares.values())
        return rest if rest > _ROUNDED * len(self.shares) else 0.0

    def estimate(self, metric: Metric) -> Estimate:
        """Return the metric, or between what it must lie where shares are unknown.

        Parameters
        ----------
        metric : Metric
            A metric on a scale with ends.

        Returns
        -------
        Estimate
            Its 95% interval holds whatever the unknown scores are; the value is missing where it
            depends on them.

        Raises
        ------
        ScoreError
            When the shares lie outside the scale, overlap, or leave no score for what is unknown.
        """
        rest = self._unstated(metric)
        low, high = (estimate_metric(self._values(metric, rest, of), metric) for of in (min, max))
        value = low.value if low.value == high.value else float("nan")
        return Estimate(value, low.low, high.high, self.n)

    def _unstated(self, metric: Metric) -> list[int]:
        stated = [s for first, last in self.shares for s in range(first, last + 1)]
        ends = metric.lowest, metric.highest
        scale = range(int(ends[0]), int(ends[1]) + 1) if np.isfinite(ends).all() else range(0)
        rest = [score for score in scale if score not in stated]
        if len(set(stated)) < len(stated) or not set(stated) <= set(scale):
            message = (
                f"The shares are of {sorted(self.shares)}; metric '{metric.name}' needs parts of "
                f"{ends[0]:g} to {ends[1]:g} that do not overlap. Choose the metric of this scale."
            )
            raise ScoreError(message)
        if self.unknown and not rest:
            message = (
                f"The shares of all scores from {ends[0]:g} to {ends[1]:g} add up to "
                f"{100 * (1 - self.unknown):.0f}% only. Give all of 100%."
            )
            raise ScoreError(message)
        return rest

    def _values(self, metric: Metric, rest: list[int], of: Callable[..., Any]) -> FloatArray:
        """Return one value per score, each the lowest or the highest it can be."""
        parts = [list(range(first, last + 1)) for first, last in self.shares]
        counts = [round(self.n * share) for share in self.shares.values()]
        if self.unknown:
            parts, counts = [*parts, rest], [*counts, max(0, self.n - sum(counts))]
        ends = [float(of(metric.value(np.array(part, dtype=float)))) for part in parts]
        return np.repeat(ends, counts)
