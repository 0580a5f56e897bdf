"""Segments that hold several labelled pieces, as more examples to learn from.

People label finer pieces than the program cuts: "slecht eten en te laat" may be two pieces and one
segment. Who learns from pieces alone learns that the words of one theme speak against the others,
and then overlooks the second theme of such a segment.
"""

from dataclasses import replace

import numpy as np

from feedback_nlp.classifier.examples import Examples
from feedback_nlp.text.ragged import IntArray
from feedback_nlp.text.segments import Segments


def join_pieces(examples: Examples, segments: Segments) -> tuple[Examples, IntArray]:
    """Add each segment that holds several pieces as a piece that carries all their themes.

    A piece belongs to the segment in which its middle stands.

    Parameters
    ----------
    examples : Examples
        The labelled comments and their pieces.
    segments : Segments
        The comments as the program splits them.

    Returns
    -------
    examples : Examples
        With the joined pieces behind the others.
    rows : array of int of shape (n_joined,)
        Which segments were added.
    """
    base = np.cumsum([0, *map(len, examples.comments)])
    piece = np.flatnonzero(middles := _middles(examples))
    place = base[examples.piece_comment[piece]] + middles[piece]
    row = np.searchsorted(base[segments.comment] + segments.start, place, side="right") - 1
    holds, n_pieces = np.unique(row, return_counts=True)
    rows = holds[n_pieces > 1]
    inside = np.isin(row, rows)
    carried = np.zeros((len(rows), examples.piece_carried.shape[1]), dtype=bool)
    owner = np.searchsorted(rows, row[inside])
    np.logical_or.at(carried, owner, examples.piece_carried[piece[inside]])
    comment = segments.comment[rows]
    texts = [
        examples.comments[of][start:end]
        for of, start, end in zip(comment, segments.start[rows], segments.end[rows], strict=True)
    ]
    joined = replace(
        examples,
        pieces=[*examples.pieces, *texts],
        piece_comment=np.concatenate([examples.piece_comment, comment]),
        piece_carried=np.vstack([examples.piece_carried, carried]),
    )
    return joined, rows


def _middles(examples: Examples) -> IntArray:
    """Return where the middle of each piece stands in its comment; 0 where it is not found."""
    middles = np.zeros(len(examples.pieces), dtype=np.int64)
    reached, last = 0, -1
    for number, (piece, comment) in enumerate(
        zip(examples.pieces, examples.piece_comment.tolist(), strict=True)
    ):
        if comment != last:
            reached, last = 0, comment
        start = examples.comments[comment].find(piece, reached)
        if start >= 0:
            middles[number], reached = start + len(piece) // 2, start + len(piece)
    return middles
