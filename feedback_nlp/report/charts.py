"""The charts of a report as Vega-Lite specifications: the scores, and what each theme does."""

from collections.abc import Sequence

import altair as alt

from feedback_nlp.report.bands import Band
from feedback_nlp.report.chart_style import Spec, chart_data, styled
from feedback_nlp.report.colours import ACCENT, INK, MUTED, PAPER, TONES
from feedback_nlp.report.distribution import Bar
from feedback_nlp.report.dutch import number, percent
from feedback_nlp.report.notation import Notation
from feedback_nlp.report.standings import Standing

_ROW, _TIER = 40, 24  # pixels: a ranked theme, and the heading of a tier


def distribution_chart(bars: Sequence[Bar], bands: Sequence[Band]) -> Spec:
    """Draw how many respondents gave each score.

    Parameters
    ----------
    bars : sequence of Bar
        From low to high.
    bands : sequence of Band
        Give the colours.

    Returns
    -------
    dict
        The specification.
    """
    rows: list[Spec] = [
        {
            "score": bar.label,
            "n": bar.n,
            "percentage": 100 * bar.share,
            "band": bands[max(0, bar.band)].name,
            "hover": f"{percent(bar.share, 1)} ({number(bar.n)})",
            "label": percent(bar.share) if bar.n else "",
        }
        for bar in bars
    ]
    order = list(dict.fromkeys(bar.label for bar in bars))
    names = [band.name for band in bands]
    tones = [TONES[band.tone] for band in bands]
    base = alt.Chart(chart_data(rows)).encode(
        x=alt.X("score:N", sort=order, title=None, axis=alt.Axis(labelAngle=0, ticks=False)),
        y=alt.Y("percentage:Q", axis=None, stack="zero"),
    )
    drawn = base.mark_bar(width={"band": 0.82}).encode(
        color=alt.Color("band:N", scale=alt.Scale(domain=names, range=tones), legend=None),
        tooltip=[
            alt.Tooltip("score:N", title="Score"),
            alt.Tooltip("hover:N", title="Respondenten"),
        ],
    )
    layers = [drawn]
    if len(order) == len(bars):
        layers.append(base.mark_text(dy=-7, fontSize=12, color=MUTED).encode(text="label:N"))
    return styled(layers, 190, "Staafdiagram: aandeel van de respondenten per score")


def impact_chart(rows: Sequence[Standing], notation: Notation, unit: str) -> Spec:
    """Draw what each theme does to the metric: a dot with a whisker, in tiers.

    Parameters
    ----------
    rows : sequence of Standing
        In order of the ranking, at least one.
    notation : Notation
        How the values are written.
    unit : str
        What a difference is counted in.

    Returns
    -------
    dict
        The specification.
    """
    places = _places(rows)
    themes: list[Spec] = [
        {
            "y": place,
            "name": row.name,
            "impact": row.impact,
            "low": row.low,
            "high": row.high,
            "label": notation.impact(row.impact),
            "range": f"{notation.impact(row.low)} tot {notation.impact(row.high)}",
            "first": row.tier == 1,
        }
        for row, place in zip(rows, places, strict=True)
    ]
    tiers: list[Spec] = [
        {"y": place - _ROW + 4, "line": place - _ROW + 14, "tier": f"GROEP {row.tier}"}
        for row, place, above in zip(rows, places, [None, *rows], strict=False)
        if above is None or above.tier != row.tier
    ]
    height = places[-1] + 16
    axis = alt.Axis(title=unit, tickCount=5, format="~f", grid=True)
    down = alt.Scale(domain=[0, height], reverse=True, nice=False, zero=False)
    y = alt.Y("y:Q", axis=None, scale=down)
    x = alt.X("impact:Q", axis=axis, scale=alt.Scale(zero=True))
    colour = alt.condition("datum.first", alt.value(ACCENT), alt.value(MUTED))
    hints = [
        alt.Tooltip("name:N", title="Thema"),
        alt.Tooltip("label:N", title=unit.capitalize()),
        alt.Tooltip("range:N", title="Marge"),
    ]
    left: Spec = {"align": "left", "baseline": "middle", "dx": 7}
    named: Spec = {**left, "dy": -15, "fontSize": 13}
    tier_named: Spec = {**left, "fontSize": 10.5, "fontWeight": 600}
    base = alt.Chart(chart_data(themes)).encode(y=y, tooltip=hints)
    heads = alt.Chart(chart_data(tiers)).encode(y=y, x=alt.value(0), text="tier:N")
    lines = alt.Chart(chart_data(tiers)).encode(y=alt.Y("line:Q", axis=None, scale=down))
    names = base.encode(x=alt.value(0), text="name:N")
    zero = alt.Chart(chart_data([{"zero": 0}])).mark_rule(color=INK, strokeWidth=1)
    layers = [
        zero.encode(x="zero:Q"),
        lines.mark_rule(color=MUTED, strokeWidth=0.5).encode(x=alt.value(0), x2=alt.value("width")),
        heads.mark_text(stroke=PAPER, strokeWidth=8, strokeJoin="round", **tier_named),
        heads.mark_text(color=MUTED, **tier_named),
        base.mark_rule(strokeWidth=2).encode(
            x=alt.X("low:Q", axis=axis), x2="high:Q", color=colour
        ),
        base.mark_point(filled=True, size=95, opacity=1).encode(x=x, color=colour),
        names.mark_text(stroke=PAPER, strokeWidth=8, strokeJoin="round", **named),
        names.mark_text(color=INK, **named),
        base.mark_text(align="right", dy=-15, fontSize=13, fontWeight=600).encode(
            x=alt.value("width"), text="label:N", color=colour
        ),
    ]
    return styled(
        layers,
        height,
        "Puntendiagram: per thema het effect op de score met een marge",
    )


def _places(rows: Sequence[Standing]) -> list[int]:
    """Return the height of each row in pixels, with room above each tier for its heading."""
    places: list[int] = []
    y, tier = 0, 0
    for row in rows:
        y += _ROW + (_TIER if row.tier != tier else 0)
        tier = row.tier
        places.append(y)
    return places
