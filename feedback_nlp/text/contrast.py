"""Words of contrast, and "maar" that is none: "ze belden maar niet terug", "er waren maar twee"."""

import numpy as np

from feedback_nlp.text.form_flags import FormFlags
from feedback_nlp.text.ragged import BoolArray, IntArray
from feedback_nlp.text.tokens import Tokenizer, Tokens

CONTRAST_WORDS = {
    "nl": frozenset({"maar", "echter", "alleen", "helaas", "behalve", "hoewel", "ondanks"}),
    "en": frozenset({"but", "however", "although", "though", "unfortunately", "except", "despite"}),
    "de": frozenset({"aber", "jedoch", "allerdings", "leider", "obwohl", "außer", "trotz"}),
    "fr": frozenset({"mais", "cependant", "pourtant", "malheureusement", "sauf", "malgre"}),
}
"""Per language, words before which a new point begins."""
_BUT, _NOT, _PARTICLE, _MARK, _LEADING, _AMOUNT = range(1, 7)
_PARTICLES = (
    *("aan", "af", "bij", "binnen", "door", "in", "langs", "mee", "na", "om", "op", "open"),
    *("over", "terug", "tegen", "toe", "uit", "vast", "voor", "weg"),
)
_LEADING_WORDS = (
    *("er", "nog", "ook", "is", "was", "waren", "had", "kreeg", "kregen", "krijg", "krijgt"),
    *("duurt", "duurde", "gaat", "ging", "kost", "kostte", "blijft", "bleef", "zat", "zit"),
)
_AMOUNTS = (
    *("een", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
    *("half", "halve", "weinig", "eenmaal"),
)
_KINDS = {
    "maar": _BUT,
    **dict.fromkeys(("niet", "nie"), _NOT),
    **dict.fromkeys(_PARTICLES, _PARTICLE),
    **dict.fromkeys(_LEADING_WORDS, _LEADING),
    **dict.fromkeys(_AMOUNTS, _AMOUNT),
}


class Contrasts:
    """Tell words of contrast from those that only look like one.

    Parameters
    ----------
    tokenizer : Tokenizer
        Makes the tokens.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._kinds = FormFlags(tokenizer, _kind)

    def are_adverbs(self, tokens: Tokens, at: IntArray) -> BoolArray:
        """Tell where "maar" says that something goes on not happening, or how little there is.

        In the first sense it stands before a "niet" that closes its clause, alone or with the
        particle of a verb: "het lukt maar niet", "ze belden maar niet terug", but not "lekker maar
        niet warm". In the second it stands between a verb or the like and an amount: "er waren maar
        twee", "gaat maar 1 uur mee".

        Parameters
        ----------
        tokens : Tokens
            The tokens of a list of comments.
        at : array of int of shape (n,)
            Places of words of contrast.

        Returns
        -------
        array of bool of shape (n,)
            Whether each is an adverb.

        Examples
        --------
        >>> tokenizer = Tokenizer()
        >>> tokens = tokenizer.tokenize(["Ze belden maar niet terug.", "Lekker maar niet warm."])
        >>> Contrasts(tokenizer).are_adverbs(tokens, np.array([2, 7])).tolist()
        [True, False]
        """
        kinds = self._kinds.flags()
        comment = tokens.comment.take(at)

        def kind(distance: int) -> IntArray:
            """Return the kind of the token so many on; outside the comment all is marks."""
            place = np.clip(at + distance, 0, len(tokens) - 1)
            inside = (place == at + distance) & (tokens.comment.take(place) == comment)
            return np.where(inside, kinds.take(tokens.form.take(place)), _MARK)

        closes = (kind(2) == _MARK) | (kind(2) == _PARTICLE) & (kind(3) == _MARK)
        goes_on = (kind(1) == _NOT) & (kind(-1) != _MARK) & closes
        only = (kind(-1) == _LEADING) & (kind(1) == _AMOUNT)
        return np.asarray((kind(0) == _BUT) & (goes_on | only))


def _kind(form: str) -> int:
    if form.isdigit():
        return _AMOUNT
    return _KINDS.get(form, 0) if form[:1].isalnum() else _MARK
