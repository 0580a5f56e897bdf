"""The metrics: what each does with one score, and the scale it belongs to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from feedback_nlp.errors import ScoreError

FloatArray = NDArray[np.floating[Any]]
Family = Literal["net", "share", "mean"]


@dataclass(frozen=True)
class Metric:
    """A number for a group of people, as the mean of one value per person.

    Attributes
    ----------
    name : str
        What commands call it.
    title : str
        What reports call it, in Dutch.
    lowest, highest : float
        Ends of the scale that respondents answered on.
    value : callable
        Turns scores into the values whose mean is the metric.
    family : {"net", "share", "mean"}
        Which interval belongs to it: adjusted Wald, Wilson or t.
    unit : str
        What a difference is counted in, in Dutch.
    explanation : str
        How it is made, in one Dutch sentence.
    higher_is_better : bool
        Whether more is better.
    """

    name: str
    title: str
    lowest: float
    highest: float
    value: Callable[[FloatArray], FloatArray]
    family: Family
    unit: str
    explanation: str
    higher_is_better: bool = True

    def values(self, scores: pd.Series) -> pd.Series:
        """Turn scores into the values whose mean is the metric.

        Parameters
        ----------
        scores : Series
            Scores on the metric's scale; missing ones stay missing.

        Returns
        -------
        Series
            One value per score, with the same index.

        Raises
        ------
        ScoreError
            When a score lies outside the scale.
        """
        outside = scores[(scores < self.lowest) | (scores > self.highest)]
        if len(outside):
            message = (
                f"Metric '{self.name}' is for scores from {self.lowest:g} to {self.highest:g}; "
                f"found {outside.iloc[0]:g} ({len(outside)} such scores). "
                "Choose the metric of this scale, or empty those cells if they are no answers."
            )
            raise ScoreError(message)
        known = scores.dropna()
        return pd.Series(self.value(known.to_numpy(float)), known.index).reindex(scores.index)


def _net(lowest_promoter: float, highest_detractor: float) -> Callable[[FloatArray], FloatArray]:
    def value(scores: FloatArray) -> FloatArray:
        return 100.0 * (scores >= lowest_promoter) - 100.0 * (scores <= highest_detractor)

    return value


def _share(least: float) -> Callable[[FloatArray], FloatArray]:
    def value(scores: FloatArray) -> FloatArray:
        return 100.0 * (scores >= least)

    return value


def _percentage_of(highest: float) -> Callable[[FloatArray], FloatArray]:
    def value(scores: FloatArray) -> FloatArray:
        return 100.0 * scores / highest

    return value


def _as_it_is(scores: FloatArray) -> FloatArray:
    return scores


_POINTS, _PERCENT = "punten", "procentpunt"
_ALL = (
    Metric(
        "nps", "Net Promoter Score (NPS)", 0, 10, _net(9, 6), "net", _POINTS,
        "Het percentage promoters (9 of 10) min het percentage criticasters (0 tot en met 6).",
    ),
    Metric(
        "nps_1_10", "Net Promoter Score (schaal 1–10)", 1, 10, _net(9, 6), "net", _POINTS,
        "Het percentage promoters (9 of 10) min het percentage criticasters (1 tot en met 6).",
    ),
    Metric(
        "csat_top2", "Klanttevredenheid (CSAT)", 1, 5, _share(4), "share", _PERCENT,
        "Het percentage klanten dat een 4 of een 5 geeft.",
    ),
    Metric(
        "csat_mean", "Klanttevredenheid (gemiddelde in %)", 1, 5, _percentage_of(5), "mean",
        _PERCENT, "De gemiddelde score als percentage van de hoogste score.",
    ),
    Metric(
        "ces_1_5", "Customer Effort Score (klantinspanning, 1–5)", 1, 5, _as_it_is, "mean", _POINTS,
        "De gemiddelde inspanning op een schaal van 1 tot 5; lager is beter.",
        higher_is_better=False,
    ),
    Metric(
        "ces_1_7", "Customer Effort Score (klantinspanning, 1–7)", 1, 7, _as_it_is, "mean", _POINTS,
        "De gemiddelde instemming met ‘het was makkelijk’ van 1 tot 7; hoger is beter.",
    ),
    Metric(
        "excellent", "Uitstekende beoordelingen", 1, 5, _share(5), "share", _PERCENT,
        "Het percentage klanten dat 5 sterren geeft.",
    ),
    Metric(
        "mean", "Gemiddelde score", -np.inf, np.inf, _as_it_is, "mean", _POINTS,
        "Het gemiddelde van alle scores.",
    ),
)  # fmt: skip
METRICS = {metric.name: metric for metric in _ALL}


def find_metric(name: str) -> Metric:
    """Return the metric of a name.

    Parameters
    ----------
    name : str
        Such as ``"nps"``.

    Returns
    -------
    Metric
        The metric.

    Raises
    ------
    ScoreError
        When there is no metric of that name; the message lists them.

    Examples
    --------
    >>> find_metric("nps").values(pd.Series([10, 8, 3])).tolist()
    [100.0, 0.0, -100.0]
    """
    if name not in METRICS:
        message = f"Metric '{name}' is unknown. Choose one of {', '.join(METRICS)}."
        raise ScoreError(message)
    return METRICS[name]
