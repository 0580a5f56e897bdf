"""Read minimal pairs: two comments that a turn of language sets apart, with the right themes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from feedback_nlp.comments.formats import detect_format
from feedback_nlp.comments.json_lines import read_json_lines
from feedback_nlp.comments.rows import Row
from feedback_nlp.comments.sources import CommentSource, open_source
from feedback_nlp.errors import LabelError

_TELLING = {"phenomenon", "a", "b"}
_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Line(BaseModel):
    """A line of a file of pairs."""

    model_config = ConfigDict(extra="forbid", strict=True)

    phenomenon: _Text
    a: _Text
    a_has: list[str]
    a_not: list[str]
    b: _Text
    b_has: list[str]
    b_not: list[str]
    language: _Text


@dataclass(frozen=True)
class PairSide:
    """One comment of a pair.

    Attributes
    ----------
    comment : str
        The text.
    has : frozenset of str
        Themes that must be found.
    has_not : frozenset of str
        Themes that must not be found; whether any others are is left open.
    """

    comment: str
    has: frozenset[str]
    has_not: frozenset[str]

    def is_right(self, found: frozenset[str]) -> bool:
        """Tell whether the themes found are right for this comment."""
        return self.has <= found and not self.has_not & found


@dataclass(frozen=True)
class MinimalPair:
    """Two comments that a turn of language sets apart, or that mean the same in spite of it.

    Attributes
    ----------
    phenomenon : str
        The turn of language, such as ``"double_negation"``.
    language : str
        ``"nl"`` or ``"be"``, for Dutch as written in the Netherlands or in Belgium.
    a, b : PairSide
        The comments.
    """

    phenomenon: str
    language: str
    a: PairSide
    b: PairSide


def holds_pairs(source: CommentSource) -> bool:
    r"""Tell by its fields whether a file holds minimal pairs.

    Parameters
    ----------
    source : path, "-" or binary file
        The file. Standard input can be read once only, so it counts as holding none.

    Returns
    -------
    bool
        Whether it is JSON lines with `phenomenon`, `a` and `b`.

    Raises
    ------
    ReadError
        If the file cannot be read.

    Examples
    --------
    >>> import io
    >>> holds_pairs(io.BytesIO(b'{"phenomenon": "negation", "a": "Top", "b": "Niet top"}'))
    True
    >>> holds_pairs(io.BytesIO(b"comment,themes\nTe laat,late_delivery\n"))
    False
    """
    if source == "-":
        return False
    with open_source(source) as opened:
        is_json = detect_format(opened) == "json lines"
        return is_json and set(read_json_lines(opened).header) >= _TELLING


def read_pairs(source: CommentSource) -> list[MinimalPair]:
    """Read minimal pairs.

    Parameters
    ----------
    source : path, "-" or binary file
        JSON lines with `phenomenon`, `language`, and for both sides the comment (`a`, `b`), a list
        of the themes it must have (`a_has`, `b_has`) and of those it must not (`a_not`, `b_not`).

    Returns
    -------
    list of MinimalPair
        At least one.

    Raises
    ------
    LabelError
        If a line is no minimal pair.
    ReadError
        If the file cannot be read.

    Examples
    --------
    >>> import io
    >>> line = (
    ...     b'{"phenomenon": "negation", "language": "nl", "a": "Niet duur.", "a_has": [], '
    ...     b'"a_not": ["too_expensive"], "b": "Duur.", "b_has": ["too_expensive"], "b_not": []}'
    ... )
    >>> read_pairs(io.BytesIO(line))[0].b
    PairSide(comment='Duur.', has=frozenset({'too_expensive'}), has_not=frozenset())
    """
    with open_source(source) as opened:
        table = read_json_lines(opened)
        return [_pair(row, table.header, opened.name) for row in table.rows]


def _pair(row: Row, header: Sequence[str], file: str) -> MinimalPair:
    if row.cells is None:
        message = f"{file}: line {row.line} {row.remark}. Correct it or take it out."
        raise LabelError(message)
    # The reader fills keys that a line lacks with None, so None is a key that is not there.
    given = {k: cell for k, cell in zip(header, row.cells, strict=True) if cell is not None}
    try:
        line = _Line.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        message = (
            f"{file}: line {row.line} is no minimal pair: '{first['loc'][0]}': {first['msg']}. "
            f"A pair has {', '.join(_Line.model_fields)}; labelled comments can't stand beside it."
        )
        raise LabelError(message) from error
    return MinimalPair(
        phenomenon=line.phenomenon,
        language=line.language,
        a=PairSide(line.a, frozenset(line.a_has), frozenset(line.a_not)),
        b=PairSide(line.b, frozenset(line.b_has), frozenset(line.b_not)),
    )
