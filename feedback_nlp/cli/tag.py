"""The command that tags a file."""

from pathlib import Path
from typing import Annotated

import typer

from feedback_nlp.cli import options
from feedback_nlp.cli.guard import INTERRUPTED

Out = Annotated[Path, typer.Option(help="File of tags to write: .csv, .parquet or .xlsx.")]

Resume = Annotated[
    bool, typer.Option("--resume", help="Go on with an interrupted run, after its last batch.")
]


def tag(
    file: options.File,
    out: Out,
    comment_column: options.CommentColumn = None,
    id_column: options.IdColumn = None,
    score_column: options.ScoreColumn = None,
    date_column: options.DateColumn = None,
    sheet: options.Sheet = None,
    model: options.Model = "starter",
    taxonomy: options.TaxonomyFile = None,
    jobs: options.Jobs = 1,
    cluster: options.Cluster = None,
    resume: Resume = False,
) -> None:
    """Tag every comment of FILE with complaint and praise themes."""
    from feedback_nlp.cli.line import make_tagger, tag_in_batches
    from feedback_nlp.comments.overwriting import check_no_input
    from feedback_nlp.comments.parts import parts_folder
    from feedback_nlp.comments.writing import check_writable

    check_writable(out)
    check_no_input(out, [file])
    tagger = make_tagger(model, taxonomy, jobs, cluster)
    source = options.source(file, comment_column, id_column, score_column, date_column, sheet)
    try:
        tag_in_batches(source, out, tagger, resume=resume)
    except KeyboardInterrupt:
        if parts_folder(out).exists():
            typer.echo("What is done is kept: the same command with --resume goes on.", err=True)
            raise typer.Exit(INTERRUPTED) from None
        raise
    typer.echo(f"Tags written to {out}", err=True)
