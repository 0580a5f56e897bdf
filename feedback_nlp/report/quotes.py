"""Pick the quotes that show what a theme is about: real, legible, unlike each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from feedback_nlp.report.plain_text import printable

SHORTEST, LONGEST = 40, 400
_MOST_CANDIDATES = 40
_ELLIPSIS = "…"


@dataclass(frozen=True)
class Quote:
    """A comment, or the part of a long one around the segment that carries a theme.

    Attributes
    ----------
    comment_id : str
        Of the comment.
    before, evidence, after : str
        The text; `evidence` is the segment.
    score : float
        The score that goes with it, or NaN.
    date : Timestamp or NaT
        When it was given.
    """

    comment_id: str
    before: str
    evidence: str
    after: str
    score: float
    date: pd.Timestamp


def pick_quotes(
    mentions: pd.DataFrame, *, n_quotes: int = 4, seen: Iterable[str] = ()
) -> tuple[Quote, ...]:
    """Pick quotes of one theme, always the same ones from the same comments.

    Comments of 40 to 400 characters of which the model is surest come first; among those each next
    quote is the one that differs most in score and length from the ones that were picked.

    Parameters
    ----------
    mentions : DataFrame
        One row per comment with the theme: `comment_id`, `comment`, `score`, `date`, `proba`,
        `start`, `end`.
    n_quotes : int, default=4
        At most this many.
    seen : iterable of str
        Ids of comments quoted elsewhere; they are only taken where there is nothing else.

    Returns
    -------
    tuple of Quote
        In the order they were picked.

    Examples
    --------
    >>> mentions = pd.DataFrame({"comment_id": ["1"], "comment": ["Veel te laat. Verder goed."],
    ...     "score": [6.0], "date": [pd.NaT], "proba": [0.9], "start": [0], "end": [13]})
    >>> [(quote.evidence, quote.after) for quote in pick_quotes(mentions)]
    [('Veel te laat.', ' Verder goed.')]
    """
    candidates = _ordered(mentions, set(seen))
    n_best = min(_MOST_CANDIDATES, max(2 * n_quotes, len(candidates) // 3))
    best = candidates.head(n_best)
    return tuple(_quote(best.iloc[row]) for row in _spread(best, n_quotes))


def _ordered(mentions: pd.DataFrame, seen: set[str]) -> pd.DataFrame:
    """Put legible comments that were not quoted yet first, the surest of them before the others."""
    texts = mentions["comment"].astype("string")
    length = texts.str.len()
    inside = (mentions["start"] >= 0) & (mentions["end"] <= length)
    kept = mentions[inside & (mentions["start"] < mentions["end"])]
    keys = pd.DataFrame(
        {
            "seen": kept["comment_id"].isin(seen),
            "illegible": ~length[kept.index].between(SHORTEST, LONGEST),
            "doubt": -kept["proba"],
            "comment_id": kept["comment_id"],
            "text": texts[kept.index].str.casefold().str.split().str.join(" "),
        }
    ).sort_values(["seen", "illegible", "doubt", "comment_id"], kind="stable")
    keys = keys.drop_duplicates("text")
    return kept.loc[keys.index].assign(rank=keys["seen"] * 2 + keys["illegible"])


def _spread(candidates: pd.DataFrame, n_quotes: int) -> Iterator[int]:
    """Yield rows, each the farthest from those before; a worse rank only when a better is spent."""
    if candidates.empty:
        return
    place = np.column_stack(
        [_scaled(candidates["score"]), _scaled(candidates["comment"].str.len() ** 0.5)]
    )
    rank = candidates["rank"].to_numpy(float)
    distance = np.full(len(candidates), np.inf)
    for _ in range(min(n_quotes, len(candidates))):
        best = np.flatnonzero(rank == rank.min())
        row = int(best[distance[best].argmax()])
        yield row
        rank[row] = np.inf
        distance = np.minimum(distance, ((place - place[row]) ** 2).sum(axis=1))


def _scaled(values: pd.Series) -> pd.Series:
    known = values.astype(float)
    width = known.max() - known.min()
    return ((known - known.min()) / (width if width > 0 else 1.0)).fillna(0.5)


def _quote(row: pd.Series) -> Quote:
    text = printable(row["comment"])
    start, end = int(row["start"]), int(row["end"])
    before, evidence, after = text[:start], text[start:end], text[end:]
    if len(text) > LONGEST:
        evidence = _cut_end(evidence, LONGEST)
        room = max(0, LONGEST - len(evidence)) // 2
        before, after = _cut_start(before, room), _cut_end(after, room)
    score = float(row["score"])
    return Quote(
        str(row["comment_id"]), before.lstrip(), evidence, after.rstrip(), score, row["date"]
    )


def _cut_end(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    words, space, _ = text[:longest].rpartition(" ")
    return (words if space else text[:longest]) + _ELLIPSIS


def _cut_start(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    tail = text[len(text) - longest :]
    _, space, words = tail.partition(" ")
    return _ELLIPSIS + (words if space else tail)
