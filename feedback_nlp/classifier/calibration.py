"""Learn probabilities and thresholds from log-odds on comments the model has not seen."""

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from feedback_nlp.classifier.model import Calibration
from feedback_nlp.text.ragged import BoolArray, FloatArray

_OFFSET_SCALE = 0.3
"""How far a theme's offset may leave the common one: the smaller, the nearer they stay."""
_LEAST_SLOPE = 0.1
"""So that more evidence never means less, however little there was to learn from."""
_PRIOR_COMMENTS = 100
"""Comments' worth of belief in the common threshold when a theme's own is drawn towards it."""
_GRID = np.arange(0.10, 0.71, 0.02)


def learn_calibration(log_odds: FloatArray, carried: BoolArray) -> Calibration:
    """Fit one slope for all themes, an offset per theme, and a threshold per theme.

    Both offsets and thresholds are drawn towards a common value, the more so the fewer comments
    carry the theme: freely tuned thresholds raise F1 here and spoil counts elsewhere.

    Parameters
    ----------
    log_odds : array of shape (n_comments, n_themes)
        Of comments held out when the layers were fitted.
    carried : array of bool of shape (n_comments, n_themes)
        Whether people gave the comment the theme.

    Returns
    -------
    Calibration
        Slope, offsets and thresholds.
    """
    n_comments, n_themes = log_odds.shape
    theme = np.tile(np.arange(n_themes), n_comments)
    rows = np.arange(len(theme))
    themes = sparse.csr_matrix((np.full(len(theme), _OFFSET_SCALE), (rows, theme)))
    design = sparse.hstack([sparse.csr_matrix(log_odds.reshape(-1, 1)), themes], format="csr")
    model = LogisticRegression(C=1.0, max_iter=1000, tol=1e-6).fit(design, carried.ravel())
    slope = max(_LEAST_SLOPE, float(model.coef_[0, 0]))
    offsets = (model.intercept_[0] + _OFFSET_SCALE * model.coef_[0, 1:]).astype(np.float32)
    proba = Calibration(slope, offsets, np.zeros(n_themes)).proba(log_odds)
    return Calibration(slope, offsets, _thresholds(proba, carried))


def _thresholds(proba: FloatArray, carried: BoolArray) -> FloatArray:
    found = np.array([proba >= at for at in _GRID])
    hits = (found & carried).sum(axis=1)
    f1 = 2 * hits / np.maximum(found.sum(axis=1) + carried.sum(axis=0), 1)
    common_f1 = 2 * hits.sum(axis=1) / (found.sum(axis=(1, 2)) + carried.sum())
    common = _GRID[common_f1.argmax()]
    own = _GRID[f1.argmax(axis=0)]
    support = carried.sum(axis=0)
    drawn = (support * own + _PRIOR_COMMENTS * common) / (support + _PRIOR_COMMENTS)
    return np.asarray(drawn, dtype=np.float32)
