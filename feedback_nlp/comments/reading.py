"""Read a file of comments into one table, and tell what became of each row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from feedback_nlp.comments.batches import Note, typed_batches
from feedback_nlp.comments.columns import USUAL_NAMES, Columns, column_doubts, recognise_columns
from feedback_nlp.comments.date_orders import READ_AS, order_doubts
from feedback_nlp.comments.formats import open_table
from feedback_nlp.comments.headers import Role
from feedback_nlp.comments.ids import distinct_ids
from feedback_nlp.comments.repeats import Repeats
from feedback_nlp.comments.rows import RawTable
from feedback_nlp.comments.sources import CommentSource, open_source
from feedback_nlp.comments.tally import MOST_REFUSED, Tally, n_duplicates
from feedback_nlp.errors import ColumnError

_LONGEST_VALUE = 40
_NO_SCORE = " is no score"


@dataclass(frozen=True, eq=False)
class Reading:
    """A file of comments as it was read.

    Attributes
    ----------
    comments : DataFrame
        One row per row of the file that could be read: `comment_id` (str, each once; the number
        of the row where the file has none, and ``123#2`` for the second row with id ``123``),
        `comment` (string; <NA> where it is empty), `score` (float64, if there is a score column),
        `date` (datetime64, if there is a date column), `customer` (string, if a column tells who
        wrote each), then every other column under its own name (string).
    columns : Columns
        The header names of the columns that were used.
    source : str
        The name of the file.
    encoding : str or None
        Codec of a text file.
    delimiter : str or None
        Delimiter of a CSV file.
    refused : DataFrame
        Rows that could not be read: `line`, `reason`.
    notes : DataFrame
        Remarks on rows that were kept: `line`, `column`, `reason`. Never quotes a comment.
    n_rows : int
        Rows in the file: those in `comments` and those in `refused`.
    n_duplicates : int
        Rows whose comment (capitals and spaces aside) and score occurred in an earlier row.
    n_repeated_ids : int
        Rows whose id occurred in an earlier row of the file; in `comments` it has a number.
    given_ids : Series of str
        The ids of `comments` as the file has them, repeated ones too; <NA> where it has none.
    doubts : tuple of str
        Sentences on roles that have no column because several could be meant, and on the order
        of day and month where it is not the usual one.
    """

    comments: pd.DataFrame
    columns: Columns
    source: str
    encoding: str | None
    delimiter: str | None
    refused: pd.DataFrame
    notes: pd.DataFrame
    n_rows: int
    n_duplicates: int
    n_repeated_ids: int
    given_ids: pd.Series
    doubts: tuple[str, ...] = ()

    @property
    def n_comments(self) -> int:
        """The number of rows with a comment."""
        return int(self.comments["comment"].notna().sum())

    @property
    def n_empty(self) -> int:
        """The number of rows without a comment."""
        return len(self.comments) - self.n_comments

    @property
    def n_without_score(self) -> int:
        """The number of rows without a score; 0 where there is no score column."""
        return int(self.comments["score"].isna().sum()) if "score" in self.comments else 0

    def summary(self) -> str:
        """Return one line that tells what was read.

        Returns
        -------
        str
            The counts of rows; refused rows, duplicates and the like are left out where zero.
        """
        return self.tally.summary()

    @property
    def tally(self) -> Tally:
        """The counts of the rows."""
        first = self.refused.head(MOST_REFUSED)
        return Tally(
            source=self.source,
            encoding=self.encoding,
            delimiter=self.delimiter,
            n_rows=self.n_rows,
            n_comments=self.n_comments,
            n_empty=self.n_empty,
            n_without_score=self.n_without_score,
            n_duplicates=self.n_duplicates,
            n_repeated_ids=self.n_repeated_ids,
            n_refused=len(self.refused),
            doubts=self.doubts,
            refused=[
                Note(int(line), None, reason)
                for line, reason in zip(first["line"], first["reason"], strict=True)
            ],
        )


def read_comments(
    source: CommentSource,
    *,
    columns: Columns = USUAL_NAMES,
    sheet: str | None = None,
    need: Sequence[Role] = ("comment",),
) -> Reading:
    r"""Read a file of comments.

    CSV and its relatives in any usual encoding, Excel, Parquet and JSON lines are told apart by
    content and ending. A comment is missing only where the cell is truly empty: blank, or what
    exports write for nothing ("NaN", "nan", "None", "NULL"). Answers such as "nvt", "geen", "-"
    or "x" are comments. A row that cannot be read is refused and counted; a row whose score or
    date cannot be read is kept and noted. An id that occurs again gets a number, so that every
    comment has its own.

    Parameters
    ----------
    source : path, "-" or binary file
        The file; "-" is standard input.
    columns : Columns
        Names of columns; those not named are recognised by their usual names.
    sheet : str, optional
        Sheet of a workbook; needed if several have a comment column.
    need : sequence of {"comment", "id", "score", "date", "customer"}, default=("comment",)
        Columns without which reading fails.

    Returns
    -------
    Reading
        The comments and what there is to say about the rows.

    Raises
    ------
    ReadError
        If the file cannot be read or has no rows.
    ColumnError
        If a needed column is absent, could be several, or has no readable score.

    Examples
    --------
    >>> import io
    >>> reading = read_comments(io.BytesIO(b"Cijfer;Opmerking\n8,5;Snel geleverd\n10;\n"))
    >>> reading.comments
      comment_id         comment  score
    0          1  Snel geleverd    8.5
    1          2            <NA>   10.0
    >>> reading.summary()
    "2 rows read from the given stream (UTF-8, ';'): 1 with a comment, 1 without."
    """
    with open_source(source) as opened:
        table = open_table(opened, sheet=sheet, columns=columns)
        used = recognise_columns(table.header, columns, need)
        reading = read_rows(table, used, opened.name)
    if "score" in need:
        _check_scores(reading)
    return reading


def read_rows(table: RawTable, used: Columns, name: str) -> Reading:
    """Read the rows of an opened table.

    Parameters
    ----------
    table : RawTable
        Header and rows.
    used : Columns
        The columns to use; a role that is None is not there.
    name : str
        What messages call the file.

    Returns
    -------
    Reading
        As `read_comments` returns it.

    Raises
    ------
    ReadError
        If there is no row that can be read.
    """
    batches = list(typed_batches(table, used))
    refused = [note for batch in batches for note in batch.refused]
    n_rows = sum(batch.n_rows for batch in batches)
    Tally(name, n_rows=n_rows, n_refused=len(refused), refused=refused).check()
    notes = [note for batch in batches for note in batch.notes]
    n_turned_round = sum(note.reason in READ_AS.values() for note in notes)
    comments = pd.concat([batch.comments for batch in batches], ignore_index=True)
    ids = comments["comment_id"]
    return Reading(
        comments=comments.assign(comment_id=distinct_ids(ids)),
        columns=used,
        source=name,
        encoding=table.encoding,
        delimiter=table.delimiter,
        refused=_note_table(refused)[["line", "reason"]],
        notes=_note_table(notes),
        n_rows=n_rows,
        n_duplicates=n_duplicates(comments, Repeats()),
        n_repeated_ids=int(ids.duplicated().sum()),
        given_ids=pd.concat([batch.given_ids for batch in batches], ignore_index=True),
        doubts=column_doubts(table.header, used)
        + order_doubts(used.date, batches[0].date_order, n_turned_round),
    )


def _check_scores(reading: Reading) -> None:
    if reading.comments["score"].notna().any():
        return
    column, reasons = reading.columns.score, reading.notes["reason"]
    n = int((reasons.str.endswith(_NO_SCORE) & (reading.notes["column"] == column)).sum())
    message = (
        f"Column '{column}' has no readable score; {n or 'no'} cells hold other text. "
        "Name the right one with Columns(score=...) or --score-column."
    )
    raise ColumnError(message)


def _note_table(notes: Iterable[Note]) -> pd.DataFrame:
    rows = [
        (line, column, f"'{_shortened(value)}' {reason}" if value else reason)
        for line, column, reason, value in notes
    ]
    table = pd.DataFrame(rows, columns=["line", "column", "reason"])
    return table.astype({"line": "int64", "column": "string", "reason": "string"})


def _shortened(value: str) -> str:
    return value if len(value) <= _LONGEST_VALUE else f"{value[: _LONGEST_VALUE - 1]}…"
