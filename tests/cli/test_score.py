"""The command that computes a metric."""

import io
import json

import pytest

from feedback_nlp.cli.group_scores import under_own_names
from feedback_nlp.comments.reading import read_comments

READ = "43 rows read from {}: 41 with a comment, 2 without, 1 without a score, 37 duplicates.\n"
NPS = 100 * 10 / 42  # 26 promoters, 16 detractors


def test_score_of_all_and_per_group_is_printed(process, reviews, tmp_path):
    """Requirement 003-16 of the sources."""
    ran = process("score", reviews, "--metric", "nps", "--by", "kanaal", folder=tmp_path)
    assert ran.code == 0
    assert ran.err == READ.format("reviews.csv (UTF-8, ';')")
    assert ran.out.splitlines() == [
        "nps 23.8 (-5.8 to 50.2), n = 42",
        " group  value   low  high  n vs_rest p_adjusted",
        "(leeg)      -     -     -  0       -          -",
        "   web   41.2   8.7  66.9 34   +91.2      0.013",
        "winkel  -50.0 -86.9  14.2  8   -91.2      0.013",
        "Difference among all groups: p 0.017",
    ]
    assert list(tmp_path.iterdir()) == []


def test_json_is_one_object_with_the_documented_keys(command, reviews):
    ran = command("score", reviews, "--metric", "nps", "--by", "kanaal", "--json")
    assert ran.code == 0
    printed = json.loads(ran.out)
    assert list(printed) == ["metric", "value", "low", "high", "n", "groups", "p_groups"]
    assert printed["metric"] == "nps"
    assert printed["value"] == pytest.approx(NPS)
    assert [printed["low"], printed["high"]] == pytest.approx([-5.76, 50.21], abs=0.005)
    assert printed["n"] == 42
    empty, web, shop = printed["groups"]
    assert (empty.pop("group"), empty.pop("n")) == ("(leeg)", 0)
    assert set(empty.values()) == {None}
    assert list(web) == [
        *("group", "value", "low", "high", "n"),
        *("difference", "difference_low", "difference_high", "p", "p_adjusted"),
    ]
    assert (web["group"], web["n"]) == ("web", 34)
    assert (shop["group"], shop["value"], shop["n"]) == ("winkel", -50.0, 8)
    assert ran.out.count("\n") == 1


def test_without_groups_the_list_of_groups_is_empty(command, reviews):
    ran = command("score", reviews, "--metric", "mean", "--json")
    assert json.loads(ran.out)["groups"] == []


def test_standard_input_is_read(process, tmp_path):
    given = "review;sterren\n;★★★★★\nmooi;goed\nnee;matig\nduur;1 ster\n".encode()
    ran = process("score", "-", "--metric", "csat_top2", given=given, folder=tmp_path)
    assert (ran.code, ran.out) == (0, "csat_top2 50.0 (15.0 to 85.0), n = 4\n")
    assert ran.err == (
        "4 rows read from standard input (UTF-8, ';'): 3 with a comment, 1 without.\n"
    )


def test_one_score_leaves_the_whole_scale_possible(command, tmp_path):
    (tmp_path / "one.csv").write_text("opmerking;cijfer;team\nte laat;3;A\n")
    assert command("score", "one.csv", "--metric", "mean").out == "mean 3.0 (0.0 to 10.0), n = 1\n"
    ran = command("score", "one.csv", "--metric", "csat_mean", "--by", "team", "--json")
    nothing = dict.fromkeys(("difference", "difference_low", "difference_high", "p", "p_adjusted"))
    found = {"value": 60.0, "low": 20.0, "high": 100.0, "n": 1}
    assert json.loads(ran.out) == {
        **{"metric": "csat_mean", **found},
        **{"groups": [{"group": "A", **found, **nothing}], "p_groups": None},
    }


def test_columns_are_recognised_unless_named(command, tmp_path):
    (tmp_path / "two.csv").write_text("Uw cijfer;Sterren;Uw  team\n10;1;A\n9;2;B\n")
    recognised = command("score", "two.csv", "--metric", "mean", "--json")
    named = command(
        *("score", "two.csv", "--metric", "mean", "--json", "--score-column", "Uw cijfer"),
        *("--by", "Uw  team"),
    )
    assert json.loads(recognised.out)["value"] == 1.5
    assert json.loads(named.out)["value"] == 9.5
    assert [group["value"] for group in json.loads(named.out)["groups"]] == [10.0, 9.0]


def test_few_scores_outside_the_scale_are_taken_for_no_answer_and_counted(command, tmp_path):
    scores = ["10"] * 30 + ["0"] * 10 + ["99", "-1"]
    (tmp_path / "codes.csv").write_text("\n".join(["cijfer", *scores]) + "\n")
    ran = command("score", "codes.csv", "--metric", "nps", "--json")
    assert (json.loads(ran.out)["value"], json.loads(ran.out)["n"]) == (50.0, 40)
    assert ran.err.splitlines()[1] == "2 scores are outside 0 to 10, taken for no answer."


def test_stars_under_a_metric_of_ten_are_doubted(command, tmp_path):
    (tmp_path / "stars.csv").write_text("\n".join(["sterren", *"54321" * 6]) + "\n")
    ran = command("score", "stars.csv", "--metric", "nps")
    assert ran.code == 0
    assert ran.err.splitlines()[1] == (
        "None of 30 scores is above 5, where metric 'nps' expects up to 10. For stars use "
        "'csat_top2' or 'excellent', or name the right column with --score-column."
    )
    assert len(command("score", "stars.csv", "--metric", "excellent").err.splitlines()) == 1


def test_sheet_of_a_workbook_is_named(command, tmp_path):
    import pandas as pd

    with pd.ExcelWriter(tmp_path / "book.xlsx", engine="xlsxwriter") as book:
        for name, score in (("maart", 2), ("april", 4)):
            pd.DataFrame({"cijfer": [score], "tekst": ["x"]}).to_excel(
                book, sheet_name=name, index=False
            )
    ran = command("score", "book.xlsx", "--metric", "mean", "--sheet", "april", "--json")
    assert json.loads(ran.out)["value"] == 4.0
    ran = command("score", "book.xlsx", "--metric", "mean")
    assert ran.code == 1
    assert ran.err == (
        "ColumnError: book.xlsx has several sheets with a comment column: 'maart', 'april'. "
        "Name one with sheet=... or --sheet.\n"
    )


def test_other_name_of_a_metric_is_understood_and_the_right_one_told(command, tmp_path):
    (tmp_path / "effort.csv").write_text("cijfer\n1\n2\n3\n")
    ran = command("score", "effort.csv", "--metric", "Customer Engagement Score")
    assert (ran.code, ran.out.split()[:2]) == (0, ["ces_1_5", "2.0"])
    assert ran.err.splitlines()[0] == (
        "'Customer Engagement Score' is taken for Customer Effort Score (klantinspanning, 1–5): "
        "metric 'ces_1_5', scores from 1 to 5, lower is better."
    )


def test_stars_are_taken_for_their_mean_on_any_scale(command, tmp_path):
    (tmp_path / "stars.csv").write_text("sterren\n1\n5\n3\n")
    ran = command("score", "stars.csv", "--metric", "sterren")
    assert (ran.code, ran.out.split()[:2]) == (0, ["mean", "3.0"])
    assert ran.err.splitlines()[0] == (
        "'sterren' is taken for Gemiddelde score: metric 'mean', scores on any scale, higher is "
        "better."
    )


def test_own_metric_is_used_by_its_name(command, tmp_path):
    (tmp_path / "own.yaml").write_text(
        "metrics:\n  - {name: pass, title: Voldoende, scale: [1, 10], direction: higher, "
        "formula: share, counted: [6, 10]}\n"
    )
    (tmp_path / "marks.csv").write_text("cijfer\n5\n6\n7\n10\n")
    ran = command("score", "marks.csv", "--metric", "pass", "--metrics", "own.yaml", "--json")
    assert json.loads(ran.out)["value"] == 75.0
    ran = command("score", "marks.csv", "--metric", "pass")
    assert (ran.code, ran.err.partition(". ")[0]) == (1, "ScoreError: Metric 'pass' is unknown")
    ran = command("score", "marks.csv", "--metric", "nps", "--metrics", "marks.csv")
    assert (ran.code, ran.err.partition(": ")[0]) == (1, "MetricError")


def test_periods_are_named_by_the_date_column_and_compared_with_the_one_before(command, tmp_path):
    days = [("05-01-2025", 3), ("06-01-2025", 9), ("07-02-2025", 10), ("", 10), ("1-3-2025", 10)]
    (tmp_path / "dated.csv").write_text(
        "\n".join(["Datum;cijfer", *(f"{day};{score}" for day, score in days)])
    )
    ran = command("score", "dated.csv", "--metric", "nps", "--by", "datum".title())
    lines = ran.out.splitlines()
    assert lines[0].startswith("nps 60.0 ")
    assert lines[1].split() == ["group", "value", "low", "high", "n", "vs_previous", "p_adjusted"]
    assert [line.split()[0] for line in lines[2:5]] == ["2025-01", "2025-02", "2025-03"]
    assert [line.split()[5] for line in lines[2:5]] == ["-", "+100.0", "+0.0"]
    assert "1 row without a date is in no period." in ran.err
    assert command("score", "dated.csv", "--metric", "nps", "--by", "date").out == ran.out


def test_customers_and_weights_are_counted(command, tmp_path):
    rows = [("k1", 10, "1"), ("k1", 10, "1"), ("k2", 3, "2,5"), ("k3", 8, "1")]
    (tmp_path / "often.csv").write_text(
        "\n".join(["id;cijfer;telt", *(";".join(map(str, row)) for row in rows)])
    )
    plain = json.loads(command("score", "often.csv", "--metric", "nps", "--json").out)
    named = ("score", "often.csv", "--metric", "nps", "--customer-column", "id")
    by_customer = json.loads(command(*named, "--json").out)
    assert (plain["value"], by_customer["value"]) == (25, 25)
    assert by_customer["n_effective"] < 4
    assert by_customer["low"] < plain["low"]
    weighted = command(*named, "--weight-column", "telt")
    assert weighted.out.startswith("nps -9.1 (-100.0 to 100.0), n = 4, which tell as much as ")
    ran = command("score", "often.csv", "--metric", "nps", "--weight-column", "id")
    assert (ran.code, ran.err.partition("; ")[0].split("\n")[-1]) == (
        1,
        "ScoreError: Column 'id' must give every row with a score a weight of 0 or more",
    )


def test_scores_that_contradict_the_comments_are_refused(command, tmp_path):
    """Effort where 1 is easy, given as ease."""
    late, good = "De bestelling is te laat bezorgd.", "Vriendelijk personeel."
    rows = [f"{score};{late}" for score in (5, 4) * 10] + [
        f"{score};{good}" for score in (1, 2) * 10
    ]
    (tmp_path / "effort.csv").write_text("\n".join(["cijfer;opmerking", *rows]))
    assert command("score", "effort.csv", "--metric", "ces_1_5").code == 0
    for name, more in (("score", []), ("rank", []), ("report", ["--out", "report"])):
        ran = command(name, "effort.csv", "--metric", "ces_1_7", *more)
        assert (ran.code, ran.out) == (1, "")
        assert "ScoreError: Metric 'ces_1_7' is better where it is higher, but it is 1.5" in ran.err
    assert not (tmp_path / "report").exists()


def test_scores_with_and_without_a_reward_stand_side_by_side(command, tmp_path):
    """Contradiction X13 of the sources: those who get something for an answer may answer better."""
    rows = ["10;ja"] * 30 + ["10;nee"] * 10 + ["3;nee"] * 20 + ["8;"] * 5
    (tmp_path / "rewarded.csv").write_text("\n".join(["cijfer;beloning", *rows]))
    ran = command("score", "rewarded.csv", "--metric", "nps", "--by", "beloning", "--json")
    groups = {group["group"]: group for group in json.loads(ran.out)["groups"]}
    assert {name: (group["value"], group["n"]) for name, group in groups.items()} == {
        "(leeg)": (0.0, 5),
        "ja": (100.0, 30),
        "nee": (pytest.approx(-100 / 3), 30),
    }
    assert groups["ja"]["difference_low"] > 0


def test_two_columns_of_dates_are_told_and_give_no_periods(command, tmp_path):
    (tmp_path / "dates.csv").write_text("cijfer;date;datum\n9;1-3-2025;2-3-2025\n")
    ran = command("score", "dates.csv", "--metric", "nps")
    assert ran.code == 0
    assert ran.err.splitlines()[1] == (
        "Column 'date' could be 'date' or 'datum'; none is used. Name yours with --date-column."
    )
    assert command("score", "dates.csv", "--metric", "nps", "--date-column", "datum").code == 0


def test_groups_by_id_are_the_ids_that_the_file_has():
    reading = read_comments(io.BytesIO(b"id;cijfer\nr;8\nr#2;9\nr;7\n;6\n"), need=())
    assert under_own_names(reading)["id"].tolist() == ["r", "r#2", "r", "4"]


@pytest.mark.parametrize("by", ["datum", "date"])
@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_periods_of_a_file_without_one_readable_date_are_refused(command, tmp_path, by, as_json):
    (tmp_path / "undated.csv").write_text("datum;cijfer\n;8\neergisteren;7\n")
    ran = command("score", "undated.csv", "--metric", "nps", "--by", by, *as_json)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[-1] == (
        f"ColumnError: Column '{by}' has no readable date, so there are no periods. "
        "Name the right one with --date-column, or leave out --by."
    )
