"""Input that is unusual and yet to be used: nothing is lost, nothing fails."""

import json

import pandas as pd
import pytest

HEADER = "opmerking;cijfer\n"
LATE, BLUE = "De bestelling is te laat bezorgd.", "Ik heb de blauwe besteld."
FILES = {"report.html", "report.xlsx", "tags.parquet", "theme_counts.csv", "ranking.csv"}


def report(command, folder, content, metric="nps"):
    """Make a report and return what was read, the tags and the counts over all comments."""
    (folder / "odd.csv").write_text(content, encoding="utf-8")
    ran = command("report", "odd.csv", "--metric", metric, "--out", "report")
    assert (ran.code, ran.out) == (0, "Report: report/report.html\n")
    assert {file.name for file in (folder / "report").iterdir()} == FILES
    tags = pd.read_parquet(folder / "report" / "tags.parquet")
    counts = pd.read_csv(folder / "report" / "theme_counts.csv", keep_default_na=False)
    return ran.err, tags, counts[counts["period"] == ""].set_index("theme")


def ranked(folder):
    """Tell of each theme in the ranking whether it has a rank."""
    return pd.read_csv(folder / "report" / "ranking.csv")["ranked"].tolist()


def test_comment_of_a_megabyte_is_one_comment(command, tmp_path):
    comment = f"{LATE} " * 31_000
    read, tags, counts = report(command, tmp_path, f"{HEADER}{comment};3\n{BLUE};9\n")
    assert "2 rows read from odd.csv (UTF-8, ';'): 2 with a comment, 0 without." in read
    assert len(comment) > 2**20
    late = tags[tags["theme"] == "late_delivery"]
    assert late[["comment_id", "start", "end"]].to_numpy().tolist() == [["1", 0, 33]]
    assert counts["n_comments"].unique().tolist() == [2]


def test_hundred_thousand_emoji_are_one_comment(command, tmp_path):
    read, tags, counts = report(command, tmp_path, f"{HEADER}{'😀' * 100_000};9\n{LATE};3\n")
    assert "2 with a comment, 0 without." in read
    assert tags["theme"][tags["comment_id"] == "2"].tolist() == ["late_delivery"]
    assert (tags["end"] <= 100_000).all()
    assert counts["n_comments"].unique().tolist() == [2]


def test_nul_bytes_are_left_out(command, tmp_path):
    content = f"{HEADER}{LATE.replace('e', chr(0) + 'e')};3\n\0\0;9\n"
    read, tags, counts = report(command, tmp_path, content)
    assert "2 rows read from odd.csv (UTF-8, ';'): 1 with a comment, 1 without." in read
    assert tags[["comment_id", "theme", "end"]].to_numpy().tolist() == [["1", "late_delivery", 33]]
    assert counts["n_comments"].unique().tolist() == [1]


@pytest.mark.parametrize("metric", ["nps", "mean", "csat_top2"])
def test_one_row_is_enough(command, tmp_path, metric):
    _, tags, counts = report(command, tmp_path, f"{HEADER}{LATE};3\n", metric)
    assert tags["theme"].tolist() == ["late_delivery"]
    assert counts.loc["late_delivery", ["n_comments", "n_tagged", "share"]].tolist() == [1, 1, 1.0]
    assert ranked(tmp_path) == [False]


@pytest.mark.parametrize(("metric", "value"), [("nps", 0.0), ("mean", 8.0), ("csat_mean", None)])
def test_equal_scores_give_themes_without_impact(command, tmp_path, metric, value):
    rows = f"{LATE};8\n" * 10 + f"{BLUE};8\n" * 20
    if value is None:
        rows, value = rows.replace(";8", ";4"), 80.0
    report(command, tmp_path, HEADER + rows, metric)
    ran = command("score", "odd.csv", "--metric", metric, "--json")
    assert json.loads(ran.out)["value"] == value
    ran = command("rank", "odd.csv", "--metric", metric, "--json")
    (late,) = json.loads(ran.out)["themes"]
    assert [late[key] for key in ("impact", "low", "high", "tier")] == [0, 0, 0, None]
    ran = command("rank", "odd.csv", "--metric", metric)
    assert "All 30 scores count alike, so no theme can make a difference." in ran.out


def test_scores_without_comments_still_make_a_report(command, tmp_path):
    read, tags, counts = report(command, tmp_path, HEADER + ";3\n;9\n;10\n")
    assert "3 rows read from odd.csv (UTF-8, ';'): 0 with a comment, 3 without." in read
    assert tags.empty
    assert counts["n_tagged"].sum() == 0
    ran = command("score", "odd.csv", "--metric", "nps", "--json")
    assert json.loads(ran.out)["value"] == pytest.approx(100 / 3)


def test_duplicates_are_counted_and_kept(command, tmp_path):
    read, tags, counts = report(command, tmp_path, HEADER + f"{LATE};3\n" * 50)
    assert "50 with a comment, 0 without, 49 duplicates." in read
    assert len(tags) == 50
    assert counts.loc["late_delivery", "n_tagged"] == 50
    # all comments mention it, so there is nothing to compare it with
    assert ranked(tmp_path) == [False]


def test_scores_beyond_all_scales_are_no_answers(command, tmp_path):
    rows = f"{LATE};3\n" * 10 + f"{BLUE};9\n" * 50
    read, _, _ = report(command, tmp_path, f"{HEADER}{rows}x;inf\nx;1e308\n", "mean")
    assert "2 scores are outside -inf to inf, taken for no answer." in read
    ran = command("score", "odd.csv", "--metric", "mean", "--json")
    assert json.loads(ran.out)["value"] == 8.0


def test_themes_and_groups_that_look_like_code_stay_text(command, tmp_path):
    (tmp_path / "odd.csv").write_text(
        "opmerking;cijfer;team\n"
        '=HYPERLINK("http://x");9;=1+1\n<script>alert(1)</script>;9;{{ 7*7 }}\n'
    )
    ran = command("score", "odd.csv", "--metric", "nps", "--by", "team", "--json")
    assert [group["group"] for group in json.loads(ran.out)["groups"]] == ["=1+1", "{{ 7*7 }}"]
    assert command("report", "odd.csv", "--metric", "nps", "--out", "report").code == 0
    page = (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
