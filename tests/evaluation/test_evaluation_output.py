import json

import numpy as np
import pandas as pd
import pytest

from feedback_nlp.cli.evaluation_output import print_evaluation, print_pairs
from feedback_nlp.evaluation.comparison import compare
from feedback_nlp.evaluation.phenomena import PHENOMENON_COLUMNS, PairEvaluation


@pytest.fixture
def evaluation():
    found = np.array([[True, False]] * 25 + [[False, True]] * 5)
    return compare(
        found,
        [["late"]] * 30,
        ["late", "dear"],
        proba=np.where(found, 0.9, 0.05),
        comments=["Te laat"] * 30,
        sources=["shop"] * 28 + [""] * 2,
    )


@pytest.fixture
def pairs():
    rows = [("negation", 4, 3, 0.75, 0.30, 0.95, 0.875)]
    return PairEvaluation(0.75, 0.875, 4, pd.DataFrame(rows, columns=PHENOMENON_COLUMNS))


def test_json_has_the_promised_keys_first_and_the_others_after(evaluation, capsys):
    print_evaluation(evaluation, as_json=True)
    printed = json.loads(capsys.readouterr().out)
    assert list(printed)[:3] == ["micro_f1", "macro_f1", "themes"]
    assert list(printed["themes"][0])[:5] == ["theme", "precision", "recall", "f1", "support"]
    assert printed["themes"][0]["support"] == 30
    assert {"calibration", "by_source", "by_length", "confusions"} < set(printed)
    assert printed["calibration"]["bins"][0]["n"] == 30
    assert printed["calibration"]["bins"][5]["observed"] is None
    assert printed["by_source"][0]["n_comments"] == 28
    assert printed["by_source"][1]["f1_low"] is None
    assert printed["confusions"] == [{"missed": "late", "found_instead": "dear", "n_comments": 5}]


def test_json_has_no_calibration_without_probabilities(capsys):
    print_evaluation(compare(np.ones((1, 1), dtype=bool), [["late"]], ["late"]), as_json=True)
    assert json.loads(capsys.readouterr().out)["calibration"] is None


def test_text_shows_every_figure_with_its_interval(evaluation, capsys):
    print_evaluation(evaluation, as_json=False)
    text = capsys.readouterr().out
    lines = text.splitlines()
    late = next(line for line in lines if line.split()[:1] == ["late"])
    assert late.split()[2:5:2] == ["1.00", "0.83"]
    assert "niet meetbaar" not in late
    assert next(line for line in lines if line.split()[:1] == ["dear"]).endswith("niet meetbaar")
    assert "30 comments, micro F1 0.833 (" in text
    for part in ("By source:", "By length in words:", "found instead", "Calibration", "Brier"):
        assert part in text


def test_text_shows_ten_sources_and_counts_the_others(capsys):
    answers = np.ones((12, 1), dtype=bool)
    sources = [f"s{place}" for place in range(12)]
    print_evaluation(compare(answers, [["late"]] * 12, ["late"], sources=sources), as_json=False)
    assert "and 2 others (--json prints all)." in capsys.readouterr().out


def test_json_of_pairs_has_the_promised_keys_first(pairs, capsys):
    print_pairs(pairs, as_json=True)
    printed = json.loads(capsys.readouterr().out)
    assert list(printed)[:2] == ["pairs_right", "phenomena"]
    assert list(printed["phenomena"][0])[:4] == ["phenomenon", "n_pairs", "n_right", "share"]
    assert printed["phenomena"][0]["share"] == 0.75


def test_text_of_pairs_shows_share_and_interval(pairs, capsys):
    print_pairs(pairs, as_json=False)
    text = capsys.readouterr().out
    assert "75% (30%-95%)" in text
    assert "4 pairs, 75.0% right on both sides; 87.5% of the sides are right." in text
