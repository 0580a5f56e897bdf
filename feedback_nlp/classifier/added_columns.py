"""Columns beside the features while layers are fitted: sums of features that share what they tell.

All of it is linear, so the coefficients of these columns go into those of the features: what comes
out is a model like any other, which tags alone and no slower.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from threadpoolctl import threadpool_limits

from feedback_nlp.classifier.weights import Weights
from feedback_nlp.text.ragged import FloatArray


@dataclass(frozen=True, eq=False)
class AddedColumns:
    """Weighted sums of features, as columns beside them.

    Attributes
    ----------
    coefficients : array of shape (n_features, n_columns)
        Float32, with a row per feature of the model being trained.
    intercepts : array of shape (n_columns,)
        One per column.

    Examples
    --------
    >>> added = AddedColumns(np.array([[1.0], [2.0]]), np.array([0.5]))
    >>> added.beside(sparse.csr_matrix([[1.0, 1.0]])).toarray().tolist()
    [[1.0, 1.0, 3.5]]
    >>> folded = added.fold(Weights(np.array([[0.0], [1.0], [10.0]]), np.array([0.0])))
    >>> folded.coefficients.tolist(), folded.intercepts.tolist()
    ([[10.0], [21.0]], [5.0])
    """

    coefficients: FloatArray
    intercepts: FloatArray

    def __add__(self, others: "AddedColumns") -> "AddedColumns":
        return AddedColumns(
            np.hstack([self.coefficients, others.coefficients]),
            np.concatenate([self.intercepts, others.intercepts]),
        )

    def beside(self, features: sparse.csr_matrix) -> sparse.csr_matrix:
        """Return features with these columns behind them.

        Parameters
        ----------
        features : sparse matrix of shape (n_pieces, n_features)
            The pieces as numbers.

        Returns
        -------
        sparse matrix of shape (n_pieces, n_features + n_columns)
            Float32.
        """
        said = sparse.csr_matrix(features @ self.coefficients + self.intercepts)
        return sparse.hstack([features, said], format="csr", dtype=np.float32)

    def fold(self, weights: Weights) -> Weights:
        """Return layers that give without these columns what they gave with them.

        Parameters
        ----------
        weights : Weights
            Layers with a row per feature and, behind those, one per column.

        Returns
        -------
        Weights
            With a row per feature.
        """
        own, added = np.split(weights.coefficients, [len(self.coefficients)])
        with threadpool_limits(1):  # so that no sum depends on how many there are
            return Weights(
                own + self.coefficients @ added, weights.intercepts + self.intercepts @ added
            )
