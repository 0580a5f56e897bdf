"""Read Parquet files, a batch of rows at a time."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from feedback_nlp.comments.headers import name_columns
from feedback_nlp.comments.rows import RawTable, Row
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
            for cells in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                line += 1
                yield Row(line, cells)
    except _DAMAGE as problem:
        raise _damaged(source) from problem


def _damaged(source: Source) -> ReadError:
    return ReadError(
        f"{source.name} is no readable Parquet file. Export it again, as Parquet or CSV."
    )
