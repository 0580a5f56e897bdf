"""Words that lost the blank between them: "lekker.de", "niettevreden", "aandebeurt"."""

import re
from collections.abc import Container, Sequence

_LOST_BREAK = re.compile(r"([A-ZÀ-Ý]?[a-zß-ÿ]+)(?=([A-ZÀ-Ý][a-zß-ÿ]+))")
_BETWEEN = re.compile(r"([^\W\d_]{2,}|\A)([.,:;!?]+)(?=([^\W\d_]{2,}))")
_DOMAINS = frozenset({"nl", "be", "com", "eu", "net", "org", "app", "shop"})
_FIRST = (
    *("niet", "geen", "nooit", "zeer", "heel", "erg", "veel", "te", "de", "het", "en", "ik"),
    *("je", "maar", "ook", "nog", "met", "dat", "alles", "goede", "slechte", "snelle", "mooie"),
    *("lekkere", "grote", "fijne"),
)
"""Words that begin few compounds."""
_LAST = ("niet", "nooit", "geen")
"""Words that end none."""
_PREPOSITIONS = (
    *("aan", "bij", "door", "in", "met", "naar", "na", "om", "op", "over", "tegen", "tot"),
    *("uit", "van", "voor"),
)
_ARTICLES = ("de", "het")
_WITH_ARTICLE = {
    preposition + article: (len(preposition), len(preposition) + len(article))
    for preposition in _PREPOSITIONS
    for article in _ARTICLES
}
_CUTS = {first: (len(first),) for first in _FIRST} | _WITH_ARTICLE
"""Where words begin behind these beginnings."""
_LENGTHS = sorted(set(map(len, _CUTS)))
_SHORTEST = 4
_WHOLE = frozenset({"terechte", "tekenden", "tekorten", "demontage", "bijdehand", "nietapparaat"})
"""Words that only look glued; so do verbs such as "deblokkeren"."""
LONGEST = 60
"""Characters of a token that is looked at: longer ones are no words."""


def sentences_within(token: str, known: Container[str]) -> tuple[int, ...]:
    """Return where words and marks begin in a token that runs over the end of a sentence.

    Parameters
    ----------
    token : str
        A token as it was written.
    known : container of str
        Known words, in lower case.

    Returns
    -------
    tuple of int
        Places in the token; the first is 0. A full stop, comma, colon or semicolon counts between
        two known words, an exclamation or question mark beside one. A capital after a small letter
        counts between two: there a line break was lost.

    Examples
    --------
    >>> known = {"lekker", "de", "bezorgd"}
    >>> tokens = ("lekker.de", "Wow!!Lekker", "lekkerDe", "bezorgd.nl", "i.p.v.")
    >>> [sentences_within(token, known) for token in tokens]
    [(0, 6, 7), (0, 3, 5), (0, 6), (0,), (0,)]
    """
    if (token.isalpha() and token.islower()) or "@" in token or token.lower() in known:
        return (0,)
    starts = {0}
    for found in _BETWEEN.finditer(token):
        before, marks, behind = found.groups()
        n_known = sum(word.lower() in known for word in (before or behind, behind))
        is_sure = not {"!", "?"}.isdisjoint(marks) and n_known > 0
        if is_sure or (n_known == 2 and behind.lower() not in _DOMAINS):
            starts.update(found.span(2))
    for found in _LOST_BREAK.finditer(token):
        if all(word.lower() in known for word in found.groups()):
            starts.add(found.end())
    return tuple(sorted(starts))


def breaks_lost(tokens: Sequence[str]) -> list[bool]:
    """Tell which tokens without a blank between them begin with a capital after a small letter.

    Parameters
    ----------
    tokens : sequence of str
        The tokens of a chunk between white space, as they were written.

    Returns
    -------
    list of bool
        One per token.

    Examples
    --------
    >>> breaks_lost(["lekker", "De"]), breaks_lost(["lekker", ".", "De"])
    ([False, True], [False, False, False])
    """
    before = ("", *tokens[:-1])
    return [a[-1:].islower() and b[:1].isupper() for a, b in zip(before, tokens, strict=False)]


def blanks_lost(word: str, known: Container[str]) -> tuple[int, ...]:
    """Return where the Dutch words begin that a token is made of, if blanks were lost in it.

    Parameters
    ----------
    word : str
        A token in lower case.
    known : container of str
        Known words; one of them is never cut.

    Returns
    -------
    tuple of int
        Places in the token; the first is 0. A negator, an article or the like begins or ends what
        is cut: two nouns make a compound.

    Examples
    --------
    >>> known = {"tevreden", "werkt", "beurt"}
    >>> [blanks_lost(w, known) for w in ("niettevreden", "werktniet", "aandebeurt", "beurtbalk")]
    [(0, 4), (0, 5), (0, 3, 5), (0,)]
    """
    if word in known or len(word) <= _SHORTEST or not word.isalpha():
        return (0,)
    if word in _WHOLE or (word.startswith("de") and word.endswith(("eren", "eert", "eerd"))):
        return (0,)

    begun = [n for n in _LENGTHS if word[:n] in _CUTS]
    if not begun and not word.endswith(_LAST):
        return (0,)

    def is_known(part: str) -> bool:
        return len(part) >= _SHORTEST and part in known

    cuts = [(0, *_CUTS[word[:n]]) for n in begun if is_known(word[n:]) and word[n:] not in _LAST]
    cuts += [
        (0, len(word) - len(last))
        for last in _LAST
        if word.endswith(last) and is_known(word.removesuffix(last))
    ]
    article, _ = _WITH_ARTICLE.get(word, (0, 0))
    if article and word[:article] in known:
        cuts.append((0, article))
    return cuts[0] if cuts else (0,)
