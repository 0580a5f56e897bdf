"""A metric: what it does with one score, and the scale it belongs to."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from feedback_nlp.errors import ScoreError

FloatArray = NDArray[np.floating[Any]]
Family = Literal["net", "share", "mean"]
Moment = Literal["transactional", "periodic", "any"]
POINTS, PERCENT = "punten", "procentpunt"


@dataclass(frozen=True)
class Band:
    """The scores that count for so many points.

    Attributes
    ----------
    name : str
        What reports call it, in Dutch.
    lowest, highest : float
        The first and the last score of it.
    points : float
        What one such score counts for.
    """

    name: str
    lowest: float
    highest: float
    points: float


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A number for a group of people, as the mean of one value per person.

    Attributes
    ----------
    name : str
        What commands call it.
    title, english : str
        What reports call it, in Dutch and in English.
    lowest, highest : float
        Ends of the scale that respondents answered on.
    family : {"net", "share", "mean"}
        Which interval belongs to it: adjusted Wald, Wilson or t.
    bands : tuple of Band
        What the scores count for; a score in none counts for 0. Empty where a score counts as it
        stands.
    factor : float
        Where there are no bands: what one point of the scale counts for.
    unit : str
        What a difference is counted in, in Dutch.
    explanation : str
        How it is made, in one Dutch sentence.
    formula : str
        The same as a formula.
    source : str
        Who defined it so.
    moment : {"transactional", "periodic", "any"}
        Whether it is asked right after an event, or of all customers from time to time.
    higher_is_better : bool
        Whether more is better.
    aliases : tuple of str
        Other names that people use for it.
    """

    name: str
    title: str
    english: str
    lowest: float
    highest: float
    family: Family
    bands: tuple[Band, ...] = ()
    factor: float = 1.0
    unit: str = POINTS
    explanation: str
    formula: str
    source: str
    moment: Moment = "any"
    higher_is_better: bool = True
    aliases: tuple[str, ...] = ()

    @property
    def scale(self) -> str:
        """The lowest and the highest score in words, such as ``"0 to 10"``."""
        return f"{self.lowest:g} to {self.highest:g}"

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest value that the metric can have."""
        if self.family == "net":
            return -100.0, 100.0
        if self.family == "share":
            return 0.0, 100.0
        return self.factor * self.lowest, self.factor * self.highest

    def value(self, scores: FloatArray) -> FloatArray:
        """Return what each score on the scale counts for.

        Parameters
        ----------
        scores : array of shape (n,)
            Scores without missing ones.

        Returns
        -------
        array of shape (n,)
            The values whose mean is the metric.
        """
        if not self.bands:
            return self.factor * scores
        values: FloatArray = np.zeros(len(scores))
        for band in self.bands:
            values += band.points * ((scores >= band.lowest) & (scores <= band.highest))
        return values

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
            When a score lies outside the scale, or has no end.
        """
        outside = scores[
            (scores < self.lowest) | (scores > self.highest) | scores.isin([np.inf, -np.inf])
        ]
        if len(outside):
            message = (
                f"Metric '{self.name}' is for scores from {self.scale}; "
                f"found {outside.iloc[0]:g} ({len(outside)} such scores). "
                "Choose the metric of this scale, or empty those cells if they are no answers."
            )
            raise ScoreError(message)
        known = scores.dropna()
        return pd.Series(self.value(known.to_numpy(float)), known.index).reindex(scores.index)
