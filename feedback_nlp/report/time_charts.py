"""The charts of a report that run through time, as Vega-Lite specifications."""

from collections.abc import Mapping, Sequence

import altair as alt

from feedback_nlp.report.chart_style import Spec, chart_data, styled
from feedback_nlp.report.colours import ACCENT, ACCENT_TINT, MUTED
from feedback_nlp.report.context import Event
from feedback_nlp.report.dates import first_day, period_name
from feedback_nlp.report.dutch import number, percent
from feedback_nlp.report.notation import Notation
from feedback_nlp.report.trend import ThemeTrend, Trend

Hints = Sequence[tuple[str, str]]
_YEAR = "timeFormat(datum.value, '%Y')"
_MONTH = f"month(datum.value) == 0 || datum.index == 0 ? [timeFormat(datum.value, '%b'), {_YEAR}]"
_MONTH += " : timeFormat(datum.value, '%b')"
_QUARTER = f"quarter(datum.value) == 1 || datum.index == 0 ? ['K' + quarter(datum.value), {_YEAR}]"
_QUARTER += " : 'K' + quarter(datum.value)"


def score_chart(trend: Trend, notation: Notation, events: Sequence[Event] = ()) -> Spec:
    """Draw the metric through time, with its interval as a band and events as dashed lines.

    Parameters
    ----------
    trend : Trend
        The metric per period.
    notation : Notation
        How the values are written.
    events : sequence of Event
        What happened; left out where periods have other names than dates.

    Returns
    -------
    dict
        The specification.
    """
    rows = [
        {
            **_moment(period),
            "value": score.value,
            "low": score.low,
            "high": score.high,
            "label": notation.value(score.value),
            "range": f"{notation.value(score.low)} tot {notation.value(score.high)}",
            "n": number(score.n),
        }
        for period, score in zip(trend.periods, trend.scores, strict=True)
        if score.n
    ]
    hints = (("label", "Score"), ("range", "Marge"), ("n", "Scores"))
    band, *line = _line(rows, trend.periods, hints, suffix=notation.suffix)
    layers = [band, *_marks(events, trend.periods), *line]
    return styled(layers, 230, "Lijndiagram: de score per periode, met de marge als lichte band")


def theme_chart(trend: ThemeTrend, highest: float) -> Spec:
    """Draw the share of comments that mention a theme through time.

    Parameters
    ----------
    trend : ThemeTrend
        The theme.
    highest : float
        Top of the axis as a fraction of 1, the same for all themes side by side.

    Returns
    -------
    dict
        The specification.
    """
    rows = [
        {
            **_moment(count.period),
            "value": 100 * count.share,
            "low": 100 * count.low,
            "high": 100 * count.high,
            "label": percent(count.share),
            "n": f"{number(count.n_tagged)} van {number(count.n_comments)}",
        }
        for count in trend.counts
    ]
    hints = (("label", "Aandeel"), ("n", "Reacties"))
    periods = [count.period for count in trend.counts]
    layers = _line(rows, periods, hints, suffix="%", top=100 * highest)
    return styled(
        layers, 92, f"Lijndiagram: aandeel van de reacties over ‘{trend.name}’ per periode"
    )


def _marks(events: Sequence[Event], periods: Sequence[str]) -> list[alt.Chart]:
    if not events or not all(first_day(period) for period in periods):
        return []
    rows: list[Spec] = [
        {"moment": f"{event.date}T00:00:00", "event": event.name} for event in events
    ]
    drawn = alt.Chart(chart_data(rows)).mark_rule(color=MUTED, strokeDash=[4, 3])
    hint = alt.Tooltip("event:N", title="Gebeurtenis")
    return [drawn.encode(x=_time_axis(periods, small=False), tooltip=hint)]


def _line(
    rows: list[Spec],
    periods: Sequence[str],
    hints: Hints,
    *,
    suffix: str,
    top: float | None = None,
) -> list[alt.Chart]:
    """Draw a line in its band; `top` is given for small charts, `suffix` stands behind values."""
    small = top is not None
    scale = alt.Scale(domain=[0, top], nice=False) if small else alt.Scale(zero=False)
    label = f"datum.label + '{suffix}'"
    ticks = alt.Axis(title=None, tickCount=2 if small else 5, labelExpr=label)
    tooltip = [alt.Tooltip("period:N", title="Periode")]
    tooltip += [alt.Tooltip(f"{field}:N", title=title) for field, title in hints]
    base = alt.Chart(chart_data(rows)).encode(x=_time_axis(periods, small=small), tooltip=tooltip)
    y = alt.Y("value:Q", axis=ticks, scale=scale)
    low = alt.Y("low:Q", axis=ticks, scale=scale)
    return [
        base.mark_area(color=ACCENT_TINT, opacity=1).encode(y=low, y2="high:Q"),
        base.mark_line(color=ACCENT, strokeWidth=2).encode(y=y),
        base.mark_point(filled=True, color=ACCENT, opacity=1, size=8 if small else 34).encode(y=y),
    ]


def _time_axis(periods: Sequence[str], *, small: bool) -> alt.X:
    if not all(first_day(period) for period in periods):
        names = alt.Axis(title=None, grid=False, labelAngle=0, labelOverlap=True)
        return alt.X("period:O", sort=None, axis=names)
    label, ticks = _ticks(periods, 3 if small else 8)
    axis = alt.Axis(
        title=None, grid=False, labelExpr=label, labelFlush=True, labelOverlap=True, tickCount=ticks
    )
    return alt.X("moment:T", axis=axis)


def _ticks(periods: Sequence[str], most: int) -> tuple[str, float | dict[str, object]]:
    """Return how ticks are named and where they stand: never within a period."""
    if "K" in periods[0]:
        return _QUARTER, {"interval": "month", "step": 3}
    if "-" not in periods[0]:
        return _YEAR, {"interval": "year", "step": 1}
    few = len(periods) <= most  # left to itself, the axis would repeat the names of few months
    return _MONTH, {"interval": "month", "step": 1} if few else most


def _moment(period: str) -> Mapping[str, str]:
    first = first_day(period)
    named = {"period": period_name(period)}
    return named | {"moment": f"{first}T00:00:00"} if first else named
