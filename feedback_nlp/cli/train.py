"""The command that trains a model."""

from pathlib import Path
from typing import Annotated

import typer

from feedback_nlp.cli import options


def train(
    labelled: options.Labelled,
    out: Annotated[Path, typer.Option(help="Folder to save the model to.")],
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
    """Train a model on LABELLED comments, with any set of labels."""
    from feedback_nlp.classifier.classifier import N_STEPS
    from feedback_nlp.classifier.model_files import save_model
    from feedback_nlp.classifier.training import train_model
    from feedback_nlp.cli.labels import read_labels
    from feedback_nlp.cli.progress import working
    from feedback_nlp.themes.taxonomy import load_taxonomy

    source = options.source(labelled, comment_column, id_column, None, None, sheet)
    comments = read_labels(source, themes_column, theme_key, theme_columns)
    own = load_taxonomy(taxonomy) if taxonomy else None
    with working("Training", N_STEPS) as advance:
        trained = train_model(
            comments,
            name=out.name,
            taxonomy=own,
            language=language,
            n_jobs=jobs,
            on_step=lambda: advance(1),
        )
    save_model(trained, out)
    held_out = trained.info.metrics["held_out_micro_f1"]
    typer.echo(f"{len(trained.themes)} themes, micro F1 {held_out:.3f} on held-out comments.")
    typer.echo(f"Model saved to {out}", err=True)
