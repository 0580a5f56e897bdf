"""What layers say of comments they were not fitted on, for calibration and for honest figures."""

from collections.abc import Callable

import numpy as np
from sklearn.model_selection import GroupKFold

from feedback_nlp.classifier.pooling import highest_per_comment
from feedback_nlp.classifier.training_table import TrainingTable
from feedback_nlp.classifier.weights import Weights, combine
from feedback_nlp.text.ragged import FloatArray, IntArray

FOLDS = 3
"""Parts into which comments are dealt."""
_MANY_COMMENTS, _FOLDS_OF_MANY = 10_000, 2
"""From here on half of them teach enough to calibrate on the other half."""


def held_out_log_odds(
    table: TrainingTable,
    group: IntArray,
    fit: Callable[[IntArray], Weights],
    n_folds: int | None = None,
) -> FloatArray:
    """Return the log-odds of each comment from layers fitted without it.

    Parameters
    ----------
    table : TrainingTable
        Examples with their features.
    group : array of shape (n_comments,)
        Comments of one group are held out together.
    fit : callable
        Fits layers on the pieces of which it is given the places.
    n_folds : int, optional
        Parts into which the comments are dealt; by default three, and two from 10,000 comments on.

    Returns
    -------
    array of float32 of shape (n_comments, n_themes)
        Log-odds.
    """
    n = len(table.examples.comments)
    log_odds = np.zeros(table.examples.carried.shape, dtype=np.float32)
    wanted = n_folds or (FOLDS if n < _MANY_COMMENTS else _FOLDS_OF_MANY)
    folds = GroupKFold(min(wanted, len(np.unique(group))))
    for train, test in folds.split(np.zeros(n), groups=group):
        weights = fit(np.flatnonzero(np.isin(table.examples.piece_comment, train)))
        rows = np.flatnonzero(np.isin(table.row_comment, test))
        outputs = table.rows[rows] @ weights.coefficients + weights.intercepts
        scores = combine(outputs, table.taxonomy)
        log_odds[test] = highest_per_comment(scores, table.row_comment[rows], n)[test]
    return log_odds
