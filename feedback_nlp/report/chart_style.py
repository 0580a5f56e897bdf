"""What all charts of a report share: their data, type and lines."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from feedback_nlp.report.colours import LINE, MUTED

Spec = dict[str, Any]
_FONT = '"Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
_AXIS = {
    "labelColor": MUTED, "labelFontSize": 12, "titleColor": MUTED, "titleFontSize": 12,
    "titleFontWeight": 400, "gridColor": LINE, "domainColor": LINE, "tickColor": LINE,
    "domain": False, "labelPadding": 6, "titlePadding": 10, "aria": False,
}  # fmt: skip


def chart_data(rows: list[Spec]) -> alt.InlineData:
    """Put rows into a chart.

    Parameters
    ----------
    rows : list of dict
        One value per field; NaN, which is not JSON, becomes null.

    Returns
    -------
    InlineData
        The data of a layer.
    """
    return alt.InlineData(
        values=[
            {field: None if value != value else value for field, value in row.items()}
            for row in rows
        ]
    )


def styled(layers: Sequence[alt.Chart], height: int, description: str) -> Spec:
    """Return the specification of a chart that takes the width of the page.

    Parameters
    ----------
    layers : sequence of Chart
        What to draw, from back to front.
    height : int
        In pixels.
    description : str
        What a screen reader says.

    Returns
    -------
    dict
        The specification.
    """
    drawn = (
        alt.LayerChart(layer=list(layers))
        .properties(width="container", height=height, description=description)
        .configure(
            font=_FONT,
            background="transparent",
            autosize={"type": "fit-x", "contains": "padding"},
            padding={"left": 0, "right": 0, "top": 4, "bottom": 0},
        )
        .configure_axis(**_AXIS)
        .configure_mark(aria=False)  # the table beside each chart says it better
        .configure_view(stroke=None)
    )
    spec: Spec = drawn.to_dict()
    return spec
