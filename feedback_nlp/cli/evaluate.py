"""The command that measures how well themes are found."""

from typing import Annotated

import typer

from feedback_nlp.cli import options


def evaluate(
    labelled: options.Labelled,
    model: Annotated[str | None, typer.Option(help="Model to evaluate; without it, folds.")] = None,
    folds: Annotated[int, typer.Option(min=2, help="Parts of the cross-validation.")] = 5,
    json: options.Json = False,
    language: options.Language = "nl",
    taxonomy: options.TaxonomyFile = None,
    comment_column: options.CommentColumn = None,
    id_column: options.IdColumn = None,
    sheet: options.Sheet = None,
    themes_column: options.ThemesColumn = None,
    theme_key: options.ThemeKey = None,
    theme_columns: options.ThemeColumns = None,
    jobs: options.Jobs = 1,
) -> None:
    """Measure precision, recall and F1 per theme on LABELLED comments."""
    from feedback_nlp.classifier.model_files import load_model
    from feedback_nlp.classifier.training import make_classifier
    from feedback_nlp.cli.labels import read_labels
    from feedback_nlp.cli.printing import print_evaluation
    from feedback_nlp.cli.progress import working
    from feedback_nlp.evaluation.evaluation import cross_validate, evaluate_model
    from feedback_nlp.themes.taxonomy import load_taxonomy

    source = options.source(labelled, comment_column, id_column, None, None, sheet)
    comments = read_labels(source, themes_column, theme_key, theme_columns)
    if model is not None:
        evaluation = evaluate_model(comments, load_model(model))
    else:
        own = load_taxonomy(taxonomy) if taxonomy else None
        classifier = make_classifier(own, language, jobs)
        with working("Cross-validating", folds) as advance:
            evaluation = cross_validate(
                comments, classifier, n_folds=folds, on_fold=lambda: advance(1)
            )
    print_evaluation(evaluation, as_json=json)
