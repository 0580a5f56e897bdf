"""The stamp on every row of an audit sheet: of which file, model and themes it is, and its draw."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from feedback_nlp.audits.drawing import AuditDraw
from feedback_nlp.errors import AuditError
from feedback_nlp.themes.taxonomy import Taxonomy

_FORM = re.compile(
    r"audit n=(?P<n>\d+) seed=(?P<seed>-?\d+) file=(?P<file>[0-9a-f]{12}) "
    r"themes=(?P<themes>[0-9a-f]{12}) model=(?P<model>.*?)(?: by=(?P<by>.*))?"
)


@dataclass(frozen=True)
class Stamp:
    """What an audit sheet belongs to.

    Attributes
    ----------
    draw : AuditDraw
        How its comments were drawn.
    file : str
        Hash of the ids and comments of the file.
    themes : str
        Hash of the ids of the themes that could be chosen.
    model : str
        The model whose errors it is to measure; empty where none was named.

    Examples
    --------
    >>> str(Stamp(AuditDraw(), "a" * 12, "b" * 12, "starter@c0ffee"))
    'audit n=300 seed=1 file=aaaaaaaaaaaa themes=bbbbbbbbbbbb model=starter@c0ffee'
    """

    draw: AuditDraw
    file: str
    themes: str
    model: str

    def __str__(self) -> str:
        text = (
            f"audit n={self.draw.n} seed={self.draw.seed} file={self.file} themes={self.themes} "
            f"model={self.model}"
        )
        return text if self.draw.by is None else f"{text} by={self.draw.by}"


def make_stamp(comments: pd.DataFrame, taxonomy: Taxonomy, model: str, draw: AuditDraw) -> Stamp:
    """Return the stamp of an audit.

    Parameters
    ----------
    comments : DataFrame
        All comments of the file: `comment_id` and `comment`; the order does not matter.
    taxonomy : Taxonomy
        The themes that can be chosen.
    model : str
        The model whose errors it is to measure.
    draw : AuditDraw
        How its comments are drawn.

    Returns
    -------
    Stamp
        The stamp.
    """
    written = comments[comments["comment"].notna()]
    texts = [" ".join(str(comment).split()) for comment in written["comment"]]
    rows = sorted(zip(written["comment_id"].astype(str), texts, strict=True))
    return Stamp(draw, _hash(rows), _hash(sorted(taxonomy.themes)), model)


def parse_stamp(text: str) -> Stamp | None:
    """Read a stamp.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    Stamp or None
        The stamp; None if the cell holds something else.

    Examples
    --------
    >>> stamp = Stamp(AuditDraw(60, 2, "Soort winkel"), "a" * 12, "b" * 12, "mijn model@c0ffee")
    >>> parse_stamp(str(stamp)) == stamp, parse_stamp("audit")
    (True, None)
    """
    match = _FORM.fullmatch(text.strip())
    if match is None:
        return None
    draw = AuditDraw(int(match["n"]), int(match["seed"]), match["by"])
    return Stamp(draw, match["file"], match["themes"], match["model"])


def check_stamp(name: str, found: Stamp, wanted: Stamp) -> None:
    """Raise if a sheet belongs to something else than what is counted.

    Parameters
    ----------
    name : str
        What messages call the sheet.
    found, wanted : Stamp
        That of the sheet, and that of what is counted.

    Raises
    ------
    AuditError
        When it is of another file, other themes or another model.
    """
    if found.file != wanted.file:
        message = (
            f"{name} was drawn from another file, or its ids or comments changed since. Count the "
            "file it was drawn from, with the same --comment-column and --id-column."
        )
    elif found.themes != wanted.themes:
        message = (
            f"{name} was drawn with other themes to choose from: what could not be chosen would "
            "count as absent. Use the taxonomy it was drawn with."
        )
    elif found.model != wanted.model:
        message = (
            f"{name} was drawn for model '{found.model}', not for '{wanted.model}'. Use that "
            "model, or draw a new audit: a model may have learnt from comments of an older one."
        )
    else:
        return
    raise AuditError(message)


def _hash(content: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:12]
