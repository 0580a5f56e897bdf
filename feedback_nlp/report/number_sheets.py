"""The sheets of the workbook that hold numbers: the rankings, the themes and the periods."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from feedback_nlp.report import colours
from feedback_nlp.report.dates import day, period_name
from feedback_nlp.report.sentences import (
    change_sentence,
    impact_sentence,
    share_sentence,
)
from feedback_nlp.report.sheets import HEADER_ROW, Book, Cell, Column
from feedback_nlp.report.standings import Standing
from feedback_nlp.report.summary import Summary

_CHARTED = 10
_IMPACT, _CHART_COLUMN = 6, 13  # places of columns
_YES_NO = {True: "ja", False: "nee"}
_SIDES = {"complaint": "verbeterpunt", "praise": "sterk punt"}


def add_improvements(book: Book, summary: Summary) -> None:
    """Add the ranked complaints, with a chart.

    Parameters
    ----------
    book : Book
        What to add to.
    summary : Summary
        The numbers.
    """
    rows, heading = summary.improvements, f"Kost ({summary.metric.unit})"
    shown = [
        (row, impact_sentence(row, "complaint", summary.metric, summary.notation))
        for row in (*rows, *summary.rare)
    ]
    sheet, _ = _add_ranking(book, "Verbeterpunten", shown, heading)
    if rows:
        _draw(book, sheet, rows, summary.metric.unit)


def add_strengths(book: Book, summary: Summary) -> None:
    """Add the ranked praise.

    Parameters
    ----------
    book : Book
        What to add to.
    summary : Summary
        The numbers.
    """
    heading = f"Levert op ({summary.metric.unit})"
    shown = [
        (row, impact_sentence(row, "praise", summary.metric, summary.notation))
        for row in summary.strengths
    ]
    _add_ranking(book, "Sterke punten", shown, heading)


def add_themes(book: Book, summary: Summary) -> None:
    """Add all themes with their counts.

    Parameters
    ----------
    book : Book
        What to add to.
    summary : Summary
        The numbers.
    """
    columns = [
        Column("Thema", "text", 40),
        Column("Soort", "text", 14),
        Column("Reacties", "count", 10),
        Column("Van", "count", 10),
        Column("Aandeel", "share", 10),
        Column("Aandeel van", "share", 10),
        Column("Aandeel tot", "share", 10),
        Column("Gecorrigeerd", "text", 14),
        Column("In gewone woorden", "text", 60),
        Column("Betekenis", "text", 80),
        Column("Id", "text", 30),
    ]
    rows = [
        (
            theme.name, _SIDES[theme.side], theme.n_tagged, theme.n_comments, theme.share,
            theme.low, theme.high, _YES_NO[theme.corrected], share_sentence(theme),
            theme.definition, theme.theme,
        )
        for theme in summary.themes
    ]  # fmt: skip
    book.add_sheet("Thema's", "In hoeveel reacties elk thema voorkomt.", columns, rows)


def add_periods(book: Book, summary: Summary) -> None:
    """Add the score and the themes per period.

    Parameters
    ----------
    book : Book
        What to add to.
    summary : Summary
        The numbers.
    """
    trend = summary.trend
    if trend is None:
        nothing = "Er zijn geen datums uit twee of meer perioden."
        book.add_sheet("Per periode", nothing, [Column("Periode", "text", 20)], [])
        return
    columns = [
        Column("Periode", "text", 20),
        Column("Score", "decimal", 10),
        Column("Score van", "decimal", 10),
        Column("Score tot", "decimal", 10),
        Column("Scores", "count", 10),
        Column("Reacties", "count", 10),
        *(Column(theme.name, "count", 14) for theme in trend.themes),
    ]
    rows: list[tuple[Cell, ...]] = []
    for place, (period, score) in enumerate(zip(trend.periods, trend.scores, strict=True)):
        counts = [theme.counts[place].n_tagged for theme in trend.themes]
        numbers = (score.value, score.low, score.high, score.n, trend.n_comments[place])
        rows.append((period_name(period), *numbers, *counts))
    note = "De score per periode, en in hoeveel reacties elk thema voorkomt."
    book.add_sheet("Per periode", note, columns, rows)


def add_changes(book: Book, summary: Summary) -> None:
    """Add what changed between the last two periods, with a verdict on each change.

    Parameters
    ----------
    book : Book
        What to add to.
    summary : Summary
        The numbers.
    """
    changes = summary.changes
    if changes is None:
        return
    score = [(summary.metric.title, changes.score, 1)] if changes.score else []
    themes = [(theme.name, change, 100) for theme, change in changes.themes]
    columns = [
        Column("Wat", "text", 40),
        Column("Soort", "text", 18),
        Column(period_name(changes.before).capitalize(), "decimal", 14),
        Column(period_name(changes.after).capitalize(), "decimal", 14),
        Column("Verschil", "decimal", 10),
        Column("Marge van", "decimal", 10),
        Column("Marge tot", "decimal", 10),
        Column("Oordeel", "text", 20),
        Column("In gewone woorden", "text", 60),
    ]
    rows = [
        (
            name, "score" if factor == 1 else "% van de reacties", factor * change.before,
            factor * change.after, factor * change.value, factor * change.low,
            factor * change.high, change.verdict, change_sentence(change),
        )
        for name, change, factor in (*score, *themes)
    ]  # fmt: skip
    note = "De laatste twee perioden vergeleken. Thema's zoals het model ze vond."
    if changes.until is not None:
        after = period_name(changes.after)
        note += f" Van {after} zijn er alleen gegevens tot en met {day(changes.until)}."
    book.add_sheet("Veranderingen", note, columns, rows)


def _add_ranking(
    book: Book, name: str, rows: Sequence[tuple[Standing, str]], heading: str
) -> tuple[Worksheet, int]:
    columns = [
        Column("Thema", "text", 40),
        Column("Groep", "count", 8),
        Column("Reacties", "count", 10),
        Column("Aandeel", "share", 10),
        Column("Aandeel van", "share", 10),
        Column("Aandeel tot", "share", 10),
        Column(heading, "decimal", 14),
        Column("Marge van", "decimal", 10),
        Column("Marge tot", "decimal", 10),
        Column("Kans op top 3", "chance", 10),
        Column("Soort factor", "text", 14),
        Column("In gewone woorden", "text", 60),
    ]
    cells: list[tuple[Cell, ...]] = [
        (
            row.name, row.tier or None, row.n_tagged, row.share, row.share_low, row.share_high,
            row.impact, row.low, row.high, row.p_top3, row.factor, sentence,
        )
        for row, sentence in rows
    ]  # fmt: skip
    note = (
        "Samenhang, geen bewijs. De volgorde binnen een groep kan toeval zijn. "
        "Zonder groep: genoemd door te weinig of juist bijna alle klanten."
    )
    return book.add_sheet(name, note, columns, cells)


def _draw(book: Book, sheet: Worksheet, rows: Sequence[Standing], unit: str) -> None:
    drawn = rows[:_CHARTED]
    first, last, name = HEADER_ROW + 1, HEADER_ROW + len(drawn), sheet.get_name()
    margins = {
        "type": "custom",
        "plus_values": [row.high - row.impact for row in drawn],
        "minus_values": [row.impact - row.low for row in drawn],
        "line": {"color": colours.INK},
    }
    chart = book.workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": [name, HEADER_ROW, _IMPACT],
            "categories": [name, first, 0, last, 0],
            "values": [name, first, _IMPACT, last, _IMPACT],
            "fill": {"color": colours.ACCENT},
            "gap": 60,
            "x_error_bars": margins,
        }
    )
    chart.set_title({"name": book.title("Wat elk punt de score kost"), "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    grid = {"visible": True, "line": {"color": colours.LINE}}
    chart.set_x_axis({"name": unit, "major_gridlines": grid})
    chart.set_y_axis({"reverse": True, "label_position": "low"})
    chart.set_size({"width": 780, "height": 110 + 34 * len(drawn)})
    place = {"description": "Staafdiagram: wat elk punt de score kost, met de marge."}
    sheet.insert_chart(HEADER_ROW, _CHART_COLUMN, chart, place)
