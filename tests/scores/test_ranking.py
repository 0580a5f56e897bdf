"""What to improve first: laws that hold for any comments."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback_nlp.errors import ColumnError, ScoreError
from feedback_nlp.scores.effects import joint_model
from feedback_nlp.scores.metrics import METRICS, find_metric
from feedback_nlp.scores.ranking import rank_themes
from feedback_nlp.scores.ranking_options import RankingOptions
from feedback_nlp.scores.ranking_table import COLUMNS
from feedback_nlp.scores.worked_example import WorkedExample
from feedback_nlp.themes.taxonomy import plain_taxonomy

NPS, MEAN = find_metric("nps"), find_metric("mean")
THEMES = ("a", "b", "c", "d", "e")
FIGURES = ["share", "effect", "impact", "low", "high", "p_top3", "leave_out"]
ONE = RankingOptions(min_mentions=1)


def table(rows):
    """Return comments and tags of (score, themes) rows; a score of None is missing."""
    ids = [f"{number:04}" for number in range(len(rows))]
    texts = [f"{score} {sorted(themes)}" for score, themes in rows]
    comments = pd.DataFrame({"comment_id": ids, "comment": texts, "score": [s for s, _ in rows]})
    pairs = [(i, theme) for i, (_, themes) in zip(ids, rows, strict=True) for theme in themes]
    return comments.astype({"score": float}), pd.DataFrame(pairs, columns=["comment_id", "theme"])


def rank(rows, metric=NPS, themes=THEMES, options=ONE, tables=None):
    taxonomy = plain_taxonomy(tuple(themes), language="nl")
    return rank_themes(*(tables or table(rows)), metric, taxonomy, options=options)


def by_theme(ranking, columns=FIGURES):
    return ranking.improvements.set_index("theme")[columns].sort_index()


people = st.lists(
    st.tuples(st.integers(0, 10), st.sets(st.sampled_from(THEMES))), min_size=1, max_size=25
)
laws = settings(max_examples=25)


@laws
@given(people, st.sampled_from([m for m in METRICS if m not in ("nps_1_10", "ces_1_7")]))
def test_leave_out_is_that_of_a_plain_loop(rows, name):
    metric = find_metric(name)
    if metric.highest == 5:
        rows = [(1 + score % 5, themes) for score, themes in rows]
    sign = 1 if metric.higher_is_better else -1
    values = metric.value(np.array([score for score, _ in rows], dtype=float)).tolist()
    found = by_theme(rank(rows, metric))["leave_out"]
    for theme, leave_out in found.items():
        of_theme = [v for v, (_, t) in zip(values, rows, strict=True) if theme in t]
        n, n_all = len(of_theme), len(values)
        whole, part = sum(values) / n_all, sum(of_theme) / n
        plain = n * (whole - part) / (n_all - n) if n < n_all else 0
        assert leave_out == pytest.approx(sign * plain, abs=1e-9)
    assert set(found.index) == {t for t in THEMES if any(t in themes for _, themes in rows)}


@laws
@given(people, st.randoms())
def test_order_of_rows_changes_nothing(rows, random):
    """Not even where the file has no ids, so that they are the row numbers."""
    ranking = rank(rows)
    random.shuffle(rows)
    pd.testing.assert_frame_equal(rank(rows).improvements, ranking.improvements)


@laws
@given(people, st.permutations(THEMES), st.sampled_from([NPS, MEAN]))
def test_names_of_themes_change_nothing(rows, others, metric):
    name = dict(zip(THEMES, others, strict=True))
    comments, tags = table(rows)
    renamed = rank(rows, metric, tables=(comments, tags.assign(theme=tags["theme"].map(name))))
    back = {other: theme for theme, other in name.items()}
    found = renamed.improvements.assign(theme=renamed.improvements["theme"].map(back))
    columns = [*FIGURES, "tier", "rank_low", "rank_high"]
    pd.testing.assert_frame_equal(
        found.set_index("theme")[columns].sort_index(), by_theme(rank(rows, metric), columns)
    )


@laws
@given(people, st.permutations(THEMES))
def test_order_of_themes_changes_nothing(rows, order):
    pd.testing.assert_frame_equal(by_theme(rank(rows)), by_theme(rank(rows, themes=order)))


@laws
@given(people, st.floats(-100, 100))
def test_a_constant_added_to_all_scores_changes_no_impact_on_the_mean(rows, constant):
    comments, tags = table(rows)
    moved = comments.assign(score=comments["score"] + constant), tags
    ranked, other = (rank(rows, MEAN, tables=t) for t in ((comments, tags), moved))
    columns = ["impact", "low", "high", "leave_out"]
    pd.testing.assert_frame_equal(
        by_theme(ranked, columns), by_theme(other, columns), atol=1e-5, rtol=0
    )


@laws
@given(people)
def test_numbers_are_finite_and_within_their_ranges(rows):
    ranking = rank(rows)
    found = ranking.improvements
    certain = found[found["ranked"]]
    assert np.isfinite(found[[f for f in FIGURES if f != "p_top3"]].to_numpy(float)).all()
    assert found["share"].between(0, 1, inclusive="right").all()
    assert found[["impact", "low", "high"]].abs().le(200).all(axis=None)
    assert (found["low"] <= found["impact"]).all()
    assert (found["impact"] <= found["high"]).all()
    assert certain["p_top3"].between(0, 1).all()
    assert certain["rank_low"].between(1, certain["rank_high"]).all()
    assert certain["impact"].is_monotonic_decreasing
    assert set(certain["tier"]) == set(range(1, len(set(certain["tier"])) + 1))
    assert found.loc[~found["ranked"], ["p_top3", "tier", "rank_low"]].isna().all(axis=None)
    assert np.allclose(ranking.rank_chances.sum(axis=1) if len(certain) else 1, 1)
    assert ranking.total.value == pytest.approx(found["impact"].sum(), abs=1e-6)


def test_columns_and_counts():
    rows = [(2, "a"), (5, "a"), (9, "b"), (10, "b"), (9, ""), (None, "a")]
    found = rank(rows).improvements
    assert list(found) == COLUMNS
    counts = found.set_index("theme")[["n_comments", "n_tagged", "share"]]
    assert counts.loc["a"].tolist() == [6, 3, 0.5]  # the one without a score counts in the share
    assert counts.loc["b"].tolist() == [6, 2, 1 / 3]
    assert found["side"].tolist() == ["complaint"] * 2


def test_only_themes_with_enough_mentions_and_others_to_compare_with_are_ranked():
    rows = [(2, "abc"), (2, "ab"), (2, "ab"), (2, "ab"), (9, "a"), (9, "ad"), (8, ""), (7, "")]
    found = rank(rows, options=RankingOptions(min_mentions=3)).improvements
    assert found.loc[found["ranked"], "theme"].tolist() == ["b"]  # of a there are but 2 others
    assert set(found["theme"]) == set("abcd")
    assert found["ranked"].is_monotonic_decreasing


def test_twenty_mentions_are_enough_unless_said_otherwise():
    rows = [(2, "a")] * 20 + [(2, "b")] * 19 + [(9, "")] * 20
    found = rank(rows, options=RankingOptions()).improvements.set_index("theme")
    assert found["ranked"].to_dict() == {"a": True, "b": False}
    assert found.loc["b", "impact"] > 0


def test_a_reduction_takes_that_part_of_every_impact():
    rows = [(2, "a"), (4, "b"), (9, ""), (8, "")] * 10
    whole, part = (by_theme(rank(rows, options=RankingOptions(reduction=r))) for r in (1, 0.3))
    for name in ("impact", "low", "high"):
        assert part[name].tolist() == pytest.approx((0.3 * whole[name]).tolist())
    assert part["effect"].equals(whole["effect"])


@pytest.mark.parametrize("reduction", [0, -1, 1.5, float("nan")])
def test_a_reduction_that_is_none_is_refused(reduction):
    with pytest.raises(ScoreError, match="must be above 0 and at most 1"):
        rank([(2, "a")], options=RankingOptions(reduction=reduction))


def test_a_column_of_customers_that_is_not_there_is_refused():
    with pytest.raises(ColumnError, match=r"'klant' not found.*--customer-column"):
        rank([(2, "a")], options=RankingOptions(customer_column="klant"))


def test_the_worked_example_comes_to_the_impact_shown():
    ranking = rank([(2, "a"), (4, "b"), (9, ""), (8, "")] * 10, options=RankingOptions(0.5, 1))
    first = ranking.improvements.iloc[0]
    assert ranking.example.impact == pytest.approx(first["impact"])
    assert (ranking.example.theme, ranking.example.reduction) == (first["theme"], 0.5)
    assert f"= {first['impact']:.2f} points" in ranking.example.text("Te laat")


def test_where_lower_is_better_a_complaint_that_raises_the_score_has_a_positive_impact():
    rows = [(5, "a")] * 30 + [(1, "")] * 60
    ranking = rank(rows, find_metric("ces_1_5"))
    first = ranking.improvements.iloc[0]
    assert first["effect"] > 3
    assert first["impact"] == pytest.approx(first["effect"] / 3)
    assert ranking.example.impact == pytest.approx(first["impact"])
    assert first["leave_out"] == pytest.approx(7 / 3 - 1)


def test_complaints_and_praise_stand_apart_and_topics_nobody_can_act_on_nowhere(taxonomy):
    rows = [
        *[(10, ["good_delivery", "good_overall"])] * 40,
        *[(2, ["bad_staff", "bad_overall"])] * 40,
        *[(6, [])] * 40,
    ]
    ranking = rank_themes(*table(rows), MEAN, taxonomy)
    assert ranking.improvements[["theme", "topic", "side"]].to_numpy().tolist() == [
        ["bad_staff", "staff", "complaint"]
    ]
    assert ranking.strengths[["theme", "topic", "side"]].to_numpy().tolist() == [
        ["good_delivery", "delivery", "praise"]
    ]
    # four points below and above those who mention neither, a third each; shrunk a little
    assert ranking.improvements["impact"].item() == pytest.approx(4 / 3, rel=0.02)
    assert ranking.strengths["impact"].item() == pytest.approx(4 / 3, rel=0.02)
    assert ranking.unmentioned == ("bad_delivery", "bad_price", "bad_range")


def test_two_runs_and_any_size_of_block_give_the_same_numbers(monkeypatch):
    rows = [(score, themes) for score, themes in zip(range(11), "abcabcabcab", strict=True)]
    found = rank(rows * 3).improvements
    pd.testing.assert_frame_equal(rank(rows * 3).improvements, found)
    monkeypatch.setattr(joint_model, "_BLOCK", 500)
    pd.testing.assert_frame_equal(rank(rows * 3).improvements, found)


def test_an_impact_of_nothing_has_no_sign():
    nothing = WorkedExample("late", -0.0, 0.5, 0.5, n_tagged=1, n_comments=2)
    assert nothing.text("Te laat").endswith("gains 0.00 x 0.5000 x 0.5 = 0.00 points.")
