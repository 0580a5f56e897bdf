"""The options that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from feedback_nlp.cli.reading import Source

File = Annotated[
    str, typer.Argument(metavar="FILE", help="CSV, Excel, Parquet or JSON lines; - reads stdin.")
]
Labelled = Annotated[
    str, typer.Argument(metavar="LABELLED", help="Comments with themes: JSON lines, CSV or Excel.")
]
CommentColumn = Annotated[str | None, typer.Option(help="Column that holds the comments.")]
IdColumn = Annotated[str | None, typer.Option(help="Column that holds the ids.")]
ScoreColumn = Annotated[str | None, typer.Option(help="Column that holds the scores.")]
DateColumn = Annotated[str | None, typer.Option(help="Column that holds the dates.")]
CustomerColumn = Annotated[
    str | None, typer.Option(help="Column of customer ids; answers of one customer are alike.")
]
WeightColumn = Annotated[
    str | None, typer.Option(help="Column that says how much each answer counts.")
]
Sheet = Annotated[str | None, typer.Option(help="Sheet of a workbook.")]
Model = Annotated[str, typer.Option(help="Folder of a model; 'starter' comes with the package.")]
TaxonomyFile = Annotated[Path | None, typer.Option("--taxonomy", help="Own taxonomy (YAML).")]
Jobs = Annotated[int, typer.Option(min=1, help="Processes that work side by side.")]
Cluster = Annotated[
    str | None, typer.Option(help="Address of a Dask scheduler whose workers tag: tcp://HOST:PORT.")
]
MetricName = Annotated[
    str,
    typer.Option(
        "--metric",
        help="nps, nps_1_10, csat_top2, csat_mean, ces_1_5, ces_1_7, excellent or mean.",
    ),
]
MetricsFile = Annotated[Path | None, typer.Option("--metrics", help="Own metrics (YAML).")]
ContextFile = Annotated[
    Path | None,
    typer.Option("--context", help="Indicators you steer by, and events on the time axis (YAML)."),
]
AuditSheet = Annotated[
    str | None, typer.Option("--audit", help="Filled sheet of 'feedback-nlp audit'.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Language = Annotated[str, typer.Option(help="Language of the comments, such as nl or en.")]
SpacyModel = Annotated[
    str | None,
    typer.Option(
        "--spacy-model",
        help="Installed spaCy pipeline, such as nl_core_news_md, for lemmas and word vectors.",
    ),
]
ThemesColumn = Annotated[str | None, typer.Option(help="Column that holds the themes.")]
ThemeKey = Annotated[
    str | None, typer.Option(help="Key of the theme where a cell is a JSON list of objects.")
]
ThemeColumns = Annotated[
    Path | None,
    typer.Option(help="JSON list of the columns that hold 0 or 1, one column per theme."),
]


def source(
    file: str,
    comment: str | None,
    id: str | None,  # noqa: A002  the role is called id everywhere
    score: str | None,
    date: str | None,
    sheet: str | None,
    customer: str | None = None,
) -> Source:
    """Return the file and columns that a command names, as one value."""
    from feedback_nlp.cli.reading import Source
    from feedback_nlp.comments.columns import Columns

    named = Columns(comment=comment, id=id, score=score, date=date, customer=customer)
    return Source(file, named, sheet)
