"""Greetings that close a letter: "met vriendelijke groet" praises nobody."""

from dataclasses import replace

import numpy as np

from feedback_nlp.text.form_flags import FormFlags
from feedback_nlp.text.ragged import IntArray
from feedback_nlp.text.tokens import NO_FORM, Tokenizer, Tokens

_GREETING, _KIND, _WITH, _GIVEN, _BEHIND = (1 << bit for bit in range(5))
_WORDS = {
    _GREETING: ("groet", "groeten", "groetje", "groetjes"),
    _KIND: ("vriendelijke", "vriendelijk", "hartelijke", "lieve", "warme", "beste", "zonnige"),
    _WITH: ("met",),
    _GIVEN: ("een", "'n", "geen", "de", "die", "zo'n", "elke", "altijd", "steeds"),
    _BEHIND: ("bij", "aan", "als", "toen", "en", "maar", "door"),
}
"""A kind greeting that somebody gave ("een vriendelijke groet", "vriendelijke groet bij de balie")
is praise."""
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words}


def _kind_of(form: str) -> int:
    return _KINDS.get(form, 0)


class Greetings:
    """Leave closing greetings out. Of languages other than Dutch nothing is changed.

    Parameters
    ----------
    tokenizer : Tokenizer
        Makes the tokens.

    Examples
    --------
    >>> tokenizer = Tokenizer()
    >>> tokens = tokenizer.tokenize(["Eten was koud. Met vriendelijke groet, Anja"])
    >>> form = Greetings(tokenizer).leave_out(tokens).form
    >>> " ".join(tokenizer.forms[number] for number in form if tokenizer.forms[number])
    'eten was koud . met , anja'
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._kinds = FormFlags(tokenizer, _kind_of)

    def leave_out(self, tokens: Tokens) -> Tokens:
        """Give the words of closing greetings the form `NO_FORM`.

        Parameters
        ----------
        tokens : Tokens
            The tokens of a list of comments.

        Returns
        -------
        Tokens
            As many.
        """
        if self._tokenizer.language != "nl":
            return tokens
        kind = self._kinds.flags().take(tokens.form)
        at = np.flatnonzero(kind & _GREETING)
        before, adjective, behind = (_beside(kind, tokens, at, step) for step in (-2, -1, 1))
        closes = (before & _WITH > 0) | ((before & _GIVEN == 0) & (behind & _BEHIND == 0))
        at = at[(adjective & _KIND > 0) & closes]
        if not len(at):
            return tokens
        form = tokens.form.copy()
        form[at - 1] = form[at] = self._tokenizer.form_id(NO_FORM)
        return replace(tokens, form=form)


def _beside(kind: IntArray, tokens: Tokens, at: IntArray, step: int) -> IntArray:
    """Return the kinds of the tokens so many steps from places, 0 where another comment is."""
    place = at + step
    is_there = (place >= 0) & (place < len(kind))
    is_there &= tokens.comment.take(place, mode="clip") == tokens.comment[at]
    return np.where(is_there, kind.take(place, mode="clip"), 0)
