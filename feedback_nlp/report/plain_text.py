"""Make text of strangers fit to print, character by character, so that offsets stay true."""

import re

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def printable(text: str) -> str:
    r"""Replace control characters by spaces and lone surrogates by a replacement character.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        Text of the same length, without anything that UTF-8, HTML or Excel refuses.

    Examples
    --------
    >>> printable("nul\x00 en regel\neinde")
    'nul  en regel\neinde'
    """
    return _SURROGATE.sub("�", _CONTROL.sub(" ", text))


def utf16_offset(text: str, offset: int) -> int:
    """Return where a character stands for JavaScript, which counts UTF-16 units.

    Parameters
    ----------
    text : str
        The text, without lone surrogates.
    offset : int
        Where it stands for Python, which counts characters.

    Returns
    -------
    int
        The same place.

    Examples
    --------
    >>> utf16_offset("👍 top", 2)
    3
    """
    if text.isascii():
        return min(offset, len(text))
    return len(text[:offset].encode("utf-16-le")) // 2
