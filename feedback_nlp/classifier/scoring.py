"""Score segments by table look-ups: what their features times the coefficients come to."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from feedback_nlp.classifier.weights import Weights
from feedback_nlp.text.analysis import Analyser, Analysis
from feedback_nlp.text.feature_blocks import feature_blocks
from feedback_nlp.text.features import CONTEXT
from feedback_nlp.text.form_table import FormTable
from feedback_nlp.text.ragged import FloatArray, GrowingArray, IntArray, bounds, ranges
from feedback_nlp.text.vocabulary import Vocabulary

_MANY = 32
"""Tokens from which a sum takes double precision."""
_OFTEN, _BACK = 4, 4
"""Tokens, each also among the last few before it, from which a sum takes double precision."""
_COMMENT_BIT = 32
"""From here on the number of the comment stands in a key, below it that of the form."""


class SegmentScorer:
    """Give the outputs of the linear layers for segments, without their features.

    A row of `SegmentFeatures` is a sum over tokens times one number per block, so what a token adds
    to every output can be kept: one row per word, pair, cue and form. Only a form never met before
    costs more than a look-up. Several scorers may share an analyser; the outputs of layers that add
    up add up. Long sums are in double precision: a word repeated a hundred times must not cost the
    sixth decimal.

    Parameters
    ----------
    analyser : Analyser
        Makes the analyses.
    vocabulary : Vocabulary
        Words, pairs and sub-words to look at.
    weights : Weights
        The layers.
    """

    def __init__(self, analyser: Analyser, vocabulary: Vocabulary, weights: Weights) -> None:
        self._n_groups = len(analyser.group_names)
        self._forms = FormTable(analyser.tokenizer, vocabulary)
        blocks = feature_blocks(vocabulary, self._n_groups, analyser.tokenizer.n_dimensions)
        words, pairs, pieces, cues, said, found = blocks.split(weights.coefficients)
        word_weights = np.append(0.0, vocabulary.word_weights)  # the unknown come first
        pair_weights = vocabulary.pair_weights.astype(float)
        self._words = _make_table(word_weights, words)
        self._said = _make_table(CONTEXT * word_weights, said)
        self._pairs = _make_table(pair_weights, pairs)
        self._word_squares, self._pair_squares = word_weights**2, pair_weights**2
        self._cues, self._found = cues, CONTEXT * found
        self._pieces, self._intercepts = pieces.astype(float), weights.intercepts
        self._forget()

    def _forget(self) -> None:
        self._subwords = GrowingArray(np.float32, width=self._pieces.shape[1])

    def outputs(self, analysis: Analysis) -> FloatArray:
        """Return what the layers say of each segment.

        Parameters
        ----------
        analysis : Analysis
            Comments cut up and searched.

        Returns
        -------
        array of float32 of shape (n_segments, n_outputs)
            `SegmentFeatures.transform` times the coefficients, plus the intercepts.
        """
        self._know_new_forms()
        segments, n = analysis.segments, len(analysis.segments)
        form, starts = analysis.tokens.form, bounds(segments.of_token, n)
        word = self._forms.find_words(form, analysis.negated) + 1
        pair, pair_segment = self._forms.find_pairs(form, segments.of_token)
        squares = _totals(self._word_squares.take(word), segments.of_token, n)
        own = _by_root(squares + _totals(self._pair_squares.take(pair), pair_segment, n))
        weight = self._forms.weight_of.take(form).astype(float)
        whole = _by_root(_totals(weight**2, segments.of_token, n))
        n_again = _said_again(form, analysis.tokens.comment)
        exact = _add_up_badly(n_again, starts)
        outputs = _sums(word, starts, own, self._words, exact)
        outputs += _sums(pair, bounds(pair_segment, n), own, self._pairs, exact)
        values = self._subwords.values
        subwords = _Table(values, np.broadcast_to(1.0, len(values)), values)
        outputs += _sums(form, starts, whole, subwords, exact)
        outputs += self._cue_sums(analysis, segments.of_token, n, self._cues)
        outputs += self._context(analysis, word, squares, n_again).take(segments.comment, axis=0)
        return outputs

    def _context(
        self, analysis: Analysis, word: IntArray, squares: FloatArray, n_again: IntArray
    ) -> FloatArray:
        """Return what the words and cues of each whole comment add, and the intercepts."""
        of_segment = analysis.segments.comment
        n = int(of_segment[-1]) + 1 if len(of_segment) else 0
        comment = of_segment.take(analysis.segments.of_token)
        scale = _by_root(_totals(squares, of_segment, n))
        starts = bounds(comment, n)
        context = _sums(word, starts, scale, self._said, _add_up_badly(n_again, starts))
        context += self._cue_sums(analysis, comment, n, self._found)
        return context + self._intercepts

    def _cue_sums(
        self, analysis: Analysis, group: IntArray, n_groups: int, table: FloatArray
    ) -> FloatArray:
        """Sum the rows of the cues found in each group of tokens, each once."""
        cue = analysis.cues.group + self._n_groups * analysis.cue_negated
        found = np.sort(group[analysis.cues.last] * len(table) + cue)
        group, cue = np.divmod(found[np.flatnonzero(np.diff(found, prepend=-1))], len(table))
        return _scaled_sums(cue, bounds(group, n_groups), np.ones(n_groups), table)

    def _know_new_forms(self) -> None:
        first, pieces = self._forms.know_new_forms()
        if not pieces.shape[0]:
            return
        if first < len(self._subwords):
            self._forget()
        weight = self._forms.weight_of[first:, None]
        self._subwords.extend(weight * (pieces @ self._pieces))


@dataclass(frozen=True, eq=False)
class _Table:
    """What each token adds to every output: its weight times its coefficients.

    The rows are rounded to single precision. A word said fifty times rounds fifty times alike, so
    `exactly` gives the products themselves. Weights without coefficients come first and are 0.
    """

    rows: FloatArray
    weights: FloatArray
    coefficients: FloatArray

    def exactly(self, places: IntArray) -> FloatArray:
        """Return some rows in double precision."""
        n_unknown = len(self.weights) - len(self.coefficients)
        coefficients = self.coefficients[places - n_unknown].astype(float)
        return np.asarray(self.weights[places, None] * coefficients)


def _make_table(weights: FloatArray, coefficients: FloatArray) -> _Table:
    n_unknown = len(weights) - len(coefficients)
    rows = weights[n_unknown:, None].astype(np.float32) * coefficients
    return _Table(np.pad(rows, ((n_unknown, 0), (0, 0))), weights, coefficients)


def _said_again(form: IntArray, comment: IntArray) -> IntArray:
    """Return how many tokens up to each place are also among the few before in their comment."""
    said = form + (comment << _COMMENT_BIT)
    again = np.zeros(len(form), dtype=bool)
    for back in range(1, _BACK + 1):
        again[back:] |= said[back:] == said[:-back]
    return np.append(0, np.cumsum(again))


def _add_up_badly(n_again: IntArray, starts: IntArray) -> IntArray:
    """Return the groups of many tokens, and those that say the same few over and over."""
    return np.flatnonzero((np.diff(starts) > _MANY) | (np.diff(n_again[starts]) >= _OFTEN))


def _sums(
    row: IntArray, starts: IntArray, scale: FloatArray, table: _Table, exact: IntArray
) -> FloatArray:
    """Sum the rows of a table from each start to the next, times the scale of each sum.

    The sums at the places `exact` are taken in double precision.
    """
    sums = _scaled_sums(row, starts, scale, table.rows)
    if len(exact):
        lengths = np.diff(starts)[exact]
        used, place = np.unique(row[ranges(starts[exact], lengths)], return_inverse=True)
        ends = np.append(0, np.cumsum(lengths))
        sums[exact] = _scaled_sums(place, ends, scale[exact], table.exactly(used))
    return sums


def _scaled_sums(
    row: IntArray, starts: IntArray, scale: FloatArray, table: FloatArray
) -> FloatArray:
    factors = np.repeat(scale.astype(table.dtype), np.diff(starts))
    parts = factors, row.astype(np.int32), starts.astype(np.int32)
    return np.asarray(sparse.csr_matrix(parts, shape=(len(scale), len(table))) @ table)


def _totals(values: FloatArray, group: IntArray, n_groups: int) -> FloatArray:
    return np.bincount(group, values, minlength=n_groups).astype(float)


def _by_root(squares: FloatArray) -> FloatArray:
    """Return 1 / sqrt(squares), and 0 where squares is 0."""
    return np.asarray((squares > 0) / np.sqrt(np.where(squares > 0, squares, 1)))
