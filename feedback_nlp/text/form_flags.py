"""A property of each distinct token form, worked out once and kept."""

from collections.abc import Callable

import numpy as np

from feedback_nlp.text.ragged import IntArray
from feedback_nlp.text.tokens import Tokenizer


class FormFlags:
    """A whole number for every form a tokenizer has met.

    Parameters
    ----------
    tokenizer : Tokenizer
        Numbers the forms.
    flag : callable
        Gives the number of a form.

    Examples
    --------
    >>> tokenizer = Tokenizer()
    >>> tokens = tokenizer.tokenize(["Te laat !"])
    >>> FormFlags(tokenizer, has_letter).flags()[tokens.form].tolist()
    [1, 1, 0]
    """

    def __init__(self, tokenizer: Tokenizer, flag: Callable[[str], int]) -> None:
        self._tokenizer = tokenizer
        self._flag = flag
        self._generation = -1

    def flags(self) -> IntArray:
        """Return the numbers of all forms met so far, in their order."""
        if self._generation != self._tokenizer.generation:
            self._generation = self._tokenizer.generation
            self._flags = np.zeros(0, dtype=np.int64)
        fresh = self._tokenizer.forms[len(self._flags) :]
        if fresh:
            flags = np.array([self._flag(form) for form in fresh], dtype=np.int64)
            self._flags = np.append(self._flags, flags)
        return self._flags


def has_letter(form: str) -> int:
    """Return 1 for a form with a letter in it, else 0.

    Parameters
    ----------
    form : str
        A token in normal form.

    Returns
    -------
    int
        1 or 0.
    """
    return int(any(character.isalpha() for character in form))
