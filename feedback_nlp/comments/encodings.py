"""Find out how the bytes of a text file spell their characters."""

import codecs
import io
from typing import BinaryIO

import charset_normalizer

from feedback_nlp.comments.sources import Source
from feedback_nlp.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ("cp1252", "iso8859_15", "cp850", "mac_roman")  # the likeliest first
_USUAL = frozenset("àáâãäåæçèéêëìíîïñòóôõöøœùúûüßÀÁÇÈÉËÏÓÖÜ€‘’“”–—…•´`°½¼²³£§©®™«»·±\xa0")
_CONTROLS = bytes(set(range(32)) - set(b"\0\t\n\v\f\r"))
_HEAD = 2**16
_BLOCK = 2**20
_LEGACY_SAMPLE = 2**18


def open_text(source: Source) -> io.TextIOWrapper:
    """Open a text file in the encoding its bytes point to.

    Parameters
    ----------
    source : Source
        The opened file.

    Returns
    -------
    TextIOWrapper
        Its text with line ends as they stand; bytes that spell nothing become U+FFFD.
        Its `encoding` is the codec that was found.

    Raises
    ------
    ReadError
        If the file holds no text.
    """
    encoding = detect_encoding(source)
    source.stream.seek(0)
    text = io.TextIOWrapper(source.stream, encoding, errors="replace", newline="")
    source.closing.callback(text.detach)
    return text


def detect_encoding(source: Source) -> str:
    """Name the codec of a text file.

    A byte order mark decides; else valid UTF-8 is UTF-8; else Windows-1252 or another old Western
    encoding that gives the usual letters; else what charset-normalizer finds most likely.

    Parameters
    ----------
    source : Source
        The opened file.

    Returns
    -------
    str
        A codec name of Python, such as ``"utf-8"`` or ``"cp1252"``.

    Raises
    ------
    ReadError
        If the file holds no text.

    Examples
    --------
    >>> import io
    >>> detect_encoding(Source("old.csv", ".csv", io.BytesIO("reactie;één café".encode("cp1252"))))
    'cp1252'
    """
    head = source.head(_HEAD)
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    if encoding := marked or _utf16_without_mark(head):
        return encoding
    if _is_utf8(source.stream):
        return "utf-8"
    n_controls = len(head) - len(head.translate(None, _CONTROLS))
    if n_controls > 0.05 * len(head):
        raise _no_text(source)
    sample = _lines_beyond_ascii(source.stream)
    if encoding := _damaged_utf8(sample) or _western(sample) or _most_likely(sample):
        return encoding
    raise _no_text(source)


def _no_text(source: Source) -> ReadError:
    return ReadError(
        f"{source.name} holds no text that can be read. Save it again as CSV (UTF-8), Excel, "
        "Parquet or JSON lines."
    )


def _utf16_without_mark(head: bytes) -> str | None:
    n_low, n_high = head[::2].count(0), head[1::2].count(0)
    if max(n_low, n_high) < 0.35 * len(head) or min(n_low, n_high) > 0.05 * len(head):
        return None
    return "utf-16-le" if n_high > n_low else "utf-16-be"


def _is_utf8(stream: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    stream.seek(0)
    try:
        while block := stream.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _lines_beyond_ascii(stream: BinaryIO) -> bytes:
    stream.seek(0)
    sample = bytearray()
    while len(sample) < _LEGACY_SAMPLE and (line := stream.readline(_LEGACY_SAMPLE)):
        if not line.isascii():
            sample += line
    return bytes(sample)


def _damaged_utf8(sample: bytes) -> str | None:
    """UTF-8 with a few broken bytes: in no other encoding do most bytes beyond ASCII pair up."""
    beyond = _beyond_ascii(sample.decode("utf-8", "replace"))
    return "utf-8" if beyond.count("\ufffd") * 2 < len(beyond) else None


def _western(sample: bytes) -> str | None:
    shares = {encoding: _usual_share(sample.decode(encoding, "replace")) for encoding in _LEGACY}
    best = max(_LEGACY, key=lambda encoding: shares[encoding])
    return best if shares[best] >= 0.9 else None


def _usual_share(text: str) -> float:
    beyond = _beyond_ascii(text)
    return sum(character in _USUAL for character in beyond) / len(beyond)


def _beyond_ascii(text: str) -> list[str]:
    return [character for character in text if character > "\x7f"]


def _most_likely(sample: bytes) -> str | None:
    best = charset_normalizer.from_bytes(sample).best()
    return best.encoding if best else None
