"""The command that tags a file."""

from pathlib import Path
from typing import Annotated

import typer

from feedback_nlp.cli import options

Out = Annotated[Path, typer.Option(help="File of tags to write: .csv, .parquet or .xlsx.")]


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
) -> None:
    """Tag every comment of FILE with complaint and praise themes."""
    from feedback_nlp.cli.line import make_tagger, tag_file
    from feedback_nlp.cli.reading import read_file
    from feedback_nlp.comments.writing import check_writable, write_table

    check_writable(out)
    tagger = make_tagger(model, taxonomy, jobs)
    source = options.source(file, comment_column, id_column, score_column, date_column, sheet)
    write_table(tag_file(read_file(source), tagger), out)
    typer.echo(f"Tags written to {out}", err=True)
