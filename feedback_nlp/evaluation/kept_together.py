"""Which comments are so alike that none may be judged by what was learnt from another."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from feedback_nlp.classifier.examples import text_groups
from feedback_nlp.text.ragged import IntArray


def kept_together(comments: Sequence[str], clusters: Sequence[str] | None) -> IntArray:
    """Return a number per comment, the same for those with one text or of one cluster.

    Parameters
    ----------
    comments : sequence of str
        The comments; case and white space make no other text.
    clusters : sequence of str or None
        What comments have in common, such as the review that they are sentences of; empty where a
        comment stands alone.

    Returns
    -------
    array of shape (n_comments,)
        Comments linked by others have the same number too.

    Examples
    --------
    >>> kept_together(["Te laat", "duur", "te  laat", "top"], ["r1", "r1", "r2", ""]).tolist()
    [0, 0, 0, 1]
    """
    text = text_groups(comments)
    if clusters is None:
        return text
    number = {name: place for place, name in enumerate(dict.fromkeys(clusters))}
    rows = np.array([row for row, name in enumerate(clusters) if name], dtype=np.int64)
    ends = np.array([number[clusters[row]] for row in rows], dtype=np.int64)
    n_texts = int(text.max(initial=-1)) + 1
    n = n_texts + len(number)
    links = sparse.csr_matrix((np.ones(len(rows)), (text[rows], n_texts + ends)), shape=(n, n))
    return np.asarray(connected_components(links, directed=False)[1][text], dtype=np.int64)
