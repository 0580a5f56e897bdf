"""Input that says little: a clear message or an honest wide interval, never a crash or NaN."""

import numpy as np
import pandas as pd
import pytest

from feedback_nlp.errors import ColumnError, ScoreError
from feedback_nlp.scores.metrics import find_metric
from feedback_nlp.scores.ranking import rank_themes
from feedback_nlp.scores.ranking_options import RankingOptions
from feedback_nlp.scores.ranking_table import COLUMNS
from feedback_nlp.themes.taxonomy import plain_taxonomy

NPS = find_metric("nps")
FIGURES = ["share", "effect", "impact", "low", "high", "leave_out"]


def rank(respondents, rows, metric=NPS, themes=("a", "b"), customers=None):
    scores = np.array([score for score, _ in rows], dtype=float)
    mentioned = np.array([[t in said for t in themes] for _, said in rows], dtype=bool)
    comments, tags = respondents(scores, mentioned.reshape(len(rows), len(themes)), themes)
    options = RankingOptions()
    if customers is not None:
        comments["customer"] = customers
        options = RankingOptions(customer_column="customer")
    taxonomy = plain_taxonomy(themes, language="nl")
    ranking = rank_themes(comments, tags, metric, taxonomy, options=options)
    check = ranking.check_order()
    assert check.correlation is None or -1 <= check.correlation <= 1
    found = ranking.improvements
    assert np.isfinite(found[FIGURES].to_numpy(float)).all()
    assert found[["impact", "low", "high"]].abs().le(200).all(axis=None)
    return ranking


@pytest.mark.parametrize("rows", [[], [(np.nan, "a"), (np.nan, "")]])
def test_without_scores_nothing_is_ranked_and_that_is_said(respondents, rows):
    ranking = rank(respondents, rows)
    assert ranking.improvements.empty
    assert list(ranking.improvements) == COLUMNS
    assert "No comment has a score" in ranking.doubts[0]
    assert ranking.example is None


def test_all_scores_equal_is_said_and_nothing_is_ranked(respondents):
    ranking = rank(respondents, [(8, "a")] * 40 + [(7, "")] * 40)  # both are passive
    assert not ranking.improvements["ranked"].any()
    assert "All 80 scores count alike" in ranking.doubts[0]


def test_a_theme_on_every_comment_has_the_widest_interval_and_is_not_ranked(respondents):
    rows = [(2, "a"), (9, "ab"), (8, "a")] * 30
    found = rank(respondents, rows).improvements.set_index("theme")
    assert not found.loc["a", "ranked"]
    assert found.loc["a", "low"] < -80
    assert found.loc["a", "high"] > 80
    assert found.loc["b", "ranked"]


def test_ids_that_are_whole_numbers_find_their_tags(respondents):
    scores, mentioned = np.array([2.0, 9.0] * 30), np.array([[True], [False]] * 30)
    comments, tags = respondents(scores, mentioned, ("a",))
    tags["comment_id"] = tags["comment_id"].astype("int64").astype("str")
    comments["comment_id"] = comments["comment_id"].astype("int64")
    ranking = rank_themes(comments, tags, NPS, plain_taxonomy(("a",), language="nl"))
    assert ranking.improvements["n_tagged"].tolist() == [30]


def test_a_theme_that_nobody_mentions_is_named_and_has_no_row(respondents):
    ranking = rank(respondents, [(2, "a"), (9, "")] * 30)
    assert ranking.improvements["theme"].tolist() == ["a"]
    assert ranking.unmentioned == ("b",)


def test_no_theme_at_all(respondents):
    ranking = rank(respondents, [(2, ""), (9, "")] * 30)
    assert ranking.improvements.empty
    assert ranking.total.value == 0
    assert "No theme is mentioned often enough" in ranking.doubts[0]


def test_two_customers_say_too_little_to_rank(respondents):
    rows = [(2, "a"), (9, "b")] * 50
    ranking = rank(respondents, rows, customers=["k1", "k2"] * 50)
    found = ranking.improvements
    assert not found["ranked"].any()
    assert "20 customers" in ranking.doubts[0]
    assert (found["low"] < 0).all()
    assert (found["high"] > 0).all()


def test_one_customer(respondents):
    ranking = rank(respondents, [(2, "a"), (9, "b")] * 50, customers=["k"] * 100)
    assert not ranking.improvements["ranked"].any()


def test_customers_without_a_name_count_apart(respondents):
    rows = [(2, "a"), (9, "b"), (8, "")] * 50
    named = rank(respondents, rows, customers=["", pd.NA, " "] * 50)
    columns = ["theme", "impact", "low", "high", "tier"]
    pd.testing.assert_frame_equal(
        named.improvements[columns], rank(respondents, rows).improvements[columns]
    )


def test_every_comment_a_duplicate(respondents):
    found = rank(respondents, [(2, "a")] * 500).improvements
    assert not found["ranked"].any()
    twice = rank(respondents, [(2, "a"), (2, "a"), (9, ""), (9, "")] * 10).improvements
    assert twice["ranked"].tolist() == [True]


@pytest.mark.parametrize("metric", ["nps", "mean", "csat_top2"])
def test_one_row(respondents, metric):
    ranking = rank(respondents, [(4, "a")], find_metric(metric))
    assert not ranking.improvements["ranked"].any()
    assert "Only one comment has a score" in ranking.doubts[0]


def test_two_rows(respondents):
    found = rank(respondents, [(2, "a"), (9, "")]).improvements
    assert not found["ranked"].any()
    assert found["low"].item() < 0 < found["high"].item()


def test_themes_that_always_come_together_share_an_effect_that_could_be_of_either(respondents):
    rows = [(2, "ab"), (3, "ab"), (9, ""), (10, ""), (7, "")] * 20
    found = rank(respondents, rows).improvements
    assert found["theme"].tolist() == ["a", "b"]
    assert found[[*FIGURES, "tier", "p_top3"]].drop_duplicates().shape[0] == 1
    # all of it may come from either: about 66 points (40% of 166)
    assert found["low"].max() < 10
    assert found["high"].min() > 56


def test_a_perfect_fit_is_no_certainty_of_a_crash(respondents):
    found = rank(respondents, [(2, "a")] * 20 + [(9, "")] * 20).improvements
    assert found["impact"].item() == pytest.approx(100, rel=0.01)
    assert found["low"].item() < found["impact"].item() < found["high"].item()


def test_a_score_without_end_is_refused(respondents):
    with pytest.raises(ScoreError, match=r"Metric 'mean' is for scores from .*; found inf"):
        rank(respondents, [(np.inf, "a"), (9, "")] * 30, metric=find_metric("mean"))


@pytest.mark.parametrize("lacking", ["comment_id", "comment", "score"])
def test_a_table_without_a_column_is_refused(respondents, lacking):
    comments, tags = respondents(np.array([9.0]), np.array([[True]]), ("a",))
    taxonomy = plain_taxonomy(("a",), language="nl")
    with pytest.raises(ColumnError, match=f"Column '{lacking}' not found; the table has"):
        rank_themes(comments.drop(columns=lacking), tags, NPS, taxonomy)
    with pytest.raises(ColumnError, match="Column 'theme' not found; the table has 'comment_id'"):
        rank_themes(comments, tags[["comment_id"]], NPS, taxonomy)
