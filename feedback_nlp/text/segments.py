"""Split comments into sentences and segments: the clauses that carry one point each."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from feedback_nlp.text.ragged import BoolArray, IntArray
from feedback_nlp.text.tokens import Tokenizer, Tokens

_SENTENCE_ENDS = frozenset(".!?…;")
_SEPARATORS = frozenset({",", ":", "-", "–", "—", "/", "+", "*", "•", "("})
_CLOSERS = frozenset({")", "]", '"', "'", ":)", ":-)", ":(", ":-("})
CONTRAST_WORDS = frozenset({"maar", "echter", "alleen", "helaas", "behalve", "hoewel", "ondanks"})
"""Words before which a new point begins."""
JOINING_WORDS = frozenset({"en", "terwijl", "want", "doordat", "omdat", "waardoor", "dus"})
"""Words before which a new point begins where a clause of its own follows."""
_MIN_CLAUSE = 3  # tokens on both sides of a joining word, a comma or a dash


@dataclass(frozen=True)
class Segments:
    """Tokens grouped into segments.

    Attributes
    ----------
    of_token : array of shape (n_tokens,)
        Number of the segment each token belongs to.
    sentence_of_token : array of shape (n_tokens,)
        Number of the sentence each token belongs to.
    comment : array of shape (n_segments,)
        Place of the comment each segment belongs to.
    start, end : arrays of shape (n_segments,)
        Character offsets of each segment in its comment.
    """

    of_token: IntArray
    sentence_of_token: IntArray
    comment: IntArray
    start: IntArray
    end: IntArray

    def __len__(self) -> int:
        return len(self.comment)


class Segmenter:
    """Split tokens into segments at sentence ends, contrast words and commas between points.

    Parameters
    ----------
    tokenizer : Tokenizer
        The tokenizer that made the tokens.

    Examples
    --------
    >>> tokenizer = Tokenizer()
    >>> comment = "Snelle levering, goed verpakt maar de tas is erg duur. Jammer!"
    >>> segments = Segmenter(tokenizer).split(tokenizer.tokenize([comment]))
    >>> [comment[a:b] for a, b in zip(segments.start, segments.end)]
    ['Snelle levering,', 'goed verpakt', 'maar de tas is erg duur.', 'Jammer!']
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._generation = -1

    def split(self, tokens: Tokens) -> Segments:
        """Group tokens into sentences and segments.

        Parameters
        ----------
        tokens : Tokens
            The tokens of a list of comments.

        Returns
        -------
        Segments
            Every token belongs to exactly one segment, and a segment to one comment.
        """
        kind = self._kinds()[tokens.form]
        n = len(tokens)
        new_comment = np.ones(n, dtype=bool)
        new_comment[1:] = tokens.comment[1:] != tokens.comment[:-1]
        new_sentence = new_comment | tokens.after_break | _after(kind == _END, kind, _END, _CLOSE)
        new_segment = new_sentence | (kind == _CONTRAST)
        separated = _after(kind == _SEPARATOR, kind, _SEPARATOR, _CLOSE)
        new_segment |= _with_clauses(separated, new_segment, least=1)
        new_segment |= _with_clauses(kind == _JOINING, new_segment, least=_MIN_CLAUSE)
        new_segment[1:] &= ~_only_lead_in(new_segment, kind)[1:] | new_sentence[1:]
        first = np.flatnonzero(new_segment)
        last = np.append(first[1:], n)[: len(first)] - 1
        return Segments(
            of_token=np.cumsum(new_segment) - 1,
            sentence_of_token=np.cumsum(new_sentence) - 1,
            comment=tokens.comment[first],
            start=tokens.start[first],
            end=tokens.end[last],
        )

    def _kinds(self) -> IntArray:
        """Return what each form does to the flow of a comment."""
        if self._generation != self._tokenizer.generation:
            self._generation, self._kind = self._tokenizer.generation, np.zeros(0, dtype=np.int64)
        fresh = self._tokenizer.forms[len(self._kind) :]
        self._kind = np.append(
            self._kind, np.array([_kind(form) for form in fresh], dtype=np.int64)
        )
        return self._kind


_WORD, _END, _SEPARATOR, _CLOSE, _CONTRAST, _JOINING = range(6)


def _kind(form: str) -> int:
    if set(form) <= _SENTENCE_ENDS:
        return _END
    for number, members in (
        (_SEPARATOR, _SEPARATORS),
        (_CLOSE, _CLOSERS),
        (_CONTRAST, CONTRAST_WORDS),
        (_JOINING, JOINING_WORDS),
    ):
        if form in members:
            return number
    return _WORD


def _after(mark: BoolArray, kind: IntArray, *trailing: int) -> BoolArray:
    """Return where a token follows a mark and is itself none of the kinds that trail one."""
    follows = np.zeros(len(mark), dtype=bool)
    follows[1:] = mark[:-1]
    trails = np.isin(kind, trailing)
    for _ in range(2):  # a bracket and a quote may close after the mark
        carried = np.zeros(len(mark), dtype=bool)
        carried[1:] = follows[:-1] & trails[:-1]
        follows |= carried
    return follows & ~trails


def _with_clauses(candidate: BoolArray, boundary: BoolArray, *, least: int) -> BoolArray:
    """Keep the candidates that have `least` tokens to the boundary before and the one after."""
    n = len(candidate)
    at = np.arange(n)
    edges = candidate | boundary
    before = np.maximum.accumulate(np.where(edges, at, 0))
    since = np.zeros(n, dtype=np.int64)
    since[1:] = at[1:] - before[:-1]
    after = np.minimum.accumulate(np.where(edges, at, n)[::-1])[::-1]
    until = np.append(after[1:], n)[:n] - at
    return candidate & (since >= least) & (until >= least)


def _only_lead_in(boundary: BoolArray, kind: IntArray) -> BoolArray:
    """Return boundaries whose segment before holds no word but a joining or contrast word."""
    wordless = np.isin(kind, (_SEPARATOR, _CLOSE, _CONTRAST, _JOINING, _END))
    lone = np.zeros(len(boundary), dtype=bool)
    lone[1:] = boundary[:-1] & wordless[:-1]
    return boundary & lone


def split_segments(comments: Iterable[str], *, language: str = "nl") -> list[list[str]]:
    """Split comments into the segments that carry one point each.

    Parameters
    ----------
    comments : iterable of str
        The comments.
    language : str, default="nl"
        Any language spaCy has a blank pipeline for.

    Returns
    -------
    list of list of str
        Per comment its segments, as they stand in the comment.

    Examples
    --------
    >>> split_segments(["Eten was lekker, maar koud."])
    [['Eten was lekker,', 'maar koud.']]
    """
    texts = list(comments)
    tokenizer = Tokenizer(language=language)
    segments = Segmenter(tokenizer).split(tokenizer.tokenize(texts))
    parts: list[list[str]] = [[] for _ in texts]
    for comment, start, end in zip(segments.comment, segments.start, segments.end, strict=True):
        parts[comment].append(texts[comment][start:end])
    return parts
