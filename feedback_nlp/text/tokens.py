"""Comments to spaCy's tokens: each distinct white-space chunk is tokenised once, then looked up."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import spacy

from feedback_nlp.errors import LabelError
from feedback_nlp.text.chunks import split_chunks
from feedback_nlp.text.ragged import BoolArray, GrowingRows, IntArray
from feedback_nlp.text.spelling import Spelling

MAX_CHUNKS = 100_000
"""Distinct chunks remembered before the memory starts afresh: a bound, not a setting."""
LONGEST_CHUNK = 1_000
"""Characters of a chunk that spaCy sees at once: on a row of marks it takes quadratic time."""


@dataclass(frozen=True)
class Tokens:
    """The tokens of a list of comments, in reading order.

    Attributes
    ----------
    form : array of shape (n_tokens,)
        Normal form of each token, as its number in the tokenizer's `forms`.
    comment : array of shape (n_tokens,)
        Place of the comment each token belongs to.
    start, end : arrays of shape (n_tokens,)
        Character offsets of each token in its comment.
    after_break : array of shape (n_tokens,)
        Whether a line break stands before the token.
    """

    form: IntArray
    comment: IntArray
    start: IntArray
    end: IntArray
    after_break: BoolArray

    def __len__(self) -> int:
        return len(self.form)


class Tokenizer:
    """Split comments into the tokens of spaCy's tokenizer for a language, in normal form.

    spaCy tokenises white-space chunk by white-space chunk, so a table of chunks gives exactly its
    tokens; only a chunk never seen before costs anything. Two rarities differ: spaCy breaks up
    the emoticon in rows of signs such as ``> :((}/``, which it takes together with the sign before
    the blank, and a chunk is cut every `LONGEST_CHUNK` characters.

    Parameters
    ----------
    language : str, default="nl"
        Any language spaCy has a blank pipeline for.
    spelling : Spelling, optional
        Finds the normal form of each token; by default stretched letters and case only.

    Raises
    ------
    LabelError
        When spaCy knows no such language.

    Examples
    --------
    >>> tokenizer = Tokenizer()
    >>> tokens = tokenizer.tokenize(["Te laat geleverd.Eten koud!"])
    >>> [tokenizer.forms[form] for form in tokens.form]
    ['te', 'laat', 'geleverd', '.', 'eten', 'koud', '!']
    """

    def __init__(self, *, language: str = "nl", spelling: Spelling | None = None) -> None:
        self.language = language
        self.spelling = spelling or Spelling()
        self._split = _blank_tokenizer(language)
        self._forget()

    def _forget(self) -> None:
        self.forms: list[str] = []
        self.generation = getattr(self, "generation", -1) + 1
        self._form_ids: dict[str, int] = {}
        self._chunk_ids = _ChunkTable(self)
        self._chunk_forms = GrowingRows()
        self._chunk_starts = GrowingRows()
        self._chunk_ends = GrowingRows()

    def tokenize(self, comments: Sequence[str]) -> Tokens:
        """Split comments into tokens.

        Parameters
        ----------
        comments : sequence of str
            The comments.

        Returns
        -------
        Tokens
            Their tokens; white space is no token.
        """
        if len(self._chunk_ids) > MAX_CHUNKS:
            self._forget()
        chunks = split_chunks(comments)
        lookup = map(self._chunk_ids.__getitem__, chunks.texts)
        ids = np.fromiter(lookup, dtype=np.int64, count=len(chunks.texts))
        form, owner = self._chunk_forms.take(ids)
        first = np.ones(len(owner), dtype=bool)
        first[1:] = owner[1:] != owner[:-1]
        return Tokens(
            form=form,
            comment=chunks.comment[owner],
            start=chunks.start[owner] + self._chunk_starts.take(ids)[0],
            end=chunks.start[owner] + self._chunk_ends.take(ids)[0],
            after_break=chunks.after_break[owner] & first,
        )

    def form_id(self, form: str) -> int:
        """Return the number of a normal form, new or known."""
        number = self._form_ids.get(form)
        if number is None:
            number = self._form_ids[form] = len(self.forms)
            self.forms.append(form)
        return number

    def learn_chunk(self, chunk: str) -> int:
        """Tokenise a chunk never seen before and return its number."""
        starts = range(0, len(chunk), LONGEST_CHUNK)
        parts = [(start, self._split(chunk[start : start + LONGEST_CHUNK])) for start in starts]
        tokens = [(start + token.idx, token.text) for start, part in parts for token in part]
        self._chunk_forms.append([self.form_id(self.spelling.normal_form(t)) for _, t in tokens])
        self._chunk_starts.append([start for start, _ in tokens])
        self._chunk_ends.append([start + len(text) for start, text in tokens])
        return len(self._chunk_forms) - 1


class _ChunkTable(dict[str, int]):
    """The number of each chunk; a chunk looked up for the first time is tokenised."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        super().__init__()
        self._tokenizer = tokenizer

    def __missing__(self, chunk: str) -> int:
        number = self[chunk] = self._tokenizer.learn_chunk(chunk)
        return number


def _blank_tokenizer(language: str) -> spacy.tokenizer.Tokenizer:
    try:
        return spacy.blank(language).tokenizer
    except (ImportError, AttributeError) as error:  # no such module, or one that is no language
        message = (
            f"Language {language!r} is not one spaCy has a tokenizer for. Use a code such as "
            "'nl', 'en', 'de' or 'fr', or 'xx' for any other language."
        )
        raise LabelError(message) from error
