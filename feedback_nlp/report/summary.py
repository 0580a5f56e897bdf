"""Every number a report shows, computed once for the page and the workbook."""

from dataclasses import dataclass
from importlib.metadata import version

import pandas as pd

from feedback_nlp.report.bands import Band, score_bands
from feedback_nlp.report.changes import Changes, last_changes
from feedback_nlp.report.context import Event
from feedback_nlp.report.distribution import Bar, score_bars
from feedback_nlp.report.findings import Findings
from feedback_nlp.report.mentions import ThemeMentions, tagged_comments, theme_mentions
from feedback_nlp.report.notation import Notation, notation_of
from feedback_nlp.report.order import order_sentence
from feedback_nlp.report.remarks import Unread, list_unread
from feedback_nlp.report.standings import Standing, standings
from feedback_nlp.report.steering import steering_sentence
from feedback_nlp.report.trend import Trend, build_trend
from feedback_nlp.scores.intervals import Estimate
from feedback_nlp.scores.metrics import Metric
from feedback_nlp.scores.repeat_customers import count_customers
from feedback_nlp.scores.worked_example import VERSION, WorkedExample


@dataclass(frozen=True)
class Facts:
    """The counts a report opens with.

    Attributes
    ----------
    n_respondents : int
        Rows that could be read.
    n_customers : int
        Customers who wrote them; 0 where none is known to have answered twice.
    n_comments, n_scored : int
        Those with a comment; those with a score.
    n_without_theme : int
        Comments in which no theme was found.
    first_date, last_date : Timestamp or NaT
        Between which the answers were given.
    """

    n_respondents: int
    n_customers: int
    n_comments: int
    n_scored: int
    n_without_theme: int
    first_date: pd.Timestamp
    last_date: pd.Timestamp

    @property
    def share_with_comment(self) -> float:
        """Fraction of the respondents who wrote a comment; NaN where there are none."""
        return self.n_comments / self.n_respondents if self.n_respondents else float("nan")

    @property
    def share_without_theme(self) -> float:
        """Fraction of the comments without a theme; NaN where there are none."""
        return self.n_without_theme / self.n_comments if self.n_comments else float("nan")


@dataclass(frozen=True)
class Origin:
    """What the numbers were made with.

    Attributes
    ----------
    package, model_name, model_version, taxonomy_version, formula : str
        Names and versions, that of the formula in Dutch.
    """

    package: str
    model_name: str
    model_version: str
    taxonomy_version: str
    formula: str


@dataclass(frozen=True)
class Summary:
    """Every number a report shows.

    Attributes
    ----------
    metric : Metric
        What the scores were turned into.
    headline : Estimate
        The metric over all respondents.
    notation : Notation
        How its values are written.
    facts : Facts
        The counts it opens with.
    bands : tuple of Band
        Respondents per band of the scale.
    bars : tuple of Bar
        Respondents per score.
    improvements, strengths : tuple of Standing
        The ranked complaints and praise.
    rare : tuple of Standing
        Complaints that too few mention to rank.
    total : Estimate
        Impact of all complaints together.
    example : WorkedExample or None
        The impact of the first complaint worked out; None where there is none to show.
    n_audited : int
        Comments that people labelled; 0 where nothing is corrected for errors of the model.
    ranking_is_flat : bool
        Whether no theme can cost anything, since all scores count alike.
    trend : Trend or None
        What happened from period to period.
    changes : Changes or None
        What changed between the last two periods.
    order : str
        What would tell the first two of the ranked complaints apart, in Dutch.
    steering : str
        Which of the ranked complaints have an indicator, in Dutch.
    events : tuple of Event
        What happened between the first and the last date.
    themes : tuple of ThemeMentions
        Every theme, most mentioned first.
    tagged : DataFrame
        The tags, joined with the comments they stand in.
    unread : Unread
        What could not be read.
    origin : Origin
        What the numbers were made with.
    """

    metric: Metric
    headline: Estimate
    notation: Notation
    facts: Facts
    bands: tuple[Band, ...]
    bars: tuple[Bar, ...]
    improvements: tuple[Standing, ...]
    strengths: tuple[Standing, ...]
    rare: tuple[Standing, ...]
    total: Estimate
    example: WorkedExample | None
    n_audited: int
    ranking_is_flat: bool
    trend: Trend | None
    changes: Changes | None
    order: str
    steering: str
    events: tuple[Event, ...]
    themes: tuple[ThemeMentions, ...]
    tagged: pd.DataFrame
    unread: Unread
    origin: Origin


def summarise(findings: Findings) -> Summary:
    """Compute every number a report shows.

    Parameters
    ----------
    findings : Findings
        The tables and numbers that were found.

    Returns
    -------
    Summary
        The numbers, without a word of the text around them.
    """
    comments, metric, taxonomy = findings.comments, findings.metric, findings.taxonomy
    tagged = tagged_comments(comments, findings.tags, taxonomy)
    ranking = findings.ranking
    improvements, strengths = ranking.improvements, ranking.strengths
    sides = pd.concat([side[side["ranked"]] for side in (improvements, strengths)])
    ends = pd.concat([sides["low"], sides["high"]]).astype(float)
    facts = _facts(comments, tagged)
    trend = build_trend(comments, findings.period_counts, metric, taxonomy)
    ranked = standings(improvements[improvements["ranked"]], findings.counts, taxonomy)
    return Summary(
        metric=metric,
        headline=findings.estimate,
        notation=notation_of(metric, findings.estimate, ends, facts.n_comments),
        facts=facts,
        bands=score_bands(comments["score"], metric),
        bars=score_bars(comments["score"], metric),
        improvements=ranked,
        strengths=standings(strengths[strengths["ranked"]], findings.counts, taxonomy),
        rare=standings(improvements[~improvements["ranked"]], findings.counts, taxonomy),
        total=ranking.total,
        example=ranking.example if ranked and ranked[0].impact > 0 else None,
        n_audited=int(findings.counts["n_audited"].max()) if len(findings.counts) else 0,
        ranking_is_flat=ranking.n_scored > 1 and ranking.mentions.is_flat,
        trend=trend,
        changes=last_changes(comments, trend, metric),
        order=order_sentence(ranked, ranking),
        steering=steering_sentence(ranked, findings.context),
        events=findings.events,
        themes=theme_mentions(tagged, findings.counts, taxonomy),
        tagged=tagged,
        unread=list_unread(findings.reading),
        origin=Origin(
            package=version("feedback_nlp"),
            model_name=findings.model_name,
            model_version=findings.model_version,
            taxonomy_version=str(taxonomy.version),
            formula=f"gezamenlijk model, versie {VERSION}",
        ),
    )


def _facts(comments: pd.DataFrame, tagged: pd.DataFrame) -> Facts:
    n_comments = int(comments["comment"].notna().sum())
    dates = comments["date"] if "date" in comments else pd.Series(dtype="datetime64[ns]")
    return Facts(
        n_respondents=len(comments),
        n_customers=count_customers(comments),
        n_comments=n_comments,
        n_scored=int(comments["score"].notna().sum()),
        n_without_theme=n_comments - tagged["comment_id"].nunique(),
        first_date=dates.min(),
        last_date=dates.max(),
    )
