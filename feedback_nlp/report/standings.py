"""The ranked themes as a report shows them, best gain first."""

from dataclasses import dataclass

import pandas as pd

from feedback_nlp.scores.certainty import TOP
from feedback_nlp.themes.taxonomy import Taxonomy


@dataclass(frozen=True)
class Standing:
    """Where a theme stands in a ranking.

    Attributes
    ----------
    theme, name : str
        Its id and what people call it.
    tier : int
        From 1; themes of one tier can't be told apart. 0 where it is not ranked.
    n_tagged, n_comments : int
        Comments that mention it, of how many.
    share, share_low, share_high : float
        The share that carries it, as a fraction of 1, with its interval; corrected where there is
        an audit.
    impact, low, high : float
        Points of the metric, with the interval; NaN where there is nothing to compare with.
    p_top3 : float
        Chance to be among the first three; NaN where it is not ranked, or no more than three are.
    factor : {"basis", "prestatie", "enthousiasme", ""}
        Whether its topic costs more as a complaint than it brings as praise.
    """

    theme: str
    name: str
    tier: int
    n_tagged: int
    n_comments: int
    share: float
    share_low: float
    share_high: float
    impact: float
    low: float
    high: float
    p_top3: float
    factor: str = ""


def standings(
    ranking: pd.DataFrame, counts: pd.DataFrame, taxonomy: Taxonomy
) -> tuple[Standing, ...]:
    """Return the rows of a ranking with what a report adds to them.

    Parameters
    ----------
    ranking : DataFrame
        Rows of what `rank_themes` returns.
    counts : DataFrame
        `count_themes` over all comments: shares and their intervals.
    taxonomy : Taxonomy
        Names the themes.

    Returns
    -------
    tuple of Standing
        In the order of the ranking.
    """
    count_of = {row["theme"]: row for row in counts.to_dict("records")}
    found, is_chance = [], int(ranking["ranked"].sum()) > TOP
    for row in ranking.to_dict("records"):
        count = count_of[row["theme"]]
        is_known = row["low"] < row["high"] and row["n_tagged"] < row["n_comments"]
        found.append(
            Standing(
                theme=row["theme"],
                name=taxonomy.name_of(row["theme"]),
                tier=int(row["tier"]) if row["ranked"] else 0,
                n_tagged=int(row["n_tagged"]),
                n_comments=int(row["n_comments"]),
                share=float(count["share"]),
                share_low=float(count["low"]),
                share_high=float(count["high"]),
                impact=float(row["impact"]) if is_known else float("nan"),
                low=float(row["low"]) if is_known else float("nan"),
                high=float(row["high"]) if is_known else float("nan"),
                p_top3=float(row["p_top3"]) if is_chance else float("nan"),
                factor=str(row["factor"]),
            )
        )
    return tuple(found)
