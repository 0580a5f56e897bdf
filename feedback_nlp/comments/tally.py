"""What became of the rows of a file: counts, and the line that tells them."""

import unicodedata
from dataclasses import dataclass, field

import pandas as pd

from feedback_nlp.comments.batches import Batch, Note
from feedback_nlp.comments.repeats import Repeats
from feedback_nlp.errors import ReadError

MOST_REFUSED = 20
"""Refused rows that are kept with their reason; the others are only counted."""
_ENCODING_NAMES = {"utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}


@dataclass
class Tally:
    """Counts of the rows of a file, added up batch by batch.

    Attributes
    ----------
    source : str
        The name of the file.
    encoding, delimiter : str or None
        Codec of a text file; delimiter of a CSV file.
    n_rows : int
        Rows of the file, the refused ones too.
    n_comments, n_empty : int
        Rows with and without a comment.
    n_without_score : int
        Rows without a score; 0 where there is no score column.
    n_duplicates : int
        Rows whose comment (capitals and spaces aside) and score occurred in an earlier row.
    n_repeated_ids : int
        Rows whose id occurred in an earlier row.
    n_refused : int
        Rows that could not be read.
    refused : list of Note
        The first of those.
    doubts : tuple of str
        Sentences on what was doubtful, such as a role that several columns could be meant for.
    """

    source: str = ""
    encoding: str | None = None
    delimiter: str | None = None
    n_rows: int = 0
    n_comments: int = 0
    n_empty: int = 0
    n_without_score: int = 0
    n_duplicates: int = 0
    n_repeated_ids: int = 0
    n_refused: int = 0
    refused: list[Note] = field(default_factory=list)
    doubts: tuple[str, ...] = ()
    _met: Repeats = field(default_factory=Repeats, repr=False)

    def add(self, batch: Batch) -> None:
        """Count the rows of a batch.

        Parameters
        ----------
        batch : Batch
            The next rows of the file.
        """
        comments = batch.comments
        n_comments = int(comments["comment"].notna().sum())
        self.n_rows += batch.n_rows
        self.n_comments += n_comments
        self.n_empty += len(comments) - n_comments
        if "score" in comments:
            self.n_without_score += int(comments["score"].isna().sum())
        self.n_duplicates += n_duplicates(comments, self._met)
        self.n_refused += len(batch.refused)
        self.refused += batch.refused[: MOST_REFUSED - len(self.refused)]

    def check(self) -> None:
        """Raise if the whole file gave no row.

        Raises
        ------
        ReadError
            If it has none, or all are refused.
        """
        if self.n_rows == 0:
            message = f"{self.source} has a header but no rows. Check that the export is complete."
            raise ReadError(message)
        if self.n_rows == self.n_refused:
            first = self.refused[0]
            message = (
                f"{self.source} has no row that can be read: line {first.line} {first.reason}. "
                "Check how the file was exported."
            )
            raise ReadError(message)

    def summary(self) -> str:
        """Return one line that tells what was read.

        Returns
        -------
        str
            The counts of rows; refused rows, duplicates and the like are left out where zero.

        Examples
        --------
        >>> Tally("a.csv", "utf-8", ";", n_rows=2, n_comments=1, n_empty=1).summary()
        "2 rows read from a.csv (UTF-8, ';'): 1 with a comment, 1 without."
        """
        rows = "row" if self.n_rows == 1 else "rows"
        rare = {
            "without a score": self.n_without_score,
            "duplicates": self.n_duplicates,
            "repeated ids": self.n_repeated_ids,
            "refused": self.n_refused,
        }
        counts = [f"{self.n_comments} with a comment", f"{self.n_empty} without"]
        counts += [
            f"{n} {what if n > 1 else what.removesuffix('s')}" for what, n in rare.items() if n
        ]
        return f"{self.n_rows} {rows} read from {self.source}{self._form()}: {', '.join(counts)}."

    def _form(self) -> str:
        if self.encoding is None:
            return ""
        form = _ENCODING_NAMES.get(self.encoding, self.encoding.upper())
        if self.delimiter is not None:
            form += ", tab" if self.delimiter == "\t" else f", '{self.delimiter}'"
        return f" ({form})"


def n_duplicates(comments: pd.DataFrame, met: Repeats) -> int:
    """Count the rows whose comment (capitals and spaces aside) and score were met before.

    Parameters
    ----------
    comments : DataFrame
        One row per comment: `comment`, and `score` if there is one.
    met : Repeats
        What was met in earlier rows; these are added.

    Returns
    -------
    int
        Rows that occurred before; those without a comment never do.
    """
    written = comments[comments["comment"].notna()]
    keys = pd.DataFrame(
        {"comment": [_normalised(comment) for comment in written["comment"].tolist()]}
    )
    if "score" in written:
        keys["score"] = written["score"].to_numpy()
    return int(met.find(keys).sum()) if len(keys) else 0


def _normalised(comment: str) -> str:
    if comment.isascii() and comment.isprintable() and "  " not in comment:
        return comment.strip().lower()  # the same, five times as fast
    return " ".join(unicodedata.normalize("NFKC", comment).casefold().split())
