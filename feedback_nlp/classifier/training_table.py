"""Labelled comments as matrices: the pieces to learn from and the rows to be judged."""

from dataclasses import dataclass

from scipy import sparse

from feedback_nlp.classifier.added_columns import AddedColumns
from feedback_nlp.classifier.examples import Examples
from feedback_nlp.classifier.joined_pieces import join_pieces
from feedback_nlp.classifier.judged_rows import Unit, with_comments
from feedback_nlp.classifier.model import ThemeModel
from feedback_nlp.classifier.prior import check_prior, join_vocabularies, make_prior
from feedback_nlp.classifier.shared_cues import share_cues
from feedback_nlp.classifier.weights import has_two_sides
from feedback_nlp.text.analysis import make_analyser
from feedback_nlp.text.feature_blocks import feature_blocks
from feedback_nlp.text.features import SegmentFeatures
from feedback_nlp.text.pipeline import PipelineInfo, load_pipeline
from feedback_nlp.text.ragged import IntArray
from feedback_nlp.text.tokens import Tokenizer
from feedback_nlp.text.vocabulary import Vocabulary, learn_vocabulary, usual_words
from feedback_nlp.themes.lexicon import Lexicon
from feedback_nlp.themes.taxonomy import Taxonomy


@dataclass(frozen=True, eq=False)
class TrainingTable:
    """Examples with their features.

    Attributes
    ----------
    examples : Examples
        The labelled comments and their pieces, with the segments that hold several of them.
    taxonomy : Taxonomy
        What the themes mean.
    unit : {"segment", "comment"}
        What is learnt from.
    vocabulary : Vocabulary
        What the features are made of.
    pipeline : PipelineInfo or None
        The pipeline whose lemmas and vectors are among them.
    pieces : sparse matrix of shape (n_pieces, n_features)
        What the layers learn from.
    rows : sparse matrix of shape (n_rows, n_features)
        What they judge: the segments of every comment as the program splits it.
    row_comment : array of shape (n_rows,)
        Place of the comment each row belongs to.
    added : AddedColumns or None
        What cues of one side share where themes have sides, and what another model says of pieces
        and rows.
    """

    examples: Examples
    taxonomy: Taxonomy
    unit: Unit
    vocabulary: Vocabulary
    pipeline: PipelineInfo | None
    pieces: sparse.csr_matrix
    rows: sparse.csr_matrix
    row_comment: IntArray
    added: AddedColumns | None


def make_table(
    examples: Examples,
    taxonomy: Taxonomy,
    lexicon: Lexicon,
    unit: Unit,
    spacy_model: str | None = None,
    prior: ThemeModel | None = None,
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
        What is learnt from.
    spacy_model : str, optional
        Package or folder of the pipeline whose lemmas and vectors are features.
    prior : ThemeModel, optional
        A model of other themes, whose words are features too.

    Returns
    -------
    TrainingTable
        The matrices.

    Raises
    ------
    LabelError
        When the prior has another language or lexicon, or either has a spaCy pipeline.
    """
    if prior is not None:
        check_prior(prior, taxonomy.language, lexicon, spacy_model)
    pipeline = load_pipeline(spacy_model, taxonomy.language) if spacy_model else None
    info = pipeline.info if pipeline else None
    plain = Tokenizer(language=taxonomy.language, pipeline=pipeline)
    usual = usual_words(plain, examples.pieces)
    first = make_analyser(taxonomy.language, lexicon, usual, pipeline)
    sight = first.analyse(examples.pieces, whole=True)
    vocabulary = learn_vocabulary(
        first.tokenizer, sight.tokens, sight.segments.of_token, sight.negated
    )
    if prior is not None:
        vocabulary = join_vocabularies(vocabulary, prior.vocabulary)
    analyser = make_analyser(taxonomy.language, lexicon, vocabulary.known_words, pipeline)
    features = SegmentFeatures(analyser, vocabulary)
    analysed = analyser.analyse(examples.pieces, whole=True)
    pieces = features.transform(analysed, examples.piece_comment)
    judged = analyser.analyse(examples.comments)
    rows = features.transform(judged)
    if unit == "segment":
        examples, joined = join_pieces(examples, judged.segments)
        pieces = sparse.vstack([pieces, rows[joined]], format="csr")
    else:
        rows = with_comments(rows, pieces, judged.segments.comment)
    added = None if prior is None else make_prior(prior, vocabulary)
    if has_two_sides(taxonomy):
        n_dimensions = analyser.tokenizer.n_dimensions
        blocks = feature_blocks(vocabulary, len(analyser.group_names), n_dimensions)
        shared = share_cues(lexicon, taxonomy, blocks)
        added = shared if added is None else shared + added
    return TrainingTable(
        examples, taxonomy, unit, vocabulary, info, pieces, rows, judged.segments.comment, added
    )
