"""Turn raw rows into typed columns, a batch at a time."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import NamedTuple, TypeVar

import pandas as pd

from feedback_nlp.comments.columns import Columns
from feedback_nlp.comments.date_orders import READ_AS, order_of_column
from feedback_nlp.comments.dates import Order, only_order, parse_date
from feedback_nlp.comments.headers import name_columns
from feedback_nlp.comments.ratings import parse_score
from feedback_nlp.comments.rows import Cell, RawTable, Row, cell_text

T = TypeVar("T")

_BATCH = 8192
_ROWS_THAT_TELL = 10_000  # of the order of dates; as many however large the batches are
_ROLE_COLUMNS = ("comment_id", "comment", "score", "date", "customer")
_MISSING = frozenset({"NaN", "nan", "None", "NULL"})  # what exports write for nothing at all
_DAMAGE = {"\0": "NUL characters are left out", "\ufffd": "a character could not be decoded"}


class Note(NamedTuple):
    """What there is to say of a row.

    Attributes
    ----------
    line : int
        Where the row starts.
    column : str or None
        Header name of the cell; None if it is about the whole row.
    reason : str
        Why the row is refused, or what could not be read.
    value : str
        The cell that could not be read; always empty for a comment.
    """

    line: int
    column: str | None
    reason: str
    value: str = ""


class Batch(NamedTuple):
    """Some rows of a file with their types.

    Attributes
    ----------
    comments : DataFrame
        The columns of `Reading.comments`.
    refused, notes : list of Note
        Rows that are left out, and remarks on rows that are kept.
    n_rows : int
        How many rows were taken, refused ones too.
    given_ids : Series of str
        The ids of the kept rows as the file has them; <NA> where it has none.
    date_order : {"day first", "month first"}
        The order of day and month in the whole column of dates.
    """

    comments: pd.DataFrame
    refused: list[Note]
    notes: list[Note]
    n_rows: int
    given_ids: pd.Series
    date_order: Order = "day first"


def typed_batches(
    table: RawTable, columns: Columns, *, size: int = _BATCH, others: bool = True
) -> Iterator[Batch]:
    """Yield the rows of a table in batches, with their types.

    Parameters
    ----------
    table : RawTable
        Header and rows.
    columns : Columns
        The columns to use; a role that is None is not there.
    size : int, default=8192
        Rows in a batch at most.
    others : bool, default=True
        Whether columns without a role are wanted too.

    Yields
    ------
    Batch
        The next rows.

    Examples
    --------
    >>> rows = iter([Row(2, ["8,5", "Goed"]), Row(3, ["-", "Ook goed"])])
    >>> table = RawTable(("cijfer", "reactie"), rows)
    >>> (batch,) = typed_batches(table, Columns(comment="reactie", score="cijfer"))
    >>> batch.comments["score"].tolist(), batch.notes
    ([8.5, nan], [Note(line=3, column='cijfer', reason='is no score', value='-')])
    """
    roles = set(vars(columns).values())
    wanted = {name: place for place, name in enumerate(table.header) if others or name in roles}
    all_rows, order = _with_date_order(table, columns.date)
    n_before = 0
    while rows := list(islice(all_rows, size)):
        yield _typed(wanted, columns, rows, n_before, order)
        n_before += len(rows)


def _with_date_order(table: RawTable, column: str | None) -> tuple[Iterator[Row], Order]:
    if column is None:
        return table.rows, "day first"
    place = table.header.index(column)
    first = list(islice(table.rows, _ROWS_THAT_TELL))
    cells = (row.cells[place] for row in first if row.cells is not None)
    return chain(first, table.rows), order_of_column(map(cell_text, cells))


def _typed(
    header: dict[str, int], columns: Columns, rows: list[Row], n_before: int, order: Order
) -> Batch:
    refused = [Note(row.line, None, row.remark) for row in rows if row.cells is None]
    numbers = [
        str(number) for number, row in enumerate(rows, start=n_before + 1) if row.cells is not None
    ]
    kept = _KeptRows(header, rows)
    comments = {
        "comment_id": kept.ids(columns.id, numbers),
        "comment": kept.strings(columns.comment),
    }
    if columns.score is not None:
        comments["score"] = kept.scores(columns.score)
    if columns.date is not None:
        comments["date"] = kept.dates(columns.date, order)
    if columns.customer is not None:
        comments["customer"] = kept.strings(columns.customer)
    renamed = {name for role, name in vars(columns).items() if role != "customer"}
    if columns.customer == "customer":
        renamed.add("customer")
    others = [name for name in header if name not in renamed]
    for name, unlike_roles in zip(others, name_columns(others, _ROLE_COLUMNS), strict=True):
        comments[unlike_roles] = kept.strings(name)
    notes = sorted(kept.notes, key=lambda note: note.line)
    given_ids = kept.strings(columns.id)
    return Batch(pd.DataFrame(comments), refused, notes, len(rows), given_ids, order)


class _KeptRows:
    """The rows of a batch that are not refused, column by column, and the notes on them."""

    def __init__(self, header: dict[str, int], rows: list[Row]) -> None:
        kept = [(row, row.cells) for row in rows if row.cells is not None]
        self.lines = [row.line for row, _ in kept]
        self._known_texts: dict[str, list[str | None]] = {}
        self.notes = [Note(row.line, None, row.remark) for row, _ in kept if row.remark]
        self.texts = {
            name: self._texts(name, [cells[place] for _, cells in kept])
            for name, place in header.items()
        }

    def ids(self, column: str | None, numbers: list[str]) -> pd.Series:
        ids = [text or number for text, number in zip(self._known(column), numbers, strict=True)]
        return pd.Series(ids, dtype="str")

    def strings(self, column: str | None) -> pd.Series:
        return pd.Series(self._known(column), dtype="string")

    def scores(self, column: str) -> pd.Series:
        scores = self._distinct(column, parse_score)
        self._note(column, "is no score", {text for text, score in scores.items() if score is None})
        return pd.Series(map(scores.get, self._known(column)), dtype="float64")

    def dates(self, column: str, order: Order) -> pd.Series:
        dates = self._distinct(column, partial(parse_date, order=order))
        self._note(column, "is no date", {text for text, date in dates.items() if date is None})
        known = [text for text, date in dates.items() if date is not None]
        for other in READ_AS.keys() - {order}:
            self._note(column, READ_AS[other], {t for t in known if only_order(t) == other})
        return pd.Series(map(dates.get, self._known(column)), dtype="datetime64[us]")

    def _texts(self, column: str, cells: Sequence[Cell]) -> list[str | None]:
        texts = list(map(cell_text, cells))
        together = "".join(filter(None, texts))
        for character, reason in _DAMAGE.items():
            if character not in together:
                continue
            damaged = {text for text in texts if text and character in text}
            self.notes += [
                Note(line, column, reason)
                for line, text in zip(self.lines, texts, strict=True)
                if text in damaged
            ]
        if "\0" not in together:
            return texts
        return [cell_text(text.replace("\0", "")) if text else None for text in texts]

    def _known(self, column: str | None) -> list[str | None]:
        if column is None:
            return [None] * len(self.lines)
        if column not in self._known_texts:
            self._known_texts[column] = [
                None if text is None or text.strip() in _MISSING else text
                for text in self.texts[column]
            ]
        return self._known_texts[column]

    def _distinct(
        self, column: str, parse: Callable[[str], T | None]
    ) -> dict[str | None, T | None]:
        return {text: parse(text) for text in set(self._known(column)) if text is not None}

    def _note(self, column: str, reason: str, values: Collection[str | None]) -> None:
        if not values:
            return
        self.notes += [
            Note(line, column, reason, text)
            for line, text in zip(self.lines, self.texts[column], strict=True)
            if text is not None and text in values
        ]
