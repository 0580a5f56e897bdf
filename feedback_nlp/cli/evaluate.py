"""The command that measures how well themes are found."""

from typing import TYPE_CHECKING, Annotated

import typer

from feedback_nlp.cli import options

if TYPE_CHECKING:
    from feedback_nlp.classifier.classifier import ThemeClassifier
    from feedback_nlp.comments.labelled import LabelledComments
    from feedback_nlp.evaluation.comparison import Evaluation


def evaluate(
    labelled: options.Labelled,
    model: Annotated[str | None, typer.Option(help="Model to evaluate; without it, folds.")] = None,
    folds: Annotated[int, typer.Option(min=2, help="Parts of the cross-validation.")] = 5,
    json: options.Json = False,
    language: options.Language = "nl",
    spacy_model: options.SpacyModel = None,
    taxonomy: options.TaxonomyFile = None,
    comment_column: options.CommentColumn = None,
    id_column: options.IdColumn = None,
    sheet: options.Sheet = None,
    themes_column: options.ThemesColumn = None,
    theme_key: options.ThemeKey = None,
    theme_columns: options.ThemeColumns = None,
    group_column: Annotated[
        str | None,
        typer.Option(help="Column of what is alike, such as a review: never apart in the folds."),
    ] = None,
    jobs: options.Jobs = 1,
) -> None:
    """Measure precision, recall and F1 per theme on LABELLED comments.

    A file of minimal pairs is recognised by its fields: then the share of pairs that come out right
    is measured, per phenomenon.
    """
    from feedback_nlp.cli.evaluation_output import print_evaluation
    from feedback_nlp.cli.labels import read_labels
    from feedback_nlp.evaluation.minimal_pairs import holds_pairs

    if holds_pairs(labelled):
        _evaluate_pairs(labelled, model, as_json=json)
        return
    source = options.source(labelled, comment_column, id_column, None, None, sheet)
    comments = read_labels(source, themes_column, theme_key, theme_columns, group_column)
    if model is None:
        from feedback_nlp.classifier.training import make_classifier
        from feedback_nlp.themes.taxonomy import load_taxonomy

        own = load_taxonomy(taxonomy) if taxonomy else None
        classifier = make_classifier(own, language, jobs, spacy_model)
        evaluation = _cross_validate(comments, classifier, folds)
    else:
        from feedback_nlp.classifier.model_files import load_model
        from feedback_nlp.evaluation.evaluation import evaluate_model

        if taxonomy is not None:
            typer.echo("--taxonomy is not used: the model has its own themes.", err=True)
        evaluation = evaluate_model(comments, load_model(model))
    print_evaluation(evaluation, as_json=json)


def _evaluate_pairs(file: str, model: str | None, *, as_json: bool) -> None:
    from feedback_nlp.classifier.model_files import load_model
    from feedback_nlp.cli.evaluation_output import print_pairs
    from feedback_nlp.evaluation.minimal_pairs import read_pairs
    from feedback_nlp.evaluation.phenomena import evaluate_pairs

    if model is None:
        message = "minimal pairs measure a model; name one, such as --model starter."
        raise typer.BadParameter(message, param_hint="--model")
    print_pairs(evaluate_pairs(read_pairs(file), load_model(model)), as_json=as_json)


def _cross_validate(
    comments: "LabelledComments", classifier: "ThemeClassifier", folds: int
) -> "Evaluation":
    from feedback_nlp.cli.progress import working
    from feedback_nlp.evaluation.evaluation import cross_validate

    with working("Cross-validating", folds) as advance:
        return cross_validate(comments, classifier, n_folds=folds, on_fold=lambda: advance(1))
