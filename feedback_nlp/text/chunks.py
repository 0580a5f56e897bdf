"""Split comments at white space into chunks, the unit that spaCy's tokenizer works on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from feedback_nlp.text.ragged import BoolArray, IntArray, owners

ByteArray = NDArray[np.uint8]
_WIDE_BREAKS = "\u2028\u2029"
_BEYOND_ASCII = map(chr, range(0x80, 0x3001))
_WIDE_SPACES = [sign for sign in _BEYOND_ASCII if sign.isspace() and sign not in _WIDE_BREAKS]
_WIDE_CODES = frozenset(map(ord, (*_WIDE_SPACES, *_WIDE_BREAKS)))
_LAST_ASCII = 0x7F
_NEW_LINE, _RETURN, _SPACE = b"\n\r "
_SPACES = bytes(code for code in range(128) if chr(code).isspace())
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


@dataclass(frozen=True, eq=False)
class Chunks:
    """The white-space chunks of a list of comments, in reading order.

    Attributes
    ----------
    texts : list of str
        The distinct chunks, in the order in which they are first met.
    which : array of shape (n_chunks,)
        Place of each chunk among the distinct ones.
    comment : array of shape (n_chunks,)
        Place of the comment each chunk belongs to.
    start : array of shape (n_chunks,)
        Character offset of each chunk in its comment.
    after_break : array of shape (n_chunks,)
        Whether a line break stands between this chunk and the one before.
    """

    texts: list[str]
    which: IntArray
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
    >>> chunks = split_chunks(["Te laat.", "", "Te\nlaat"])
    >>> chunks.texts, chunks.which.tolist()
    (['Te', 'laat.', 'laat'], [0, 1, 0, 2])
    >>> chunks.comment.tolist(), chunks.start.tolist(), chunks.after_break.tolist()
    ([0, 0, 2, 2], [0, 3, 0, 3], [False, False, False, True])
    """
    encoded = _encoded(" ".join(comments))
    data = np.frombuffer(encoded, dtype=np.uint8)
    is_space = _is_ascii_space(data)
    edge = np.flatnonzero(np.diff(is_space, prepend=True, append=True))
    start, end = edge[::2], edge[1::2]
    texts, which = _distinct(encoded.translate(None, _SPACES), end - start)
    lengths = np.fromiter(map(len, comments), dtype=np.int64, count=len(comments))
    comment_start = np.cumsum(lengths + 1) - (lengths + 1)
    at = _characters_before(data, start)
    n_chunks = np.diff(np.searchsorted(at, np.append(comment_start, np.iinfo(np.int64).max)))
    comment = owners(n_chunks)
    first = np.diff(comment, prepend=-1) > 0
    return Chunks(
        texts=texts,
        which=which,
        comment=comment,
        start=at - comment_start[comment],
        after_break=_after_break(data, start) & ~first,
    )


def _is_ascii_space(data: ByteArray) -> BoolArray:
    """Tell which bytes are 9 to 13, 28 to 31 or a blank, as `str.isspace` has it."""
    is_space: BoolArray = data == _SPACE
    return is_space | (data - np.uint8(9) < 5) | (data - np.uint8(28) < 4)  # 8 wraps to 255


def _encoded(joined: str) -> bytes:
    """Return the text as UTF-8, with ASCII white space for any other."""
    if not joined.isascii() and _has_wide_space(joined):
        for spaces, plain in ((_WIDE_SPACES, " "), (_WIDE_BREAKS, "\n")):
            for space in spaces:
                joined = joined.replace(space, plain)
    try:
        return joined.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, as broken exports hold them
        return joined.translate(_SURROGATES).encode()


def _has_wide_space(joined: str) -> bool:
    """Tell whether white space beyond ASCII is in a text, sooner than by looking for each kind."""
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return not _WIDE_CODES.isdisjoint(np.unique(codes[codes > _LAST_ASCII]).tolist())


def _distinct(letters: bytes, lengths: IntArray) -> tuple[list[str], IntArray]:
    """Return the distinct chunks, and of each chunk its place among them."""
    bounds = np.zeros(len(lengths) + 1, dtype=np.int32)
    np.cumsum(lengths, out=bounds[1:])
    buffers = [pa.py_buffer(bounds), pa.py_buffer(letters)]
    chunks = pa.StringArray.from_buffers(len(lengths), *buffers).dictionary_encode()
    return chunks.dictionary.to_pylist(), chunks.indices.to_numpy().astype(np.int64)


def _characters_before(data: ByteArray, at: IntArray) -> IntArray:
    """Return how many characters stand before some bytes of UTF-8, which rise."""
    inside = np.flatnonzero((data & 0xC0) == 0x80)
    return at - np.cumsum(np.bincount(np.searchsorted(at, inside), minlength=len(at) + 1))[:-1]


def _after_break(data: ByteArray, start: IntArray) -> BoolArray:
    """Tell of each chunk whether a line break stands between it and the chunk before."""
    after = np.zeros(len(start) + 1, dtype=bool)
    after[np.searchsorted(start, np.flatnonzero((data == _NEW_LINE) | (data == _RETURN)))] = True
    return after[:-1]
