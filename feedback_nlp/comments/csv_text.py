"""Spell a table as CSV, column by column: as pandas would, many times faster."""

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

_SIGNS = b'",\r\n'
"""A text with one of them is quoted."""


def csv_rows(table: pd.DataFrame) -> bytes:
    r"""Return the rows of a table as lines of CSV, without a header.

    Text is quoted only where it has to be, so that the bytes of a row do not depend on others.

    Parameters
    ----------
    table : DataFrame
        Two or more columns of text and numbers.

    Returns
    -------
    bytes
        UTF-8 with commas; a missing value is empty.

    Examples
    --------
    >>> csv_rows(pd.DataFrame({"comment_id": ["1", "a,b"], "proba": [0.5, 1.0]}))
    b'1,0.5\n"a,b",1.0\n'
    """
    if table.empty:
        return b""
    columns = pa.Table.from_pandas(table, preserve_index=False).combine_chunks().columns
    fields = [_fields(column.combine_chunks()) for column in columns]
    lines = pc.binary_join_element_wise(
        *fields, ",", null_handling="replace", null_replacement=""
    ).to_pylist()
    return ("\n".join(lines) + "\n").encode()


def _fields(column: pa.Array) -> pa.Array:
    if pa.types.is_floating(column.type):
        distinct = pc.dictionary_encode(column)
        spelled = pa.array([repr(value) for value in distinct.dictionary.to_pylist()], pa.string())
        return spelled.take(distinct.indices)
    text = column.cast(pa.string())
    characters = bytes(text.buffers()[-1] or b"")
    if not any(sign in characters for sign in _SIGNS):  # many times as fast as the pattern
        return text
    to_quote = pc.match_substring_regex(text, f"[{_SIGNS.decode()}]")
    doubled = pc.replace_substring(text, '"', '""')
    quoted = pc.binary_join_element_wise('"', doubled, '"', "")
    return pc.if_else(to_quote, quoted, text)
