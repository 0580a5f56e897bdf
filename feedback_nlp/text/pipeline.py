"""An installed spaCy pipeline: the lemma and the vector of each word form, looked up by itself."""

import importlib.util
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from feedback_nlp.errors import PipelineError
from feedback_nlp.text.ragged import FloatArray
from feedback_nlp.text.spelling import plain_form
from feedback_nlp.text.subwords import subwords

LEMMA = "lemma "
"""Stands before a lemma among the sub-words, none of which has a blank."""
_NEEDLESS = (
    "parser", "senter", "ner", "entity_ruler", "entity_linker", "textcat", "textcat_multilabel",
)  # fmt: skip
"""Components that give no lemma, and cost most of the time."""


@dataclass(frozen=True)
class PipelineInfo:
    """Which pipeline a model needs.

    Attributes
    ----------
    name : str
        Package or folder, as it was named in training.
    version : str
        Its version.
    n_dimensions : int
        Length of its word vectors, 0 where it has none.
    """

    name: str
    version: str
    n_dimensions: int


class Pipeline:
    """What a spaCy pipeline knows of single words.

    A form is looked up without its comment, so what is found can be kept, and tagging stays a sum
    over words. That costs the lemmas that only context could tell.

    Parameters
    ----------
    nlp : Language
        The loaded pipeline.
    info : PipelineInfo
        Which one it is.
    """

    def __init__(self, nlp: Language, info: PipelineInfo) -> None:
        self.info = info
        self.tokenizer = nlp.tokenizer
        self._nlp = nlp

    def pieces(self, form: str) -> list[str]:
        """Return the sub-words of a form, and its lemma where the pipeline gives one.

        Parameters
        ----------
        form : str
            A word in normal form.

        Returns
        -------
        list of str
            The lemma has `LEMMA` before it and comes as often as it takes to weigh as much as the
            sub-words together; none for punctuation and digits.
        """
        pieces = subwords(form)
        if not pieces:
            return []
        doc = self._nlp(Doc(self._nlp.vocab, words=[form]))  # alone: no batch matters
        lemma = plain_form(doc[0].lemma_)
        return pieces + [LEMMA + lemma] * round(sqrt(len(pieces))) if lemma else pieces

    def vectors(self, forms: Sequence[str]) -> FloatArray:
        """Return the vectors of forms.

        Parameters
        ----------
        forms : sequence of str
            Words in normal form.

        Returns
        -------
        array of float32 of shape (n_forms, n_dimensions)
            Vectors of length one; zeros for punctuation, digits and unknown words.
        """
        vectors = np.zeros((len(forms), self.info.n_dimensions), dtype=np.float32)
        for row, form in enumerate(forms):
            if self.info.n_dimensions and subwords(form):
                vectors[row] = self._nlp.vocab.get_vector(form)
        length = np.sqrt((vectors.astype(float) ** 2).sum(axis=1, keepdims=True))
        return np.asarray(vectors / np.where(length > 0, length, 1), dtype=np.float32)


def load_pipeline(name: str, language: str) -> Pipeline:
    """Load an installed spaCy pipeline.

    Parameters
    ----------
    name : str
        Name of its package, such as ``nl_core_news_md``, or a folder that holds it.
    language : str
        Language of the comments.

    Returns
    -------
    Pipeline
        Without the components that say nothing of single words.

    Raises
    ------
    PipelineError
        When it is not installed, can't be loaded or is for another language.
    """
    version, its_language = _version_and_language(name)
    if its_language != language:
        message = (
            f"The spaCy pipeline {name!r} is for language {its_language!r} and the comments are in "
            f"{language!r}. Name a pipeline for that language, or correct --language or the "
            "taxonomy."
        )
        raise PipelineError(message)
    try:
        if _package_folder(name) is not None:
            nlp = spacy.util.load_model_from_package(name, exclude=_NEEDLESS)
        else:
            nlp = spacy.util.load_model_from_path(Path(name), exclude=_NEEDLESS)
    except (ImportError, KeyError, OSError, ValueError) as error:
        message = f"The spaCy pipeline {name!r} can't be loaded: {error}. Install it again."
        raise PipelineError(message) from error
    return Pipeline(nlp, PipelineInfo(name, version, nlp.vocab.vectors_length))


def load_again(info: PipelineInfo, language: str) -> Pipeline:
    """Load the pipeline that a model was trained with.

    Parameters
    ----------
    info : PipelineInfo
        Which one that was.
    language : str
        Language of the comments.

    Returns
    -------
    Pipeline
        The same pipeline.

    Raises
    ------
    PipelineError
        When it is not there, or is another version.
    """
    check_pipeline(info)
    pipeline = load_pipeline(info.name, language)
    if pipeline.info != info:
        message = (
            f"The spaCy pipeline {info.name!r} has vectors of {pipeline.info.n_dimensions} numbers "
            f"and the model was trained with {info.n_dimensions}. Install the same pipeline again, "
            "or train the model again."
        )
        raise PipelineError(message)
    return pipeline


def check_pipeline(info: PipelineInfo) -> None:
    """Raise if the pipeline of a model is not installed, without loading it.

    Parameters
    ----------
    info : PipelineInfo
        Which one the model needs.

    Raises
    ------
    PipelineError
        When it is not there, or is another version.
    """
    version, _ = _version_and_language(info.name)
    if version != info.version:
        advice = _how_to_install(info.name, info.version)
        message = (
            f"The model was trained with version {info.version} of the spaCy pipeline "
            f"{info.name!r}; installed is version {version}. {advice}, or train the model again."
        )
        raise PipelineError(message)


def _version_and_language(name: str) -> tuple[str, str]:
    folder = _package_folder(name) or _plain_folder(name)
    if folder is None:
        message = (
            f"The spaCy pipeline {name!r} is not installed. {_how_to_install(name)}, or name the "
            "folder of one."
        )
        raise PipelineError(message)
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        return str(meta["version"]), str(meta["lang"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"The meta.json of the spaCy pipeline {name!r} can't be read. Install it again."
        raise PipelineError(message) from error


def _how_to_install(name: str, version: str = "") -> str:
    if not name.isidentifier():
        return f"Put {f'version {version} of ' if version else ''}the pipeline in that folder"
    wanted = f"{name}-{version} --direct" if version else name
    return f"Install it with 'python -m spacy download {wanted}' or with pip from its wheel"


def _package_folder(name: str) -> Path | None:
    """Return the folder of an installed package that is a pipeline; nothing is imported."""
    if not name.isidentifier():
        return None
    with suppress(ImportError, ValueError):
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin is not None:
            return _plain_folder(str(Path(spec.origin).parent))
    return None


def _plain_folder(name: str) -> Path | None:
    with suppress(OSError, ValueError):
        return Path(name) if (Path(name) / "meta.json").is_file() else None
    return None
