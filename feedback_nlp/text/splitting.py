"""Tokens of chunks between white space, as spaCy cuts them; plain words without asking it."""

from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import Any

import spacy

from feedback_nlp.errors import LabelError

LONGEST_CHUNK = 1_000
"""Characters of a chunk that spaCy sees at once: on a row of marks it takes quadratic time."""
_MARKS = frozenset(".,!?")
_one_at_a_time = Lock()  # a memory zone is that of all who share the tokenizer


class Splitter:
    """Split chunks as a tokenizer of spaCy's does.

    A word alone, or with a mark behind it, is cut by the rules of that tokenizer themselves at half
    of the cost; all other chunks are handed to it together.

    Parameters
    ----------
    tokenizer : Tokenizer
        That of `blank_tokenizer`, or of an installed pipeline.

    Examples
    --------
    >>> Splitter(blank_tokenizer("nl")).split(["laat", "laat!", "bv.", "eten.Koud"])
    [['laat'], ['laat', '!'], ['bv.'], ['eten', '.', 'Koud']]
    """

    def __init__(self, tokenizer: Any) -> None:
        self._split = tokenizer
        self._has_rules = isinstance(tokenizer, spacy.tokenizer.Tokenizer)

    def split(self, chunks: Sequence[str]) -> list[list[str]]:
        """Return the tokens of each chunk.

        Parameters
        ----------
        chunks : sequence of str
            Texts without white space.

        Returns
        -------
        list of list of str
            The tokens of each.
        """
        cut = [self._cut_plainly(chunk) for chunk in chunks]
        starts = [
            (place, start)
            for place, tokens in enumerate(cut)
            if not tokens
            for start in range(0, len(chunks[place]), LONGEST_CHUNK)
        ]
        parts = [chunks[place][start : start + LONGEST_CHUNK] for place, start in starts]
        for (place, _), tokens in zip(starts, self._split_all(parts), strict=True):
            cut[place] += tokens
        return cut

    def _split_all(self, parts: list[str]) -> list[list[str]]:
        """Return spaCy's tokens of each part, with one call where it works by rules."""
        if not self._has_rules:
            return [[token.text for token in self._split(part)] for part in parts]
        found: dict[str, list[str]] = {part: [] for part in parts}
        lines = iter(found.values())  # each part has a line of its own, so that no token spans two
        line = next(lines, [])
        with _one_at_a_time, self._split.vocab.memory_zone():  # so that spaCy keeps no new word
            for text in map(str, self._split("\n".join(found))):
                if text == "\n":
                    line = next(lines)
                else:
                    line.append(text)
        return [found[part] for part in parts]

    def _cut_plainly(self, chunk: str) -> list[str]:
        """Return spaCy's tokens of a word, alone or with a mark behind it, at half of the cost.

        It looks for special cases, prefixes, suffixes and infixes
        (https://spacy.io/usage/linguistic-features#how-tokenizer-works). Nothing is returned where
        there is more to split.
        """
        if not self._has_rules or len(chunk) > LONGEST_CHUNK:
            return []
        if chunk.isalpha():
            return [chunk] if self._is_whole(chunk) else []
        word, mark = chunk[:-1], chunk[-1]
        if mark not in _MARKS or not word.isalpha() or chunk in self._split.rules:
            return []
        suffix = self._split.suffix_search(chunk)
        if suffix is None or suffix.group() != mark or not self._is_whole(word):
            return []
        return [word, mark]

    def _is_whole(self, word: str) -> bool:
        """Tell whether spaCy would find nothing to split in a word of letters."""
        split = self._split
        return (
            word not in split.rules
            and split.prefix_search(word) is None
            and split.suffix_search(word) is None
            and next(iter(split.infix_finditer(word)), None) is None
        )


@cache  # spaCy compiles thousands of rules
def blank_tokenizer(language: str) -> spacy.tokenizer.Tokenizer:
    """Return the tokenizer that spaCy has for a language, the same one each time.

    Parameters
    ----------
    language : str
        Code of the language.

    Returns
    -------
    Tokenizer
        One that works out nothing about words.

    Raises
    ------
    LabelError
        When spaCy knows no such language, or needs another package for it.
    """
    try:
        pipeline: Any = spacy.blank(language)
    except (ImportError, AttributeError) as error:  # no such module, or one that is no language
        message = (
            f"Language {language!r} is not one spaCy has a tokenizer for. Use a code such as "
            "'nl', 'en', 'de' or 'fr', or 'xx' for any other language."
        )
        if isinstance(error, ImportError) and "[E048]" not in str(error):  # it has one elsewhere
            message = f"Language {language!r} needs another package. spaCy says: {error}"
        raise LabelError(message) from error
    pipeline.vocab.lex_attr_getters = {}  # the shapes and flags of new words, which nobody reads
    return pipeline.tokenizer
