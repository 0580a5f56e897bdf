"""Read the filled audit sheet that a command names."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    import pandas as pd

    from feedback_nlp.cli.line import Tagger
    from feedback_nlp.comments.reading import Reading
    from feedback_nlp.scores.audits import Audit

_CHANCE = 0.001


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

    audit = read_audit(sheet, comments_to_audit(reading), tagger.taxonomy, model=model_mark(tagger))
    n_with = int(audit.labels.any(axis=1).sum())
    blank = f", {audit.n_blank} left empty" if audit.n_blank else ""
    typer.echo(f"{audit.n_comments} audited comments, {n_with} with a theme{blank}.", err=True)
    if n_with and _looks_unfinished(audit):
        typer.echo(
            f"The last {audit.n_blank_at_end} rows of the sheet are all empty, unlike those "
            "before. They count as comments without a theme. If they are still to be labelled, "
            "finish the sheet first: the shares come out too low.",
            err=True,
        )
    if n_with == 0:
        typer.echo("No audited comment has a theme. Is the sheet filled in and saved?", err=True)
    return audit


def comments_to_audit(reading: "Reading") -> "pd.DataFrame":
    """Return the comments of a file with every column that groups can be named by.

    Parameters
    ----------
    reading : Reading
        The file.

    Returns
    -------
    DataFrame
        The comments under their distinct ids; ids, scores and periods under the names in the file
        too.
    """
    from feedback_nlp.cli.group_scores import under_own_names

    return under_own_names(reading).assign(comment_id=reading.comments["comment_id"])


def model_mark(tagger: "Tagger") -> str:
    """Return what tells the model of a command from others.

    Parameters
    ----------
    tagger : Tagger
        The model.

    Returns
    -------
    str
        Its name and version.
    """
    return f"{tagger.model.info.name}@{tagger.version}"


def _looks_unfinished(audit: "Audit") -> bool:
    """Tell whether as many empty rows at the end are no chance, after how few came before."""
    n_end = audit.n_blank_at_end
    n_before = audit.n_comments - n_end
    share = (audit.n_blank - n_end + 1) / (n_before + 1)
    return bool(share**n_end < _CHANCE)
