"""Write the files of a report: all of them, or none."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pandas as pd
from xlsxwriter.exceptions import FileCreateError

from feedback_nlp.comments.writing import write_table
from feedback_nlp.errors import WriteError
from feedback_nlp.report.findings import Findings
from feedback_nlp.report.page import render_page
from feedback_nlp.report.summary import summarise
from feedback_nlp.report.workbook import write_workbook

PAGE = "report.html"
FILES = (PAGE, "report.xlsx", "tags.parquet", "theme_counts.csv", "ranking.csv")


def write_report(findings: Findings, folder: Path) -> Path:
    r"""Write a report to a folder.

    `report.html` is for people, `report.xlsx` for those who filter; `tags.parquet`,
    `theme_counts.csv` (over all comments, then per period) and `ranking.csv` (what to improve) are
    for other programs. The same findings give the same bytes. Where one file cannot be written,
    the folder is left as it was; other files in it are never touched.

    Parameters
    ----------
    findings : Findings
        What to tell.
    folder : Path
        The folder; it is made if needed, and older files of a report in it are replaced.

    Returns
    -------
    Path
        The page, `report.html`.

    Raises
    ------
    WriteError
        When the folder can't be written to.

    Examples
    --------
    >>> import io, tempfile
    >>> from feedback_nlp.comments.reading import read_comments
    >>> from feedback_nlp.report.assembly import make_findings
    >>> from feedback_nlp.scores.metrics import find_metric
    >>> from feedback_nlp.themes.taxonomy import load_taxonomy
    >>> reading = read_comments(io.BytesIO(b"id,comment,score\n1,Veel te laat,3\n2,Top,9\n"))
    >>> late = ["1", "late_delivery", "delivery_time", "complaint", 0.9, 0, 12, "model"]
    >>> columns = ["comment_id", "theme", "topic", "side", "proba", "start", "end", "source"]
    >>> tags = pd.DataFrame([late], columns=columns)
    >>> findings = make_findings(reading, tags, load_taxonomy(), find_metric("mean"))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_report(findings, Path(folder)).name
    'report.html'
    """
    folder = Path(folder)
    check_folder(folder)
    summary = summarise(findings)
    with _write_errors(folder), _folder_beside(folder) as made:
        (made / PAGE).write_text(render_page(findings, summary), encoding="utf-8", newline="\n")
        write_workbook(findings, summary, made / "report.xlsx")
        write_table(findings.tags, made / "tags.parquet")
        counts = [findings.counts, findings.period_counts]
        filled = [table for table in counts if len(table)] or counts[:1]
        write_table(pd.concat(filled, ignore_index=True), made / "theme_counts.csv")
        write_table(findings.ranking.improvements, made / "ranking.csv")
        _move(made, folder)
    return folder / PAGE


def check_folder(folder: Path) -> None:
    """Raise if no report can be written to a folder, before the work for it is done.

    Parameters
    ----------
    folder : Path
        The folder; it need not be there yet.

    Raises
    ------
    WriteError
        When it is a file, or may not be written to.
    """
    folder = Path(folder)
    for name in FILES:
        if (folder / name).is_dir():
            message = f"Cannot write {folder / name}: it is a folder. Move it or choose another."
            raise WriteError(message)
    with _write_errors(folder), _folder_beside(folder):
        pass


@contextmanager
def _write_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, FileCreateError) as problem:
        found = getattr(problem, "strerror", None) or problem
        message = (
            f"Cannot write the report to {folder}: {found}. "
            "Choose a folder that may be written to and has space left, and close its files "
            "in other programs."
        )
        raise WriteError(message) from problem


@contextmanager
def _folder_beside(folder: Path) -> Iterator[Path]:
    """Lend a new folder on the same disk, in the target or the nearest folder above it."""
    place = folder.resolve()
    while not place.exists():
        place = place.parent
    made = place / f".report-{secrets.token_hex(8)}"
    made.mkdir()
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _move(made: Path, folder: Path) -> None:
    """Move the files to their places; put back what was there where that fails halfway."""
    older = made / "older"
    older.mkdir()
    with ExitStack() as undo:
        for place in reversed([p for p in (folder, *folder.parents) if not p.exists()]):
            place.mkdir()
            undo.callback(place.rmdir)
        for name in FILES:
            target, kept = folder / name, older / name
            was_there = target.exists()
            undo.callback(_put_back, kept, target, was_there=was_there)
            if was_there:
                target.replace(kept)
            (made / name).replace(target)
        undo.pop_all()


def _put_back(kept: Path, target: Path, *, was_there: bool) -> None:
    if kept.exists():
        kept.replace(target)
    elif not was_there:
        target.unlink(missing_ok=True)
