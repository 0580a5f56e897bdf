"""The commands that write a report."""

import json
import re

import numpy as np
import pandas as pd
import pytest

from feedback_nlp.scores.counts import COLUMNS as COUNT_COLUMNS
from feedback_nlp.scores.ranking_table import COLUMNS as RANKING_COLUMNS

FILES = {"report.html", "report.xlsx", "tags.parquet", "theme_counts.csv", "ranking.csv"}


def names(folder):
    return {file.name for file in folder.iterdir()}


def test_report_writes_five_files_and_prints_where_the_page_is(twice):
    ran, folder = twice["report"][0]
    assert (ran.code, ran.out) == (0, "Report: report/report.html\n")
    assert len(ran.err.splitlines()) == 1
    assert names(folder) == {"report"}
    assert names(folder / "report") == FILES


def test_tables_of_a_report_tell_what_the_other_commands_tell(twice):
    folder = twice["report"][0][1] / "report"
    tags = pd.read_csv(twice["tag"][0][1] / "tags.csv", dtype={"comment_id": str})
    pd.testing.assert_frame_equal(pd.read_parquet(folder / "tags.parquet"), tags, check_dtype=False)
    ranking = pd.read_csv(folder / "ranking.csv")
    assert list(ranking) == RANKING_COLUMNS
    printed = pd.DataFrame(json.loads(twice["rank"][0][0].out)["themes"]).replace(
        {None: np.nan, "": np.nan}
    )
    pd.testing.assert_frame_equal(ranking[list(printed)], printed, check_dtype=False)


def test_theme_counts_account_for_every_comment(twice):
    file = twice["report"][0][1] / "report" / "theme_counts.csv"
    counts = pd.read_csv(file, keep_default_na=False)
    assert list(counts) == COUNT_COLUMNS
    everything = counts[counts["period"] == ""].set_index("theme")
    assert everything["n_comments"].unique().tolist() == [41]
    assert everything["n_tagged"].to_dict() == {
        theme: {"late_delivery": 11, "unfriendly_staff": 6}.get(theme, 0)
        for theme in everything.index
    }
    months = counts[counts["period"] != ""]
    assert months["period"].unique().tolist() == ["2025-01", "2025-02"]
    late = months[months["theme"] == "late_delivery"]
    assert late[["n_comments", "n_tagged"]].to_numpy().tolist() == [[20, 5], [21, 6]]


@pytest.mark.parametrize("name", ["tag", "rank", "report"])
def test_two_runs_give_the_same_bytes(twice, name):
    (first, folder), (second, other) = twice[name]
    assert first == second
    files = sorted(file.relative_to(folder) for file in folder.rglob("*.*"))
    assert len(files) == {"tag": 1, "rank": 0, "report": 5}[name]
    for file in files:
        assert (folder / file).read_bytes() == (other / file).read_bytes(), file


def test_report_replaces_an_earlier_one_and_leaves_other_files_alone(command, reviews, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    for metric in ("nps", "mean"):
        assert command("report", reviews, "--metric", metric, "--out", ".").code == 0
    assert names(tmp_path) == FILES | {"notes.txt"}
    assert (tmp_path / "notes.txt").read_text() == "mine"
    impact = pd.read_csv("ranking.csv").set_index("theme")["impact"]
    # by hand: the late ones score 2, the others 9; 11 of 41 comments are late
    assert impact["late_delivery"] == pytest.approx(7 * 11 / 41, rel=0.01)


def test_indicators_and_events_stand_in_the_page_and_mistakes_in_them_write_nothing(
    command, reviews, tmp_path
):
    context = tmp_path / "context.yaml"
    words = ("report", reviews, "--metric", "nps", "--context", "context.yaml", "--out", "out")
    context.write_text("events: [{date: 2025-02-02, name: Storm}]\nindicators: [{name: A}]\n")
    ran = command(*words)
    assert (ran.code, names(tmp_path)) == (1, {"context.yaml"})
    assert "ContextError: context.yaml, line 2: indicators > 0 > themes: Field required." in ran.err
    later = "{date: 2026-02-02, name: Later}"
    context.write_text(f"events: [{later}, {{date: 2025-02-02, name: Storm}}]\n")
    ran = command(*words)
    assert ran.code == 0
    assert ran.err.splitlines()[-1] == "Events outside the dates of the comments, not drawn: 1."
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "2 februari 2025: Storm." in page


def test_demo_reports_on_the_written_example_and_says_so(process, tmp_path):
    ran = process("demo", folder=tmp_path)
    assert (ran.code, ran.out) == (0, "Report: feedback-nlp-demo/report.html\n")
    assert re.match(r"\d+ rows read from webshop\.csv", ran.err)
    assert names(tmp_path) == {"feedback-nlp-demo"}
    assert names(tmp_path / "feedback-nlp-demo") == FILES
    page = (tmp_path / "feedback-nlp-demo" / "report.html").read_text(encoding="utf-8")
    title = re.search(r"<title>(.*?)</title>", page)
    assert "geschreven" in title[1]
    ranking = pd.read_csv(tmp_path / "feedback-nlp-demo" / "ranking.csv")
    assert len(ranking) >= 5


def test_page_of_own_comments_does_not_call_them_written(twice):
    page = (twice["report"][0][1] / "report" / "report.html").read_text(encoding="utf-8")
    assert "geschreven" not in re.search(r"<title>(.*?)</title>", page)[1]
