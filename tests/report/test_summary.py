import math

import pandas as pd
import pytest

from feedback_nlp.report.notation import notation_of
from feedback_nlp.report.summary import summarise
from feedback_nlp.scores.intervals import Estimate
from feedback_nlp.scores.metrics import find_metric


def test_the_counts_a_report_opens_with(make, shop_rows):
    facts = summarise(make(shop_rows)).facts
    assert (facts.n_respondents, facts.n_comments, facts.n_scored) == (60, 54, 54)
    assert facts.n_without_theme == 12
    assert facts.share_with_comment == 0.9
    assert facts.share_without_theme == pytest.approx(12 / 54)
    assert facts.first_date == pd.Timestamp("2025-01-15")
    assert facts.last_date == pd.Timestamp("2025-06-15")


def test_improvements_and_strengths_keep_their_order_and_interval(make, shop_rows):
    """Requirement 000-17 of the sources."""
    summary = summarise(make(shop_rows))
    assert [row.name for row in summary.improvements] == [
        "Te late levering",
        "Onvriendelijk personeel",
    ]
    late = summary.improvements[0]
    # 54 comments, of which 18 mention it: 12 detractors at -100 and 6 passives. The joint model
    # gives the others that mention nothing 0, so it costs about 18 / 54 times 60 to 100 points.
    assert (late.n_tagged, late.n_comments, late.share) == (18, 54, 1 / 3)
    assert 20 < late.impact < 100 / 3
    assert late.low < late.impact < late.high
    assert late.share_low < 1 / 3 < late.share_high
    assert [row.name for row in summary.strengths] == ["Snelle levering", "Vriendelijk personeel"]


def test_the_headline_is_the_estimate(make, shop_rows):
    summary = summarise(make(shop_rows))
    # 54 scores: 18 promoters, 18 detractors, 18 passives.
    assert summary.headline.value == 0
    assert summary.headline.n == 54
    assert [band.n for band in summary.bands] == [18, 18, 18]
    assert sum(bar.n for bar in summary.bars) == 54


def test_versions_are_told(make, shop_rows):
    origin = summarise(make(shop_rows)).origin
    assert (origin.model_name, origin.model_version, origin.taxonomy_version) == (
        "starter",
        "0.1",
        "7",
    )
    assert origin.formula == "gezamenlijk model, versie 2"


def test_equal_scores_make_the_ranking_flat(make):
    rows = [("Te laat.", 8.0, None, {"late": "Te laat"})] * 6 + [("Goed.", 8.0, None, {})] * 6
    summary = summarise(make(rows))
    assert [row.name for row in summary.rare] == ["Te late levering"]
    assert summary.improvements == ()
    assert summary.ranking_is_flat


def test_no_comments_give_no_shares(make):
    facts = summarise(make([(None, 8.0, None, {})])).facts
    assert facts.share_with_comment == 0
    assert math.isnan(facts.share_without_theme)


@pytest.mark.parametrize(
    ("metric", "estimate", "value"),
    [
        ("nps", Estimate(33.6, 25, 42, 500), "34"),
        ("nps", Estimate(33.64, 33.1, 34.2, 50_000), "33,6"),
        ("excellent", Estimate(53.46, 52.9, 54.0, 30_000), "53,5%"),
        ("mean", Estimate(7.8, 7.5, 8.1, 100), "7,8"),
        ("mean", Estimate(7.812, 7.80, 7.83, 90_000), "7,81"),
        ("csat_mean", Estimate(84.0, 80, 88, 40), "84%"),
        ("nps", Estimate(math.nan, math.nan, math.nan, 0), "niet te bepalen"),
    ],
)
def test_a_narrow_interval_earns_a_digit(metric, estimate, value):
    notation = notation_of(find_metric(metric), estimate, pd.Series([1.0]), 100)
    assert notation.value(estimate.value) == value


@pytest.mark.parametrize(
    ("impacts", "written"),
    [([4.25, -0.5], "4,3"), ([0.66, 0.1], "0,66"), ([0.066], "0,066"), ([], "0,1")],
)
def test_impacts_side_by_side_have_the_digits_that_the_widest_interval_leaves(impacts, written):
    values = pd.Series(impacts, dtype=float)
    notation = notation_of(find_metric("nps"), Estimate(0, -9, 9, 100), values, 100)
    assert notation.impact(impacts[0] if impacts else 0.1) == written
