"""Read the labelled comments that a command names."""

import json
from pathlib import Path

import typer

from feedback_nlp.cli.reading import Source
from feedback_nlp.comments.labelled import LabelledComments, read_labelled
from feedback_nlp.errors import LabelError


def read_labels(
    source: Source,
    themes_column: str | None,
    theme_key: str | None,
    theme_columns: Path | None,
    group_column: str | None = None,
    *,
    to_learn: bool = False,
) -> LabelledComments:
    """Read labelled comments and say on stderr how many there are.

    Parameters
    ----------
    source : Source
        The file.
    themes_column, theme_key : str or None
        Where the themes stand.
    theme_columns : Path or None
        JSON list of columns of 0 and 1, or an object that has the list as its `labels`.
    group_column : str, optional
        Column of what comments that are alike have in common.
    to_learn : bool, default=False
        Whether a model will learn from them.

    Returns
    -------
    LabelledComments
        The comments with their themes.
    """
    labelled = read_labelled(
        source.file,
        columns=source.columns,
        sheet=source.sheet,
        themes_column=themes_column,
        theme_key=theme_key,
        theme_columns=() if theme_columns is None else _read_names(theme_columns),
        group_column=group_column,
        to_learn=to_learn,
    )
    n_themes = len(frozenset().union(*labelled.themes))
    themes = "1 theme" if n_themes == 1 else f"{n_themes} themes"
    typer.echo(f"{len(labelled.comments)} labelled comments, {themes}.", err=True)
    return labelled


def _read_names(path: Path) -> list[str]:
    try:
        names = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        message = f"{path.name} can't be read as JSON: {error}. Give a JSON list of column names."
        raise LabelError(message) from error
    if isinstance(names, dict):
        names = names.get("labels")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        message = f'{path.name} is no list of names. Give a JSON list such as ["Wachttijd"].'
        raise LabelError(message)
    return names
