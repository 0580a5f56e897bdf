"""What to improve first: themes ranked by the points they cost, with the doubt about their rank."""

from dataclasses import dataclass

import pandas as pd

from feedback_nlp.errors import ScoreError
from feedback_nlp.scores.audits import Audit
from feedback_nlp.scores.effects.joint_model import fit_effects
from feedback_nlp.scores.effects.mentions import Mentions, join_mentions
from feedback_nlp.scores.effects.ordered import OrderCheck, check_order
from feedback_nlp.scores.intervals import Estimate
from feedback_nlp.scores.metrics import Metric
from feedback_nlp.scores.ranking_options import RankingOptions
from feedback_nlp.scores.ranking_table import Fitted, rank_side
from feedback_nlp.scores.total_impact import total_impact
from feedback_nlp.scores.worked_example import FORMULA, VERSION, WorkedExample
from feedback_nlp.themes.taxonomy import Taxonomy

_DEFAULT = RankingOptions()


@dataclass(frozen=True)
class Ranking:
    """What to improve, what to keep, and how that was computed.

    Attributes
    ----------
    metric : Metric
        The metric that impacts are counted in.
    improvements, strengths : DataFrame
        Complaints and praise that occur, one row per theme, as `rank_themes` tells.
    rank_chances : DataFrame
        Chance of each ranked complaint (index) to have each rank (columns, from 1).
    total : Estimate
        Impact of all complaints together: the sum of theirs.
    n_comments, n_scored : int
        Comments, and those of them with a score.
    options : RankingOptions
        What was asked for.
    mentions : Mentions
        What the model was fitted on.
    unmentioned : tuple of str
        Complaints that no comment mentions.
    n_to_part : int or None
        Scores, as many of each kind as there are now, that put the first two complaints in tiers
        of their own eight times out of ten, rounded up to two digits; None where they are, or
        their impact is equal.
    formula, version : str
        How an impact is computed.

    Examples
    --------
    >>> from feedback_nlp.scores.metrics import find_metric
    >>> from feedback_nlp.themes.taxonomy import plain_taxonomy
    >>> comments = pd.DataFrame({"comment_id": ["1", "2"], "comment": "x", "score": [4.0, 9.0]})
    >>> tags = pd.DataFrame({"comment_id": ["1"], "theme": ["wachttijd"]})
    >>> taxonomy = plain_taxonomy(("wachttijd", "prijs"), language="nl")
    >>> ranking = rank_themes(comments, tags, find_metric("nps"), taxonomy)
    >>> ranking.unmentioned
    ('prijs',)
    >>> ranking.doubts[0]
    'No theme is mentioned often enough to rank: by 20 customers with a score, with 20 others to
    compare them with.'
    """

    metric: Metric
    improvements: pd.DataFrame
    strengths: pd.DataFrame
    rank_chances: pd.DataFrame
    total: Estimate
    n_comments: int
    n_scored: int
    options: RankingOptions
    mentions: Mentions
    unmentioned: tuple[str, ...]
    n_to_part: int | None = None
    formula: str = FORMULA
    version: str = f"joint model, version {VERSION}"

    @property
    def example(self) -> WorkedExample | None:
        """The impact of the first complaint worked out; None where no complaint occurs."""
        if self.improvements.empty:
            return None
        first = self.improvements.iloc[0]
        return WorkedExample(
            theme=first["theme"],
            loss=-float(first["effect"]) * (1 if self.metric.higher_is_better else -1),
            share=float(first["share"]),
            reduction=self.options.reduction,
            n_tagged=int(first["n_tagged"]),
            n_comments=self.n_comments,
            audited=self.mentions.audited,
        )

    @property
    def doubts(self) -> tuple[str, ...]:
        """What the reader should know before reading the order, in English."""
        found = []
        least = self.options.min_mentions
        if self.n_scored == 0:
            found.append("No comment has a score, so there is nothing to rank.")
        elif self.mentions.is_flat:
            found.append(
                f"All {self.n_scored} scores count alike, so no theme can make a difference."
                if self.n_scored > 1
                else "Only one comment has a score, so there is nothing to compare it with."
            )
        elif not self.improvements["ranked"].any():
            found.append(
                f"No theme is mentioned often enough to rank: by {least} customers with a score, "
                f"with {least} others to compare them with."
            )
        if not self.mentions.audited:
            found.append(
                "Tagging errors are not in the intervals; give an audit to correct for them."
            )
        return tuple(found)

    def check_order(self) -> OrderCheck:
        """Compare the order of the ranked complaints with that of an ordered logit.

        Returns
        -------
        OrderCheck
            Takes a second or two.
        """
        both = pd.concat([self.improvements, self.strengths]).set_index("theme")
        rows = both.loc[list(self.mentions.themes)] if len(both) else both
        modelled = rows["ranked"].to_numpy(bool)
        compared = modelled & rows["side"].eq("complaint").to_numpy(bool)
        loss = -(rows["effect"] * rows["share"]).to_numpy(float)
        return check_order(self.mentions, modelled, compared, loss)


def rank_themes(
    comments: pd.DataFrame,
    tags: pd.DataFrame,
    metric: Metric,
    taxonomy: Taxonomy,
    *,
    audit: Audit | None = None,
    options: RankingOptions = _DEFAULT,
) -> Ranking:
    """Rank the themes by what they do to a metric.

    All themes stand side by side in one linear model of the value of each score (NPS: -100, 0 or
    100). So a theme is not blamed for another that the same comments mention. The impact of a
    complaint is the points the metric would gain if fewer mentioned it: its effect times the share
    of comments that mention it times the stated reduction. Impacts add up. The interval, the
    chances of the ranks and the tiers come from 1,000 resamples of the customers; with an audit
    they include the tagger's error. It all describes what goes together in these comments; it
    proves no cause.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent: `comment_id`, `comment`, `score`. Those without a comment are left
        out; those without a score count in the shares only.
    tags : DataFrame
        One row per comment and theme: `comment_id`, `theme`.
    metric : Metric
        The metric the impact is counted in.
    taxonomy : Taxonomy
        Which themes there are; topics that are not actionable are left out.
    audit : Audit, optional
        Comments of these that people labelled; corrects effects and shares.
    options : RankingOptions, optional
        The reduction, the fewest mentions and the column of customers.

    Returns
    -------
    Ranking
        Its `improvements` and `strengths` have one row per theme, ranked ones first, then by
        impact: `theme`, `topic`, `side`, `n_comments`, `n_tagged`, `n_labelled` (in the audit),
        `share` (a fraction of 1), `effect` (points of difference among those who mention it, the
        other themes equal), `effect_ols` and `error` (the same without shrinkage, with its
        standard error), `impact` (points of the metric; more is better for complaints, and brings
        more for praise), `low`, `high`, `p_top3`, `rank_low`, `rank_high`, `tier` (from 1; themes
        of one tier can't be told apart), `ranked` (whether mentioned often enough; else the
        figures of rank are missing), `leave_out` (what the metric gains when the comments that
        mention it are left out: a description) and `factor` (basis, prestatie or enthousiasme).

    Raises
    ------
    AuditError
        When the audit is of other comments, or lacks a theme.
    ColumnError
        When a table lacks a column that is read, or there is no such column of customers.
    ScoreError
        When a score lies outside the metric's scale.

    Examples
    --------
    >>> from feedback_nlp.scores.metrics import find_metric
    >>> from feedback_nlp.themes.taxonomy import plain_taxonomy
    >>> ids = [str(number) for number in range(80)]
    >>> scores = [4.0, 6.0] * 20 + [7.0, 9.0] * 20
    >>> comments = pd.DataFrame({"comment_id": ids, "comment": "x", "score": scores})
    >>> tags = pd.DataFrame({"comment_id": ids[:40], "theme": "wachttijd"})
    >>> taxonomy = plain_taxonomy(("wachttijd",), language="nl")
    >>> ranking = rank_themes(comments, tags, find_metric("mean"), taxonomy)
    >>> ranking.improvements[["theme", "share", "impact", "tier"]].round(1).values.tolist()
    [['wachttijd', 0.5, 1.5, 1]]
    """
    if not 0 < options.reduction <= 1:
        message = (
            f"The reduction is {options.reduction:g}; it must be above 0 and at most 1. "
            "Give the part of the mentions that would go, such as 0.3."
        )
        raise ScoreError(message)
    themes = tuple(theme for theme in taxonomy.themes if taxonomy.topic_of(theme).actionable)
    mentions = join_mentions(
        comments, tags, metric, themes, audit=audit, customer_column=options.customer_column
    )
    fitted = _fitted(mentions, metric, options)
    improvements = rank_side(fitted, taxonomy, "complaint")
    complaints = [theme for theme in themes if taxonomy.side_of(theme) == "complaint"]
    return Ranking(
        metric=metric,
        improvements=improvements.rows,
        strengths=rank_side(fitted, taxonomy, "praise").rows,
        rank_chances=improvements.rank_chances,
        total=total_impact(fitted, taxonomy),
        n_comments=len(mentions.points),
        n_scored=int(mentions.scored.sum()),
        options=options,
        mentions=mentions,
        unmentioned=tuple(theme for theme in complaints if theme not in mentions.themes),
        n_to_part=improvements.n_to_part,
    )


def _fitted(mentions: Mentions, metric: Metric, options: RankingOptions) -> Fitted | None:
    if not mentions.themes or not mentions.scored.any():
        return None
    lowest, highest = metric.ends
    effects = fit_effects(mentions, span=highest - lowest)
    return Fitted(mentions, effects, metric, options)
