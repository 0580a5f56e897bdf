"""What a model that knows other themes adds to one being trained.

The new model looks at the words of both, and what the other says of a piece stands beside the
features as columns more.
"""

import numpy as np

from feedback_nlp.classifier.added_columns import AddedColumns
from feedback_nlp.classifier.model import ThemeModel
from feedback_nlp.errors import LabelError
from feedback_nlp.text.analysis import group_names
from feedback_nlp.text.feature_blocks import feature_blocks
from feedback_nlp.text.ragged import FloatArray
from feedback_nlp.text.vocabulary import Vocabulary
from feedback_nlp.themes.lexicon import Lexicon

SCALE = 0.1
"""Of what the other model says. The more, the less the ridge penalty holds it back."""


def make_prior(model: ThemeModel, vocabulary: Vocabulary) -> AddedColumns:
    """Turn a model into columns for another that looks at more words.

    Parameters
    ----------
    model : ThemeModel
        The model, which `check_prior` let through.
    vocabulary : Vocabulary
        What the other looks at: `join_vocabularies` made it.

    Returns
    -------
    AddedColumns
        A column per output that depends on what is said, times `SCALE`.
    """
    base, tells = model.vocabulary, model.weights.coefficients.any(axis=0)
    blocks = feature_blocks(base, len(group_names(model.lexicon)))
    words, pairs, subwords, cues, said, found = blocks.split(
        SCALE * model.weights.coefficients[:, tells]
    )
    moved = [
        _move(words, base.words, vocabulary.words),
        _move(pairs, base.pairs, vocabulary.pairs),
        _move(subwords, base.subwords, vocabulary.subwords),
        cues,
        _move(said, base.words, vocabulary.words),
        found,
    ]
    return AddedColumns(np.vstack(moved), SCALE * model.weights.intercepts[tells])


def _move(rows: FloatArray, names: tuple[str, ...], to: tuple[str, ...]) -> FloatArray:
    place = {name: row for row, name in enumerate(to)}
    moved = np.zeros((len(to), rows.shape[1]), dtype=np.float32)
    moved[[place[name] for name in names]] = rows
    return moved


def join_vocabularies(own: Vocabulary, base: Vocabulary) -> Vocabulary:
    """Return what either of two vocabularies knows.

    Parameters
    ----------
    own : Vocabulary
        Of the comments to learn from.
    base : Vocabulary
        Of a model; what both know keeps its weight, for it has met more comments.

    Returns
    -------
    Vocabulary
        In alphabetical order.

    Examples
    --------
    >>> def words(**weights):
    ...     none = np.zeros(0)
    ...     return Vocabulary(tuple(weights), (), (), np.array([*weights.values()]), none, none)
    >>> joined = join_vocabularies(words(mooi=2.0, wol=3.0), words(laat=5.0, mooi=4.0))
    >>> joined.words, joined.word_weights.tolist()
    (('laat', 'mooi', 'wol'), [5.0, 4.0, 3.0])
    """
    words, word_weights = _join(own.words, own.word_weights, base.words, base.word_weights)
    pairs, pair_weights = _join(own.pairs, own.pair_weights, base.pairs, base.pair_weights)
    subwords, subword_weights = _join(
        own.subwords, own.subword_weights, base.subwords, base.subword_weights
    )
    return Vocabulary(words, pairs, subwords, word_weights, pair_weights, subword_weights)


def _join(
    own: tuple[str, ...], own_weights: FloatArray, base: tuple[str, ...], base_weights: FloatArray
) -> tuple[tuple[str, ...], FloatArray]:
    weights = dict(zip(own, own_weights, strict=True))
    weights.update(zip(base, base_weights, strict=True))
    names = tuple(sorted(weights))
    return names, np.array([weights[name] for name in names], dtype=np.float32)


def check_prior(
    model: ThemeModel, language: str, lexicon: Lexicon, spacy_model: str | None
) -> None:
    """Refuse a model that does not see comments as the one being trained will.

    Parameters
    ----------
    model : ThemeModel
        The model to start from.
    language : str
        Language of the comments to learn from.
    lexicon : Lexicon
        The cues that are features.
    spacy_model : str or None
        The spaCy pipeline whose lemmas and vectors are features.

    Raises
    ------
    LabelError
        When the language or the lexicon is another, or either has a spaCy pipeline.
    """
    if model.taxonomy.language != language:
        found = f"it is for {model.taxonomy.language!r}, the comments are {language!r}"
    elif model.lexicon != lexicon:
        found = "it looks for other cues"
    elif model.pipeline is not None or spacy_model is not None:
        found = "one of the two looks at the vectors of a spaCy pipeline"
    else:
        return
    message = (
        f"The model {model.info.name!r} can't be the prior: {found}. Give one of the same language "
        "and lexicon without a spaCy pipeline, or none."
    )
    raise LabelError(message)
