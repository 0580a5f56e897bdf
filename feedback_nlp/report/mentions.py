"""What people say about each theme: how often, and in which words."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from feedback_nlp.comments.ids import with_text_ids
from feedback_nlp.report.quotes import Quote, pick_quotes
from feedback_nlp.themes.taxonomy import Side, Taxonomy

_NO_DEFINITION = "-"


@dataclass(frozen=True)
class ThemeMentions:
    """A theme with its count and quotes.

    Attributes
    ----------
    number : int
        Its place in the taxonomy, from 0: names it within the page.
    theme, name : str
        Its id and what people call it.
    definition : str
        When a comment carries it; empty where the taxonomy does not say.
    side : {"complaint", "praise"}
        Its side.
    n_tagged, n_comments : int
        Comments that mention it, of how many.
    share, low, high : float
        The share that carries it, as a fraction of 1, with its interval.
    raw_share : float
        `n_tagged` of `n_comments`.
    corrected : bool
        Whether an audit corrected the share for errors of the model.
    quotes : tuple of Quote
        Comments that show what it is about.
    """

    number: int
    theme: str
    name: str
    definition: str
    side: Side
    n_tagged: int
    n_comments: int
    share: float
    low: float
    high: float
    raw_share: float
    corrected: bool
    quotes: tuple[Quote, ...]


def tagged_comments(comments: pd.DataFrame, tags: pd.DataFrame, taxonomy: Taxonomy) -> pd.DataFrame:
    """Join the tags with the comments they stand in.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent: `comment_id`, `comment`, `score`, and `date` if there is one.
    tags : DataFrame
        One row per comment and theme.
    taxonomy : Taxonomy
        Tags of themes it does not have are left out.

    Returns
    -------
    DataFrame
        The tags with `comment`, `score` and `date`; `start` and `end` are whole numbers within the
        comment, both 0 where a tag says nothing of the kind.
    """
    written = comments[comments["comment"].notna()]
    columns = ["comment_id", "comment", "score"] + ["date"] * ("date" in written)
    joined = with_text_ids(tags).merge(with_text_ids(written[columns]), on="comment_id")
    joined = joined[joined["theme"].isin(taxonomy.themes)]
    joined = joined.drop_duplicates(["comment_id", "theme"], ignore_index=True)
    if "date" not in joined:
        joined["date"] = pd.NaT
    length = joined["comment"].str.len().to_numpy(dtype=float)
    start = np.nan_to_num(joined["start"].to_numpy(dtype=float, na_value=np.nan))
    end = np.nan_to_num(joined["end"].to_numpy(dtype=float, na_value=np.nan))
    joined["start"] = np.clip(start, 0, length).astype("int64")
    joined["end"] = np.clip(end, joined["start"], length).astype("int64")
    return joined


def theme_mentions(
    tagged: pd.DataFrame, counts: pd.DataFrame, taxonomy: Taxonomy
) -> tuple[ThemeMentions, ...]:
    """Return every theme with its count and quotes.

    Parameters
    ----------
    tagged : DataFrame
        As `tagged_comments` returns it.
    counts : DataFrame
        `count_themes` over all comments.
    taxonomy : Taxonomy
        The themes.

    Returns
    -------
    tuple of ThemeMentions
        Most mentioned first; those that nobody mentions have no quotes.
    """
    count_of = {row["theme"]: row for row in counts.to_dict("records")}
    number_of = {theme: number for number, theme in enumerate(taxonomy.themes)}
    parts = dict(iter(tagged.groupby("theme", sort=False)))
    order = sorted(
        (theme for theme in taxonomy.themes if theme in count_of),
        key=lambda theme: (-count_of[theme]["n_tagged"], number_of[theme]),
    )
    quotes: dict[str, tuple[Quote, ...]] = {}
    seen: set[str] = set()
    for theme in reversed(order):  # the rare ones have the least to choose from
        quotes[theme] = pick_quotes(parts[theme], seen=seen) if theme in parts else ()
        seen.update(quote.comment_id for quote in quotes[theme])
    found = []
    for theme in order:
        row = count_of[theme]
        definition = taxonomy.definition_of(theme)
        found.append(
            ThemeMentions(
                number=number_of[theme],
                theme=theme,
                name=taxonomy.name_of(theme),
                definition="" if definition == _NO_DEFINITION else definition,
                side=taxonomy.side_of(theme),
                n_tagged=int(row["n_tagged"]),
                n_comments=int(row["n_comments"]),
                share=float(row["share"]),
                low=float(row["low"]),
                high=float(row["high"]),
                raw_share=float(row["raw_share"]),
                corrected=bool(row["corrected"]),
                quotes=quotes[theme],
            )
        )
    return tuple(found)
