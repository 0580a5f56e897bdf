"""Dutch words that lost the blank between them: "niettevreden", "werktniet", "aandebeurt"."""

from collections.abc import Container

_FIRST = (
    *("niet", "geen", "nooit", "zeer", "heel", "erg", "veel", "te", "de", "het", "een", "en"),
    *("ik", "je", "mijn", "maar", "ook", "nog", "met", "dat", "alles", "echt"),
    *("goede", "slechte", "snelle", "mooie", "lekkere", "grote", "kleine", "fijne"),
)
"""Words that begin few compounds."""
_LAST = ("niet", "nooit", "geen")
"""Words that end none."""
_PREPOSITIONS = (
    *("aan", "bij", "door", "in", "met", "naar", "na", "om", "op", "over", "tegen", "tot"),
    *("uit", "van", "voor"),
)
_ARTICLES = ("de", "het", "mijn")
_WITH_ARTICLE = {
    preposition + article: (len(preposition), len(preposition) + len(article))
    for preposition in _PREPOSITIONS
    for article in _ARTICLES
}
_CUTS = {first: (len(first),) for first in _FIRST} | _WITH_ARTICLE
"""Where words begin behind these beginnings."""
_LENGTHS = sorted(set(map(len, _CUTS)))
_SHORTEST = 4


def blanks_lost(word: str, known: Container[str]) -> tuple[int, ...]:
    """Return where the words begin that a token is made of, if blanks were lost in it.

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
