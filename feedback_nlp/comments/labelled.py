"""Read comments that carry human labels, to train and evaluate with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import compress
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from feedback_nlp.comments.audit_columns import check_no_audit
from feedback_nlp.comments.columns import USUAL_NAMES, Columns, listed, recognise_columns
from feedback_nlp.comments.formats import open_table
from feedback_nlp.comments.headers import Role, tidy_name
from feedback_nlp.comments.label_cells import Segments, parse_segments, parse_themes
from feedback_nlp.comments.reading import Reading, read_rows
from feedback_nlp.comments.sources import CommentSource, open_source
from feedback_nlp.errors import ColumnError, LabelError

T = TypeVar("T")

_THEMES_COLUMNS = ("themes", "labels")
_GROUP_COLUMNS = ("source", "sector")
_YES_AND_NO = {"1": True, "1.0": True, "True": True, "0": False, "0.0": False, "False": False}


@dataclass(frozen=True)
class LabelledComments:
    """Comments with the themes people gave them; all lists are equally long.

    Attributes
    ----------
    comment_ids : list of str
        The ids, or the numbers of the rows.
    comments : list of str
        The texts.
    themes : list of frozenset of str
        The themes of each comment; an empty set is a comment without a theme.
    segments : list or None
        Per comment a tuple of its segments, each a text and a tuple of its themes, or None where
        it has no segments; None if the file has none.
    scores : array of float or None
        The scores, NaN where missing; None if the file has none.
    groups : list of str or None
        The source or sector of each comment, empty where missing; None if the file has neither.
    clusters : list of str or None
        What comments that are alike have in common, such as the review that sentences come from;
        empty where a comment stands alone, None if no column of them was named.
    """

    comment_ids: list[str]
    comments: list[str]
    themes: list[frozenset[str]]
    segments: list[Segments | None] | None
    scores: NDArray[np.float64] | None
    groups: list[str] | None
    clusters: list[str] | None = None


def read_labelled(  # noqa: PLR0913  a parameter per column that may be named
    source: CommentSource,
    *,
    columns: Columns = USUAL_NAMES,
    sheet: str | None = None,
    themes_column: str | None = None,
    theme_key: str | None = None,
    theme_columns: Sequence[str] = (),
    group_column: str | None = None,
    to_learn: bool = False,
) -> LabelledComments:
    r"""Read labelled comments.

    Themes stand in one column, separated by ``|`` or as a JSON list, or in one column of 0 and 1
    per theme; an empty cell means no theme. JSON lines may have `segments`, pairs of a text and
    its themes: where `comment` is absent it is their texts joined by spaces, where `themes` is
    absent it is all of theirs. Rows without a comment are left out.

    Parameters
    ----------
    source : path, "-" or binary file
        JSON lines, CSV, Excel or Parquet.
    columns : Columns
        Names of columns; those not named are recognised by their usual names.
    sheet : str, optional
        Sheet of a workbook.
    themes_column : str, optional
        The column of themes; without it `themes` or `labels`.
    theme_key : str, optional
        The key of the theme where a list of themes holds objects.
    theme_columns : sequence of str
        The columns of 0 and 1; their names are the themes.
    group_column : str, optional
        The column of what comments that are alike have in common, such as a review.
    to_learn : bool, default=False
        Whether a model will learn from them; an audit sheet is refused then.

    Returns
    -------
    LabelledComments
        The comments with their themes.

    Raises
    ------
    LabelError
        If a row or a cell of labels cannot be read, or there is no comment.
    ReadError
        If the file cannot be read.
    ColumnError
        If a column is absent or could be several.

    Examples
    --------
    >>> import io
    >>> labelled = read_labelled(io.BytesIO(b"comment,themes\nSnel maar duur,on_time|too_dear\n"))
    >>> labelled.comments, [sorted(themes) for themes in labelled.themes]
    (['Snel maar duur'], [['on_time', 'too_dear']])
    """
    named = {tidy_name(name) for name in (themes_column, *theme_columns) if name}
    with open_source(source) as opened:
        table = open_table(opened, sheet=sheet, columns=columns)
        need: Sequence[Role] = () if "segments" in table.header else ("comment",)
        used = recognise_columns(table.header, columns, need, besides=named)
        reading = read_rows(table, used, opened.name)
    if to_learn:
        check_no_audit(reading)
    _check_nothing_refused(reading)
    segments = _parsed(reading, "segments", parse_segments, "a list of [text, [themes]]")
    themes: Sequence[frozenset[str] | None]
    if theme_columns:
        themes = _themes_of_columns(reading, theme_columns)
    else:
        column = _themes_column(reading, themes_column)
        form = (
            "a list of themes; if it holds objects, name their key with theme_key=... or "
            "--theme-key"
        )
        themes = _parsed(reading, column, partial(parse_themes, theme_key=theme_key), form)
    clusters = None if group_column is None else _cells_of(reading, tidy_name(group_column))
    return _labelled(reading, themes, segments, clusters)


def _check_nothing_refused(reading: Reading) -> None:
    if not reading.refused.empty:
        line, reason = reading.refused.iloc[0]
        message = (
            f"{reading.source}: line {line} {reason}; refused lines: {len(reading.refused)}. "
            "Correct or remove them: labels are read whole or not at all."
        )
        raise LabelError(message)


def _themes_column(reading: Reading, named: str | None) -> str:
    wanted = _THEMES_COLUMNS if named is None else (tidy_name(named),)
    found = [name for name in wanted if name in reading.comments]
    if len(found) == 1:
        return found[0]
    if named is None and not found and "segments" in reading.comments:
        return "themes"
    problem = f"could be {' or '.join(wanted)}" if found else "not found"
    message = (
        f"Column '{wanted[0]}' {problem}; the table has {_listed_columns(reading)}. "
        "Name your own with themes_column=... or --themes-column; for columns of 0 and 1 use "
        "theme_columns=... or --theme-columns."
    )
    raise ColumnError(message)


def _listed_columns(reading: Reading) -> str:
    return listed(reading.comments.columns.tolist())


def _parsed(
    reading: Reading, column: str, parse: Callable[[str], T | None], form: str
) -> list[T | None]:
    """Parse the cells of a column; one that is not there counts as empty."""
    if column not in reading.comments:
        return [None] * len(reading.comments)
    cells = reading.comments[column]
    parsed = [None if pd.isna(cell) else parse(cell) for cell in cells]
    unread = cells.notna().to_numpy() & np.array([value is None for value in parsed])
    if unread.any():
        first = reading.comments["comment_id"][unread.argmax()]
        message = f"{reading.source}: column '{column}' of comment '{first}' is not {form}."
        raise LabelError(message)
    return parsed


def _themes_of_columns(reading: Reading, themes: Sequence[str]) -> list[frozenset[str]]:
    names = [tidy_name(theme) for theme in themes]
    absent = [name for name in names if name not in reading.comments]
    if absent:
        message = (
            f"Column {listed(absent)} not found; the table has {_listed_columns(reading)}. "
            "Correct theme_columns=... or the file of --theme-columns."
        )
        raise ColumnError(message)
    answers = [_parsed(reading, name, _YES_AND_NO.get, "1 or 0") for name in names]
    return [frozenset(compress(themes, of_comment)) for of_comment in zip(*answers, strict=True)]


def _labelled(
    reading: Reading,
    themes: Sequence[frozenset[str] | None],
    segments: Sequence[Segments | None],
    clusters: pd.Series | None,
) -> LabelledComments:
    joined = pd.Series([_joined_texts(parts) for parts in segments], dtype="string")
    table = reading.comments.assign(comment=reading.comments["comment"].fillna(joined))
    all_themes = [
        _themes_of_segments(parts) if given is None else given
        for given, parts in zip(themes, segments, strict=True)
    ]
    kept = table["comment"].notna()
    if not kept.any():
        message = f"{reading.source} has no row with a comment. Check the comment column."
        raise LabelError(message)
    group = next((name for name in _GROUP_COLUMNS if name in table), None)
    return LabelledComments(
        comment_ids=table["comment_id"][kept].tolist(),
        comments=table["comment"][kept].tolist(),
        themes=list(compress(all_themes, kept)),
        segments=list(compress(segments, kept)) if "segments" in table else None,
        scores=table["score"][kept].to_numpy() if "score" in table else None,
        groups=table[group][kept].fillna("").tolist() if group else None,
        clusters=None if clusters is None else clusters[kept].tolist(),
    )


def _cells_of(reading: Reading, name: str) -> pd.Series:
    """Return the cells of a column as texts, empty where missing."""
    if name == reading.columns.id:
        return reading.given_ids.fillna("")
    column = next((role for role, used in vars(reading.columns).items() if used == name), name)
    if column not in reading.comments:
        message = (
            f"Column '{name}' not found; the table has {_listed_columns(reading)}. "
            "Correct group_column=... or --group-column."
        )
        raise ColumnError(message)
    return reading.comments[column].astype("string").fillna("")


def _joined_texts(segments: Segments | None) -> str | None:
    return " ".join(text for text, _ in segments) if segments else None


def _themes_of_segments(segments: Segments | None) -> frozenset[str]:
    return frozenset(theme for _, themes in segments or () for theme in themes)
