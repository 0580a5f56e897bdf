"""What each distinct token form means to a vocabulary, looked up once and kept."""

from itertools import chain

import numpy as np
from scipy import sparse

from feedback_nlp.text.compounds import first_part, head
from feedback_nlp.text.lookup import Lookup
from feedback_nlp.text.ragged import BoolArray, FloatArray, GrowingArray, IntArray
from feedback_nlp.text.tokens import Tokenizer
from feedback_nlp.text.vocabulary import NEGATED, Vocabulary

_SHIFT = 1 << 32


class FormTable:
    """The word, weight and sub-words of every form a tokenizer has met.

    Parameters
    ----------
    tokenizer : Tokenizer
        Numbers the forms.
    vocabulary : Vocabulary
        What is known of them.
    """

    def __init__(self, tokenizer: Tokenizer, vocabulary: Vocabulary) -> None:
        self._tokenizer = tokenizer
        self._vocabulary = vocabulary
        self._words = {word: place for place, word in enumerate(vocabulary.words)}
        self._subwords = {piece: place for place, piece in enumerate(vocabulary.subwords)}
        weights = vocabulary.word_weights
        self._no_pieces = sparse.csr_matrix((0, self.n_pieces), dtype=np.float32)
        self._unknown_weight = float(weights.max()) if len(weights) else 1.0
        self._forget()

    def _forget(self) -> None:
        self._generation = self._tokenizer.generation
        self._word_of = GrowingArray(np.int64, width=2)
        self._weight_of = GrowingArray(np.float32)
        self._pairs = self._number_pairs()

    def _number_pairs(self) -> Lookup:
        """Return the places of the pairs by the numbers of their two forms."""
        number = self._tokenizer.form_id
        forms = [pair.split(" ") for pair in self._vocabulary.pairs]
        keys = [number(a) * _SHIFT + number(b) for a, b in forms]
        return Lookup(np.array(keys, dtype=np.int64), np.arange(len(keys)))

    @property
    def n_pieces(self) -> int:
        """How many columns sub-words and word vectors have."""
        return len(self._subwords) + self._tokenizer.n_dimensions

    @property
    def weight_of(self) -> FloatArray:
        """How much the sub-words of each form count; 0 where none is known."""
        return self._weight_of.values

    def know_new_forms(self) -> tuple[int, sparse.csr_matrix]:
        """Look up the forms met since the last call.

        Returns
        -------
        first : int
            Number of the first of them; 0 where the memory was started afresh.
        pieces : sparse matrix of shape (n_new_forms, n_pieces)
            The sub-words of each, as a row of length one; then its vector, if there is a pipeline.
        """
        if self._generation != self._tokenizer.generation:
            self._forget()
        first = len(self._weight_of)
        fresh = self._tokenizer.forms[first:]
        if not fresh:
            return first, self._no_pieces
        find = self._words.get
        pieces = self._pieces(fresh)
        words = [self._nearest(form) for form in fresh]
        self._word_of.extend([(find(word, -1), find(NEGATED + word, -1)) for word in words])
        weight = np.array([self._weight(form) for form in fresh], dtype=np.float32)
        self._weight_of.extend(weight * (np.diff(pieces.indptr) > 0))
        return first, pieces

    def _nearest(self, form: str) -> str:
        """Return the word that an unknown compound ends in, or else begins with."""
        if form in self._words or NEGATED + form in self._words:
            return form
        return head(form, self._words) or first_part(form, self._words) or form

    def _weight(self, form: str) -> float:
        place = self._words.get(form)
        if place is None:
            return self._unknown_weight
        return float(self._vocabulary.word_weights[place])

    def _pieces(self, forms: list[str]) -> sparse.csr_matrix:
        find, cut = self._subwords.get, self._tokenizer.pieces
        known = [[at for at in map(find, cut(form)) if at is not None] for form in forms]
        rows = np.repeat(np.arange(len(forms)), [len(pieces) for pieces in known])
        columns = np.fromiter(chain.from_iterable(known), dtype=np.int64, count=len(rows))
        weight = self._vocabulary.subword_weights[columns]
        shape = (len(forms), len(self._subwords))
        pieces = sparse.csr_matrix((weight, (rows, columns)), shape=shape, dtype=np.float32)
        length = np.sqrt(np.asarray(pieces.multiply(pieces).sum(axis=1)).ravel())
        scale = np.divide(1, length, out=np.zeros_like(length), where=length > 0)
        pieces = sparse.csr_matrix(sparse.diags(scale) @ pieces, dtype=np.float32)
        if (pipeline := self._tokenizer.pipeline) is None:
            return pieces
        return sparse.hstack([pieces, pipeline.vectors(forms)], format="csr", dtype=np.float32)

    def find_words(self, form: IntArray, negated: BoolArray) -> IntArray:
        """Return the place of each form, plain or negated, among the words; -1 where unknown.

        Parameters
        ----------
        form : array of int of shape (n,)
            Numbers of forms.
        negated : array of bool of shape (n,)
            Whether a negation turns each of them round.

        Returns
        -------
        array of int of shape (n,)
            Places in the vocabulary's words.
        """
        return np.asarray(self._word_of.values.ravel().take(2 * form + negated))

    def find_pairs(self, form: IntArray, group: IntArray) -> tuple[IntArray, IntArray]:
        """Return the known pairs of neighbours.

        Parameters
        ----------
        form : array of int of shape (n,)
            Numbers of forms, as they follow each other.
        group : array of int of shape (n,)
            Only forms of one group are neighbours.

        Returns
        -------
        pair : array of int of shape (n_pairs,)
            Places in the vocabulary's pairs.
        group : array of int of shape (n_pairs,)
            The group each stands in.
        """
        pair = self._pairs.find(form[:-1] * _SHIFT + form[1:])
        known = np.flatnonzero((pair >= 0) & (group[1:] == group[:-1]))
        return pair[known], group[known]
