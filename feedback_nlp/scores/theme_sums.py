"""Counts and ranking input as sums, so that comments in many places never come to one."""

from collections.abc import Iterable

import pandas as pd

from feedback_nlp.comments.ids import with_text_ids
from feedback_nlp.comments.needed_columns import check_columns
from feedback_nlp.errors import LabelError

COLUMNS = ["themes", "score", "n_comments"]
BETWEEN = "|"
"""Stands between the themes of a comment."""


def sum_themes(comments: pd.DataFrame, tags: pd.DataFrame) -> pd.DataFrame:
    """Count the comments with the same themes and the same score.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent: `comment_id`, `comment` and, if there is one, `score`; only those
        with a comment count.
    tags : DataFrame
        One row per comment and theme: `comment_id`, `theme`; of these comments.

    Returns
    -------
    DataFrame
        One row per set of themes and score: `themes` (sorted, with ``|`` between them; empty for no
        theme), `score` (NaN where there is none) and `n_comments`.

    Raises
    ------
    ColumnError
        When a table lacks a column that is read.
    LabelError
        When the name of a theme has a ``|`` in it.

    Examples
    --------
    >>> comments = pd.DataFrame({"comment_id": ["1", "2"], "comment": "x", "score": [4.0, 9.0]})
    >>> tags = pd.DataFrame({"comment_id": ["1", "1"], "theme": ["te_laat", "duur"]})
    >>> sum_themes(comments, tags).values.tolist()
    [['', 9.0, 1], ['duur|te_laat', 4.0, 1]]
    """
    check_columns(comments, "comment_id", "comment")
    check_columns(tags, "comment_id", "theme")
    pairs = with_text_ids(tags[["comment_id", "theme"]].dropna())  # Dask tries it with missing ones
    pairs = pairs.drop_duplicates().sort_values("theme")
    _check_names(pairs["theme"])
    themes_of: dict[str, list[str]] = {}
    for comment_id, theme in zip(pairs["comment_id"], pairs["theme"], strict=True):
        themes_of.setdefault(comment_id, []).append(theme)
    written = with_text_ids(comments[comments["comment"].notna()])
    rows = pd.DataFrame(
        {
            "themes": [
                BETWEEN.join(themes_of.get(comment_id, ())) for comment_id in written["comment_id"]
            ],
            "score": written["score"].to_numpy() if "score" in written else float("nan"),
            "n_comments": 1,
        }
    ).astype({"themes": "str", "score": "float64"})
    return add_sums([rows])


def _check_names(themes: pd.Series) -> None:
    for theme in themes.unique():
        if BETWEEN in theme:
            message = (
                f"Theme '{theme}' has a '{BETWEEN}' in its name, which stands between themes in "
                "sums. Train the model with another name for it."
            )
            raise LabelError(message)


def add_sums(sums: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Add up what `sum_themes` gave for the parts of a table.

    Parameters
    ----------
    sums : iterable of DataFrame
        The sums of each part.

    Returns
    -------
    DataFrame
        The sums of the whole, as `sum_themes` gives them; the parts and their order do not matter.

    Examples
    --------
    >>> part = pd.DataFrame({"themes": ["duur"], "score": [4.0], "n_comments": [3]})
    >>> add_sums([part, part]).values.tolist()
    [['duur', 4.0, 6]]
    """
    together = pd.concat(list(sums), ignore_index=True)
    added = together.groupby(["themes", "score"], dropna=False)["n_comments"].sum().reset_index()
    return added[COLUMNS].astype({"themes": "str", "score": "float64", "n_comments": "int64"})


def count_sums(sums: pd.DataFrame, themes: tuple[str, ...]) -> pd.DataFrame:
    """Count in how many comments each theme stands, from sums.

    Parameters
    ----------
    sums : DataFrame
        What `sum_themes` or `add_sums` gave.
    themes : tuple of str
        The themes to count, those that nobody mentions too.

    Returns
    -------
    DataFrame
        One row per theme: `theme`, `n_comments`, `n_tagged` and `share`.

    Examples
    --------
    >>> sums = pd.DataFrame({"themes": ["", "duur"], "score": [9.0, 4.0], "n_comments": [1, 3]})
    >>> count_sums(sums, ("duur",)).values.tolist()
    [['duur', 4, 3, 0.75]]
    """
    n_comments = int(sums["n_comments"].sum())
    single = sums.assign(theme=sums["themes"].str.split(BETWEEN)).explode("theme")
    n_tagged = single.groupby("theme")["n_comments"].sum().reindex(themes, fill_value=0)
    counts = pd.DataFrame({"theme": list(themes), "n_comments": n_comments})
    return counts.assign(
        n_tagged=n_tagged.to_numpy("int64"), share=n_tagged.to_numpy("float64") / max(1, n_comments)
    )
