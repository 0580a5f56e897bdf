"""Split comments at white space into chunks, the unit that spaCy's tokenizer works on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from feedback_nlp.text.ragged import BoolArray, IntArray

_LAST_SPACE = 0x3000  # no character beyond the ideographic space counts as white space
_IS_SPACE = np.array([chr(code).isspace() for code in range(_LAST_SPACE + 2)])
_BREAKS = np.array([ord(character) for character in "\n\r\u2028\u2029"])
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


@dataclass(frozen=True)
class Chunks:
    """The white-space chunks of a list of comments, in reading order.

    Attributes
    ----------
    texts : list of str
        The chunks themselves.
    comment : array of shape (n_chunks,)
        Place of the comment each chunk belongs to.
    start : array of shape (n_chunks,)
        Character offset of each chunk in its comment.
    after_break : array of shape (n_chunks,)
        Whether a line break stands between this chunk and the one before.
    """

    texts: list[str]
    comment: IntArray
    start: IntArray
    after_break: BoolArray


def split_chunks(comments: Sequence[str]) -> Chunks:
    r"""Split comments at white space.

    Parameters
    ----------
    comments : sequence of str
        The comments; any of them may be empty.

    Returns
    -------
    Chunks
        What stands between the white space.

    Examples
    --------
    >>> chunks = split_chunks(["Te laat.", "", "Mooie\ntas"])
    >>> chunks.texts, chunks.comment.tolist(), chunks.start.tolist()
    (['Te', 'laat.', 'Mooie', 'tas'], [0, 0, 2, 2], [0, 3, 0, 6])
    >>> chunks.after_break.tolist()
    [False, False, False, True]
    """
    joined = " ".join(comments)
    try:
        encoded = joined.encode("utf-32-le")
    except UnicodeEncodeError:  # half of a surrogate pair, as broken exports hold them
        joined = joined.translate(_SURROGATES)
        encoded = joined.encode("utf-32-le")
    codes = np.frombuffer(encoded, dtype=np.uint32)
    is_space = _IS_SPACE[np.minimum(codes, _LAST_SPACE + 1)]
    is_start = ~is_space
    is_start[1:] &= is_space[:-1]
    starts = np.flatnonzero(is_start)
    lengths = np.fromiter(map(len, comments), dtype=np.int64, count=len(comments))
    comment_starts = np.cumsum(lengths + 1) - (lengths + 1)
    comment = np.searchsorted(comment_starts, starts, side="right") - 1
    after_break = np.zeros(len(starts) + 1, dtype=bool)
    after_break[np.searchsorted(starts, np.flatnonzero(np.isin(codes, _BREAKS)))] = True
    first = np.ones(len(starts), dtype=bool)
    first[1:] = comment[1:] != comment[:-1]
    return Chunks(
        texts=joined.split(),
        comment=comment,
        start=starts - comment_starts[comment],
        after_break=after_break[:-1] & ~first,
    )
