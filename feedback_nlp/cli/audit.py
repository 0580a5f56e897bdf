"""The command that draws comments to be labelled by hand."""

from pathlib import Path
from typing import Annotated

import typer

from feedback_nlp.cli import options


def audit(
    file: options.File,
    out: Annotated[Path, typer.Option(help="Sheet to write: .xlsx or .csv.")],
    n: Annotated[int, typer.Option("--n", min=1, help="How many comments to draw.")] = 300,
    seed: Annotated[int, typer.Option(help="Another seed draws other comments.")] = 1,
    by: Annotated[
        str | None, typer.Option(help="Column of groups that get as many comments each.")
    ] = None,
    comment_column: options.CommentColumn = None,
    id_column: options.IdColumn = None,
    score_column: options.ScoreColumn = None,
    date_column: options.DateColumn = None,
    sheet: options.Sheet = None,
    model: options.Model = "starter",
    taxonomy: options.TaxonomyFile = None,
) -> None:
    """Draw comments of FILE by chance into a sheet, to be given themes by hand.

    The filled sheet corrects counts and rankings for what the model got wrong.
    """
    from feedback_nlp.audits.drawing import AuditDraw
    from feedback_nlp.audits.sheets import check_sheet, write_audit
    from feedback_nlp.cli.audit_sheets import comments_to_audit, model_mark
    from feedback_nlp.cli.line import make_tagger
    from feedback_nlp.cli.reading import read_file
    from feedback_nlp.comments.headers import tidy_name
    from feedback_nlp.comments.overwriting import check_no_input

    check_no_input(out, [file])
    check_sheet(out)
    tagger = make_tagger(model, taxonomy, 1)
    source = options.source(file, comment_column, id_column, score_column, date_column, sheet)
    drawn = write_audit(
        comments_to_audit(read_file(source)),
        tagger.taxonomy,
        out,
        draw=AuditDraw(n, seed, None if by is None else tidy_name(by)),
        model=model_mark(tagger),
    )
    if len(drawn) < n:
        typer.echo(f"The file has only {len(drawn)} comments: all of them are drawn.", err=True)
    typer.echo(f"{len(drawn)} comments drawn; fill the themes of all of them in {out}", err=True)
