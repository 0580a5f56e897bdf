"""Read a file of comments of any size, a batch of rows at a time."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from feedback_nlp.comments.batches import typed_batches
from feedback_nlp.comments.columns import USUAL_NAMES, Columns, column_doubts, recognise_columns
from feedback_nlp.comments.formats import open_table
from feedback_nlp.comments.headers import Role
from feedback_nlp.comments.ids import DistinctIds, reserved_ids
from feedback_nlp.comments.rows import RawTable
from feedback_nlp.comments.sources import CommentSource, Source, open_source
from feedback_nlp.comments.tally import Tally

_BLOCK = 2**20
_LONGEST_MARK = 8
_SIGNS = (b"#", rb"\u0023")
_NUMBERED = re.compile(rb"(#|\\u0023)\x00{0,3}[0-9]")  # in any encoding, or escaped in JSON


def read_batches(
    source: CommentSource,
    *,
    columns: Columns = USUAL_NAMES,
    sheet: str | None = None,
    need: Sequence[Role] = ("comment",),
    size: int = 5000,
    tally: Tally | None = None,
) -> Iterator[pd.DataFrame]:
    r"""Read a file of comments of any size, a batch of rows at a time.

    The rows, their types and their ids are those of `read_comments`; only the columns without a
    role are left out. CSV, JSON lines and Parquet take little memory, whatever their size; a
    workbook is read whole.

    Parameters
    ----------
    source : path, "-" or binary file
        The file; "-" is standard input.
    columns : Columns
        Names of columns; those not named are recognised by their usual names.
    sheet : str, optional
        Sheet of a workbook; needed if several have a comment column.
    need : sequence of {"comment", "id", "score", "date"}, default=("comment",)
        Columns without which reading fails.
    size : int, default=5000
        Rows in a batch at most.
    tally : Tally, optional
        Filled with the counts of the rows that were read so far.

    Yields
    ------
    DataFrame
        The next rows: `comment_id`, `comment`, and `score` and `date` where there are such columns.

    Raises
    ------
    ReadError
        If the file cannot be read or has no rows.
    ColumnError
        If a needed column is absent or could be several.

    Examples
    --------
    >>> import io
    >>> file = io.BytesIO(b"Cijfer;Opmerking\n8,5;Snel geleverd\n10;\n7;Prima\n")
    >>> [batch["comment_id"].tolist() for batch in read_batches(file, size=2)]
    [['1', '2'], ['3']]
    """
    with open_source(source) as opened:
        counted = Tally() if tally is None else tally
        yield from batches_of(
            opened, columns=columns, sheet=sheet, need=need, size=size, tally=counted
        )


def batches_of(
    opened: Source,
    *,
    columns: Columns,
    sheet: str | None,
    need: Sequence[Role],
    size: int,
    tally: Tally,
) -> Iterator[pd.DataFrame]:
    """Read an opened file as `read_batches` does.

    Parameters
    ----------
    opened : Source
        The file.
    columns, sheet, need, size, tally : as in read_batches
        How to read it.

    Yields
    ------
    DataFrame
        The next rows.

    Raises
    ------
    ReadError
        If the file cannot be read or has no rows.
    """
    table = open_table(opened, sheet=sheet, columns=columns)
    used = replace(recognise_columns(table.header, columns, need), customer=None)
    tally.doubts = column_doubts(table.header, used, ("id",))
    ids = DistinctIds()
    if used.id is not None:
        if table.encoding is None or _has_numbered_text(opened):
            again = open_table(opened, sheet=sheet, columns=columns)
            ids = DistinctIds(_reserved(again, Columns(id=used.id), size))
        table = open_table(opened, sheet=sheet, columns=columns)
    tally.source, tally.encoding, tally.delimiter = opened.name, table.encoding, table.delimiter
    for batch in typed_batches(table, used, size=size, others=False):
        tally.add(batch)
        comments = batch.comments
        if used.id is not None:
            comments = comments.assign(comment_id=ids.give(comments["comment_id"]))
            tally.n_repeated_ids = ids.n_repeated
        yield comments
    tally.check()


def _reserved(table: RawTable, columns: Columns, size: int) -> set[str]:
    batches = typed_batches(table, columns, size=size, others=False)
    return {name for batch in batches for name in reserved_ids(batch.comments["comment_id"])}


def _has_numbered_text(opened: Source) -> bool:
    """Tell whether any text of a file could be an id such as ``123#2``."""
    opened.stream.seek(0)
    kept = b""
    while block := opened.stream.read(_BLOCK):
        seen = kept + block
        if any(sign in seen for sign in _SIGNS) and _NUMBERED.search(seen):
            return True
        kept = block[-_LONGEST_MARK:]
    return False
