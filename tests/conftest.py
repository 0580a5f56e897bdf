"""What several test folders share: written comments, a small model, the shipped model."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import settings
from spacy.lookups import Lookups

from feedback_nlp.classifier.classifier import ThemeClassifier
from feedback_nlp.classifier.model_files import load_model
from feedback_nlp.classifier.training import segments_of
from feedback_nlp.comments.labelled import read_labelled
from feedback_nlp.text.vocabulary import Vocabulary
from feedback_nlp.themes.lexicon import load_lexicon
from feedback_nlp.themes.taxonomy import load_taxonomy

REPOSITORY = Path(__file__).parents[1]

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")  # a busy machine must not fail a law


@pytest.fixture(scope="session")
def shared():
    """The folder beside the repository that holds real comments."""
    folder = REPOSITORY.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip(f"{folder} with the real comments is not there")
    return folder


@pytest.fixture(scope="session")
def tiny_vocabulary():
    """Three words, a pair and two sub-words that can be reckoned with by hand."""
    return Vocabulary(
        words=("duur", "tas", "¬duur"),
        pairs=("tas duur",),
        subwords=("<ta", "tas"),
        word_weights=np.array([2, 1, 2], dtype=np.float32),
        pair_weights=np.array([2], dtype=np.float32),
        subword_weights=np.array([3, 4], dtype=np.float32),
    )


@pytest.fixture(scope="session")
def written():
    """All written comments with their labelled segments."""
    return read_labelled(REPOSITORY / "data" / "training.jsonl")


@pytest.fixture(scope="session")
def few(written):
    """About four hundred written comments, spread over all sectors."""
    rows = slice(0, None, max(1, len(written.comments) // 400))
    return replace(
        written,
        **{name: value[rows] for name, value in vars(written).items() if value is not None},
    )


@pytest.fixture(scope="session")
def fitted(few):
    """A classifier fitted on few comments, with segments, taxonomy and lexicon."""
    classifier = ThemeClassifier(taxonomy=load_taxonomy(), lexicon=load_lexicon())
    return classifier.fit(few.comments, few.themes, segments=segments_of(few))


@pytest.fixture(scope="session")
def small_model(fitted):
    """The model of that classifier."""
    return fitted.model_


@pytest.fixture(scope="session")
def save_pipeline():
    """Save a small spaCy pipeline of Dutch lemmas and word vectors, and return its folder."""

    def save(folder, *, version="1.2.0", language="nl"):
        nlp = spacy.blank(language)
        tables = Lookups()
        tables.add_table("lemma_lookup", {"gegaan": "gaan", "ging": "gaan"})
        nlp.add_pipe("lemmatizer", config={"mode": "lookup"}).initialize(lookups=tables)
        nlp.add_pipe("sentencizer", name="ner")  # a component that says nothing of a word
        nlp.vocab.reset_vectors(shape=(4, 3))
        for word, vector in {"traag": [3, 4, 0], "sloom": [6, 8, 0], "mooi": [0, 0, 2]}.items():
            nlp.vocab.set_vector(word, np.array(vector, dtype="float32"))
        nlp.meta.update(name="tiny", version=version)
        nlp.to_disk(folder)
        return folder

    return save


@pytest.fixture(scope="session")
def starter():
    """The model that comes with the package."""
    return load_model()
