"""Segments to numbers: words, word pairs, sub-words and cues as one sparse matrix."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from feedback_nlp.text.negation import negation_scope
from feedback_nlp.text.patterns import Hits, PatternFinder, longest
from feedback_nlp.text.ragged import BoolArray, IntArray
from feedback_nlp.text.segments import Segmenter, Segments
from feedback_nlp.text.subwords import subwords
from feedback_nlp.text.tokens import Tokenizer, Tokens
from feedback_nlp.text.vocabulary import NEGATED, FloatArray, Vocabulary
from feedback_nlp.themes.lexicon import Lexicon

_NEGATORS = "negators"
_KNOWN = 1 << 32


@dataclass(frozen=True)
class Analysis:
    """Comments cut up and searched: all that features are made of.

    Attributes
    ----------
    tokens : Tokens
        The tokens.
    segments : Segments
        The segments they form.
    negated : array of bool of shape (n_tokens,)
        Whether each token stands in the scope of a negation.
    cues : Hits
        Cues, aspects and opinion words; the longest win, negators are left out.
    """

    tokens: Tokens
    segments: Segments
    negated: BoolArray
    cues: Hits


class Analyser:
    """Cut comments into tokens and segments and find the cues of a lexicon in them.

    Parameters
    ----------
    tokenizer : Tokenizer
        Makes the tokens.
    lexicon : Lexicon
        What to look for.

    Attributes
    ----------
    group_names : tuple of str
        Names of the cue groups: ``cue:`` and a theme, ``aspect:`` and a topic, or an opinion.
    """

    def __init__(self, tokenizer: Tokenizer, lexicon: Lexicon) -> None:
        self.tokenizer = tokenizer
        self._segmenter = Segmenter(tokenizer)
        self._finder = PatternFinder(
            {
                **{f"cue:{theme}": patterns for theme, patterns in lexicon.cues.items()},
                **{f"aspect:{topic}": patterns for topic, patterns in lexicon.aspects.items()},
                "positive": lexicon.opinions.positive,
                "negative": lexicon.opinions.negative,
                "hedges": lexicon.opinions.hedges,
                _NEGATORS: lexicon.opinions.negators,
            },
            tokenizer,
        )
        self.group_names = self._finder.group_names[:-1]

    def analyse(self, comments: Sequence[str], *, whole: bool = False) -> Analysis:
        """Cut up and search comments.

        Parameters
        ----------
        comments : sequence of str
            The comments.
        whole : bool, default=False
            Take each comment as one segment, as labelled segments are.

        Returns
        -------
        Analysis
            Tokens, segments, negation and cues.
        """
        tokens = self.tokenizer.tokenize(comments)
        segments = whole_segments(tokens, comments) if whole else self._segmenter.split(tokens)
        hits = self._finder.find(tokens, segments.sentence_of_token)
        is_negator = hits.group == len(self.group_names)
        negated = negation_scope(hits[is_negator], segments.of_token)
        return Analysis(tokens, segments, negated, longest(hits[~is_negator]))


def whole_segments(tokens: Tokens, comments: Sequence[str]) -> Segments:
    """Take each comment as one segment, the empty ones too.

    Parameters
    ----------
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
    lengths = np.fromiter(map(len, comments), dtype=np.int64, count=n)
    start = np.zeros(n, dtype=np.int64)
    return Segments(tokens.comment, tokens.comment, np.arange(n), start, lengths)


class SegmentFeatures:
    """Turn analysed comments into one row of numbers per segment.

    Words and pairs form one block, sub-words a second; each row of a block is divided by the root
    of the summed squares of its tokens' weights, so that a row is a plain sum over tokens times one
    number. Cues form the third block: 1 where a group was found, apart for negated finds.

    Parameters
    ----------
    analyser : Analyser
        Made the analyses.
    vocabulary : Vocabulary
        Words, pairs and sub-words to look at.
    """

    def __init__(self, analyser: Analyser, vocabulary: Vocabulary) -> None:
        self._tokenizer = analyser.tokenizer
        self._n_groups = len(analyser.group_names)
        self.vocabulary = vocabulary
        self._words = {word: place for place, word in enumerate(vocabulary.words)}
        self._subwords = {piece: place for place, piece in enumerate(vocabulary.subwords)}
        self._forget_forms()
        self._pair_keys, self._pair_places = self._keys_of_pairs()
        weights = vocabulary.word_weights
        self._unknown_weight = float(weights.max()) if len(weights) else 1.0

    def _forget_forms(self) -> None:
        self._generation = self._tokenizer.generation
        self._word_of = np.zeros((0, 2), dtype=np.int64)
        self._weight_of = np.zeros(0, dtype=np.float32)
        self._pieces_of = sparse.csr_matrix((0, len(self.vocabulary.subwords)), dtype=np.float32)

    def _keys_of_pairs(self) -> tuple[IntArray, IntArray]:
        """Return the pairs as sorted numbers made of the numbers of their two forms."""
        form_id = self._tokenizer.form_id
        keys = [
            form_id(first) * _KNOWN + form_id(second)
            for first, second in (pair.split(" ") for pair in self.vocabulary.pairs)
        ]
        order = np.argsort(np.array(keys, dtype=np.int64))
        return np.array(keys, dtype=np.int64)[order], order

    def _know_new_forms(self) -> None:
        if self._generation != self._tokenizer.generation:
            self._forget_forms()
            self._pair_keys, self._pair_places = self._keys_of_pairs()
        fresh = self._tokenizer.forms[len(self._word_of) :]
        if not fresh:
            return
        find = self._words.get
        columns = [(find(form, -1), find(NEGATED + form, -1)) for form in fresh]
        self._word_of = np.concatenate([self._word_of, np.array(columns, dtype=np.int64)])
        pieces = self._pieces(fresh)
        weight = [self._weight(form) for form in fresh]
        has_pieces = np.diff(pieces.indptr) > 0
        self._weight_of = np.append(self._weight_of, np.array(weight, np.float32) * has_pieces)
        self._pieces_of = sparse.vstack([self._pieces_of, pieces], format="csr")

    def _weight(self, form: str) -> float:
        place = self._words.get(form)
        if place is None:
            return self._unknown_weight
        return float(self.vocabulary.word_weights[place])

    def _pieces(self, forms: list[str]) -> sparse.csr_matrix:
        """Return the sub-words of each form as a row of length one."""
        rows, columns = [], []
        for row, form in enumerate(forms):
            for piece in subwords(form):
                if piece in self._subwords:
                    rows.append(row)
                    columns.append(self._subwords[piece])
        counts = _counts(len(forms), np.array(rows), np.array(columns), len(self._subwords))
        weighted = counts @ sparse.diags(self.vocabulary.subword_weights)
        length = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
        return sparse.csr_matrix(sparse.diags(_inverse(length)) @ weighted, dtype=np.float32)

    def transform(self, analysis: Analysis) -> sparse.csr_matrix:
        """Turn each segment into a row.

        Parameters
        ----------
        analysis : Analysis
            Comments cut up and searched.

        Returns
        -------
        sparse matrix of shape (n_segments, n_features)
            Words, pairs, sub-words and cues, in that order; float32.
        """
        self._know_new_forms()
        blocks = [*self._words_and_pairs(analysis), self._subword_block(analysis)]
        return sparse.hstack([*blocks, self._cue_block(analysis)], format="csr", dtype=np.float32)

    def _words_and_pairs(self, analysis: Analysis) -> list[sparse.csr_matrix]:
        v, form, segment = self.vocabulary, analysis.tokens.form, analysis.segments.of_token
        n = len(analysis.segments)
        word = self._word_of[form, analysis.negated.astype(np.int64)]
        known = word >= 0
        word, word_segment = word[known], segment[known]
        pair, second = self._pairs(form, segment)
        pair_segment = segment[second]
        squares = np.bincount(word_segment, v.word_weights[word] ** 2, minlength=n)
        squares += np.bincount(pair_segment, v.pair_weights[pair] ** 2, minlength=n)
        scale = sparse.diags(_inverse(np.sqrt(squares)))
        words = _counts(n, word_segment, word, len(v.words)) @ sparse.diags(v.word_weights)
        pairs = _counts(n, pair_segment, pair, len(v.pairs)) @ sparse.diags(v.pair_weights)
        return [scale @ words, scale @ pairs]

    def _pairs(self, form: IntArray, segment: IntArray) -> tuple[IntArray, IntArray]:
        """Return the known pairs of neighbours and the place of the second of each."""
        second = np.flatnonzero(segment[1:] == segment[:-1]) + 1
        if not len(self._pair_keys):
            return second[:0], second[:0]
        keys = form[second - 1] * _KNOWN + form[second]
        at = np.minimum(np.searchsorted(self._pair_keys, keys), len(self._pair_keys) - 1)
        known = self._pair_keys[at] == keys
        return self._pair_places[at[known]], second[known]

    def _subword_block(self, analysis: Analysis) -> sparse.csr_matrix:
        form, segment = analysis.tokens.form, analysis.segments.of_token
        n = len(analysis.segments)
        weight = self._weight_of[form]
        bag = sparse.csr_matrix((weight, (segment, form)), shape=(n, len(self._weight_of)))
        length = np.sqrt(np.bincount(segment, weight**2, minlength=n))
        return sparse.diags(_inverse(length)) @ bag @ self._pieces_of

    def _cue_block(self, analysis: Analysis) -> sparse.csr_matrix:
        cues = analysis.cues
        segment = analysis.segments.of_token[cues.last]
        column = cues.group + self._n_groups * analysis.negated[cues.first]
        block = _counts(len(analysis.segments), segment, column, 2 * self._n_groups)
        block.data[:] = 1
        return block


def _counts(n_rows: int, rows: IntArray, columns: IntArray, n_columns: int) -> sparse.csr_matrix:
    ones = np.ones(len(rows), dtype=np.float32)
    counts = sparse.csr_matrix((ones, (rows, columns)), shape=(n_rows, n_columns))
    counts.sum_duplicates()
    return counts


def _inverse(length: FloatArray) -> FloatArray:
    """Return 1 / length, and 0 where the length is 0."""
    safe = np.where(length > 0, length, 1)
    return np.where(length > 0, 1 / safe, 0).astype(np.float32)
