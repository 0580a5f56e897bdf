"""What layers say of comments they were not fitted on, for calibration and for honest figures."""

from collections.abc import Callable

import numpy as np
from sklearn.model_selection import GroupKFold

from feedback_nlp.classifier.pooling import highest_per_comment
from feedback_nlp.classifier.rivals import NO_RIVALS, find_rivals, settle_rivals
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
) -> tuple[FloatArray, IntArray]:
    """Return the log-odds of each comment from layers fitted without it, and the rivals found.

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
    log_odds : array of float32 of shape (n_comments, n_themes)
        With the rivals settled.
    rivals : array of int of shape (n_rivals, 2)
        What `find_rivals` finds in the pieces held out; whole comments have none.
    """
    n, n_themes = table.examples.carried.shape
    wanted = n_folds or (FOLDS if n < _MANY_COMMENTS else _FOLDS_OF_MANY)
    folds = GroupKFold(min(wanted, len(np.unique(group))))
    piece_comment = table.examples.piece_comment
    judged = [(table.rows, table.row_comment)]
    if table.unit == "segment":  # a whole comment may well mean both of two rivals
        judged.append((table.pieces, piece_comment))
    said = [np.zeros((len(comment), n_themes), dtype=np.float32) for _, comment in judged]
    for train, test in folds.split(np.zeros(n), groups=group):
        weights = fit(np.flatnonzero(np.isin(piece_comment, train)))
        for log_odds, (features, comment) in zip(said, judged, strict=True):
            held = np.flatnonzero(np.isin(comment, test))
            outputs = features[held] @ weights.coefficients + weights.intercepts
            log_odds[held] = combine(outputs, table.taxonomy)
    of_rows, *of_pieces = said
    rivals = NO_RIVALS
    if of_pieces:
        rivals = find_rivals(of_pieces[0], table.examples.piece_carried, table.taxonomy)
        settle_rivals(of_rows.T, rivals)
    return highest_per_comment(of_rows, table.row_comment, n), rivals
