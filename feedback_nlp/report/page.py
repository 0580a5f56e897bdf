"""Render the page: one file that holds its text, charts, comments and scripts."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import vl_convert
from jinja2 import Environment, PackageLoader, StrictUndefined

from feedback_nlp.report import colours
from feedback_nlp.report.chart_style import Spec
from feedback_nlp.report.charts import distribution_chart, impact_chart
from feedback_nlp.report.dates import day, period_name
from feedback_nlp.report.dutch import amount, chance, in_people, number, percent, score_text
from feedback_nlp.report.findings import Findings
from feedback_nlp.report.glossary import glossary
from feedback_nlp.report.payload import comment_payload, script_json
from feedback_nlp.report.plain_text import printable
from feedback_nlp.report.sentences import (
    audit_sentence,
    change_sentence,
    count_sentence,
    example_sentence,
    factor_sentence,
    impact_sentence,
    share_sentence,
)
from feedback_nlp.report.summary import Summary
from feedback_nlp.report.time_charts import score_chart, theme_chart
from feedback_nlp.report.trend import ThemeTrend, Trend

N_RANKED = 10
N_STRENGTHS = 5
N_TRENDS = 6
_FEWEST_IN_TREND = 10
_FILTERS = {
    "amount": amount,
    "chance": chance,
    "day": day,
    "in_people": in_people,
    "number": number,
    "percent": percent,
    "period": period_name,
    "printable": printable,
    "score": score_text,
}
_SENTENCES = {
    sentence.__name__: sentence
    for sentence in (
        audit_sentence,
        change_sentence,
        count_sentence,
        example_sentence,
        factor_sentence,
        glossary,
        impact_sentence,
        share_sentence,
    )
}


def render_page(findings: Findings, summary: Summary) -> str:
    """Return the page as HTML.

    Parameters
    ----------
    findings : Findings
        The tables and numbers that were found.
    summary : Summary
        What `summarise` made of them.

    Returns
    -------
    str
        The whole page; it needs no other file and no network.
    """
    environment = Environment(
        loader=PackageLoader("feedback_nlp.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(_FILTERS)
    environment.globals.update(_SENTENCES)
    drawn_themes = _drawn_themes(summary.trend)
    payload = comment_payload(
        findings.comments, summary.tagged, findings.metric, findings.taxonomy, summary.bands
    )
    return environment.get_template("report.html.j2").render(
        s=summary,
        reading=findings.reading,
        written=findings.written_data,
        language=findings.taxonomy.language,
        colours=colours,
        ranked=summary.improvements[:N_RANKED],
        others=summary.improvements[N_RANKED:],
        strong=summary.strengths[:N_STRENGTHS],
        drawn_themes=drawn_themes,
        charts=script_json(_charts(summary, drawn_themes)),
        payload=script_json(payload),
        bundle=_bundle(),
    )


def _drawn_themes(trend: Trend | None) -> tuple[ThemeTrend, ...]:
    if trend is None:
        return ()
    complaints = [theme for theme in trend.themes if theme.side == "complaint"]
    return tuple(t for t in complaints if t.n_tagged >= _FEWEST_IN_TREND)[:N_TRENDS]


def _charts(summary: Summary, drawn_themes: tuple[ThemeTrend, ...]) -> Mapping[str, Spec]:
    """Return the specification of each chart under the id of the element it is drawn in."""
    specs: dict[str, Any] = {}
    notation, unit = summary.notation, summary.metric.unit
    if summary.bars:
        specs["chart-scores"] = distribution_chart(summary.bars, summary.bands)
    if summary.improvements:
        specs["chart-improvements"] = impact_chart(summary.improvements[:N_RANKED], notation, unit)
    if summary.strengths:
        specs["chart-strengths"] = impact_chart(summary.strengths[:N_STRENGTHS], notation, unit)
    if summary.trend is not None and any(score.n for score in summary.trend.scores):
        specs["chart-trend"] = score_chart(summary.trend, notation, summary.events)
    highest = max((c.high for t in drawn_themes for c in t.counts if c.n_comments), default=1.0)
    for place, theme in enumerate(drawn_themes):
        specs[f"chart-theme-{place}"] = theme_chart(theme, highest)
    return specs


@cache
def _bundle() -> str:
    """Return Vega, Vega-Lite and Vega-Embed as one script that can stand in a page.

    Making it takes seconds, and it is always the same.
    """
    script: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return re.sub(r"<(?=/script|!--)", r"<\\", script, flags=re.IGNORECASE)
