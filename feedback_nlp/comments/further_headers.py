"""Refuse the rows below a header that belong to it: Qualtrics writes the questions and its ids."""

import re
from collections.abc import Iterator
from itertools import chain, islice

from feedback_nlp.comments.rows import Row

_MOST = 2
_IMPORT_ID = re.compile(r'\s*\{\s*"ImportId"\s*:')
_REASON = "is a further header row of Qualtrics"


def refuse_further_headers(rows: Iterator[Row]) -> Iterator[Row]:
    """Refuse the first rows up to the one that holds the ids of Qualtrics, if there is one.

    Parameters
    ----------
    rows : iterator of Row
        The rows below the header.

    Yields
    ------
    Row
        The same rows; those that belong to the header have no cells and a reason.

    Examples
    --------
    >>> texts = ["Wat kan er beter?", '{"ImportId":"QID2_TEXT"}', "De levertijd"]
    >>> rows = (Row(line, [text]) for line, text in enumerate(texts, start=2))
    >>> [row.cells for row in refuse_further_headers(rows)]
    [None, None, ['De levertijd']]
    """
    first = list(islice(rows, _MOST))
    n_headers = max((place for place, row in enumerate(first, 1) if _holds_ids(row)), default=0)
    for row in first[:n_headers]:
        yield Row(row.line, None, _REASON)
    yield from chain(first[n_headers:], rows)


def _holds_ids(row: Row) -> bool:
    return any(isinstance(cell, str) and _IMPORT_ID.match(cell) for cell in row.cells or ())
