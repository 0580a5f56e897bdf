"""What each distinct token form means to a vocabulary, looked up once and kept."""

import numpy as np
from scipy import sparse

from feedback_nlp.text.ragged import IntArray
from feedback_nlp.text.subwords import subwords
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

    Attributes
    ----------
    word_of : array of int of shape (n_forms, 2)
        Place of the form among the words, plain and negated; -1 where it is unknown.
    weight_of : array of float32 of shape (n_forms,)
        How much its sub-words count; 0 where none is known.
    pieces_of : sparse matrix of shape (n_forms, n_subwords)
        Its sub-words, as a row of length one.
    """

    def __init__(self, tokenizer: Tokenizer, vocabulary: Vocabulary) -> None:
        self._tokenizer = tokenizer
        self._vocabulary = vocabulary
        self._words = {word: place for place, word in enumerate(vocabulary.words)}
        self._subwords = {piece: place for place, piece in enumerate(vocabulary.subwords)}
        weights = vocabulary.word_weights
        self._unknown_weight = float(weights.max()) if len(weights) else 1.0
        self._forget()

    def _forget(self) -> None:
        self._generation = self._tokenizer.generation
        self.word_of = np.zeros((0, 2), dtype=np.int64)
        self.weight_of = np.zeros(0, dtype=np.float32)
        self.pieces_of = sparse.csr_matrix((0, len(self._subwords)), dtype=np.float32)
        self._pair_keys, self._pair_places = self._number_pairs()

    def _number_pairs(self) -> tuple[IntArray, IntArray]:
        """Return the pairs as sorted keys, made of the numbers of their two forms."""
        number = self._tokenizer.form_id
        forms = [pair.split(" ") for pair in self._vocabulary.pairs]
        keys = np.array([number(a) * _SHIFT + number(b) for a, b in forms], dtype=np.int64)
        order = np.argsort(keys)
        return keys[order], order

    def know_new_forms(self) -> None:
        """Look up the forms met since the last call."""
        if self._generation != self._tokenizer.generation:
            self._forget()
        fresh = self._tokenizer.forms[len(self.word_of) :]
        if not fresh:
            return
        find = self._words.get
        columns = [(find(form, -1), find(NEGATED + form, -1)) for form in fresh]
        self.word_of = np.concatenate([self.word_of, np.array(columns, dtype=np.int64)])
        pieces = self._pieces(fresh)
        weight = np.array([self._weight(form) for form in fresh], dtype=np.float32)
        self.weight_of = np.append(self.weight_of, weight * (np.diff(pieces.indptr) > 0))
        self.pieces_of = sparse.vstack([self.pieces_of, pieces], format="csr")

    def _weight(self, form: str) -> float:
        place = self._words.get(form)
        if place is None:
            return self._unknown_weight
        return float(self._vocabulary.word_weights[place])

    def _pieces(self, forms: list[str]) -> sparse.csr_matrix:
        known = [[self._subwords.get(piece, -1) for piece in subwords(form)] for form in forms]
        rows = np.repeat(np.arange(len(forms)), [len(pieces) for pieces in known])
        columns = np.array([place for pieces in known for place in pieces], dtype=np.int64)
        rows, columns = rows[columns >= 0], columns[columns >= 0]
        weight = self._vocabulary.subword_weights[columns]
        shape = (len(forms), len(self._subwords))
        pieces = sparse.csr_matrix((weight, (rows, columns)), shape=shape, dtype=np.float32)
        length = np.sqrt(np.asarray(pieces.multiply(pieces).sum(axis=1)).ravel())
        scale = np.divide(1, length, out=np.zeros_like(length), where=length > 0)
        return sparse.csr_matrix(sparse.diags(scale) @ pieces, dtype=np.float32)

    def find_pairs(self, first: IntArray, second: IntArray) -> IntArray:
        """Return the place of each pair of forms among the known pairs, -1 where it is unknown.

        Parameters
        ----------
        first, second : arrays of shape (n,)
            Numbers of forms.

        Returns
        -------
        array of int of shape (n,)
            Places in the vocabulary's pairs.
        """
        if not len(self._pair_keys):
            return np.full(len(first), -1, dtype=np.int64)
        keys = first * _SHIFT + second
        at = np.minimum(np.searchsorted(self._pair_keys, keys), len(self._pair_keys) - 1)
        return np.where(self._pair_keys[at] == keys, self._pair_places[at], -1)
