"""The commands that make a report, of a file or of the example that comes with the package."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from feedback_nlp.cli import options

if TYPE_CHECKING:
    from feedback_nlp.cli.reading import Source

Out = Annotated[Path, typer.Option(help="Folder to write the five files to.")]


def report(
    file: options.File,
    metric: options.MetricName,
    out: Out,
    metrics: options.MetricsFile = None,
    audit: options.AuditSheet = None,
    context: options.ContextFile = None,
    comment_column: options.CommentColumn = None,
    id_column: options.IdColumn = None,
    score_column: options.ScoreColumn = None,
    date_column: options.DateColumn = None,
    customer_column: options.CustomerColumn = None,
    sheet: options.Sheet = None,
    model: options.Model = "starter",
    taxonomy: options.TaxonomyFile = None,
    jobs: options.Jobs = 1,
    cluster: options.Cluster = None,
) -> None:
    """Write a report on FILE: report.html, report.xlsx, tags, theme counts and ranking.

    With a filled audit, shares and ranking are corrected for tagging errors.
    """
    columns = comment_column, id_column, score_column, date_column
    source = options.source(file, *columns, sheet, customer_column)
    tagger = model, taxonomy, jobs, cluster
    _report(source, (metric, metrics), out, tagger, audit=audit, context=context)


def demo(out: Out = Path("feedback-nlp-demo")) -> None:
    """Write a report on the written example that comes with the package."""
    from feedback_nlp.shipped import shipped_file

    file = str(shipped_file("data/webshop.csv"))
    source = options.source(file, None, None, "Cijfer aanbeveling (0-10)", None, None)
    _report(source, ("nps", None), out, ("starter", None, 1, None), written_data=True)


def _report(
    source: "Source",
    metric: tuple[str, Path | None],
    out: Path,
    tagger: tuple[str, Path | None, int, str | None],
    *,
    audit: str | None = None,
    context: Path | None = None,
    written_data: bool = False,
) -> None:
    from feedback_nlp.cli.line import find, make_tagger
    from feedback_nlp.cli.metric_choice import choose_metric
    from feedback_nlp.cli.progress import working
    from feedback_nlp.comments.overwriting import check_no_input
    from feedback_nlp.report.context import read_context
    from feedback_nlp.report.files import FILES, check_folder, write_report

    chosen = choose_metric(*metric)
    check_folder(out)
    for name in FILES:
        check_no_input(out / name, [source.file, audit])
    made = make_tagger(*tagger)
    beside = read_context(context, made.taxonomy) if context else None
    findings = find(source, chosen, made, audit=audit, context=beside, written_data=written_data)
    if outside := len(findings.context.events) - len(findings.events):
        typer.echo(f"Events outside the dates of the comments, not drawn: {outside}.", err=True)
    with working("Writing the report"):
        page = write_report(findings, out)
    typer.echo(f"Report: {page}")
