"""Read the filled audit sheet that a command names, and keep audits out of training."""

from typing import TYPE_CHECKING

import typer

from feedback_nlp.errors import LabelError

if TYPE_CHECKING:
    from feedback_nlp.cli.line import Tagger
    from feedback_nlp.comments.reading import Reading
    from feedback_nlp.scores.audits import Audit


def read_labels_of_audit(sheet: str, reading: "Reading", tagger: "Tagger") -> "Audit":
    """Read a filled audit sheet and say on stderr what is in it.

    Parameters
    ----------
    sheet : str
        The file.
    reading : Reading
        The comments it was drawn from.
    tagger : Tagger
        The model and taxonomy it must be of.

    Returns
    -------
    Audit
        Its labels.
    """
    from feedback_nlp.audits.reading import read_audit

    audit = read_audit(sheet, reading.comments, tagger.taxonomy, model=model_mark(tagger))
    n_with = int(audit.labels.any(axis=1).sum())
    typer.echo(f"{audit.n_comments} audited comments, {n_with} with a theme.", err=True)
    if n_with == 0:
        typer.echo("No audited comment has a theme. Is the sheet filled in and saved?", err=True)
    return audit


def model_mark(tagger: "Tagger") -> str:
    """Return what tells the model of a command from others.

    Parameters
    ----------
    tagger : Tagger
        The model.

    Returns
    -------
    str
        Its name and the first signs of its training hash.
    """
    info = tagger.model.info
    return f"{info.name}@{info.training_hash[:12]}"


def check_no_audit(file: str) -> None:
    """Raise if a file to learn from is an audit sheet.

    Parameters
    ----------
    file : str
        Labelled comments; standard input can't be looked at beforehand.

    Raises
    ------
    LabelError
        When it has the columns of an audit sheet.
    """
    from feedback_nlp.audits.sheet_rows import is_audit_sheet

    if file != "-" and is_audit_sheet(file):
        message = (
            f"{file} is an audit sheet. A model that learns from an audit looks better in it than "
            "it is, and the counts it corrects come out wrong. Label other comments to train on."
        )
        raise LabelError(message)
