"""The command that improves a model on comments without labels."""

from pathlib import Path
from typing import Annotated

import typer

from feedback_nlp.cli import options

_MOST_NAMED = 5


def adapt(
    file: options.File,
    out: Annotated[Path, typer.Option(help="Folder to save the model to.")],
    base: Annotated[str, typer.Option(help="Model to improve.")] = "starter",
    comment_column: options.CommentColumn = None,
    id_column: options.IdColumn = None,
    score_column: options.ScoreColumn = None,
    date_column: options.DateColumn = None,
    sheet: options.Sheet = None,
) -> None:
    """Improve a model on the comments of FILE and their scores, without labels.

    Themes that the comments hardly have become less likely. What the scores teach is left out
    where held-back comments show no gain.
    """
    from feedback_nlp.classifier.adaptation import N_STEPS, adapt_model
    from feedback_nlp.classifier.model_files import check_model_folder, load_model, save_model
    from feedback_nlp.cli.progress import working
    from feedback_nlp.cli.reading import read_file

    check_model_folder(out)
    source = options.source(file, comment_column, id_column, score_column, date_column, sheet)
    start = load_model(base)
    comments = read_file(source, need=("comment", "score")).comments.dropna(subset="comment")
    with working("Adapting", N_STEPS) as advance:
        adapted = adapt_model(
            start,
            comments["comment"].tolist(),
            comments["score"].astype(float).tolist(),
            name=out.name,
            on_step=lambda: advance(1),
        )
    save_model(adapted.model, out)
    typer.echo(
        f"Held-back low and high scores told apart: {adapted.base_area:.4f} before, "
        f"{adapted.base_area + adapted.gain:.4f} after (area under the ROC curve)."
    )
    if not adapted.kept:
        typer.echo("That is no gain: the scores change nothing.")
    if adapted.rarer:
        names = "; ".join(start.taxonomy.name_of(theme) for theme in adapted.rarer[:_MOST_NAMED])
        typer.echo(
            f"{len(adapted.rarer)} of {len(start.themes)} themes are rarer here than where the "
            f"base learnt, and so less likely now. Rarest against that: {names}."
        )
    typer.echo(f"Model saved to {out}", err=True)
