"""Labelled comments as matrices: the pieces to learn from and the rows to be judged."""

from dataclasses import dataclass

from scipy import sparse

from feedback_nlp.classifier.examples import Examples
from feedback_nlp.classifier.model import Unit
from feedback_nlp.text.analysis import make_analyser
from feedback_nlp.text.features import SegmentFeatures
from feedback_nlp.text.ragged import IntArray
from feedback_nlp.text.vocabulary import Vocabulary, learn_vocabulary
from feedback_nlp.themes.lexicon import Lexicon
from feedback_nlp.themes.taxonomy import Taxonomy


@dataclass(frozen=True)
class TrainingTable:
    """Examples with their features.

    Attributes
    ----------
    examples : Examples
        The labelled comments and their pieces.
    taxonomy : Taxonomy
        What the themes mean.
    vocabulary : Vocabulary
        What the features are made of.
    pieces : sparse matrix of shape (n_pieces, n_features)
        What the layers learn from.
    rows : sparse matrix of shape (n_rows, n_features)
        What they judge: the segments of every comment as the program splits it, or whole comments.
    row_comment : array of shape (n_rows,)
        Place of the comment each row belongs to.
    """

    examples: Examples
    taxonomy: Taxonomy
    vocabulary: Vocabulary
    pieces: sparse.csr_matrix
    rows: sparse.csr_matrix
    row_comment: IntArray


def make_table(
    examples: Examples, taxonomy: Taxonomy, lexicon: Lexicon, unit: Unit
) -> TrainingTable:
    """Learn a vocabulary and turn labelled comments into numbers.

    Parameters
    ----------
    examples : Examples
        The labelled comments and their pieces.
    taxonomy : Taxonomy
        What the themes mean.
    lexicon : Lexicon
        The cues that are features.
    unit : {"segment", "comment"}
        What is judged.

    Returns
    -------
    TrainingTable
        The matrices.
    """
    first = make_analyser(taxonomy.language, lexicon, None)
    sight = first.analyse(examples.pieces, whole=True)
    vocabulary = learn_vocabulary(
        first.tokenizer, sight.tokens, sight.segments.of_token, sight.negated
    )
    analyser = make_analyser(taxonomy.language, lexicon, vocabulary)
    features = SegmentFeatures(analyser, vocabulary)
    analysed = analyser.analyse(examples.pieces, whole=True)
    pieces = features.transform(analysed, examples.piece_comment)
    if unit == "comment":
        return TrainingTable(examples, taxonomy, vocabulary, pieces, pieces, examples.piece_comment)
    judged = analyser.analyse(examples.comments)
    rows = features.transform(judged)
    return TrainingTable(examples, taxonomy, vocabulary, pieces, rows, judged.segments.comment)
