"""Sub-words: the letter sequences inside a word, which compounds and typos share."""

SHORTEST, LONGEST = 3, 4


def subwords(form: str) -> list[str]:
    """Return the letter sequences of three or four characters in a word, its edges marked.

    Parameters
    ----------
    form : str
        A word in normal form.

    Returns
    -------
    list of str
        Its sub-words as often as they occur; none for punctuation and digits.

    Examples
    --------
    >>> subwords("laat")
    ['<la', 'laa', 'aat', 'at>', '<laa', 'laat', 'aat>']
    """
    if not (form.isalpha() or any(character.isalpha() for character in form)):
        return []
    marked = f"<{form[:40]}>"
    return [
        marked[i : i + n] for n in range(SHORTEST, LONGEST + 1) for i in range(len(marked) - n + 1)
    ]
