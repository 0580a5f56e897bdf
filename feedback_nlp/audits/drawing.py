"""Draw the comments of an audit, each with a known chance."""

import hashlib
from dataclasses import dataclass

import pandas as pd

from feedback_nlp.errors import AuditError
from feedback_nlp.scores.groups import group_names

DRAWN_COLUMNS = ["comment_id", "comment", "inclusion_probability"]


@dataclass(frozen=True)
class AuditDraw:
    """How the comments of an audit are drawn.

    Attributes
    ----------
    n : int
        How many.
    seed : int
        Another seed draws other comments.
    by : str or None
        Column of groups that each get the same number of comments, so that small ones can be
        counted too; by default every comment has the same chance.
    """

    n: int = 300
    seed: int = 1
    by: str | None = None


USUAL_DRAW = AuditDraw()


def draw_comments(comments: pd.DataFrame, draw: AuditDraw = USUAL_DRAW) -> pd.DataFrame:
    """Draw comments by chance.

    A comment is drawn for what its id and the seed come to, so that the same file always gives the
    same comments, whatever the order of its rows.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent: `comment_id`, `comment` and the column of groups; those without a
        comment are left out.
    draw : AuditDraw
        How many, by which seed and groups.

    Returns
    -------
    DataFrame
        One row per drawn comment in random order: `comment_id`, `comment` and
        `inclusion_probability`; all comments where there are no more than `n`.

    Raises
    ------
    AuditError
        When there is no comment, or there are more groups than comments to draw.
    ColumnError
        When there is no such column of groups.

    Examples
    --------
    >>> comments = pd.DataFrame({"comment_id": list("12345678"), "comment": "te laat"})
    >>> drawn = draw_comments(comments, AuditDraw(n=2, seed=4))
    >>> drawn["comment_id"].tolist(), drawn["inclusion_probability"].tolist()
    (['8', '6'], [0.25, 0.25])
    """
    written = comments[comments["comment"].notna()]
    if written.empty or draw.n < 1:
        message = f"Nothing to draw: {len(written)} comments, {draw.n} to draw. Both must be 1 up."
        raise AuditError(message)
    groups = _groups(written, draw)
    sizes = groups.value_counts()
    shares = _even_shares(sizes, draw)
    ticket = written["comment_id"].map(lambda comment_id: _ticket(draw.seed, str(comment_id)))
    place = ticket.groupby(groups).rank(method="first")
    chance = groups.map(shares / sizes).astype(float)
    drawn = written.assign(inclusion_probability=chance)[place.le(groups.map(shares))]
    in_order = ticket[drawn.index].sort_values().index
    return drawn.loc[in_order, DRAWN_COLUMNS].reset_index(drop=True)


def _ticket(seed: int, comment_id: str) -> str:
    return hashlib.sha256(f"{seed}\n{comment_id}".encode()).hexdigest()


def _groups(written: pd.DataFrame, draw: AuditDraw) -> pd.Series:
    if draw.by is None:
        return pd.Series("", index=written.index)
    return group_names(written, draw.by)


def _even_shares(sizes: pd.Series, draw: AuditDraw) -> pd.Series:
    """Give each group the same number; what a small group leaves goes to the larger ones."""
    if draw.n < len(sizes):
        message = (
            f"Column '{draw.by}' has {len(sizes)} groups and only {draw.n} comments are drawn. "
            "Draw at least one per group, or leave the groups out."
        )
        raise AuditError(message)
    left, shares = draw.n, {}
    smallest_first = sorted(sizes.items(), key=lambda item: (item[1], item[0]))
    for place, (name, size) in enumerate(smallest_first):
        shares[name] = min(size, left // (len(sizes) - place))
        left -= shares[name]
    return pd.Series(shares)
