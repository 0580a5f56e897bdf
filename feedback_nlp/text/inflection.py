"""The Dutch words that an inflected form may belong to: "peperdure" to "peperduur"."""

_SHORTEST = 4
_VOWELS = frozenset("aeiou")
_HARD = {"v": "f", "z": "s"}
_DIMINUTIVES = (("etje", ""), ("kje", "g"), ("tje", ""), ("pje", ""), ("je", ""))


def base_forms(word: str) -> list[str]:
    """Return what a word may be an inflected form of, likeliest first.

    Diminutives ("antwoordje"), plurals ("koeriers", "dozen") and adjectives with an e ("sfeerloze")
    lose their ending; the stem takes the spelling it has without one.

    Parameters
    ----------
    word : str
        A word in plain form.

    Returns
    -------
    list of str
        Words that may exist or not, of four letters or more.

    Examples
    --------
    >>> base_forms("antwoordjes"), base_forms("vlotte"), base_forms("sfeerloze")
    (['antwoord', 'antwoordje'], ['vlot'], ['sfeerloos', 'sfeerlos'])
    """
    found: list[str] = []
    for ending, instead in _DIMINUTIVES:
        stem = _without(word.removesuffix("s"), ending)
        if stem:
            found += [stem + instead, _single(stem)]
    for ending in ("e", "en"):
        stem = _without(word, ending)
        if stem:
            found += _closed(stem)
    found.append(_without(word, "s"))
    return list(dict.fromkeys(form for form in found if len(form) >= _SHORTEST))


def _without(word: str, ending: str) -> str:
    """Return what stands before an ending, nothing where the word ends otherwise."""
    return word[: -len(ending)] if word.endswith(ending) else ""


def _single(stem: str) -> str:
    """Return a stem with one letter for a double one at its end."""
    return stem[:-1] if stem[-2:-1] == stem[-1] else stem


def _closed(stem: str) -> list[str]:
    """Return how a stem may be spelt when no vowel follows: "dur" is "duur", "liev" is "lief"."""
    if _single(stem) != stem:
        return [_single(stem)]
    hard = stem[:-1] + _HARD.get(stem[-1], stem[-1])
    before, vowel, last = hard[-3:-2], hard[-2:-1], hard[-1:]
    if last not in _VOWELS and vowel in _VOWELS - {"i"} and before not in _VOWELS:
        return [hard[:-1] + vowel + last, hard]
    return [hard]
