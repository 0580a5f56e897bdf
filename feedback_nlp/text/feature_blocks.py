"""The blocks that a row of features is made of, in their order."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from feedback_nlp.text.pipeline import LEMMA
from feedback_nlp.text.ragged import FloatArray
from feedback_nlp.text.vocabulary import NEGATED, Vocabulary


class FeatureBlocks(NamedTuple):
    """How many columns each block of features has.

    Attributes
    ----------
    words, pairs : int
        Words and word pairs of the segment.
    subwords : int
        Its sub-words, and the dimensions of the word vectors behind them.
    cues : int
        Cue groups found in it, then those found negated.
    context_words, context_cues : int
        Words and cues of its whole comment.
    """

    words: int
    pairs: int
    subwords: int
    cues: int
    context_words: int
    context_cues: int

    def split(self, rows: FloatArray) -> list[FloatArray]:
        """Return the rows of each block.

        Parameters
        ----------
        rows : array of shape (n_features, n_columns)
            A row per feature, such as the coefficients of linear layers.

        Returns
        -------
        list of arrays
            One per block.

        Examples
        --------
        >>> blocks = FeatureBlocks(2, 1, 0, 1, 2, 1)
        >>> [len(block) for block in blocks.split(np.zeros((7, 3)))]
        [2, 1, 0, 1, 2, 1]
        """
        return np.split(rows, np.cumsum(self)[:-1])


def feature_blocks(vocabulary: Vocabulary, n_groups: int, n_dimensions: int = 0) -> FeatureBlocks:
    """Return the blocks of what looks at a vocabulary and cue groups.

    Parameters
    ----------
    vocabulary : Vocabulary
        Words, pairs and sub-words.
    n_groups : int
        Cue groups.
    n_dimensions : int, default=0
        Length of the word vectors.

    Returns
    -------
    FeatureBlocks
        Their sum is the number of features.
    """
    n_words, n_cues = len(vocabulary.words), 2 * n_groups
    n_subwords = len(vocabulary.subwords) + n_dimensions
    return FeatureBlocks(n_words, len(vocabulary.pairs), n_subwords, n_cues, n_words, n_cues)


def feature_names(
    vocabulary: Vocabulary, groups: Sequence[str], n_dimensions: int = 0
) -> list[str]:
    """Return what each feature is, for people to read.

    Parameters
    ----------
    vocabulary : Vocabulary
        Words, pairs and sub-words.
    groups : sequence of str
        Names of the cue groups.
    n_dimensions : int, default=0
        Length of the word vectors, which all bear the same name.

    Returns
    -------
    list of str
        One per feature, in the order of the blocks.

    Examples
    --------
    >>> weights = [np.ones(1, np.float32)] * 3
    >>> feature_names(Vocabulary(("laat",), ("te laat",), ("laa",), *weights), ["cue:late"])
    ['laat', 'te laat', '/laa/', 'cue:late', '¬cue:late', 'context laat', 'context cue:late',
    'context ¬cue:late']
    """
    cues = [*groups, *(f"{NEGATED}{group}" for group in groups)]
    pieces = [piece if piece.startswith(LEMMA) else f"/{piece}/" for piece in vocabulary.subwords]
    pieces += ["word vectors"] * n_dimensions
    context = [f"context {name}" for name in (*vocabulary.words, *cues)]
    return [*vocabulary.words, *vocabulary.pairs, *pieces, *cues, *context]
