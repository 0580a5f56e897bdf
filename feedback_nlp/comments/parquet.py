"""Read Parquet files, a batch of rows at a time."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from feedback_nlp.comments.headers import name_columns
from feedback_nlp.comments.rows import Cell, RawTable, Row
from feedback_nlp.comments.sources import Source
from feedback_nlp.errors import ReadError

_BATCH = 8192
_DAMAGE = (pa.ArrowException, OSError, ValueError, OverflowError)  # all that pyarrow raises


def read_parquet(source: Source) -> RawTable:
    """Open a Parquet file as a header and rows.

    Parameters
    ----------
    source : Source
        The opened file.

    Returns
    -------
    RawTable
        Header and rows; a row's line is its number, from 1.

    Raises
    ------
    ReadError
        If the file is no Parquet.
    """
    try:
        file = pq.ParquetFile(source.stream)
    except _DAMAGE as problem:
        raise _damaged(source) from problem
    return RawTable(name_columns(file.schema_arrow.names), _rows(file, source))


def _rows(file: pq.ParquetFile, source: Source) -> Iterator[Row]:
    line = 0
    try:
        for batch in file.iter_batches(_BATCH):
            for cells in zip(*map(_values, batch.columns), strict=True):
                line += 1
                yield Row(line, cells)
    except _DAMAGE as problem:
        raise _damaged(source) from problem


def _values(column: pa.Array) -> list[Cell]:
    """Return the cells of a column; a moment that Python has no date for is left empty."""
    try:
        return list(column.to_pylist())
    except (ValueError, OverflowError):
        if not pa.types.is_temporal(column.type):
            raise
        return [_moment(value) for value in column]


def _moment(value: pa.Scalar) -> Cell:
    try:
        return value.as_py()
    except (ValueError, OverflowError):
        return None


def _damaged(source: Source) -> ReadError:
    return ReadError(
        f"{source.name} is no readable Parquet file. Export it again, as Parquet or CSV."
    )
