import pandas as pd

from feedback_nlp.report.bands import band_codes, score_bands
from feedback_nlp.scores.metrics import find_metric


def test_net_scores_have_three_bands_with_the_scores_in_them():
    bands = score_bands(pd.Series([0, 6, 7, 9, 10, None]), find_metric("nps"))
    assert [(band.name, band.scores, band.n, band.share) for band in bands] == [
        ("Criticasters", "0–6", 2, 0.4),
        ("Passieven", "7–8", 1, 0.2),
        ("Promoters", "9–10", 2, 0.4),
    ]


def test_a_share_names_who_is_in_it_and_who_is_not():
    bands = score_bands(pd.Series([5, 1]), find_metric("csat_top2"))
    assert [band.name for band in bands] == ["Niet tevreden", "Tevreden"]


def test_a_band_of_one_score_is_named_after_it():
    bands = score_bands(pd.Series([5, 1]), find_metric("excellent"))
    assert [band.scores for band in bands] == ["1–4", "5"]


def test_a_mean_has_three_bands_of_equal_width():
    scores = pd.Series([1.0, 2.0, 3.0, 4.0, 5.0, None])
    assert band_codes(scores, find_metric("csat_mean")).tolist() == [0, 0, 1, 2, 2, -1]


def test_a_mean_without_a_scale_takes_the_scores_that_were_given():
    assert band_codes(pd.Series([0.0, 50.0, 100.0]), find_metric("mean")).tolist() == [0, 1, 2]


def test_all_scores_equal_still_have_a_band():
    bands = score_bands(pd.Series([7.0, 7.0]), find_metric("mean"))
    assert sum(band.n for band in bands) == 2


def test_without_scores_there_are_no_bands():
    assert score_bands(pd.Series([None, None], dtype=float), find_metric("nps")) == ()
