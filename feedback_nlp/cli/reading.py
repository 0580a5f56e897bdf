"""Read the file that a command names, and say on stderr what was read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import typer

from feedback_nlp.cli.progress import working
from feedback_nlp.comments.columns import Columns
from feedback_nlp.comments.headers import Role
from feedback_nlp.comments.reading import Reading, read_comments
from feedback_nlp.comments.tally import Tally
from feedback_nlp.scores.metrics import Metric
from feedback_nlp.scores.repeat_customers import count_customers
from feedback_nlp.scores.scales import scale_doubt, scores_on_scale


@dataclass(frozen=True)
class Source:
    """Which file to read, and how.

    Attributes
    ----------
    file : str
        Path, or ``-`` for standard input.
    columns : Columns
        Columns the user named.
    sheet : str or None
        Sheet of a workbook.
    """

    file: str
    columns: Columns
    sheet: str | None


def read_file(source: Source, *, need: Sequence[Role] = ("comment",)) -> Reading:
    """Read comments, with a progress bar, and say on stderr what was read.

    Parameters
    ----------
    source : Source
        The file.
    need : sequence of str, default=("comment",)
        Columns without which reading fails.

    Returns
    -------
    Reading
        The comments.
    """
    with working("Reading"):
        reading = read_comments(source.file, columns=source.columns, sheet=source.sheet, need=need)
    tell(reading.tally)
    return reading


def read_scores(
    source: Source, metric: Metric, *, need: Sequence[Role] = ("comment", "score")
) -> Reading:
    """Read comments with their scores and say on stderr what was read.

    Parameters
    ----------
    source : Source
        The file.
    metric : Metric
        The scale that the scores must be on.
    need : sequence of str, default=("comment", "score")
        Columns without which reading fails.

    Returns
    -------
    Reading
        The comments; scores outside the scale are missing.
    """
    reading = read_file(source, need=need)
    scores = scores_on_scale(reading.comments["score"], metric)
    n_off_scale = int(reading.comments["score"].notna().sum() - scores.notna().sum())
    if n_off_scale:
        scores_are = "score is" if n_off_scale == 1 else "scores are"
        typer.echo(
            f"{n_off_scale} {scores_are} outside {metric.scale}, taken for no answer.", err=True
        )
    if doubt := scale_doubt(scores, metric):
        typer.echo(doubt, err=True)
    tell_customers(reading)
    return replace(reading, comments=reading.comments.assign(score=scores))


def tell_customers(reading: Reading) -> None:
    """Say on stderr where customers answered more than once, since that widens intervals.

    Parameters
    ----------
    reading : Reading
        The respondents.
    """
    if n_customers := count_customers(reading.comments):
        typer.echo(
            f"Column '{reading.columns.customer}' tells who answered: {n_customers} customers in "
            f"{len(reading.comments)} rows. Intervals take the answers of one customer for alike.",
            err=True,
        )


def tell(tally: Tally) -> None:
    """Say on stderr what was read, and why rows were refused.

    Parameters
    ----------
    tally : Tally
        Counts of the rows.
    """
    typer.echo(tally.summary(), err=True)
    for doubt in tally.doubts:
        typer.echo(doubt, err=True)
    for note in tally.refused:
        typer.echo(f"  line {note.line} refused: {note.reason}", err=True)
    if tally.n_refused > len(tally.refused):
        typer.echo(f"  and {tally.n_refused - len(tally.refused)} more refused lines", err=True)
