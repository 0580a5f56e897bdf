import altair as alt
import pytest
import vl_convert

from feedback_nlp.report.charts import distribution_chart, impact_chart
from feedback_nlp.report.summary import summarise
from feedback_nlp.report.time_charts import score_chart, theme_chart


def rows_of(spec):
    parts = [part.get("data", {}) for part in (spec, *spec["layer"])]
    sets = [
        part.get("values", spec.get("datasets", {}).get(part.get("name"), [])) for part in parts
    ]
    return [row for rows in sets for row in rows]


def values_of(spec, field):
    return [row[field] for row in rows_of(spec) if field in row]


def test_impacts_are_drawn_in_order_with_their_interval(make, shop_rows):
    summary = summarise(make(shop_rows))
    spec = impact_chart(summary.improvements, summary.notation, "punten")
    assert list(dict.fromkeys(values_of(spec, "name"))) == [
        "Te late levering",
        "Onvriendelijk personeel",
    ]
    assert set(values_of(spec, "tier")) == {f"GROEP {row.tier}" for row in summary.improvements}
    assert max(values_of(spec, "high")) == max(row.high for row in summary.improvements)


def test_distribution_holds_every_score(make, shop_rows):
    summary = summarise(make(shop_rows))
    spec = distribution_chart(summary.bars, summary.bands)
    shown = {row["score"]: row["n"] for row in rows_of(spec)}
    assert shown["3"] == 6
    assert shown["8"] == 12


def test_every_chart_is_valid_and_can_be_drawn(make, shop_rows):
    summary = summarise(make(shop_rows))
    for spec in (
        distribution_chart(summary.bars, summary.bands),
        impact_chart(summary.improvements, summary.notation, "punten"),
        score_chart(summary.trend, summary.notation),
        theme_chart(summary.trend.themes[0], 0.5),
    ):
        alt.Chart.from_dict(spec)
        assert spec["description"]
        assert "<svg" in vl_convert.vegalite_to_svg(spec, show_warnings=False)


@pytest.mark.parametrize(("n_months", "label"), [(20, "%b"), (40, "quarter"), (120, "%Y")])
def test_months_quarters_and_years_have_their_own_labels(make, n_months, label):
    rows = [
        ("Te laat.", 3.0, f"{2000 + n // 12}-{1 + n % 12:02d}-01", {"late": "Te laat"})
        for n in range(n_months)
    ]
    spec = theme_chart(summarise(make(rows)).trend.themes[0], 1.0)
    assert label in spec["layer"][0]["encoding"]["x"]["axis"]["labelExpr"]


def test_one_score_of_a_period_may_be_anywhere_on_the_scale(make):
    rows = [
        ("Goed.", 9.0, "2025-01-01", {"kind": "Goed"}),
        ("Mooi.", 8.0, "2025-02-01", {}),
    ]
    summary = summarise(make(rows, metric="mean"))
    spec = score_chart(summary.trend, summary.notation)
    assert set(values_of(spec, "low")) - {None} == {0.0}
    assert values_of(spec, "range")[0] == "0,0 tot 10,0"


def test_ticks_never_stand_within_a_period(make, shop_rows):
    """Two months have two ticks, not a week's with the name of its month each."""
    summary = summarise(make(shop_rows))
    spec = score_chart(summary.trend, summary.notation)
    axis = spec["layer"][0]["encoding"]["x"]["axis"]
    assert axis["tickCount"] == {"interval": "month", "step": 1}
