"""Roundabout negation in plain words, before words and pairs are looked up.

Dutch puts what it denies in front ("vriendelijk kun je hem niet noemen", "een succes was het
niet"), names first what it does not mean ("niet de prijs maar de stof") and denies what it denies
("niemand die niet vriendelijk is"). Words, pairs and cues know the plain way of saying these
things. What could mean something else stays as it is: "beter kan het niet", "niet goedkoop maar wel
mooi".
"""

from dataclasses import dataclass, replace

import numpy as np

from feedback_nlp.text.form_flags import FormFlags
from feedback_nlp.text.ragged import BoolArray, IntArray, ranges
from feedback_nlp.text.segments import JOINING_WORDS
from feedback_nlp.text.tokens import NO_FORM, Tokenizer, Tokens

_CLOSER, _VERB, _DETERMINER, _PRONOUN, _OPENER, _LINK, _TAIL, _INDEFINITE = (
    1 << bit for bit in range(8)
)
_WORDS_OF_KIND = {
    _CLOSER: ("niet", "nie", "ni", "nooit", "allerminst", "geenszins", "evenmin"),
    _VERB: (
        *("is", "was", "zijn", "waren", "ben", "bent", "wordt", "werd", "werden", "blijf"),
        *("blijft", "bleef", "vind", "vond", "vinden", "vonden", "noem", "noemt", "noemde"),
        *("kun", "kan", "kunnen", "kon", "konden", "mag", "zou", "lijkt", "leek", "oogt"),
        *("voelt", "voelde", "smaakt", "smaakte", "rook", "ruikt", "klinkt", "heb", "heeft"),
        *("had", "hebben", "hadden", "krijg", "krijgt", "kreeg", "kregen"),
    ),
    _DETERMINER: (
        *("de", "het", "een", "mijn", "onze", "hun", "die", "dat", "deze", "dit", "zijn"),
        *("haar", "ons"),
    ),
    _PRONOUN: (
        *("ik", "je", "jij", "u", "we", "wij", "men", "ze", "zij", "hij", "er", "jullie", "'t"),
        *("ge",),
    ),
    _LINK: (*JOINING_WORDS, "maar", "behalve", "hoewel", "of", "noch", "als"),
    _OPENER: (
        *("niet", "nooit", "geen", "niets", "niks", "niemand", "nergens", "zonder", "ook", "nu"),
        *("toen", "daar", "hier", "wat", "wie", "hoe", "waarom", "waar", "dan", "al", "in", "op"),
        *("bij", "met", "van", "voor", "om", "na", "over", "tot", "uit", "tegen", "naar", "zo"),
        *("zo'n", "zoveel", "zulk", "zulke", "wel", "nog", "eerst", "gelukkig", "jammer"),
        *("daarna", "verder", "vervolgens", "tevens", "sinds", "volgens", "vandaag", "gisteren"),
        *("vanaf", "door", "binnen", "tijdens", "zelfs", "iets", "alles", "sommige", "veel"),
        *("alle", "elke", "achteraf", "buiten", "meer", "anders", "blijkbaar", "daarom"),
        *("daarnaast", "daarbij", "daardoor", "hierdoor", "kennelijk", "misschien", "toch"),
        *("uiteindelijk", "vroeger", "helaas", "echter", "alleen", "eigenlijk", "soms", "meestal"),
        *("natuurlijk", "bovendien", "inmiddels", "vaak", "normaal", "sowieso", "overigens"),
        *("trouwens", "waarschijnlijk", "mogelijk", "morgen", "halve"),
    ),
    _INDEFINITE: ("een", "'n"),
    _TAIL: ("noemen", "genoemd", "meer", "altijd", "hier", "daar", "zijn", "geweest", "worden"),
}
_KINDS: dict[str, int] = {}
for _kind, _words in _WORDS_OF_KIND.items():
    for _word in _words:
        _KINDS[_word] = _KINDS.get(_word, 0) | _kind
_NO_COMPARATIVES = ("lekker", "helder", "donker", "bitter", "zuiver", "proper", "nuchter")
_SURELY = ("absoluut", "totaal", "helemaal", "zeker", "echt", "bepaald", "gewoon", "beslist")
_OPPOSITES = {
    **dict.fromkeys(("niet", "nie", "nooit"), NO_FORM),
    **dict.fromkeys(("geen", "gene"), "een"),
    **dict.fromkeys(("niets", "niks"), "iets"),
    **{"niemand": "iemand", "nergens": "ergens"},
}
_LONGEST, _MOST_MEANT = 14, 5


def _kind_of(form: str) -> int:
    is_comparative = form.endswith("er") and form not in _NO_COMPARATIVES
    return _KINDS.get(form, 0) | _OPENER * is_comparative


@dataclass(frozen=True, eq=False)
class _Closers:
    """Negators with the stretch of words, between marks and links, that each stands in."""

    at: IntArray
    begin: IntArray
    end: IntArray

    def __getitem__(self, chosen: BoolArray) -> "_Closers":
        return _Closers(self.at[chosen], self.begin[chosen], self.end[chosen])

    @property
    def are_alone(self) -> BoolArray:
        """Whether no other stands in the stretch of each."""
        begins = np.diff(self.begin, prepend=-1) > 0
        return np.asarray(begins & np.append(begins[1:], True))


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
    ...     form = plain.order(tokens, tokens.comment, is_word).form
    ...     return " ".join(tokenizer.forms[number] for number in form if tokenizer.forms[number])
    >>> said("Vriendelijk kun je de man niet noemen.")
    'niet vriendelijk kun je de man noemen .'
    >>> said("Niet de prijs maar de stof was slecht.")
    'de stof was slecht .'
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._kinds = FormFlags(tokenizer, _kind_of)

    def order(self, tokens: Tokens, sentence: IntArray, is_word: BoolArray) -> Tokens:
        """Put negators before what they deny, and pass over what is named as not meant.

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
            As many. What is not meant has the form `NO_FORM`; a negator that moved has its own
            offsets.
        """
        if self._tokenizer.language != "nl" or not len(tokens):
            return tokens
        kind = self._kinds.flags().take(tokens.form)
        at = np.flatnonzero(kind & _CLOSER)
        closers = _Closers(at, *_stretches(at, sentence, is_word & ~((kind & _LINK) > 0)))
        form, start, end = tokens.form.copy(), tokens.start.copy(), tokens.end.copy()
        form[self._not_meant(form, kind, sentence, closers)] = self._number(NO_FORM)
        to, source = self._moves(form, closers[_denies_front(closers, kind)])
        for values in (form, start, end):
            values[to] = values[source]
        return replace(tokens, form=form, start=start, end=end)

    def cancel(self, tokens: Tokens, cancelled: BoolArray) -> Tokens:
        """Give negators that deny each other the forms of their opposites.

        Parameters
        ----------
        tokens : Tokens
            The tokens of a list of comments.
        cancelled : array of bool of shape (n_tokens,)
            Where a denial or a negator that it denies stands.

        Returns
        -------
        Tokens
            "Geen" is "een", "niemand" is "iemand", and "niet" has the form `NO_FORM`.
        """
        places = np.flatnonzero(cancelled)
        if self._tokenizer.language != "nl" or not len(places):
            return tokens
        form = tokens.form.copy()
        said = [self._tokenizer.forms[number] for number in form[places].tolist()]
        form[places] = [self._number(_OPPOSITES.get(word, word)) for word in said]
        return replace(tokens, form=form)

    def _number(self, form: str) -> int:
        return self._tokenizer.form_id(form)

    def _is_one_of(self, form: IntArray, *words: str) -> BoolArray:
        return np.isin(form, [self._number(word) for word in words])

    def _moves(self, form: IntArray, closers: _Closers) -> tuple[IntArray, IntArray]:
        """Return where tokens go and where they come from when closers go to the front."""
        n_moved = 1 + self._is_one_of(form[closers.at - 1], *_SURELY)
        length = closers.at + 1 - closers.begin
        to = ranges(closers.begin, length)
        begin, n_moved, length = (np.repeat(v, length) for v in (closers.begin, n_moved, length))
        return to, begin + (to - begin - n_moved) % length

    def _not_meant(
        self, form: IntArray, kind: IntArray, sentence: IntArray, closers: _Closers
    ) -> IntArray:
        """Return the places of what is not meant: "niet de A maar", "dat ligt niet aan A"."""
        at, begin, end = closers.at, closers.begin, closers.end
        is_short = end - at <= _MOST_MEANT
        goes_on = sentence.take(end + 1, mode="clip") == sentence[at]
        goes_on &= end + 1 < len(form)
        corrects = is_short & goes_on & (at == begin)
        corrects &= self._is_one_of(form.take(end, mode="clip"), "maar")
        corrects &= _has(kind, at + 1, _DETERMINER) & _has(kind, end + 1, _DETERMINER)
        graded = [self._tokenizer.forms[number] for number in form.take(at + 2, mode="clip")]
        corrects &= ~np.array([word.endswith("ste") for word in graded], dtype=bool)
        blames = is_short & (at >= begin + 2) & self._is_one_of(form[at - 1], "ligt", "lag")
        blames &= self._is_one_of(form.take(at - 2, mode="clip"), "dat", "dit", "het", "zoiets")
        blames &= (at + 1 < end) & self._is_one_of(form.take(at + 1, mode="clip"), "aan")
        first = np.where(corrects, at, at - 2)
        found = corrects | blames
        return ranges(first[found], (end + corrects - first)[found])


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


def _has(kind: IntArray, place: IntArray, bits: int) -> BoolArray:
    return (kind.take(place, mode="clip") & bits) > 0


def _denies_front(closers: _Closers, kind: IntArray) -> BoolArray:
    """Tell which close a clause whose first words, before verb and subject, they deny."""
    at, begin, end = closers.at, closers.begin, closers.end
    distances = [1, 2, 3]
    verb = begin + np.select([_has(kind, begin + d, _VERB) for d in distances], distances)
    is_front = ~_has(kind, begin, _OPENER | _DETERMINER | _PRONOUN)
    is_front |= _has(kind, begin, _INDEFINITE) & ~_has(kind, verb - 1, _OPENER)  # "een week later"
    has_front = (verb > begin) & is_front
    has_front &= _has(kind, verb + 1, _DETERMINER | _PRONOUN) & (at >= verb + 2)
    closes = (at + 1 == end) | ((at + 2 == end) & _has(kind, at + 1, _TAIL))
    return np.asarray(has_front & closes & (end - begin <= _LONGEST) & closers.are_alone)
