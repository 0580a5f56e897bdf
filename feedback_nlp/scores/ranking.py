"""What to improve first: themes ranked by the points they cost, with the doubt about their rank."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from feedback_nlp.scores.intervals import LEVEL
from feedback_nlp.scores.metrics import FloatArray, Metric
from feedback_nlp.themes.taxonomy import Side, Taxonomy

COLUMNS = [
    "theme", "topic", "side", "n_comments", "n_tagged", "share", "impact", "low", "high",
    "p_top3", "tier", "leave_out",
]  # fmt: skip
FORMULA = "leave-one-theme-out, version 1"
N_RESAMPLES = 1000
TOP = 3
_SEED = 20_260
_DECIMALS = 10
_BLOCK = 2_000_000  # cells of one block of resamples: bounds the memory


@dataclass(frozen=True)
class Mentions:
    """Who mentions what, next to the value each respondent adds to the metric.

    Attributes
    ----------
    points : array of shape (n,)
        Value of each respondent with a score and a comment.
    mentioned : array of bool of shape (n, n_themes)
        Whether the comment carries each theme.
    themes : tuple of str
        The columns.
    """

    points: FloatArray
    mentioned: np.ndarray[tuple[int, int], np.dtype[np.bool_]]
    themes: tuple[str, ...]


def rank_themes(
    comments: pd.DataFrame,
    tags: pd.DataFrame,
    metric: Metric,
    taxonomy: Taxonomy,
    *,
    side: Side = "complaint",
    min_comments: int = 5,
) -> pd.DataFrame:
    """Rank the themes of one side by what they do to a metric.

    The impact of a theme is what the metric would change by if the comments that mention it were
    left out: with n of N comments mentioning it and a metric of M over all and M_t over those,
    n (M - M_t) / (N - n). It describes what goes together in these comments; it proves no cause.
    The interval, the chance to be in the top three and the tiers come from 1,000 resamples of the
    respondents.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent: `comment_id`, `comment`, `score`; those without either are left out.
    tags : DataFrame
        One row per comment and theme: `comment_id`, `theme`.
    metric : Metric
        The metric the impact is counted in.
    taxonomy : Taxonomy
        Which themes there are; topics that are not actionable are left out.
    side : {"complaint", "praise"}, default="complaint"
        Complaints are ranked by the points they cost, praise by the points it brings.
    min_comments : int, default=5
        Leave out themes that fewer comments mention.

    Returns
    -------
    DataFrame
        One row per theme, largest gain first: `theme`, `topic`, `side`, `n_comments`, `n_tagged`,
        `share`, `impact` (points of the metric, signed so that more is better), `low`, `high`,
        `p_top3`, `tier` (from 1; themes of one tier can't be told apart) and `leave_out` (the
        description that `impact` is made from).

    Examples
    --------
    >>> from feedback_nlp.scores.metrics import find_metric
    >>> from feedback_nlp.themes.taxonomy import plain_taxonomy
    >>> comments = pd.DataFrame({"comment_id": ["1", "2"], "comment": "x", "score": [4.0, 8.0]})
    >>> tags = pd.DataFrame({"comment_id": ["1"], "theme": ["wachttijd"]})
    >>> taxonomy = plain_taxonomy(("wachttijd",), language="nl")
    >>> rank_themes(comments, tags, find_metric("mean"), taxonomy, min_comments=1)["impact"].item()
    2.0
    """
    themes = tuple(
        theme
        for theme in taxonomy.themes
        if taxonomy.side_of(theme) == side and taxonomy.topic_of(theme).actionable
    )
    mentions = join_scores(comments, tags, metric, themes)
    n_tagged = mentions.mentioned.sum(axis=0)
    enough = (n_tagged >= min_comments) & (n_tagged < len(mentions.points))
    mentions = Mentions(
        mentions.points,
        mentions.mentioned[:, enough],
        tuple(theme for theme, kept in zip(themes, enough, strict=True) if kept),
    )
    sign = (1 if metric.higher_is_better else -1) * (1 if side == "complaint" else -1)
    once = np.ones((1, len(mentions.points)))
    impact = leave_out_impact(mentions, once)[0] * sign
    draws = _resampled(mentions) * sign
    ranking = pd.DataFrame(
        {
            "theme": mentions.themes,
            "topic": [taxonomy.topic_of(theme).id for theme in mentions.themes],
            "side": side,
            "n_comments": len(mentions.points),
            "n_tagged": n_tagged[enough],
            "share": n_tagged[enough] / max(1, len(mentions.points)),
            "impact": impact,
            "low": _quantile(draws, (1 - LEVEL) / 2),
            "high": _quantile(draws, (1 + LEVEL) / 2),
            "p_top3": _share_in_top(draws),
            "leave_out": impact,
        }
    ).astype({"theme": "str", "topic": "str", "side": "str"})
    ranking = ranking.sort_values(
        ["impact", "low", "high", "theme"],
        ascending=[False, False, False, True],
        ignore_index=True,
    )
    return ranking.assign(tier=_tiers(ranking))[COLUMNS]


def join_scores(
    comments: pd.DataFrame, tags: pd.DataFrame, metric: Metric, themes: tuple[str, ...]
) -> Mentions:
    """Put who mentions what next to the value of each respondent.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent: `comment_id`, `comment`, `score`.
    tags : DataFrame
        One row per comment and theme: `comment_id`, `theme`.
    metric : Metric
        Turns scores into values.
    themes : tuple of str
        The themes to look at.

    Returns
    -------
    Mentions
        Of the respondents with both a comment and a score, in the order of their ids.
    """
    both = comments["comment"].notna() & comments["score"].notna()
    known = comments.loc[both, ["comment_id", "score"]].sort_values("comment_id", kind="stable")
    row_of = {comment_id: row for row, comment_id in enumerate(known["comment_id"])}
    column_of = {theme: column for column, theme in enumerate(themes)}
    rows = tags["comment_id"].map(row_of)
    columns = tags["theme"].map(column_of)
    wanted = rows.notna() & columns.notna()
    mentioned = np.zeros((len(known), len(themes)), dtype=bool)
    mentioned[rows[wanted].astype(int), columns[wanted].astype(int)] = True
    return Mentions(metric.values(known["score"]).to_numpy(float), mentioned, themes)


def leave_out_impact(mentions: Mentions, times: FloatArray) -> FloatArray:
    """Return what the metric changes by when the comments that mention a theme are left out.

    Parameters
    ----------
    mentions : Mentions
        Who mentions what.
    times : array of shape (n_draws, n)
        How often each respondent counts, per draw.

    Returns
    -------
    array of shape (n_draws, n_themes)
        The change, n_t (M - M_t) / (N - n_t); 0 where nobody else is left.
    """
    mentioned = mentions.mentioned.astype(float)
    n = times.sum(axis=1, keepdims=True)
    total = (times @ mentions.points)[:, None]
    n_left = n - times @ mentioned
    total_left = total - times @ (mentioned * mentions.points[:, None])
    mean = total / np.maximum(n, 1)
    change = np.where(n_left > 0, total_left / np.maximum(n_left, 1) - mean, 0.0)
    return change.round(_DECIMALS)  # so that themes with equal impact tie exactly


def _resampled(mentions: Mentions) -> FloatArray:
    n = len(mentions.points)
    if n == 0:
        return np.zeros((N_RESAMPLES, len(mentions.themes)))
    generator = np.random.default_rng(_SEED)
    size = max(1, _BLOCK // n)
    blocks = []
    for start in range(0, N_RESAMPLES, size):
        n_draws = min(size, N_RESAMPLES - start)
        times = generator.multinomial(n, np.full(n, 1 / n), size=n_draws).astype(float)
        blocks.append(leave_out_impact(mentions, times))
    return np.concatenate(blocks)


def _quantile(draws: FloatArray, at: float) -> FloatArray:
    return np.asarray(np.quantile(draws, at, axis=0)) if draws.shape[1] else np.zeros(0)


def _share_in_top(draws: FloatArray) -> FloatArray:
    """Return how often each theme has fewer than three above it; equal themes rank equal."""
    rank = stats.rankdata(-draws, method="min", axis=1)
    return np.asarray((rank <= TOP).mean(axis=0))


def _tiers(ranking: pd.DataFrame) -> list[int]:
    """Return tiers; a new one opens where an interval lies below that of its tier's first."""
    tiers: list[int] = []
    floor = np.inf
    for low, high in zip(ranking["low"], ranking["high"], strict=True):
        if not tiers or high < floor:
            tiers.append(len(set(tiers)) + 1)
            floor = low
        else:
            tiers.append(tiers[-1])
    return tiers
