"""Whether a topic costs more as a complaint than it brings as praise (penalty and reward)."""

from typing import Literal

import numpy as np

from feedback_nlp.scores.intervals import LEVEL
from feedback_nlp.scores.metrics import FloatArray

Factor = Literal["basis", "prestatie", "enthousiasme", ""]
_SURE = (1 + LEVEL) / 2


def topic_factor(penalty: FloatArray, reward: FloatArray) -> Factor:
    """Tell what kind of factor a topic is (Brandt 1987).

    Parameters
    ----------
    penalty : array of shape (n_draws,)
        Points worse among those who complain about the topic, in resamples.
    reward : array of shape (n_draws,)
        Points better among those who praise it, in the same resamples.

    Returns
    -------
    {"basis", "prestatie", "enthousiasme", ""}
        Basis where the penalty is surely the larger, enthousiasme where the reward is, prestatie
        where both are surely above 0 and neither is surely the larger; empty where the comments
        don't tell. Sure is 97.5% of the resamples.

    Examples
    --------
    >>> topic_factor(np.array([40.0, 42.0]), np.array([3.0, -1.0]))
    'basis'
    """
    costs, brings = _sure(penalty > 0), _sure(reward > 0)
    if costs and _sure(penalty > reward):
        return "basis"
    if brings and _sure(reward > penalty):
        return "enthousiasme"
    return "prestatie" if costs and brings else ""


def _sure(holds: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> bool:
    return bool(holds.mean() >= _SURE)
