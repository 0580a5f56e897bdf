"""Split comments into sentences and segments: the clauses that carry one point each."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from feedback_nlp.text.contrast import CONTRAST_WORDS, Contrasts
from feedback_nlp.text.form_flags import FormFlags
from feedback_nlp.text.ragged import BoolArray, IntArray
from feedback_nlp.text.tokens import Tokenizer, Tokens

_SENTENCE_ENDS = frozenset(".!?…;。؟।")
_SEPARATORS = frozenset({",", "、", "،"})
_OPENERS = frozenset({"-", "–", "—", "/", "+", "*", "•", "("})
_CLOSERS = frozenset({")", "]", '"', "'", ":)", ":-)", ":(", ":-("})
JOINING_WORDS = frozenset({"en", "terwijl", "want", "doordat", "omdat", "waardoor", "dus"})
"""Dutch words before which a new point begins where a clause of its own follows."""
SUBORDINATING_WORDS = frozenset(
    (
        *("die", "dat", "wie", "waar", "waarbij", "waarin", "waarvan", "waarop", "waarmee", "toen"),
        *("nadat", "voordat", "zodat", "sinds", "tot", "totdat", "zodra", "indien", "zonder"),
    )
)
"""Dutch words with which a clause begins that is no point of its own."""
_WORD, _END, _SEPARATOR, _OPENER, _CLOSE, _CONTRAST, _JOINING, _SUBORDINATING = range(8)
_PICTURE, _COLON = 8, 9
_MARKS = {
    **dict.fromkeys(_SEPARATORS, _SEPARATOR),
    **dict.fromkeys(_OPENERS, _OPENER),
    **dict.fromkeys(_CLOSERS, _CLOSE),
    ":": _COLON,
}
_WORDS_OF_KIND = {
    _CONTRAST: CONTRAST_WORDS,
    _JOINING: {"nl": JOINING_WORDS},
    _SUBORDINATING: {"nl": SUBORDINATING_WORDS},
}
_EMOJI = frozenset({"So", "Sk", "Mn", "Cf"})  # categories of emoji, and of "°" and "®" before "←"
_MIN_CLAUSE = 3  # tokens on both sides of a joining word


@dataclass(frozen=True, eq=False)
class Segments:
    """Tokens grouped into segments.

    Attributes
    ----------
    of_token : array of shape (n_tokens,)
        Number of the segment each token belongs to.
    sentence_of_token : array of shape (n_tokens,)
        Number of the sentence each token belongs to.
    clause_of_token : array of shape (n_tokens,)
        Number of the clause each token belongs to; marks and joining words begin a new one.
    comment : array of shape (n_segments,)
        Place of the comment each segment belongs to.
    start, end : arrays of shape (n_segments,)
        Character offsets of each segment in its comment.
    """

    of_token: IntArray
    sentence_of_token: IntArray
    clause_of_token: IntArray
    comment: IntArray
    start: IntArray
    end: IntArray

    def __len__(self) -> int:
        return len(self.comment)


class Segmenter:
    """Split tokens into segments at sentence ends, contrast words and commas between points.

    An emoji belongs to the sentence before it and ends it.

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
        kinds = {
            word: kind
            for kind, words in _WORDS_OF_KIND.items()
            for word in words.get(tokenizer.language, ())
        }
        self._contrasts = Contrasts(tokenizer)
        self._kinds = FormFlags(tokenizer, partial(_kind, kinds=_MARKS | kinds))

    def split(self, tokens: Tokens) -> Segments:
        """Group tokens into sentences, segments and clauses.

        Parameters
        ----------
        tokens : Tokens
            The tokens of a list of comments.

        Returns
        -------
        Segments
            Every token belongs to exactly one segment, and a segment to one comment.
        """
        kind = self._kinds.flags().take(tokens.form)
        n = len(tokens)
        new_comment = np.ones(n, dtype=bool)
        new_comment[1:] = tokens.comment[1:] != tokens.comment[:-1]
        new_line = new_comment | tokens.after_break
        ended = _after(kind, _END, new_line)
        ended |= _after(kind, _PICTURE, new_line) & (kind != _SEPARATOR) & (kind != _END)
        new_sentence = new_line | ended
        contrast = np.flatnonzero(kind == _CONTRAST)
        kind[contrast[self._contrasts.are_adverbs(tokens, contrast)]] = _WORD
        new_segment = new_sentence | (kind == _CONTRAST)
        separated = _after(kind, _SEPARATOR, new_line)
        opened = (kind == _OPENER) & ~np.append(new_line[1:], True)
        new_segment |= _with_clauses(separated | opened, new_segment, least=1)
        new_segment |= _with_clauses(kind == _JOINING, new_segment, least=_MIN_CLAUSE)
        new_segment[1:] &= ~_only_lead_in(new_segment, kind)[1:] | new_sentence[1:]
        new_clause = new_segment | (kind != _WORD)
        first = np.flatnonzero(new_segment)
        last = np.append(first[1:], n)[: len(first)] - 1
        return Segments(
            of_token=np.cumsum(new_segment) - 1,
            sentence_of_token=np.cumsum(new_sentence) - 1,
            clause_of_token=np.cumsum(new_clause) - 1,
            comment=tokens.comment[first],
            start=tokens.start[first],
            end=tokens.end[last],
        )


def _kind(form: str, kinds: Mapping[str, int]) -> int:
    if set(form) <= _SENTENCE_ENDS:
        return _END
    if form in kinds or not {unicodedata.category(sign) for sign in form} <= _EMOJI:
        return kinds.get(form, _WORD)
    return _PICTURE if max(form, default="") >= "←" else _CLOSE


def _after(kind: IntArray, mark: int, new_line: BoolArray) -> BoolArray:
    """Return where a token of a line follows a kind of mark, brackets and emoji left aside."""
    is_mark = kind == mark
    trail = np.flatnonzero(is_mark | (kind == _CLOSE) | (kind == _PICTURE))
    begins = (np.diff(trail, prepend=-2) > 1) | new_line[trail]
    has_mark = np.bincount(np.cumsum(begins) - 1, is_mark[trail]) > 0
    behind = trail[np.append(begins, True)[1:]][has_mark] + 1
    follows = np.zeros(len(kind) + 1, dtype=bool)
    follows[behind] = True
    return np.asarray(follows[:-1] & ~new_line)


def _with_clauses(candidate: BoolArray, boundary: BoolArray, *, least: int) -> BoolArray:
    """Keep the candidates that have `least` tokens to the boundary before and the one after."""
    edges = np.flatnonzero(candidate | boundary)
    since, until = np.diff(edges, prepend=0), np.diff(edges, append=len(candidate))
    far_apart = np.zeros(len(candidate), dtype=bool)
    far_apart[edges[(since >= least) & (until >= least)]] = True
    return np.asarray(candidate & far_apart)


def _only_lead_in(boundary: BoolArray, kind: IntArray) -> BoolArray:
    """Return boundaries whose segment before holds no word but a joining or contrast word."""
    wordless = (kind != _WORD) & (kind != _SUBORDINATING)
    lone = np.zeros(len(boundary), dtype=bool)
    lone[1:] = boundary[:-1] & wordless[:-1]
    return boundary & lone


def whole_segments(segments: Segments, tokens: Tokens, comments: Sequence[str]) -> Segments:
    """Take each comment as one segment and one sentence, the empty ones too.

    Parameters
    ----------
    segments : Segments
        The comments as they were split; their clauses stay.
    tokens : Tokens
        The tokens of the comments.
    comments : sequence of str
        The comments.

    Returns
    -------
    Segments
        One per comment.
    """
    n = len(comments)
    return Segments(
        of_token=tokens.comment,
        sentence_of_token=tokens.comment,
        clause_of_token=segments.clause_of_token,
        comment=np.arange(n),
        start=np.zeros(n, dtype=np.int64),
        end=np.fromiter(map(len, comments), dtype=np.int64, count=n),
    )


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
