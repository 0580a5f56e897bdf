"""Score segments by table look-ups: what their features times the coefficients come to."""

import numpy as np
from scipy import sparse

from feedback_nlp.classifier.weights import Weights
from feedback_nlp.text.analysis import Analyser, Analysis
from feedback_nlp.text.features import CONTEXT
from feedback_nlp.text.form_table import FormTable
from feedback_nlp.text.ragged import FloatArray, GrowingArray, IntArray, bounds
from feedback_nlp.text.vocabulary import Vocabulary


class SegmentScorer:
    """Give the outputs of the linear layers for segments, without their features.

    A row of `SegmentFeatures` is a sum over tokens times one number per block, so what a token adds
    to every output can be kept: one row per word, pair, cue and form. Only a form never met before
    costs more than a look-up. Several scorers may share an analyser; the outputs of layers that add
    up add up. Sums are in double precision: a word repeated a hundred times must not cost the sixth
    decimal.

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
        v, n_cues = vocabulary, 2 * self._n_groups
        sizes = [len(v.words), len(v.pairs), len(v.subwords), n_cues, len(v.words)]
        words, pairs, pieces, cues, said, found = np.split(
            weights.coefficients.astype(float), np.cumsum(sizes)
        )
        self._word_weights = np.append(0, v.word_weights.astype(float))  # the unknown come first
        self._pair_weights = v.pair_weights.astype(float)
        unknown = np.zeros((1, words.shape[1]))
        self._words = self._word_weights[:, None] * np.vstack([unknown, words])
        self._said = self._word_weights[:, None] * np.vstack([unknown, CONTEXT * said])
        self._pairs = self._pair_weights[:, None] * pairs
        self._cues, self._found = cues, CONTEXT * found
        self._pieces, self._intercepts = pieces, weights.intercepts
        self._forget()

    def _forget(self) -> None:
        self._subwords = GrowingArray(np.float64, width=self._words.shape[1])

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
        form, segment = analysis.tokens.form, segments.of_token
        word = self._forms.find_words(form, analysis.negated) + 1
        pair, pair_segment = self._forms.find_pairs(form, segment)
        squares = _sums_of_squares(self._word_weights[word], segment, n)
        weight = self._forms.weight_of[form].astype(float)
        own = _by_root(squares + _sums_of_squares(self._pair_weights[pair], pair_segment, n))
        outputs = _sums(word, segment, own, self._words)
        outputs += _sums(pair, pair_segment, own, self._pairs)
        outputs += _sums(
            form, segment, _by_root(_sums_of_squares(weight, segment, n)), self._subwords.values
        )
        outputs += self._cue_sums(analysis, segment, np.ones(n), self._cues)
        outputs += self._context(analysis, word, squares)[segments.comment]
        return outputs.astype(np.float32)

    def _context(self, analysis: Analysis, word: IntArray, squares: FloatArray) -> FloatArray:
        """Return what the words and cues of each whole comment add, and the intercepts."""
        of_segment = analysis.segments.comment
        n_comments = int(of_segment[-1]) + 1 if len(of_segment) else 0
        comment = of_segment[analysis.segments.of_token]
        scale = _by_root(_totals(squares, of_segment, n_comments))
        context = _sums(word, comment, scale, self._said)
        context += self._cue_sums(analysis, comment, np.ones(n_comments), self._found)
        return context + self._intercepts

    def _cue_sums(
        self, analysis: Analysis, group: IntArray, scale: FloatArray, table: FloatArray
    ) -> FloatArray:
        """Sum the rows of the cues found in each group of tokens, each once."""
        cue = analysis.cues.group + self._n_groups * analysis.cue_negated
        found = np.sort(group[analysis.cues.last] * len(table) + cue)
        distinct = found[np.flatnonzero(np.diff(found, prepend=-1))]
        return _sums(distinct % len(table), distinct // len(table), scale, table)

    def _know_new_forms(self) -> None:
        first, pieces = self._forms.know_new_forms()
        if first < len(self._subwords):
            self._forget()
        weight = self._forms.weight_of[first:, None].astype(float)
        self._subwords.extend(weight * (pieces @ self._pieces))


def _sums(row: IntArray, group: IntArray, scale: FloatArray, table: FloatArray) -> FloatArray:
    """Sum rows of a table over groups, which never fall, times the scale of each group."""
    starts = bounds(group, len(scale))
    sums = sparse.csr_matrix((scale[group], row, starts), shape=(len(scale), len(table))) @ table
    return np.asarray(sums)


def _sums_of_squares(values: FloatArray, group: IntArray, n_groups: int) -> FloatArray:
    return _totals(values**2, group, n_groups)


def _totals(values: FloatArray, group: IntArray, n_groups: int) -> FloatArray:
    return np.bincount(group, values, minlength=n_groups).astype(float)


def _by_root(squares: FloatArray) -> FloatArray:
    """Return 1 / sqrt(squares), and 0 where squares is 0."""
    return np.asarray((squares > 0) / np.sqrt(np.where(squares > 0, squares, 1)))
