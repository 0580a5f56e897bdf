"""Comments to spaCy's tokens: each distinct white-space chunk is tokenised once, then looked up."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, count, repeat

import numpy as np

from feedback_nlp.text.chunks import split_chunks
from feedback_nlp.text.glued_words import breaks_lost
from feedback_nlp.text.numerals import minutes_named
from feedback_nlp.text.pipeline import Pipeline
from feedback_nlp.text.ragged import BoolArray, GrowingArray, GrowingRows, IntArray
from feedback_nlp.text.spelling import Spelling
from feedback_nlp.text.splitting import Splitter, blank_tokenizer
from feedback_nlp.text.subwords import subwords

MAX_CHUNKS = 150_000
"""Distinct chunks remembered before the memory starts afresh: a bound, not a setting."""
NO_FORM = ""
"""The form of a token that is passed over: no word, part of no pair, without sub-words."""


@dataclass(frozen=True, eq=False)
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
        Whether a line break stands before the token, or was lost there ("goedDe").
    minutes : array of shape (n_tokens,)
        Minutes since midnight of a token that may name a time, an hour or a day; -1 for any other.
    """

    form: IntArray
    comment: IntArray
    start: IntArray
    end: IntArray
    after_break: BoolArray
    minutes: IntArray

    def __len__(self) -> int:
        return len(self.form)


class Tokenizer:
    """Split comments into the tokens of spaCy's tokenizer for a language, in normal form.

    spaCy tokenises white-space chunk by white-space chunk, so a table of chunks gives exactly its
    tokens; only a chunk never seen before costs anything. Two rarities differ: spaCy breaks up
    the emoticon in rows of signs such as ``> :((}/``, which it takes together with the sign before
    the blank, and a chunk is cut every `LONGEST_CHUNK` characters. Known words that lost the blank
    between them are tokens apart.

    Parameters
    ----------
    language : str, default="nl"
        Any language spaCy has a blank pipeline for.
    spelling : Spelling, optional
        Finds the normal form of each token; by default stretched letters and case only.
    pipeline : Pipeline, optional
        An installed pipeline whose tokenizer is used, and whose lemmas and vectors are features.

    Raises
    ------
    LabelError
        When spaCy knows no such language, or needs another package for it.

    Examples
    --------
    >>> tokenizer = Tokenizer()
    >>> tokens = tokenizer.tokenize(["Te laat geleverd.Eten koud!"])
    >>> [tokenizer.forms[form] for form in tokens.form]
    ['te', 'laat', 'geleverd', '.', 'eten', 'koud', '!']
    """

    def __init__(
        self,
        *,
        language: str = "nl",
        spelling: Spelling | None = None,
        pipeline: Pipeline | None = None,
    ) -> None:
        self.language = language
        self.spelling = spelling or Spelling()
        self.pipeline = pipeline
        self._splitter = Splitter(pipeline.tokenizer if pipeline else blank_tokenizer(language))
        self._forget()

    def _forget(self) -> None:
        self.forms: list[str] = []
        self.generation = getattr(self, "generation", -1) + 1
        self._form_ids: dict[str, int] = {}
        self._chunk_ids: dict[str, int] = {}
        self._chunk_forms = GrowingRows()
        self._starts = GrowingArray(np.int64)
        self._ends = GrowingArray(np.int64)
        self._minutes = GrowingArray(np.int16)
        self._lost_breaks = GrowingArray(np.bool_)

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
        ids = self._find(chunks.texts)
        places, owner = self._chunk_forms.find(ids.take(chunks.which))
        start = chunks.start.take(owner)
        return Tokens(
            form=self._chunk_forms.values.take(places),
            comment=chunks.comment.take(owner),
            start=start + self._starts.values.take(places),
            end=start + self._ends.values.take(places),
            after_break=(chunks.after_break.take(owner) & (np.diff(owner, prepend=-1) > 0))
            | self._lost_breaks.values.take(places),
            minutes=self._minutes.values.take(places),
        )

    def form_id(self, form: str) -> int:
        """Return the number of a normal form, new or known."""
        number = self._form_ids.get(form)
        if number is None:
            number = self._form_ids[form] = len(self.forms)
            self.forms.append(form)
        return number

    def pieces(self, form: str) -> list[str]:
        """Return the sub-words of a normal form, with its lemma if there is a pipeline."""
        return self.pipeline.pieces(form) if self.pipeline else subwords(form)

    @property
    def n_dimensions(self) -> int:
        """Length of the word vectors, 0 without a pipeline."""
        return self.pipeline.info.n_dimensions if self.pipeline else 0

    def _find(self, chunks: list[str]) -> IntArray:
        """Return the numbers of distinct chunks, those never seen before included."""
        known = map(self._chunk_ids.get, chunks, repeat(-1))
        ids = np.fromiter(known, dtype=np.int64, count=len(chunks))
        new = np.flatnonzero(ids < 0)
        ids[new] = len(self._chunk_ids) + np.arange(len(new))
        self._learn([chunks[place] for place in new])
        return ids

    def _learn(self, chunks: list[str]) -> None:
        """Tokenise chunks never seen before and number them."""
        cut = [
            [word for token in tokens for word in self.spelling.words_in(token)]
            for tokens in self._splitter.split(chunks)
        ]
        normal = self.spelling.normal_form
        self._chunk_forms.extend([[self.form_id(normal(word)) for word in words] for words in cut])
        ends = [list(accumulate(map(len, words))) for words in cut]
        self._starts.extend([start for found in ends for start in (0, *found[:-1])])
        self._ends.extend([end for found in ends for end in found])
        self._minutes.extend([minutes_named(word) for words in cut for word in words])
        self._lost_breaks.extend([lost for words in cut for lost in breaks_lost(words)])
        self._chunk_ids.update(zip(chunks, count(len(self._chunk_ids)), strict=False))
