"""Train a model alone or from a base, as the command does, with a progress bar."""

from dataclasses import dataclass
from pathlib import Path

import typer

from feedback_nlp.classifier.classifier import N_STEPS
from feedback_nlp.classifier.fine_tuning import N_STEPS as N_TUNING_STEPS
from feedback_nlp.classifier.fine_tuning import fine_tune
from feedback_nlp.classifier.model import ModelInfo, ThemeModel
from feedback_nlp.classifier.model_files import load_model
from feedback_nlp.classifier.training import fit_model, make_classifier
from feedback_nlp.cli.progress import working
from feedback_nlp.comments.labelled import LabelledComments
from feedback_nlp.evaluation.comparison import Evaluation
from feedback_nlp.evaluation.evaluation import evaluate_held_out
from feedback_nlp.themes.taxonomy import load_taxonomy


@dataclass(frozen=True)
class Trained:
    """A trained model.

    Attributes
    ----------
    model : ThemeModel
        The model.
    held_out : Evaluation
        How it does on comments it had not seen.
    base : ModelInfo, optional
        The model that was trained further.
    prior : ModelInfo, optional
        The model of other themes that it started from.
    """

    model: ThemeModel
    held_out: Evaluation
    base: ModelInfo | None = None
    prior: ModelInfo | None = None


def train_alone(
    labelled: LabelledComments,
    name: str,
    taxonomy: Path | None,
    language: str,
    jobs: int,
    spacy_model: str | None,
) -> Trained:
    """Train on labelled comments only.

    Parameters
    ----------
    labelled : LabelledComments
        The comments.
    name : str
        What reports call the model.
    taxonomy : Path or None
        What the themes mean.
    language : str
        Language of the comments where no taxonomy says it.
    jobs : int
        Processes side by side.
    spacy_model : str or None
        An installed spaCy pipeline.

    Returns
    -------
    Trained
        The model with its held-out figures.
    """
    own = load_taxonomy(taxonomy) if taxonomy else None
    classifier = make_classifier(own, language, jobs, spacy_model)
    with working("Training", N_STEPS) as advance:
        model = fit_model(classifier, labelled, name=name, on_step=lambda: advance(1))
    held_out = evaluate_held_out(labelled, model, classifier.held_out_proba_)
    prior = classifier.prior
    return Trained(model, held_out, prior=prior.info if prior else None)


def train_further(base: str, labelled: LabelledComments, name: str) -> Trained:
    """Train a model further, and say on stderr whether that helped.

    Parameters
    ----------
    base : str
        Model folder or ``"starter"``.
    labelled : LabelledComments
        The comments.
    name : str
        What reports call the model.

    Returns
    -------
    Trained
        The model with its held-out figures.
    """
    start = load_model(base)
    with working("Training further", N_TUNING_STEPS) as advance:
        tuned = fine_tune(start, labelled, name=name, on_step=lambda: advance(1))
    if tuned.strength == 0:
        typer.echo("No correction does better on held-out comments: the base is kept.", err=True)
    held_out = evaluate_held_out(labelled, tuned.model, tuned.held_out_proba)
    return Trained(tuned.model, held_out, base=start.info)
