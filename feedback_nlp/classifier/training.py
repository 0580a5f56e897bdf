"""Train a model on labelled comments and say where it comes from."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version

from feedback_nlp.classifier.agreement import micro_f1
from feedback_nlp.classifier.classifier import ThemeClassifier
from feedback_nlp.classifier.error_rates import held_out_error_rates
from feedback_nlp.classifier.examples import LabelledSegments
from feedback_nlp.classifier.model import ModelInfo, ThemeModel
from feedback_nlp.classifier.model_files import load_model
from feedback_nlp.comments.labelled import LabelledComments
from feedback_nlp.themes.lexicon import Lexicon, load_lexicon
from feedback_nlp.themes.taxonomy import Taxonomy, load_taxonomy


def train_model(  # noqa: PLR0913  a parameter per setting of the classifier
    labelled: LabelledComments,
    *,
    name: str = "model",
    taxonomy: Taxonomy | None = None,
    language: str = "nl",
    n_jobs: int = 1,
    spacy_model: str | None = None,
    on_step: Callable[[], None] | None = None,
) -> ThemeModel:
    r"""Train a model on labelled comments.

    A model for your own themes in Dutch starts from what the starter model knows; `make_classifier`
    tells when.

    Parameters
    ----------
    labelled : LabelledComments
        The comments with their themes, and with labelled segments if there are any.
    name : str, default="model"
        What reports call the model.
    taxonomy : Taxonomy, optional
        What the themes mean; by default the labels found are plain themes.
    language : str, default="nl"
        Language of the comments where no taxonomy says it.
    n_jobs : int, default=1
        Processes that fit side by side; the result does not depend on it.
    spacy_model : str, optional
        An installed spaCy pipeline whose lemmas and word vectors become features.
    on_step : callable, optional
        Called after each of the `N_STEPS` times that the layers are fitted.

    Returns
    -------
    ThemeModel
        The model, with its F1 and error rates on held-out comments in its info.

    Raises
    ------
    LabelError
        When there is too little to learn from, or a label is not in the taxonomy.
    PipelineError
        When the spaCy pipeline is not installed, or is for another language.

    Examples
    --------
    >>> import io
    >>> from feedback_nlp.comments.labelled import read_labelled
    >>> late = [f"te laat met {what},laat" for what in "abcdefghij"]
    >>> nice = [f"mooie {what},mooi" for what in "abcdefghij"]
    >>> rows = "\n".join(["comment,themes", *late, *nice])
    >>> labelled = read_labelled(io.BytesIO(rows.encode()))
    >>> train_model(labelled).themes
    ('laat', 'mooi')
    """
    classifier = make_classifier(taxonomy, language, n_jobs, spacy_model)
    return fit_model(classifier, labelled, name=name, on_step=on_step)


def fit_model(
    classifier: ThemeClassifier,
    labelled: LabelledComments,
    *,
    name: str = "model",
    on_step: Callable[[], None] | None = None,
) -> ThemeModel:
    """Fit a classifier on labelled comments and return its model, which says where it comes from.

    Parameters
    ----------
    classifier : ThemeClassifier
        Fitted in place, so that its held-out probabilities can be evaluated.
    labelled : LabelledComments
        The comments with their themes, and with labelled segments if there are any.
    name : str, default="model"
        What reports call the model.
    on_step : callable, optional
        Called after each of the `N_STEPS` times that the layers are fitted.

    Returns
    -------
    ThemeModel
        The model, with its F1 and error rates on held-out comments in its info.

    Raises
    ------
    LabelError
        When there is too little to learn from, or a label is not in the taxonomy.
    """
    segments = segments_of(labelled)
    classifier.fit(labelled.comments, labelled.themes, segments=segments, on_step=on_step)
    found = classifier.held_out_proba_ >= classifier.model_.calibration.thresholds
    f1 = micro_f1(found, labelled.themes, classifier.classes_)
    info = ModelInfo(
        name=name,
        package_version=version("feedback_nlp"),
        n_comments=len(labelled.comments),
        training_hash=training_hash(labelled),
        metrics={
            "held_out_micro_f1": round(f1, 4),
            **held_out_error_rates(found, labelled.themes, classifier.model_.themes),
        },
    )
    return replace(classifier.model_, info=info)


def make_classifier(
    taxonomy: Taxonomy | None, language: str, n_jobs: int, spacy_model: str | None = None
) -> ThemeClassifier:
    """Return an unfitted classifier that has the cue lexicon of its language, if there is one.

    In Dutch it starts from what the starter model knows, unless the taxonomy has the very themes of
    that model or there is a spaCy pipeline.

    Parameters
    ----------
    taxonomy : Taxonomy or None
        What the themes mean.
    language : str
        Language of the comments where no taxonomy says it.
    n_jobs : int
        Processes that fit side by side.
    spacy_model : str, optional
        An installed spaCy pipeline whose lemmas and word vectors become features.

    Returns
    -------
    ThemeClassifier
        With its defaults for everything else.
    """
    lexicon: Lexicon | None = load_lexicon()
    if lexicon and lexicon.language != (taxonomy.language if taxonomy else language):
        lexicon = None
    starts = lexicon is not None and spacy_model is None and not _of_starter(taxonomy)
    return ThemeClassifier(
        taxonomy=taxonomy,
        lexicon=lexicon,
        prior=load_model() if starts else None,
        language=language,
        n_jobs=n_jobs,
        spacy_model=spacy_model,
    )


def _of_starter(taxonomy: Taxonomy | None) -> bool:
    """Tell whether a taxonomy has the themes of the starter model, which need not be there yet."""
    return taxonomy is not None and set(taxonomy.themes) == set(load_taxonomy().themes)


def segments_of(labelled: LabelledComments) -> list[LabelledSegments] | None:
    """Return the labelled segments of every comment; one without any is a segment itself.

    Parameters
    ----------
    labelled : LabelledComments
        The comments.

    Returns
    -------
    list or None
        None where no comment has labelled segments.
    """
    if labelled.segments is None:
        return None
    return [
        parts or ((comment, tuple(sorted(themes))),)
        for parts, comment, themes in zip(
            labelled.segments, labelled.comments, labelled.themes, strict=True
        )
    ]


def training_hash(labelled: LabelledComments) -> str:
    """Return the SHA-256 of labelled comments."""
    rows = [labelled.comments, [sorted(themes) for themes in labelled.themes], labelled.segments]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()
