"""A linear correction to what a model says, learnt from more comments than it was trained on.

The correction adds to the log-odds of each theme in each segment, from the same features as the
model. A ridge penalty draws it to zero: where the new comments say nothing, the model stays as it
was.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse
from scipy.optimize import minimize
from scipy.special import expit, log_expit
from threadpoolctl import threadpool_limits

from feedback_nlp.classifier.eight_bits import rounded
from feedback_nlp.classifier.judged_rows import judged_rows
from feedback_nlp.classifier.model import ThemeModel
from feedback_nlp.classifier.weights import Weights, n_outputs
from feedback_nlp.text.ragged import FloatArray, IntArray

_MOST_STEPS = 50


@dataclass(frozen=True, eq=False)
class Lessons:
    """What segments should say, next to what a model says of them.

    Attributes
    ----------
    features : sparse matrix of shape (n_segments, n_features)
        The segments as the model sees them.
    log_odds : array of shape (n_segments, n_themes)
        What the model says, calibrated.
    target : array of shape (n_segments, n_themes)
        Probability that the segment carries the theme, between 0 and 1.
    weight : array of shape (n_segments, n_themes)
        How much each target counts; 0 where nothing is known.
    """

    features: sparse.csr_matrix
    log_odds: FloatArray
    target: FloatArray
    weight: FloatArray

    def __getitem__(self, rows: IntArray) -> "Lessons":
        return Lessons(
            self.features[rows], self.log_odds[rows], self.target[rows], self.weight[rows]
        )


def judge(
    model: ThemeModel, comments: Sequence[str]
) -> tuple[sparse.csr_matrix, FloatArray, IntArray]:
    """Return the segments of comments with what a model says of them.

    Parameters
    ----------
    model : ThemeModel
        The model.
    comments : sequence of str
        The comments.

    Returns
    -------
    features : sparse matrix of shape (n_segments, n_features)
        The segments as the model judges them.
    log_odds : array of shape (n_segments, n_themes)
        What it says, calibrated.
    comment : array of shape (n_segments,)
        Place of the comment of each.
    """
    with model.alone:
        features, analysis = judged_rows(model.analyser, model.features, comments, model.unit)
    log_odds = model.calibration.log_odds(model.log_odds(features))
    return features, log_odds, analysis.segments.comment


def learn_correction(lessons: Lessons, *, strength: float) -> Weights:
    """Fit the correction that brings a model nearest to the targets.

    For each theme the weighted cross-entropy plus ``|w|^2 / (2 strength)`` is minimised over the
    weights w and the intercept, starting at zero (L-BFGS).

    Parameters
    ----------
    lessons : Lessons
        What segments should say.
    strength : float
        Inverse strength of the ridge penalty.

    Returns
    -------
    Weights
        A column per theme, to be added to calibrated log-odds.
    """
    used = np.unique(lessons.features.indices)
    met = lessons.features[:, used].astype(np.float64)
    n_themes = lessons.target.shape[1]
    coefficients = np.zeros((lessons.features.shape[1], n_themes), dtype=np.float32)
    intercepts = np.zeros(n_themes, dtype=np.float32)
    with threadpool_limits(1):  # the vectors are too small for threads
        for theme in range(n_themes):
            coefficients[used, theme], intercepts[theme] = _fit(
                met,
                lessons.log_odds[:, theme],
                lessons.target[:, theme],
                lessons.weight[:, theme],
                strength,
            )
    return Weights(coefficients, intercepts)


def _fit(
    X: sparse.csr_matrix,
    log_odds: FloatArray,
    target: FloatArray,
    weight: FloatArray,
    strength: float,
) -> tuple[FloatArray, float]:
    counts = np.flatnonzero(weight)
    X, log_odds, target, weight = X[counts], log_odds[counts], target[counts], weight[counts]
    turned = X.T.tocsr()

    def loss(w: FloatArray) -> tuple[float, FloatArray]:
        said = log_odds + X @ w[:-1] + w[-1]
        likelihood = target * log_expit(said) + (1 - target) * log_expit(-said)
        residual = weight * (expit(said) - target)
        gradient = np.append(turned @ residual, residual.sum()) + w / strength
        return float(w @ w / (2 * strength) - weight @ likelihood), gradient

    start = np.zeros(X.shape[1] + 1)
    w = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _MOST_STEPS}).x
    return w[:-1], float(w[-1])


def correct(model: ThemeModel, correction: Weights) -> ThemeModel:
    """Return a model that adds a correction to what it says.

    Parameters
    ----------
    model : ThemeModel
        The model; an earlier correction of it stays.
    correction : Weights
        What `learn_correction` gives.

    Returns
    -------
    ThemeModel
        The corrected model.
    """
    slope, n_themes = model.calibration.slope, len(model.themes)
    weights = model.weights
    coefficients, intercepts = weights.coefficients, weights.intercepts
    if len(intercepts) == n_outputs(model.taxonomy):  # never corrected
        coefficients = np.pad(coefficients, ((0, 0), (0, n_themes)))
        intercepts = np.pad(intercepts, (0, n_themes))
    coefficients, intercepts = coefficients.copy(), intercepts.copy()
    added = coefficients[:, -n_themes:] + correction.coefficients / slope
    coefficients[:, -n_themes:] = rounded(added)  # now, so that saving changes nothing
    intercepts[-n_themes:] += correction.intercepts / slope
    corrected = replace(weights, coefficients=coefficients, intercepts=intercepts)
    return replace(model, weights=corrected)
