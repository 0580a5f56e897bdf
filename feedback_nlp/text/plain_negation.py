"""Roundabout negation in plain words, before anything is looked up.

Dutch puts what it denies in front ("vriendelijk kun je hem niet noemen"), denies what it denies
("niemand die niet vriendelijk is") and names first what it does not mean ("niet de prijs maar de
stof"). Words, pairs and cues know the plain way of saying these things.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from feedback_nlp.text.form_flags import FormFlags
from feedback_nlp.text.ragged import BoolArray, IntArray, ranges
from feedback_nlp.text.tokens import NO_FORM, Tokenizer, Tokens

_CLOSER, _NEGATOR, _VERB, _SUBJECT, _OPENER, _LINK, _RELATIVE = (1 << bit for bit in range(7))
_CLOSERS = frozenset({"niet", "nie", "ni", "nooit", "allerminst", "geenszins", "evenmin"})
_OPPOSITES = {
    **dict.fromkeys(("niet", "nie", "nooit"), NO_FORM),
    **dict.fromkeys(("geen", "gene"), "een"),
    **dict.fromkeys(("niets", "niks"), "iets"),
    **{"niemand": "iemand", "nergens": "ergens", "zonder": "met"},
}
_VERBS = frozenset(
    (
        *("is", "was", "zijn", "waren", "ben", "bent", "wordt", "werd", "werden", "blijf"),
        *("blijft", "bleef", "vind", "vond", "vinden", "vonden", "noem", "noemt", "noemde"),
        *("kun", "kan", "kunnen", "kon", "konden", "mag", "zou", "lijkt", "leek", "oogt"),
        *("voelt", "voelde", "smaakt", "smaakte", "rook", "ruikt", "klinkt", "heb", "heeft"),
        *("had", "hebben", "hadden", "krijg", "krijgt", "kreeg", "kregen", "gaat", "ging"),
        *("liep", "loopt"),
    )
)
_DETERMINERS = frozenset(
    {"de", "het", "een", "mijn", "onze", "hun", "die", "dat", "deze", "dit", "zijn", "haar", "ons"}
)
_PRONOUNS = frozenset(
    {"ik", "je", "jij", "u", "we", "wij", "men", "ze", "zij", "hij", "er", "jullie", "'t", "ge"}
)
_LINKS = frozenset({"en", "maar", "of", "want", "noch", "dus", "omdat", "als", "toch"})
_OPENERS = frozenset(
    (
        *_DETERMINERS | _PRONOUNS | _LINKS | _OPPOSITES.keys(),
        *("ook", "nu", "toen", "daar", "hier", "wat", "wie", "hoe", "waarom", "waar", "dan"),
        *("al", "in", "op", "bij", "met", "van", "voor", "om", "na", "over", "tot", "uit"),
        *("tegen", "naar", "zo", "wel", "nog", "eerst", "helaas", "alleen", "gelukkig"),
        *("jammer", "daarna", "verder", "vervolgens", "tevens", "sinds", "volgens", "vandaag"),
        *("gisteren", "vanaf", "door", "binnen", "tijdens", "ondanks", "zelfs", "iets"),
        *("alles", "sommige", "veel", "alle", "elke", "achteraf", "echter", "buiten", "meer"),
    )
)
_SURELY = frozenset({"absoluut", "totaal", "helemaal", "zeker", "echt", "bepaald", "gewoon"})
_SAYING = frozenset(
    {"zeggen", "beweren", "zo", "waar", "meegemaakt", "gehad", "gebeurd", "voorgekomen"}
)
_RELATIVES = frozenset({"die", "dat", "da", "wat", "waar"})
_DEGREES = frozenset(
    {"alleen", "enkel", "zo", "te", "erg", "heel", "echt", "meer", "slecht", "duur"}
)
_MEANT = _DETERMINERS | {"vooral", "juist", "wel"}
_LONGEST, _MOST_BEHIND, _MOST_MEANT = 14, 2, 5


@dataclass(frozen=True)
class _Found:
    """Negators with the stretch of words, between marks, that each stands in."""

    at: IntArray
    begin: IntArray
    end: IntArray

    def __getitem__(self, chosen: BoolArray) -> "_Found":
        return _Found(self.at[chosen], self.begin[chosen], self.end[chosen])

    def n_in_stretch(self) -> IntArray:
        """Return how many of them stand in the stretch of each."""
        first = np.flatnonzero(np.diff(self.begin, prepend=-1))
        n = np.diff(first, append=len(self.begin))
        return np.repeat(n, n)


class PlainNegation:
    """Bring negation to its plain order. Of languages other than Dutch nothing is changed.

    Parameters
    ----------
    tokenizer : Tokenizer
        Makes the tokens.

    Examples
    --------
    >>> tokenizer = Tokenizer()
    >>> plain = PlainNegation(tokenizer)
    >>> def said(comment):
    ...     tokens = tokenizer.tokenize([comment])
    ...     is_word = np.array([tokenizer.forms[form].isalpha() for form in tokens.form])
    ...     form = plain.apply(tokens, tokens.comment, is_word).form
    ...     return " ".join(tokenizer.forms[number] for number in form if tokenizer.forms[number])
    >>> said("Vriendelijk kun je de man niet noemen.")
    'niet vriendelijk kun je de man noemen .'
    >>> said("Er werkt niemand die niet vriendelijk is.")
    'er werkt iemand die vriendelijk is .'
    >>> said("Niet de prijs maar de stof was slecht.")
    'de stof was slecht .'
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._kinds = FormFlags(tokenizer, _kind)

    def apply(self, tokens: Tokens, sentence: IntArray, is_word: BoolArray) -> Tokens:
        """Return the tokens in plain order.

        Parameters
        ----------
        tokens : Tokens
            The tokens of a list of comments.
        sentence : array of shape (n_tokens,)
            Number of the sentence each token belongs to.
        is_word : array of bool of shape (n_tokens,)
            Whether each token is a word, not punctuation.

        Returns
        -------
        Tokens
            As many. Those that deny each other, and what is not meant, have the form `NO_FORM`;
            a negator stands before what it denies, with its own offsets.
        """
        kind = self._kinds.flags().take(tokens.form)
        at = np.flatnonzero(kind & (_CLOSER | _NEGATOR))
        if self._tokenizer.language != "nl" or not len(at):
            return tokens
        found = _Found(at, *_stretches(at, sentence, is_word))
        form, start, end = tokens.form.copy(), tokens.start.copy(), tokens.end.copy()
        closers, negators = (found[(kind[at] & bit) > 0] for bit in (_CLOSER, _NEGATOR))
        fronted = closers[_denies_front(closers, kind)]
        for first, second in self._cancelled(form, kind, negators, fronted.begin):
            for place in (first, second):
                form[place] = self._number(_OPPOSITES[self._tokenizer.forms[form[place]]])
        for begins, ends in self._not_meant(form, kind, closers):
            form[begins:ends] = self._number(NO_FORM)
        to, source = self._moves(tokens.form, fronted)
        for values in (form, start, end):
            values[to] = values[source]
        return replace(tokens, form=form, start=start, end=end)

    def _moves(self, form: IntArray, fronted: _Found) -> tuple[IntArray, IntArray]:
        """Return where tokens go and where they come from when negators come to the front."""
        surely = [self._number(word) for word in _SURELY]
        n_moved = 1 + np.isin(form[fronted.at - 1], surely)
        length = fronted.at + 1 - fronted.begin
        to = ranges(fronted.begin, length)
        begin, n_moved, length = (np.repeat(v, length) for v in (fronted.begin, n_moved, length))
        return to, begin + (to - begin - n_moved) % length

    def _number(self, form: str) -> int:
        return self._tokenizer.form_id(form)

    def _words(self, form: IntArray) -> list[str]:
        return [self._tokenizer.forms[number] for number in form.tolist()]

    def _cancelled(
        self, form: IntArray, kind: IntArray, negators: _Found, fronted: IntArray
    ) -> Iterator[tuple[int, int]]:
        """Yield two negators of which the first denies the second."""
        pairs = negators[(negators.n_in_stretch() == 2) & ~np.isin(negators.begin, fronted)]
        first, second = pairs.at.reshape(-1, 2).T
        relatives = np.flatnonzero(kind & _RELATIVE)
        may = np.searchsorted(relatives, first) < np.searchsorted(relatives, second)
        may |= (form[first] == self._number("nooit")) | (form[second] == self._number("zonder"))
        for begin, last in zip(first[may].tolist(), second[may].tolist(), strict=True):
            if _is_denied(self._words(form[begin : last + 1])):
                yield begin, last

    def _not_meant(
        self, form: IntArray, kind: IntArray, closers: _Found
    ) -> Iterator[tuple[int, int]]:
        """Yield where what is not meant begins and ends: "niet A maar", "het ligt niet aan A"."""
        before = closers.at - 1
        lies = np.isin(form[before], [self._number(word) for word in ("ligt", "lag")])
        is_short = closers.end - closers.at <= _MOST_MEANT
        blames = closers[lies & (before >= closers.begin) & is_short]
        for place, begin, end in zip(blames.at, blames.begin, blames.end, strict=True):
            if self._words(form[place + 1 : place + 2]) == ["aan"]:
                yield begin, end
        buts = np.append(np.flatnonzero(form == self._number("maar")), len(form))
        but = buts[np.searchsorted(buts, closers.at)]
        opens = (closers.at == closers.begin) | ((kind[before] & _LINK) > 0)
        near = (but - closers.at >= 2) & (but - closers.at <= _MOST_MEANT) & (but < closers.end - 1)
        for place, end in zip(closers.at[opens & near], but[opens & near], strict=True):
            _, first, *_, meant = self._words(form[place : end + 2])
            if first not in _DEGREES and meant in _MEANT:
                yield place, end + 1


def _kind(form: str) -> int:
    roles: dict[int, Collection[str]] = {
        _CLOSER: _CLOSERS,
        _NEGATOR: _OPPOSITES,
        _VERB: _VERBS,
        _SUBJECT: _DETERMINERS | _PRONOUNS,
        _OPENER: _OPENERS,
        _LINK: _LINKS,
        _RELATIVE: _RELATIVES,
    }
    return sum(bit for bit, words in roles.items() if form in words)


def _stretches(at: IntArray, sentence: IntArray, is_word: BoolArray) -> tuple[IntArray, IntArray]:
    """Return where the words between two marks begin and end that stand around each place."""
    is_end = ~is_word
    is_end[1:] |= sentence[1:] != sentence[:-1]
    is_begin = is_end.copy()
    is_begin[1:] |= ~is_word[:-1]
    begins = np.append(0, np.flatnonzero(is_begin))
    ends = np.append(np.flatnonzero(is_end), len(sentence))
    begin = begins[np.searchsorted(begins, at, side="right") - 1]
    return begin, ends[np.searchsorted(ends, at, side="right")]


def _denies_front(closers: _Found, kind: IntArray) -> BoolArray:
    """Tell which close a clause whose first words, before verb and subject, they deny."""
    at, begin = closers.at, closers.begin

    def has(place: IntArray, bit: int) -> BoolArray:
        return (kind.take(np.minimum(place, len(kind) - 1)) & bit) > 0

    distances = [1, 2, 3]
    verb = begin + np.select([has(begin + d, _VERB) for d in distances], distances)
    closes = (closers.end - 1 - at <= _MOST_BEHIND) & (at >= verb + 2)
    has_front = (verb > begin) & has(verb + 1, _SUBJECT) & ~has(begin, _OPENER)
    fits = (closers.end - begin <= _LONGEST) & (closers.n_in_stretch() == 1)
    return np.asarray(closes & has_front & fits)


def _is_denied(words: Sequence[str]) -> bool:
    """Tell whether the first of these words denies the last, both negators."""
    first, *between, last = words
    if not between:
        return last == "zonder" and first in _CLOSERS
    if not _LINKS.isdisjoint(between):
        return False
    if first in _CLOSERS:
        says = not _SAYING.isdisjoint(between) and not {"dat", "da"}.isdisjoint(between)
        return says or last == "zonder" or (first == "nooit" and last in {"niet", "nie", "geen"})
    return not _RELATIVES.isdisjoint(between)
