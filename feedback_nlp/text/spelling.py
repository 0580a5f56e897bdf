"""Bring a token to its normal form: case, accents, quotes, stretched letters, common typos."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import product

from feedback_nlp.text.glued_words import LONGEST, blanks_lost, sentences_within
from feedback_nlp.text.inflection import base_forms
from feedback_nlp.text.sounds import sounds

_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"'})
_NUMBER = re.compile(r"\d[\d.,:]*\d")
_STRETCHED = re.compile(r"(\D)\1{2,}")
_INVISIBLE = {"Mn", "Cf", "Zs"}  # accents split off, joiners, the blank that "¨" splits into
_MIN_LETTERS, _MIN_TYPO_LETTERS = 5, 6
_MOST_STRETCHED = 4
"""Stretched letters of a word that may each be meant once or twice: sixteen shapes to look up."""


def plain_form(token: str) -> str:
    """Return a token in lower case, without accents, with straight quotes, numbers as their shape.

    A number of two or more digits keeps its length and its signs only: its value is chance, what
    sort of number it is says something (a time, a price, a year). One of two digits keeps its tens:
    "20 minuten" is not "90 minuten".

    Parameters
    ----------
    token : str
        A token as the tokenizer gives it.

    Returns
    -------
    str
        Its plain form; the lower-case token itself where nothing would be left.

    Examples
    --------
    >>> plain_form("Privé"), plain_form("’S"), plain_form("❤️"), plain_form("18:15"), plain_form("5")
    ('prive', "'s", '❤', '00:00', '5')
    """
    if token.isascii() and token.isalpha():
        return token.lower()
    lower = _NUMBER.sub(_shape, token.translate(_QUOTES).lower())
    if lower.isascii():
        return lower
    split = unicodedata.normalize("NFKD", lower).lower()  # "™" splits into capitals
    return "".join(c for c in split if unicodedata.category(c) not in _INVISIBLE) or lower


def _shape(number: re.Match[str]) -> str:
    """Return a number with its digits as zeros, but with the tens of a number of two digits."""
    digits = number.group()
    if len(digits) == 2:
        return digits[0] + "0"
    return re.sub(r"\d", "0", digits)


class Spelling:
    """Find the known word that a token was meant to be.

    Parameters
    ----------
    known : collection of str
        Words in plain form, most usual first: where two are equally near, the first is taken.
    language : str, default="nl"
        Of Dutch, inflected forms and words spelt by ear are found as well, and words without a
        blank between them.

    Examples
    --------
    >>> spelling = Spelling(["super", "vriendelijk", "heel", "beschadigd"])
    >>> spelling.normal_form("suuuper"), spelling.normal_form("Heeeeel")
    ('super', 'heel')
    >>> spelling.normal_form("vriendlijk"), spelling.normal_form("vriendin")
    ('vriendelijk', 'vriendin')
    >>> spelling.normal_form("beschadigde"), spelling.normal_form("beschadicht")
    ('beschadigd', 'beschadigd')
    >>> spelling.words_in("heelvriendelijk"), spelling.words_in("vriendelijk")
    (['heel', 'vriendelijk'], ['vriendelijk'])
    """

    def __init__(self, known: Collection[str] = (), *, language: str = "nl") -> None:
        self._known = {word: rank for rank, word in enumerate(known)}
        self._is_dutch = language == "nl"
        self._by_gap: dict[str, str] = {}
        for word in _of_letters(_MIN_TYPO_LETTERS, known):
            for gap in _with_one_gap(word):
                self._by_gap.setdefault(gap, word)
        heard = list(_of_letters(_MIN_LETTERS, known)) if self._is_dutch else []
        self._by_sound: dict[str, str] = {}
        for sound, word in zip(sounds(heard), heard, strict=True):
            self._by_sound.setdefault(sound, word)

    def normal_form(self, token: str) -> str:
        """Return the known word nearest to the token, or its plain form where none is near."""
        plain = plain_form(token)
        if plain in self._known:
            return plain
        shapes = _drawn_in(plain)
        meant = (shape for shape in shapes if shape in self._known)
        known = min(meant, key=self._known.__getitem__, default="")
        if not known and self._is_dutch:
            known = next(filter(None, map(self._as_dutch, shapes)), "")
        return known or self._corrected(plain) or shapes[0]

    def words_in(self, token: str) -> list[str]:
        """Return the words and marks of a token that lost the blanks between them, as written."""
        if len(token) > LONGEST:
            return [token]
        starts = sentences_within(token, self._known)
        if self._is_dutch and token.isascii() and len(starts) == 1:
            starts = blanks_lost(token.lower(), self._known)
        if len(starts) == 1:
            return [token]
        return [token[a:b] for a, b in zip(starts, (*starts[1:], len(token)), strict=True)]

    def _as_dutch(self, plain: str) -> str:
        """Return the known word that this is a form of or sounds like, nothing where none is."""
        if len(plain) < _MIN_LETTERS or not plain.isalpha():
            return ""
        base = next((form for form in base_forms(plain) if form in self._known), "")
        if base or len(plain) < _MIN_TYPO_LETTERS:
            return base
        return self._by_sound.get(sounds([plain])[0], "")

    def _corrected(self, plain: str) -> str:
        """Return the known word one typo away, nothing where there is none."""
        if len(plain) < _MIN_TYPO_LETTERS - 1 or not plain.isalpha():
            return ""
        for gap in _with_one_gap(plain):
            word = self._by_gap.get(gap)
            if word is not None and word[0] == plain[0] and _one_edit_apart(plain, word):
                return word
        return ""


def _with_one_gap(word: str) -> list[str]:
    """Return the word and every shape of it with one letter left out."""
    return [word, *(word[:i] + word[i + 1 :] for i in range(len(word)))]


def _one_edit_apart(a: str, b: str) -> bool:
    """Tell whether one letter added, lost, changed or swapped with its neighbour separates them."""
    if abs(len(a) - len(b)) > 1:
        return False
    i = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if len(a) == len(b):
        swapped = a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :]
        return a[i + 1 :] == b[i + 1 :] or swapped
    short, long = sorted((a, b), key=len)
    return short[i:] == long[i + 1 :]


def _of_letters(n: int, words: Collection[str]) -> Iterator[str]:
    """Return the words of at least n letters and nothing else."""
    return (word for word in words if len(word) >= n and word.isalpha())


def _drawn_in(word: str) -> list[str]:
    """Return a word with every stretched letter twice, then its other shapes, with some once."""
    doubled = _STRETCHED.sub(r"\1\1", word)
    if doubled == word:
        return [word]
    kept = _STRETCHED.split(word)  # a letter stands between each two
    if len(kept) // 2 > _MOST_STRETCHED:
        return [doubled]
    shapes = [kept[0]]
    for letter, rest in zip(kept[1::2], kept[2::2], strict=True):
        shapes = [
            shape + letters + rest for shape, letters in product(shapes, (2 * letter, letter))
        ]
    return shapes
