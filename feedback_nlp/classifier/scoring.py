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
    to every output can be kept: one row per word, pair, cue and form. Beside the outputs a row has
    the square that goes under the root of its block. Only a form never met before costs more than a
    look-up. Several scorers may share an analyser; the outputs of layers that add up add up. Sums
    are in double precision: a word repeated a hundred times must not lose the sixth decimal.

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
        unknown = np.zeros((1, weights.coefficients.shape[1] + 1))
        self._words = np.vstack([unknown, _rows(words, v.word_weights)])
        self._pairs = _rows(pairs, v.pair_weights)
        self._said = np.vstack([unknown, _rows(said * CONTEXT, v.word_weights)])
        self._cues, self._found = cues, found * CONTEXT
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
        form, segments = analysis.tokens.form, analysis.segments
        segment, n = segments.of_token, len(segments)
        n_comments = int(segments.comment[-1]) + 1 if n else 0
        starts = bounds(segment, n)
        word = self._forms.find_words(form, analysis.negated) + 1  # the unknown come first
        pair, pair_segment = self._forms.find_pairs(form, segment)
        outputs = _by_root(
            _sums(word, starts, self._words) + _sums(pair, bounds(pair_segment, n), self._pairs)
        )
        outputs += _by_root(_sums(form, starts, self._subwords.values))
        outputs += self._intercepts
        comment_starts = starts[bounds(segments.comment, n_comments)]
        context = _by_root(_sums(word, comment_starts, self._said))
        cue = analysis.cues.group + self._n_groups * analysis.cue_negated
        cue_segment = segment[analysis.cues.last]
        outputs += _sums_once(cue, cue_segment, n, self._cues)
        context += _sums_once(cue, segments.comment[cue_segment], n_comments, self._found)
        outputs += context[segments.comment]
        return outputs.astype(np.float32)

    def _know_new_forms(self) -> None:
        first, pieces = self._forms.know_new_forms()
        if first < len(self._subwords):
            self._forget()
        weight = self._forms.weight_of[first:, None].astype(float)
        self._subwords.extend(np.hstack([weight * (pieces @ self._pieces), weight**2]))


def _rows(coefficients: FloatArray, weight: FloatArray) -> FloatArray:
    """Return what each word adds to the outputs, and the square of its weight."""
    weights = weight[:, None].astype(float)
    return np.hstack([coefficients * weights, weights**2])


def _sums(row: IntArray, starts: IntArray, table: FloatArray) -> FloatArray:
    """Sum rows of a table over groups: those from `starts` of each group to that of the next."""
    ones = np.ones(len(row))
    shape = (len(starts) - 1, len(table))
    return np.asarray(sparse.csr_matrix((ones, row, starts), shape=shape) @ table)


def _sums_once(row: IntArray, group: IntArray, n_groups: int, table: FloatArray) -> FloatArray:
    """Sum rows of a table over groups, each row once per group."""
    found = np.sort(group * len(table) + row)
    distinct = found[np.flatnonzero(np.diff(found, prepend=-1))]
    return _sums(distinct % len(table), bounds(distinct // len(table), n_groups), table)


def _by_root(sums: FloatArray) -> FloatArray:
    """Divide outputs by the root of the squares beside them, 0 where there are none."""
    squares = sums[:, -1:]
    return sums[:, :-1] / np.sqrt(np.where(squares > 0, squares, 1))
