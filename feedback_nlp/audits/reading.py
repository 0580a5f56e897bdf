"""Read a filled audit sheet back, and refuse what would bias what it corrects."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from feedback_nlp.audits.drawing import draw_comments
from feedback_nlp.audits.sheet_rows import SheetRow, read_rows
from feedback_nlp.audits.sheets import defused
from feedback_nlp.audits.stamps import Stamp, check_stamp, make_stamp, parse_stamp
from feedback_nlp.audits.theme_cells import ThemeCells
from feedback_nlp.comments.sources import CommentSource
from feedback_nlp.errors import AuditError
from feedback_nlp.scores.audits import Audit
from feedback_nlp.themes.taxonomy import Taxonomy

_TOLERANCE = 0.01
"""How far a probability may be off: spreadsheets save the digits they show."""
_COMPARED = 1_000  # signs of a comment
_MOST_NAMED = 5


def read_audit(
    source: CommentSource, comments: pd.DataFrame, taxonomy: Taxonomy, *, model: str = ""
) -> Audit:
    r"""Read the sheet that people filled.

    Moved columns, sorted rows, empty rows, spaces, capitals and names instead of ids do no harm.
    A sheet of another file, model or taxonomy is refused, and so are rows that were not drawn, rows
    that are gone, and labels that are no themes. Where the column `stamp` is gone, only the ids,
    comments and probabilities tell what the sheet belongs to.

    Parameters
    ----------
    source : path, "-" or binary file
        The sheet that `write_audit` wrote, saved as Excel or CSV.
    comments : DataFrame
        All comments of the file it was drawn from, as `read_comments` gives them.
    taxonomy : Taxonomy
        The themes that could be chosen.
    model : str
        The model whose errors it measures, as `write_audit` was told.

    Returns
    -------
    Audit
        The labels, with the chance that each comment had to be drawn.

    Raises
    ------
    AuditError
        When the sheet is of something else, or is damaged; the message names the row.
    ReadError
        When the file can't be read.

    Examples
    --------
    >>> import io
    >>> from feedback_nlp.themes.taxonomy import load_taxonomy
    >>> comments = pd.DataFrame({"comment_id": ["1", "2"], "comment": ["te laat", "top"]})
    >>> sheet = b"comment_id,comment,inclusion_probability,themes\n1,te laat,0.5,Te late levering\n"
    >>> audit = read_audit(io.BytesIO(sheet), comments, load_taxonomy())
    >>> audit.labels["late_delivery"].to_dict()
    {'1': True}
    """
    name, rows = read_rows(source)
    if not rows:
        message = f"{name} has no filled row. Draw the audit again with 'feedback-nlp audit'."
        raise AuditError(message)
    stamp = _only_stamp(name, rows)
    if stamp is None:
        drawn = comments[comments["comment"].notna()]
    else:
        check_stamp(name, stamp, make_stamp(comments, taxonomy, model, stamp.draw))
        drawn = draw_comments(comments, stamp.draw)
    sheet = _Sheet(name, drawn.set_index("comment_id"), ThemeCells(taxonomy))
    labels = sheet.labels(rows)
    chances = sheet.complete(labels) if stamp else _all_there(name, labels, len(drawn))
    carried = [[theme in themes for theme in taxonomy.themes] for themes in labels["themes"]]
    table = pd.DataFrame(carried, labels.index, list(taxonomy.themes), dtype=bool)
    return Audit(table, chances, labels["blank"])


@dataclass(frozen=True)
class _Sheet:
    """A sheet next to the comments that may stand in it, by id."""

    name: str
    drawn: pd.DataFrame
    cells: ThemeCells

    def labels(self, rows: list[SheetRow]) -> pd.DataFrame:
        """Return the chance and themes per comment, one row each."""
        known = {spelled.strip(): i for i in self.drawn.index for spelled in (defused(i), i)}
        found = pd.DataFrame(
            {
                "comment_id": [self._comment_id(row, known) for row in rows],
                "chance": [self._chance(row) for row in rows],
                "themes": [self._themes(row) for row in rows],
                "blank": [not row.themes for row in rows],
                "line": [row.line for row in rows],
            }
        )
        once = found.drop_duplicates(["comment_id", "themes"])
        for again in once[once["comment_id"].duplicated()].itertuples():
            message = (
                f"{self.name}, row {again.line}: comment '{again.comment_id}' stands here with "
                "other themes than in an earlier row. Keep one of the two."
            )
            raise AuditError(message)
        return once.set_index("comment_id")

    def complete(self, labels: pd.DataFrame) -> pd.Series:
        """Return the chances as they were drawn, if all drawn comments are there with theirs."""
        gone = self.drawn.index.difference(labels.index)
        if len(gone):
            message = (
                f"{self.name} lacks {len(gone)} of the {len(self.drawn)} comments that were drawn: "
                f"{_named(gone)}. Leaving comments out biases the counts: put them back."
            )
            raise AuditError(message)
        chances: pd.Series = self.drawn["inclusion_probability"].reindex(labels.index)
        both = labels.assign(drawn=chances)
        for row in both[(both["chance"] / both["drawn"] - 1).abs() > _TOLERANCE].itertuples():
            message = (
                f"{self.name}, row {row.line}, column 'inclusion_probability': it is "
                f"{row.chance:g}, and the comment was drawn with {row.drawn:g}. Put that back."
            )
            raise AuditError(message)
        return chances

    def _comment_id(self, row: SheetRow, known: dict[str, str]) -> str:
        comment_id = known.get(row.comment_id)
        if comment_id is None:
            message = (
                f"{self.name}, row {row.line}: comment '{row.comment_id[:40]}' was not drawn from "
                "this file. Remove the row; if a spreadsheet changed the ids, draw an .xlsx sheet."
            )
            raise AuditError(message)
        if row.comment and _compared(row.comment) != _compared(self.drawn["comment"][comment_id]):
            message = (
                f"{self.name}, row {row.line}: this is not the text of comment '{comment_id}'. Was "
                "one column sorted without the others, or is it a sheet of another file?"
            )
            raise AuditError(message)
        return comment_id

    def _chance(self, row: SheetRow) -> float:
        chance = _number(row.inclusion_probability)
        if not 0 < chance <= 1:
            message = (
                f"{self.name}, row {row.line}, column 'inclusion_probability': "
                f"'{row.inclusion_probability[:40]}' is no chance between 0 and 1. Labels that "
                "were not drawn with a known chance can't correct counts; put it back."
            )
            raise AuditError(message)
        return chance

    def _themes(self, row: SheetRow) -> frozenset[str]:
        themes: frozenset[str] = frozenset()
        for column, cell in row.themes:
            try:
                themes |= self.cells.parse(cell)
            except AuditError as problem:
                message = f"{self.name}, row {row.line}, column '{column}': {problem}"
                raise AuditError(message) from None
        return themes


def _only_stamp(name: str, rows: list[SheetRow]) -> Stamp | None:
    lines = {row.stamp: row.line for row in reversed(rows) if row.stamp}
    if len(lines) > 1:
        message = (
            f"{name} has rows of several audits: rows {_named(sorted(lines.values()))} have "
            "different stamps. Give each audit its own sheet."
        )
        raise AuditError(message)
    if not lines:
        return None
    ((text, line),) = lines.items()
    stamp = parse_stamp(text)
    if stamp is None:
        message = f"{name}, row {line}, column 'stamp': it was changed. Put it back as it was."
        raise AuditError(message)
    return stamp


def _all_there(name: str, labels: pd.DataFrame, n_comments: int) -> pd.Series:
    """Return the chances of a sheet without stamps, if its comments stand for the whole file."""
    weights = 1 / labels["chance"]
    if abs(weights.sum() - n_comments) > weights.min() / 2:
        message = (
            f"The comments of {name} stand for {weights.sum():.0f} comments by their inclusion "
            f"probabilities, and the file has {n_comments}. Rows were added or left out, or it is "
            "a sheet of another file."
        )
        raise AuditError(message)
    return labels["chance"].rename("inclusion_probability")


def _compared(comment: str) -> str:
    """Return what spreadsheets leave alone of a comment: its letters and digits."""
    plain = re.sub(r"_x[0-9A-Fa-f]{4}_", "", comment)
    return "".join(filter(str.isalnum, plain.casefold()))[:_COMPARED]


def _number(text: str) -> float:
    try:
        value = float(text.removesuffix("%").replace(",", "."))
    except ValueError:
        return float("nan")
    return value / 100 if text.endswith("%") else value


def _named(items: Iterable[object]) -> str:
    names = [str(item) for item in items]
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more
