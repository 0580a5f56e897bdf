"""Fit the linear layers: a logistic regression per theme, per topic, and one for the side.

Each count is first scaled by how unevenly it is spread over the pieces with and without the label
(the log-count ratio of naive Bayes: Wang and Manning 2012, "Baselines and Bigrams"), so that the
ridge penalty spares what tells labels apart. The scale then goes into the coefficients, and so does
what a model that knows other themes says.
"""

import warnings

import numpy as np
from joblib import Parallel, delayed
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from feedback_nlp.classifier.added_columns import AddedColumns
from feedback_nlp.classifier.eight_bits import rounded
from feedback_nlp.classifier.weights import Weights, has_two_sides
from feedback_nlp.text.ragged import BoolArray, FloatArray
from feedback_nlp.themes.taxonomy import Taxonomy

EMPHASIS = 0.75
"""Share of a feature's scale that its log-count ratio makes; the rest is 1."""
_PASSES, _PASSES_OVER_MANY, _MANY_PIECES = 10, 6, 50_000
"""Passes over the pieces, at most. Over the 178,000 of the written comments six take an eighth less
time than seven, and what that changes on real comments is noise: so much does another order of the
pieces change too. Four are too few: of 460 minimal pairs 388 are right then, and 392 with six."""


def fit_layers(
    features: sparse.csr_matrix,
    carried: BoolArray,
    taxonomy: Taxonomy,
    *,
    C: float,
    n_jobs: int,
    added: AddedColumns | None = None,
) -> Weights:
    """Fit one logistic regression per output.

    The side is learnt from the pieces that only praise or only complain, whatever their topic.

    Parameters
    ----------
    features : sparse matrix of shape (n_pieces, n_features)
        The pieces as numbers.
    carried : array of bool of shape (n_pieces, n_themes)
        Which themes each piece carries.
    taxonomy : Taxonomy
        Which topic and side each theme has.
    C : float
        Inverse strength of the ridge penalty.
    n_jobs : int
        Processes that fit side by side. Threads would share liblinear's one random generator, and
        so would change the result from run to run.
    added : AddedColumns, optional
        What else is told of the pieces, as sums of their features.

    Returns
    -------
    Weights
        A column per theme, topic and side.
    """
    if added is not None:
        features = added.beside(features)
    features.sum_duplicates()  # here, once: scikit-learn would do it in place for every output
    labels, two_sides = carried, has_two_sides(taxonomy)
    if two_sides:
        labels = np.hstack([carried, _topics_carried(carried, taxonomy)])
    tasks = [(features, *each) for each in zip(labels.T, _emphasis(features, labels), strict=True)]
    if two_sides:
        praised = np.array([taxonomy.side_of(theme) == "praise" for theme in taxonomy.themes])
        praises, complains = (np.any(carried[:, side], axis=1) for side in (praised, ~praised))
        one_sided = np.flatnonzero(praises != complains)
        features = features[one_sided]
        features.sum_duplicates()
        praises = praises[one_sided]
        [scale] = _emphasis(features, praises[:, None])
        tasks.append((features, praises, scale))
    fitted = Parallel(n_jobs=n_jobs)(delayed(_fit)(*task, C) for task in tasks)
    coefficients, intercepts = zip(*fitted, strict=True)
    weights = Weights(np.array(coefficients).T, np.array(intercepts, np.float32))
    if added is not None:
        weights = added.fold(weights)
    as_saved = rounded(weights.coefficients)  # now, so that saving changes nothing
    return Weights(as_saved, weights.intercepts)


def _topics_carried(carried: BoolArray, taxonomy: Taxonomy) -> BoolArray:
    topics = {topic.id: place for place, topic in enumerate(taxonomy.topics)}
    by_topic = np.zeros((len(carried), len(topics)), dtype=bool)
    for column, theme in enumerate(taxonomy.themes):
        by_topic[:, topics[taxonomy.topic_of(theme).id]] |= carried[:, column]
    return by_topic


def _fit(
    X: sparse.csr_matrix, y: BoolArray, scale: FloatArray, C: float
) -> tuple[FloatArray, float]:
    """Fit one output; one that never or always occurs gets an intercept alone.

    It is no surer than so many pieces can make it, which is half a piece from certainty: a theme
    may never occur in what is learnt from and yet in what is held out.
    """
    if y.all() or not y.any():
        odds = (y.sum() + 0.5) / (len(y) - y.sum() + 0.5)
        return np.zeros(X.shape[1], dtype=np.float32), float(np.log(odds))
    scaled = sparse.csr_matrix((X.data * scale[X.indices], X.indices, X.indptr), shape=X.shape)
    passes = _PASSES if len(y) < _MANY_PIECES else _PASSES_OVER_MANY
    model = LogisticRegression(
        C=C, solver="liblinear", dual=True, tol=0.3, max_iter=passes, random_state=0
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(scaled, y)
    return (model.coef_[0] * scale).astype(np.float32), float(model.intercept_[0])


def _emphasis(X: sparse.csr_matrix, labels: BoolArray) -> FloatArray:
    """Return a row per label, the scale of each feature.

    With p and q the shares of pieces with and without the label that have the feature, smoothed by
    one piece each: ``1 - EMPHASIS + EMPHASIS * |ln(p / q)|``. A feature that can be negative, such
    as a dimension of a word vector, is no count that pieces have or lack: its scale is 1.
    """
    present = sparse.csr_matrix((np.ones_like(X.data), X.indices, X.indptr), shape=X.shape)
    in_carried = (present.T @ labels.astype(np.float32)).T
    in_all = np.bincount(X.indices, minlength=X.shape[1])
    n_carried = labels.sum(axis=0)[:, None]
    p = (1 + in_carried) / (2 + n_carried)
    q = (1 + in_all - in_carried) / (2 + len(labels) - n_carried)
    scale = np.asarray(1 - EMPHASIS + EMPHASIS * np.abs(np.log(p / q)))
    scale[:, np.unique(X.indices[X.data < 0])] = 1
    return scale
