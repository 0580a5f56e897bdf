"""What a model learnt to look at: words, word pairs and sub-words with their weights."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from scipy import sparse

from feedback_nlp.text.ragged import BoolArray, FloatArray, IntArray
from feedback_nlp.text.slips import are_slips
from feedback_nlp.text.tokens import NO_FORM, Tokenizer, Tokens

MIN_WORDS, MIN_PAIRS, MIN_SUBWORDS = 2, 2, 3
"""Fewer training segments than this, and a word, pair or sub-word is left out."""
_MANY_SEGMENTS = 20_000
_GROWTH = (0.5, 0.375, 0.5)
"""From so many segments on these numbers grow with such a power of how many there are, so that more
comments make a model better and not much larger. A rare word is then read as the known one that it
is a form of, sounds like or ends in; pairs tell more per column, so they grow less. On 460 minimal
pairs, 410 and 360 real comments nothing was lost against words from two segments on."""
NEGATED = "¬"
"""Stands before a word that a negation turns round."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words, word pairs and sub-words of the training segments, each with its rarity.

    Attributes
    ----------
    words : tuple of str
        Normal forms; one in the scope of a negation has `NEGATED` before it.
    pairs : tuple of str
        Two neighbouring normal forms, joined by a space.
    subwords : tuple of str
        Letter sequences, and lemmas where a pipeline gave them.
    word_weights, pair_weights, subword_weights : arrays of float32
        Inverse document frequency of each, as scikit-learn smooths it: ln((1 + n) / (1 + df)) + 1.
    """

    words: tuple[str, ...]
    pairs: tuple[str, ...]
    subwords: tuple[str, ...]
    word_weights: FloatArray
    pair_weights: FloatArray
    subword_weights: FloatArray

    def __len__(self) -> int:
        return len(self.words) + len(self.pairs) + len(self.subwords)

    @property
    def known_words(self) -> list[str]:
        """The words without the negated ones, most usual first."""
        usual_first = np.argsort(self.word_weights, kind="stable")
        words = (self.words[place] for place in usual_first)
        return [word for word in words if not word.startswith(NEGATED)]


def usual_words(tokenizer: Tokenizer, texts: Sequence[str]) -> list[str]:
    """Return the words that are no slip of the pen.

    They occur twice or more, in large files more often, and in Dutch they do not sound like a far
    more usual one.

    Parameters
    ----------
    tokenizer : Tokenizer
        One that corrects no spelling.
    texts : sequence of str
        The training segments.

    Returns
    -------
    list of str
        Plain forms, most usual first.
    """
    least, *_ = _least(len(texts))
    form = tokenizer.tokenize(texts).form
    n_found = np.bincount(form, minlength=len(tokenizer.forms))
    usual_first = np.argsort(-n_found, kind="stable")
    usual = usual_first[n_found[usual_first] >= least]
    words = [tokenizer.forms[form] for form in usual]
    if tokenizer.language != "nl":
        return words
    slips = are_slips(words, n_found[usual])
    return [word for word, is_slip in zip(words, slips, strict=True) if not is_slip]


def learn_vocabulary(
    tokenizer: Tokenizer, tokens: Tokens, segment: IntArray, negated: BoolArray
) -> Vocabulary:
    """Collect what occurs in enough segments.

    Parameters
    ----------
    tokenizer : Tokenizer
        Made the tokens.
    tokens : Tokens
        The tokens of the training comments.
    segment : array of shape (n_tokens,)
        Number of the segment each token belongs to.
    negated : array of bool of shape (n_tokens,)
        Whether each token stands in the scope of a negation.

    Returns
    -------
    Vocabulary
        In alphabetical order.
    """
    forms = tokenizer.forms
    segments, row = np.unique(segment, return_inverse=True)
    found = (
        _words(forms, tokens.form, negated, row),
        _pairs(forms, tokens.form, row),
        _subwords(tokenizer, tokens.form, row),
    )
    kept = [_often(*each, least) for each, least in zip(found, _least(len(segments)), strict=True)]
    names, n_segments = zip(*kept, strict=True)
    return Vocabulary(*names, *(_rarity(each, len(segments)) for each in n_segments))


def _words(
    forms: list[str], form: IntArray, negated: BoolArray, row: IntArray
) -> tuple[list[str], sparse.csr_matrix]:
    """Return names, and which of them each segment has; so do the next two."""
    names = [*forms, *(NEGATED + name if name else NO_FORM for name in forms)]
    return names, _presence(row, form + len(forms) * negated, (len(row), len(names)))


def _pairs(forms: list[str], form: IntArray, row: IntArray) -> tuple[list[str], sparse.csr_matrix]:
    spoken = np.array([name != NO_FORM for name in forms], dtype=bool)[form]
    first = np.flatnonzero(spoken[:-1] & spoken[1:] & (row[:-1] == row[1:]))
    code, column = np.unique(form[first] * len(forms) + form[first + 1], return_inverse=True)
    names = [f"{forms[place // len(forms)]} {forms[place % len(forms)]}" for place in code]
    return names, _presence(row[first], column, (len(row), len(names)))


def _subwords(
    tokenizer: Tokenizer, form: IntArray, row: IntArray
) -> tuple[list[str], sparse.csr_matrix]:
    number: dict[str, int] = {}
    pieces = [
        [number.setdefault(piece, len(number)) for piece in tokenizer.pieces(name)]
        for name in tokenizer.forms
    ]
    owner = np.repeat(np.arange(len(pieces)), [len(each) for each in pieces])
    column = np.fromiter(chain.from_iterable(pieces), dtype=np.int64, count=len(owner))
    of_form = _presence(owner, column, (len(pieces), len(number)))
    return list(number), _presence(row, form, (len(row), len(pieces))) @ of_form


def _presence(row: IntArray, column: IntArray, shape: tuple[int, int]) -> sparse.csr_matrix:
    return sparse.csr_matrix((np.ones(len(row), dtype=bool), (row, column)), shape=shape)


def _least(n_segments: int) -> list[int]:
    """Return in how many segments words, pairs and sub-words must occur."""
    growth = max(1.0, n_segments / _MANY_SEGMENTS)
    limits = zip((MIN_WORDS, MIN_PAIRS, MIN_SUBWORDS), _GROWTH, strict=True)
    return [round(least * growth**power) for least, power in limits]


def _often(
    names: list[str], presence: sparse.csr_matrix, least: int
) -> tuple[tuple[str, ...], IntArray]:
    """Return what occurs in enough segments, in alphabetical order, and in how many."""
    n_segments = presence.getnnz(axis=0)
    often = [place for place in np.flatnonzero(n_segments >= least) if names[place]]
    often.sort(key=names.__getitem__)
    return tuple(names[place] for place in often), n_segments[often]


def _rarity(document_frequency: IntArray, n: int) -> FloatArray:
    return (np.log((1 + n) / (1 + document_frequency)) + 1).astype(np.float32)
