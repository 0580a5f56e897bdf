"""Read JSON lines: one object per line, its keys the columns."""

import json
from collections.abc import Iterable, Iterator, Mapping

from feedback_nlp.comments.encodings import open_text
from feedback_nlp.comments.headers import name_columns
from feedback_nlp.comments.rows import Cell, RawTable, Row
from feedback_nlp.comments.sources import Source
from feedback_nlp.errors import ReadError


def read_json_lines(source: Source) -> RawTable:
    r"""Open a file of JSON lines as a header and rows.

    The header is every key that occurs, so the file is read once for its keys and once for its
    rows. A line that is no JSON object is refused; blank lines are no rows.

    Parameters
    ----------
    source : Source
        The opened file.

    Returns
    -------
    RawTable
        Header and rows, with the encoding that was found.

    Raises
    ------
    ReadError
        If no line is a JSON object.

    Examples
    --------
    >>> import io
    >>> lines = b'{"comment": "Top", "score": 9}\n{"comment": "Mwah", "kanaal": "app"}'
    >>> table = read_json_lines(Source("a.jsonl", ".jsonl", io.BytesIO(lines)))
    >>> table.header, [row.cells for row in table.rows]
    (('comment', 'score', 'kanaal'), [['Top', 9, None], ['Mwah', None, 'app']])
    """
    text = open_text(source)
    keys: dict[str, None] = {}
    problem = ""
    for _, record in _records(text):
        if isinstance(record, str):
            problem = problem or record
        else:
            keys.update(dict.fromkeys(record))
    if not keys:
        raise _no_objects(source, problem)
    text.seek(0)
    return RawTable(name_columns(keys), _rows(text, tuple(keys)), text.encoding)


def _rows(text: Iterable[str], keys: tuple[str, ...]) -> Iterator[Row]:
    for line, record in _records(text):
        if isinstance(record, str):
            yield Row(line, None, record)
        else:
            yield Row(line, [record.get(key) for key in keys])


def _records(text: Iterable[str]) -> Iterator[tuple[int, Mapping[str, Cell] | str]]:
    """Yield the number of each line with its object, or with why it has none."""
    for number, line in enumerate(text, start=1):
        if line.strip():
            yield number, _parsed(line)


def _parsed(line: str) -> Mapping[str, Cell] | str:
    try:
        record = json.loads(line.rstrip())
    except json.JSONDecodeError as problem:
        return f"is no valid JSON ({problem.msg} at character {problem.colno})"
    except (ValueError, RecursionError):
        return "is no JSON that can be read: a number is too long or lists nest too deep"
    if not isinstance(record, dict):
        return "is no JSON object"
    return _without_half_characters(record) if "\\ud" in line.lower() else record


def _without_half_characters(record: Mapping[str, Cell]) -> Mapping[str, Cell]:
    """Replace halves of a cut-off emoji: they are no text, and no file can hold them."""
    text = json.dumps(record, ensure_ascii=False)
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    mended: Mapping[str, Cell] = json.loads(whole)
    return mended


def _no_objects(source: Source, problem: str) -> ReadError:
    advice = 'Write one object per line, such as {"comment": "Snel geleverd", "score": 9}.'
    if not problem:
        return ReadError(f"{source.name} is empty. {advice}")
    if source.head(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        return ReadError(f"{source.name} is one JSON list. {advice}")
    return ReadError(f"{source.name} has no line that can be read; the first {problem}. {advice}")
