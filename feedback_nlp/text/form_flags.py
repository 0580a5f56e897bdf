"""A property of each distinct token form, worked out once and kept."""

from collections.abc import Callable

import numpy as np

from feedback_nlp.text.ragged import GrowingArray, IntArray
from feedback_nlp.text.tokens import Tokenizer


class FormFlags:
    """A small whole number for every form a tokenizer has met.

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
            self._flags = GrowingArray(np.int16)
        fresh = self._tokenizer.forms[len(self._flags) :]
        if fresh:
            self._flags.extend([self._flag(form) for form in fresh])
        return self._flags.values


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
    return int(form.isalpha() or any(character.isalpha() for character in form))
