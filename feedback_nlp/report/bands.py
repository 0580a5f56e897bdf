"""The bands that scores fall into, and how many respondents fall into each."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from feedback_nlp.report.dutch import score_text
from feedback_nlp.scores.metrics import FloatArray, Metric

_MOST_STEPS = 1000  # of a scale that is written out score by score
_NET = (("low", "Criticasters"), ("middle", "Passieven"), ("high", "Promoters"))
_MEAN = (("plain", "Laag"), ("plain", "Midden"), ("plain", "Hoog"))


@dataclass(frozen=True)
class Band:
    """A stretch of the scale that counts alike.

    Attributes
    ----------
    name : str
        What people call it.
    scores : str
        Which scores lie in it.
    tone : str
        Key of its colour in `feedback_nlp.report.colours.TONES`.
    n : int
        Respondents in it.
    share : float
        Fraction of the respondents who gave a score.
    """

    name: str
    scores: str
    tone: str
    n: int
    share: float


def band_codes(scores: pd.Series, metric: Metric) -> NDArray[np.int64]:
    """Return the band of each score, counted from 0 at the low end.

    Parameters
    ----------
    scores : Series
        Scores; missing ones get -1.
    metric : Metric
        Net scores have three bands, shares have two, means three of equal width.

    Returns
    -------
    array of int of shape (n,)
        One code per score.

    Examples
    --------
    >>> from feedback_nlp.scores.metrics import find_metric
    >>> band_codes(pd.Series([3, 8, 9, None]), find_metric("nps")).tolist()
    [0, 1, 2, -1]
    """
    values = scores.to_numpy(float)
    known = ~np.isnan(values)
    codes = np.full(len(values), -1, dtype=np.int64)
    codes[known] = _codes(values[known], values[known], metric)
    return codes


def score_bands(scores: pd.Series, metric: Metric) -> tuple[Band, ...]:
    """Count the respondents in each band.

    Parameters
    ----------
    scores : Series
        Scores; missing ones are left out.
    metric : Metric
        What they are turned into.

    Returns
    -------
    tuple of Band
        From low to high; none where nobody gave a score.

    Examples
    --------
    >>> from feedback_nlp.scores.metrics import find_metric
    >>> bands = score_bands(pd.Series([2, 4, 5, 5]), find_metric("csat_top2"))
    >>> [(band.name, band.scores, band.n) for band in bands]
    [('Niet tevreden', '1–3', 1), ('Tevreden', '4–5', 3)]
    """
    known = scores.dropna().to_numpy(float)
    if not len(known):
        return ()
    steps = _steps(known, metric)
    codes, step_codes = _codes(known, known, metric), _codes(steps, known, metric)
    bands = []
    for code, (tone, name) in enumerate(_kinds(metric)):
        n = int((codes == code).sum())
        bands.append(Band(name, _reach(steps[step_codes == code]), tone, n, n / len(known)))
    return tuple(bands)


def _kinds(metric: Metric) -> tuple[tuple[str, str], ...]:
    if metric.family == "share":
        name = " of ".join(band.name for band in metric.bands)
        return ("low", f"Niet {name}"), ("high", name[:1].upper() + name[1:])
    return _NET if metric.family == "net" else _MEAN


def _codes(scores: FloatArray, all_scores: FloatArray, metric: Metric) -> NDArray[np.int64]:
    if metric.family == "mean":
        low, high = _ends(all_scores, metric)
        cuts = [low + (high - low) / 3, low + 2 * (high - low) / 3]
        return np.searchsorted(cuts, scores, side="left").astype(np.int64)
    sign = np.sign(metric.value(scores)).astype(np.int64)
    return sign + 1 if metric.family == "net" else sign


def _ends(scores: FloatArray, metric: Metric) -> tuple[float, float]:
    low = metric.lowest if np.isfinite(metric.lowest) else float(scores.min())
    return low, metric.highest if np.isfinite(metric.highest) else float(scores.max())


def _steps(scores: FloatArray, metric: Metric) -> FloatArray:
    low, high = _ends(scores, metric)
    if high - low > _MOST_STEPS:
        return np.unique(scores)
    return np.union1d(scores, np.arange(np.ceil(low), np.floor(high) + 1))


def _reach(steps: FloatArray) -> str:
    if not len(steps):
        return "geen"
    low, high = score_text(float(steps[0])), score_text(float(steps[-1]))
    return low if low == high else f"{low}–{high}"
