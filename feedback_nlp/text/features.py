"""Segments to numbers: words, word pairs, sub-words, cues and their context as a sparse matrix."""

import numpy as np
from scipy import sparse

from feedback_nlp.text.analysis import Analyser, Analysis
from feedback_nlp.text.form_table import FormTable
from feedback_nlp.text.ragged import FloatArray, IntArray, bounds
from feedback_nlp.text.vocabulary import Vocabulary

CONTEXT = 0.5
"""Weight of what the whole comment says next to what the segment itself says."""


class SegmentFeatures:
    """Turn analysed comments into one row of numbers per segment.

    Words and pairs form one block, sub-words a second; each row of a block is divided by the root
    of the summed squares of its tokens' weights, so that a row is a plain sum over tokens times one
    number. With a pipeline the vector of each token stands behind its sub-words. Cues form the
    third block: 1 where a group was found, apart for negated finds. Two last blocks are the
    context: the words and the cues of the whole comment, at half weight.

    Parameters
    ----------
    analyser : Analyser
        Made the analyses.
    vocabulary : Vocabulary
        Words, pairs and sub-words to look at.
    """

    def __init__(self, analyser: Analyser, vocabulary: Vocabulary) -> None:
        self._n_groups = len(analyser.group_names)
        self.vocabulary = vocabulary
        self._forms = FormTable(analyser.tokenizer, vocabulary)
        self._pieces_of = sparse.csr_matrix((0, self._forms.n_pieces), dtype=np.float32)

    def transform(self, analysis: Analysis, owner: IntArray | None = None) -> sparse.csr_matrix:
        """Turn each segment into a row.

        Parameters
        ----------
        analysis : Analysis
            Comments cut up and searched.
        owner : array of shape (n_segments,), optional
            Number of the comment whose context each segment has, where that is not the comment it
            was analysed in, as with labelled segments analysed one by one.

        Returns
        -------
        sparse matrix of shape (n_segments, n_features)
            Words, pairs, sub-words, dimensions of the vectors, cues, context words and context
            cues, in that order; float32.
        """
        self._know_new_forms()
        word, word_segment = self._words(analysis)
        of_token = analysis.segments.of_token
        pair, pair_segment = self._forms.find_pairs(analysis.tokens.form, of_token)
        n, v = len(analysis.segments), self.vocabulary
        word_squares = _sums(n, word_segment, v.word_weights[word] ** 2)
        squares = word_squares + _sums(n, pair_segment, v.pair_weights[pair] ** 2)
        words = _counts(n, word_segment, word, len(v.words)) @ sparse.diags(v.word_weights)
        pairs = _counts(n, pair_segment, pair, len(v.pairs)) @ sparse.diags(v.pair_weights)
        scale = sparse.diags(_inverse_root(squares))
        cues = self._cues(analysis)
        group = analysis.segments.comment if owner is None else owner
        context = _context(words, word_squares, cues, group)
        blocks = [scale @ words, scale @ pairs, self._subwords(analysis), cues, *context]
        return sparse.hstack(blocks, format="csr", dtype=np.float32)

    def _know_new_forms(self) -> None:
        first, pieces = self._forms.know_new_forms()
        if pieces.shape[0]:
            self._pieces_of = sparse.vstack([self._pieces_of[:first], pieces], format="csr")

    def _words(self, analysis: Analysis) -> tuple[IntArray, IntArray]:
        """Return the known words and the segment of each."""
        word = self._forms.find_words(analysis.tokens.form, analysis.negated)
        known = word >= 0
        return word[known], analysis.segments.of_token[known]

    def _subwords(self, analysis: Analysis) -> sparse.csr_matrix:
        form, segment = analysis.tokens.form, analysis.segments.of_token
        n = len(analysis.segments)
        weight = self._forms.weight_of[form]
        shape = (n, len(self._forms.weight_of))
        starts = bounds(segment, n)
        # In reading order, so that no sum depends on which forms were met before.
        bag = sparse.csr_matrix((weight, form, starts), shape=shape)
        scale = sparse.diags(_inverse_root(_sums(n, segment, weight**2)))
        return scale @ bag @ self._pieces_of

    def _cues(self, analysis: Analysis) -> sparse.csr_matrix:
        hits = analysis.cues
        segment = analysis.segments.of_token[hits.last]
        column = hits.group + self._n_groups * analysis.cue_negated
        return _present(_counts(len(analysis.segments), segment, column, 2 * self._n_groups))


def _context(
    words: sparse.csr_matrix, squares: FloatArray, cues: sparse.csr_matrix, owner: IntArray
) -> list[sparse.csr_matrix]:
    """Return for each segment the words and cues of its whole comment."""
    n_owners = int(owner.max()) + 1 if len(owner) else 0
    members = _counts(n_owners, owner, np.arange(len(owner)), len(owner))
    scale = sparse.diags(_inverse_root(members @ squares))
    said = sparse.csr_matrix(scale @ (members @ words))
    found = _present(sparse.csr_matrix(members @ cues))
    return [said[owner] * CONTEXT, found[owner] * CONTEXT]


def _counts(n_rows: int, rows: IntArray, columns: IntArray, n_columns: int) -> sparse.csr_matrix:
    ones = np.ones(len(rows), dtype=np.float32)
    counts = sparse.csr_matrix((ones, (rows, columns)), shape=(n_rows, n_columns))
    counts.sum_duplicates()
    return counts


def _present(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return 1 wherever something was counted."""
    counts.data[:] = 1
    return counts


def _sums(n: int, group: IntArray, values: FloatArray) -> FloatArray:
    return np.bincount(group, values, minlength=n).astype(np.float64)


def _inverse_root(squares: FloatArray) -> FloatArray:
    """Return 1 / sqrt(squares), and 0 where squares is 0."""
    safe = np.where(squares > 0, squares, 1)
    return np.where(squares > 0, 1 / np.sqrt(safe), 0).astype(np.float32)
