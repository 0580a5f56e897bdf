"""What a model judges: a row per segment, which may share the say with its whole comment.

Where nobody labelled segments, the layers have learnt from whole comments. The comment as a whole
is then the surer witness, and the segment that speaks most for a theme the clearer one, above all
in a long comment; each counts half.
"""

from collections.abc import Sequence
from typing import Literal, TypeVar

from scipy import sparse

from feedback_nlp.text.analysis import Analyser, Analysis
from feedback_nlp.text.features import SegmentFeatures
from feedback_nlp.text.ragged import FloatArray, IntArray

Unit = Literal["segment", "comment"]
"""What a model learns from."""
_Rows = TypeVar("_Rows", FloatArray, sparse.csr_matrix)


def with_comments(segments: _Rows, comments: _Rows, comment: IntArray) -> _Rows:
    """Return segments that share the say with their whole comments.

    Parameters
    ----------
    segments : array or sparse matrix of shape (n_segments, n_columns)
        Features of segments, or what layers say of them.
    comments : array or sparse matrix of shape (n_comments, n_columns)
        The same of whole comments.
    comment : array of shape (n_segments,)
        Place of the comment of each segment.

    Returns
    -------
    array or sparse matrix of shape (n_segments, n_columns)
        The mean of each segment and its comment.
    """
    return (segments + comments[comment]) / 2


def judged_rows(
    analyser: Analyser, features: SegmentFeatures, comments: Sequence[str], unit: Unit
) -> tuple[sparse.csr_matrix, Analysis]:
    """Return the segments of comments as numbers, as a model judges them.

    Parameters
    ----------
    analyser : Analyser
        Splits the comments.
    features : SegmentFeatures
        Of that analyser.
    comments : sequence of str
        The comments.
    unit : {"segment", "comment"}
        What the model learns from.

    Returns
    -------
    rows : sparse matrix of shape (n_segments, n_features)
        The segments; of a model that learns from comments, the mean of segment and comment.
    analysis : Analysis
        The comments cut up, which tells the comment of each segment.
    """
    analysis = analyser.analyse(comments)
    rows = features.transform(analysis)
    if unit == "segment":
        return rows, analysis
    whole = features.transform(analyser.analyse(comments, whole=True))
    return with_comments(rows, whole, analysis.segments.comment), analysis
