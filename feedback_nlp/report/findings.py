"""What a report tells: the tables and numbers that were found, handed over as one value."""

from dataclasses import dataclass

import pandas as pd

from feedback_nlp.comments.reading import Reading
from feedback_nlp.report.context import Context, Event
from feedback_nlp.scores.intervals import Estimate
from feedback_nlp.scores.metrics import Metric
from feedback_nlp.scores.ranking import Ranking
from feedback_nlp.themes.taxonomy import Taxonomy

NO_CONTEXT = Context()


@dataclass(frozen=True)
class ReadingSummary:
    """What became of the rows of a file.

    Attributes
    ----------
    source : str
        Name of the file.
    n_rows : int
        Rows in the file, those that were refused too.
    n_comments, n_empty : int
        Rows with and without a comment.
    n_without_score : int
        Rows without a score.
    n_duplicates : int
        Rows that repeat the comment and score of an earlier row.
    refused : DataFrame
        Rows that could not be read: `line`, `reason`.
    notes : DataFrame
        Remarks on rows that were kept: `line`, `column`, `reason`.
    """

    source: str
    n_rows: int
    n_comments: int
    n_empty: int
    n_without_score: int
    n_duplicates: int
    refused: pd.DataFrame
    notes: pd.DataFrame

    @classmethod
    def of(cls, reading: Reading) -> "ReadingSummary":
        """Return the summary of a file that was read.

        Parameters
        ----------
        reading : Reading
            As `read_comments` returns it.

        Returns
        -------
        ReadingSummary
            Its counts, refused rows and notes.
        """
        return cls(
            source=reading.source,
            n_rows=reading.n_rows,
            n_comments=reading.n_comments,
            n_empty=reading.n_empty,
            n_without_score=reading.n_without_score,
            n_duplicates=reading.n_duplicates,
            refused=reading.refused,
            notes=reading.notes,
        )


@dataclass(frozen=True)
class Findings:
    """Everything a report shows.

    Attributes
    ----------
    comments : DataFrame
        One row per respondent: `comment_id` (each once), `comment` (<NA> where there is none),
        `score` (NaN where there is none), `date` if the file has one, and other columns.
    tags : DataFrame
        One row per comment and theme: `comment_id`, `theme`, `topic`, `side`, `proba`, `start` and
        `end` (characters of the segment that carries the theme), `source`.
    taxonomy : Taxonomy
        The themes.
    metric : Metric
        What the scores were turned into.
    estimate : Estimate
        The metric over all respondents; `n` is 0 where nobody gave a score.
    counts, period_counts : DataFrame
        `count_themes` over all comments, and per period (empty where there are no dates).
    ranking : Ranking
        What `rank_themes` found.
    reading : ReadingSummary
        What became of the rows of the file.
    model_name, model_version : str
        What tagged the comments.
    written_data : bool
        Whether the comments are an example that was written for it; every title says so then.
    context : Context
        What is steered by, and what happened when.
    """

    comments: pd.DataFrame
    tags: pd.DataFrame
    taxonomy: Taxonomy
    metric: Metric
    estimate: Estimate
    counts: pd.DataFrame
    period_counts: pd.DataFrame
    ranking: Ranking
    reading: ReadingSummary
    model_name: str
    model_version: str
    written_data: bool = False
    context: Context = NO_CONTEXT

    @property
    def events(self) -> tuple[Event, ...]:
        """The events between the first and the last date of the comments."""
        if "date" not in self.comments or not self.comments["date"].notna().any():
            return ()
        first, last = (end.date() for end in self.comments["date"].agg(["min", "max"]))
        return tuple(event for event in self.context.events if first <= event.date <= last)
