"""The command that trains a model."""

from pathlib import Path
from typing import Annotated

import typer

from feedback_nlp.cli import options


def train(
    labelled: options.Labelled,
    out: Annotated[Path, typer.Option(help="Folder to save the model to.")],
    language: options.Language = "nl",
    spacy_model: options.SpacyModel = None,
    taxonomy: options.TaxonomyFile = None,
    comment_column: options.CommentColumn = None,
    id_column: options.IdColumn = None,
    sheet: options.Sheet = None,
    themes_column: options.ThemesColumn = None,
    theme_key: options.ThemeKey = None,
    theme_columns: options.ThemeColumns = None,
    pairs: Annotated[
        Path | None, typer.Option(help="Minimal pairs whose results go into the model card.")
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(help="Model to train further, such as starter; a few labels are enough."),
    ] = None,
    written: Annotated[
        bool,
        typer.Option("--written", help="No customer wrote the comments; the card says so."),
    ] = False,
    jobs: options.Jobs = 1,
) -> None:
    """Train a model on LABELLED comments, with any set of labels, and write its model card."""
    from feedback_nlp.classifier.model_files import CARD, check_model_folder, save_model
    from feedback_nlp.cli.labels import read_labels
    from feedback_nlp.cli.training import train_alone, train_further
    from feedback_nlp.evaluation.minimal_pairs import read_pairs
    from feedback_nlp.evaluation.model_card import Origin, write_model_card
    from feedback_nlp.evaluation.phenomena import evaluate_pairs

    if base is not None and (taxonomy or spacy_model or language != "nl"):
        message = (
            "a model trained further keeps the taxonomy and language of its base, and its pipeline."
        )
        raise typer.BadParameter(message, param_hint="--base")
    check_model_folder(out)
    source = options.source(labelled, comment_column, id_column, None, None, sheet)
    comments = read_labels(source, themes_column, theme_key, theme_columns, to_learn=True)
    pairs_read = read_pairs(pairs) if pairs else None
    if base is None:
        trained = train_alone(comments, out.name, taxonomy, language, jobs, spacy_model)
    else:
        trained = train_further(base, comments, out.name)
    of_pairs = evaluate_pairs(pairs_read, trained.model) if pairs_read else None
    save_model(trained.model, out)
    write_model_card(
        trained.model,
        comments,
        trained.held_out,
        out / CARD,
        pairs=of_pairs,
        origin=Origin(written=written, base=trained.base, prior=trained.prior),
    )
    typer.echo(
        f"{len(trained.model.themes)} themes, micro F1 {trained.held_out.micro_f1:.3f} on held-out "
        "comments."
    )
    typer.echo(f"Model saved to {out}", err=True)
