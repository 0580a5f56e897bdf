"""The tables of a ranking: one row per theme of a side, the largest impact first."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from feedback_nlp.scores.certainty import RankCertainty, rank_certainty
from feedback_nlp.scores.effects.joint_model import Effects
from feedback_nlp.scores.effects.mentions import BoolArray, Mentions
from feedback_nlp.scores.effects.ordinary import ordinary_effects
from feedback_nlp.scores.factors import topic_factor
from feedback_nlp.scores.intervals import LEVEL
from feedback_nlp.scores.metrics import FloatArray, Metric
from feedback_nlp.scores.planning import answers_for_difference, rounded_up
from feedback_nlp.scores.ranking_options import RankingOptions
from feedback_nlp.themes.taxonomy import Side, Taxonomy

COLUMNS = [
    "theme", "topic", "side", "n_comments", "n_tagged", "n_labelled", "share", "effect",
    "effect_ols", "error", "impact", "low", "high", "p_top3", "rank_low", "rank_high", "tier",
    "ranked", "leave_out", "factor",
]  # fmt: skip
ENDS = [(1 - LEVEL) / 2, (1 + LEVEL) / 2]
_DECIMALS = 10  # so that themes with equal impact tie exactly
_KINDS = {
    **dict.fromkeys(("theme", "topic", "side", "factor"), "str"),
    **dict.fromkeys(("n_comments", "n_tagged", "n_labelled"), "int64"),
    **dict.fromkeys(("rank_low", "rank_high", "tier"), "Int64"),
    "ranked": "bool",
}


@dataclass(frozen=True)
class SideTable:
    """The ranking of one side.

    Attributes
    ----------
    rows : DataFrame
        One row per theme, as `rank_themes` tells.
    rank_chances : DataFrame
        Chance of each ranked theme (index) to have each rank (columns, from 1).
    n_to_part : int or None
        Scores it takes to part the first two, as `Ranking` tells.
    """

    rows: pd.DataFrame
    rank_chances: pd.DataFrame
    n_to_part: int | None = None


@dataclass(frozen=True)
class Fitted:
    """The joint model and what it was fitted on.

    Attributes
    ----------
    mentions : Mentions
        Who mentions what.
    effects : Effects
        What came of it.
    metric : Metric
        The metric.
    options : RankingOptions
        What is asked.
    """

    mentions: Mentions
    effects: Effects
    metric: Metric
    options: RankingOptions

    @property
    def upward(self) -> int:
        """1 where more of the metric is better, else -1."""
        return 1 if self.metric.higher_is_better else -1

    @property
    def enough(self) -> BoolArray:
        """Which themes enough customers mention, and enough do not."""
        with_it, least = self.mentions.n_customers, self.options.min_mentions
        without = len(np.unique(self.mentions.customer[self.mentions.scored])) - with_it
        return np.asarray((with_it >= least) & (without >= least) & (not self.mentions.is_flat))

    def gain(self, side: Side) -> float:
        """Return the impact per point of effect, under the stated reduction.

        Parameters
        ----------
        side : {"complaint", "praise"}
            Complaints have an impact where the effect is bad, praise where it is good.

        Returns
        -------
        float
            Above 0 where more of the effect is an impact, below 0 where less is.
        """
        return self.options.reduction * self.upward * (-1 if side == "complaint" else 1)

    def impacts(self, side: Side) -> tuple[FloatArray, FloatArray]:
        """Return the impact of every theme as if it were of a side, and in the resamples.

        Parameters
        ----------
        side : {"complaint", "praise"}
            Which side.

        Returns
        -------
        tuple of array
            Of shape (n_themes,) and (n_draws, n_themes), in points.
        """
        gain, effects = self.gain(side), self.effects
        draws = gain * effects.effect_draws * effects.share_draws
        impact = gain * effects.effect * effects.share + 0.0  # no -0
        return impact.round(_DECIMALS), draws.round(_DECIMALS)


def rank_side(fitted: Fitted | None, taxonomy: Taxonomy, side: Side) -> SideTable:
    """Return the ranking of the themes of one side.

    Parameters
    ----------
    fitted : Fitted or None
        The joint model; None where there was nothing to fit.
    taxonomy : Taxonomy
        Tells the side and topic of each theme.
    side : {"complaint", "praise"}
        Which themes.

    Returns
    -------
    SideTable
        Empty where there is nothing to rank.
    """
    if fitted is None:
        return SideTable(_typed(pd.DataFrame(columns=COLUMNS)), pd.DataFrame())
    rows = _figures(fitted, taxonomy, side)
    impact, draws = fitted.impacts(side)
    rows = rows.assign(
        impact=impact,
        low=np.minimum(np.quantile(draws, ENDS[0], axis=0), impact),
        high=np.maximum(np.quantile(draws, ENDS[1], axis=0), impact),
    )
    rows = rows[rows["side"] == side].sort_values(
        ["ranked", "impact", "low", "high", "theme"], ascending=[False] * 4 + [True]
    )
    ranked = rows.index[rows["ranked"]]
    of_ranked = draws[:, ranked.to_numpy(int)]
    certainty = rank_certainty(of_ranked)
    n_to_part = None
    if len(ranked) > 1 and certainty.tier[1] == 1:
        difference = impact[ranked[0]] - impact[ranked[1]]
        n_scored = int(fitted.mentions.scored.sum())
        n_to_part = _n_to_part(difference, of_ranked, n_scored, certainty.alpha)
    chances = pd.DataFrame(
        certainty.chances,
        pd.Index(rows.loc[ranked, "theme"], name="theme"),
        np.arange(1, len(ranked) + 1),
    )
    rows = rows.join(_order_figures(certainty, ranked)).reset_index(drop=True)
    return SideTable(_typed(rows[COLUMNS]), chances, n_to_part)


def _n_to_part(difference: float, draws: FloatArray, n: int, alpha: float) -> int | None:
    if difference <= 0:
        return None
    variance = n * float(np.var(draws[:, 0] - draws[:, 1])) / 2
    return rounded_up(max(n + 1, answers_for_difference(variance, difference, alpha=alpha)))


def leave_out_gain(mentions: Mentions) -> FloatArray:
    """Return what the metric changes by when the comments that mention a theme are left out.

    Parameters
    ----------
    mentions : Mentions
        Who mentions what.

    Returns
    -------
    array of shape (n_themes,)
        The change, n_t (M - M_t) / (N - n_t): n_t of N comments with a score mention the theme, and
        the metric is M_t over those and M over all. 0 where nobody else is left.
    """
    points = mentions.points[mentions.scored]
    mentioned = mentions.tagged[mentions.scored]
    n_with, n_left = mentioned.sum(axis=0), (~mentioned).sum(axis=0)
    change = n_with * points.mean() - points @ mentioned
    return np.asarray((change / np.maximum(n_left, 1) * (n_left > 0)).round(_DECIMALS))


def _figures(fitted: Fitted, taxonomy: Taxonomy, side: Side) -> pd.DataFrame:
    mentions, effects = fitted.mentions, fitted.effects
    themes, enough = list(mentions.themes), fitted.enough
    effect_ols, error = ordinary_effects(mentions, enough)
    gain = fitted.upward * (1 if side == "complaint" else -1)
    return pd.DataFrame(
        {
            "theme": themes,
            "topic": [taxonomy.topic_of(theme).id for theme in themes],
            "side": [taxonomy.side_of(theme) for theme in themes],
            "n_comments": len(mentions.points),
            "n_tagged": mentions.tagged.sum(axis=0),
            "n_labelled": mentions.labels.sum(axis=0),
            "share": effects.share,
            "effect": effects.effect,
            "effect_ols": effect_ols,
            "error": error,
            "ranked": enough,
            "leave_out": gain * leave_out_gain(mentions),
            "factor": [_factor(fitted, taxonomy, theme) for theme in themes],
        }
    )


def _factor(fitted: Fitted, taxonomy: Taxonomy, theme: str) -> str:
    topic, themes = taxonomy.topic_of(theme), fitted.mentions.themes
    places = [themes.index(own.id) for _, own in topic.sides() if own.id in themes]
    if len(places) < 2 or not fitted.enough[places].all():
        return ""
    complaint, praise = (fitted.upward * fitted.effects.effect_draws[:, place] for place in places)
    return topic_factor(-complaint, praise)


def _order_figures(certainty: RankCertainty, ranked: pd.Index) -> pd.DataFrame:
    figures = {
        "p_top3": certainty.p_top3,
        "rank_low": certainty.low,
        "rank_high": certainty.high,
        "tier": certainty.tier,
    }
    return pd.DataFrame(figures, index=ranked)


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    numbers = [name for name in COLUMNS if name not in _KINDS]
    return rows.astype(_KINDS | dict.fromkeys(numbers, "float64"))
