"""What a model learnt to look at: words, word pairs and sub-words with their weights."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

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
    per_segment: dict[int, list[tuple[int, bool]]] = {}
    for place, form, turned in zip(segment, tokens.form, negated, strict=True):
        per_segment.setdefault(int(place), []).append((int(form), bool(turned)))
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    pieces: Counter[str] = Counter()
    pieces_of = [set(tokenizer.pieces(form)) for form in forms]
    for members in per_segment.values():
        said = [(forms[form], turned) for form, turned in members]
        words.update({(NEGATED if turned else "") + word for word, turned in said if word})
        neighbours = pairwise(word for word, _ in said)
        pairs.update({f"{a} {b}" for a, b in neighbours if NO_FORM not in (a, b)})
        pieces.update(set().union(*(pieces_of[form] for form, _ in members)))
    n = len(per_segment)
    kept = [_kept(*each) for each in zip((words, pairs, pieces), _least(n), strict=True)]
    counts = zip((words, pairs, pieces), kept, strict=True)
    weights = [_rarity([count[name] for name in names], n) for count, names in counts]
    return Vocabulary(kept[0], kept[1], kept[2], *weights)


def _least(n_segments: int) -> list[int]:
    """Return in how many segments words, pairs and sub-words must occur."""
    growth = max(1.0, n_segments / _MANY_SEGMENTS)
    limits = zip((MIN_WORDS, MIN_PAIRS, MIN_SUBWORDS), _GROWTH, strict=True)
    return [round(least * growth**power) for least, power in limits]


def _kept(counts: Counter[str], least: int) -> tuple[str, ...]:
    return tuple(sorted(name for name, count in counts.items() if count >= least))


def _rarity(document_frequency: list[int], n: int) -> FloatArray:
    frequency = np.array(document_frequency, dtype=np.float64)
    return (np.log((1 + n) / (1 + frequency)) + 1).astype(np.float32)
