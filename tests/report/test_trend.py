import math

from feedback_nlp.report.trend import build_trend


def trend_of(findings):
    return build_trend(
        findings.comments, findings.period_counts, findings.metric, findings.taxonomy
    )


def test_scores_and_themes_are_counted_per_month(make):
    """Requirement 001-14 of the sources."""
    trend = trend_of(
        make(
            [
                ("Te laat.", 3.0, "2025-01-03", {"late": "Te laat"}),
                ("Goed.", 9.0, "2025-01-20", {}),
                ("Prima.", 10.0, "2025-03-01", {}),
                ("Ooit.", 10.0, None, {}),
            ]
        )
    )
    assert trend.periods == ("2025-01", "2025-03")
    assert [score.value for score in trend.scores] == [0.0, 100.0]
    assert [score.n for score in trend.scores] == [2, 1]
    assert trend.n_comments == (2, 1)
    assert trend.n_undated == 1
    (late,) = trend.themes
    assert (late.name, late.n_tagged) == ("Te late levering", 1)
    assert [(count.n_tagged, count.share) for count in late.counts] == [(1, 0.5), (0, 0.0)]


def test_a_period_without_comments_has_no_share(make):
    trend = trend_of(
        make(
            [
                ("Te laat.", 3.0, "2025-01-03", {"late": "Te laat"}),
                (None, 9.0, "2025-02-20", {}),
            ]
        )
    )
    assert trend.n_comments == (1, 0)
    assert math.isnan(trend.themes[0].counts[1].share)


def test_one_period_is_no_trend(make):
    assert trend_of(make([("Goed.", 9.0, "2025-01-03", {})])) is None


def test_without_dates_there_is_no_trend(make):
    assert trend_of(make([("Goed.", 9.0, None, {})])) is None
