"""The parts of a Dutch compound: what stands last says what the whole is, the first of what."""

from collections.abc import Container

_SHORTEST_HEAD, _SHORTEST_START = 5, 3


def head(word: str, known: Container[str]) -> str:
    """Return the longest known word that a word ends in, nothing where there is none.

    Parameters
    ----------
    word : str
        A word in normal form that is not known itself.
    known : container of str
        Known words.

    Returns
    -------
    str
        The head: the known word behind at least three letters.

    Examples
    --------
    >>> head("pizzabezorger", {"bezorger", "zorger"}), head("onvriendelijk", {"vriendelijk"})
    ('bezorger', '')
    """
    if not word.isalpha():
        return ""
    ends = range(_SHORTEST_START, len(word) - _SHORTEST_HEAD + 1)
    return next((word[start:] for start in ends if word[start:] in known), "")


def first_part(word: str, known: Container[str]) -> str:
    """Return the longest known word that a word begins with, nothing where there is none.

    Parameters
    ----------
    word : str
        A word in normal form that is not known itself, nor its head.
    known : container of str
        Known words.

    Returns
    -------
    str
        The first part: the known word before at least three letters.

    Examples
    --------
    >>> first_part("levertijdgedoe", {"levertijd", "lever"}), first_part("tijden", {"tijd"})
    ('levertijd', '')
    """
    if not word.isalpha():
        return ""
    ends = range(len(word) - _SHORTEST_START, _SHORTEST_HEAD - 1, -1)
    return next((word[:end] for end in ends if word[:end] in known), "")
