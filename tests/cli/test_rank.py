"""The command that ranks what to improve."""

import json

import pandas as pd
import pytest

from feedback_nlp.scores.ranking_table import COLUMNS

KEYS = ["theme", "share", "impact", "low", "high", "p_top3", "tier", "leave_out"]
LATE, RUDE, BLUE = (
    "De bestelling is te laat bezorgd.", "Onvriendelijk personeel.", "Ik heb de blauwe besteld.",
)  # fmt: skip


@pytest.fixture
def many(tmp_path):
    """120 reviews: 40 late at 2, 24 rude at 8, 52 of no theme at 9, 4 late without a score."""
    rows = [("2", LATE)] * 40 + [("8", RUDE)] * 24 + [("9", BLUE)] * 52 + [("", LATE)] * 4
    lines = [f"{score};{text};k{number // 2}" for number, (score, text) in enumerate(rows)]
    (tmp_path / "many.csv").write_text("\n".join(["cijfer;opmerking;wie", *lines]))
    return "many.csv"


def test_ranking_is_one_object_with_impacts_as_by_hand(command, many):
    """Late ones are 200 points below those without a theme, rude ones 100; 44 and 24 of 120.

    Of 116 with a score the NPS is 12/116; without the late ones 52/76.
    """
    ran = command("rank", many, "--metric", "nps", "--json")
    assert ran.code == 0
    printed = json.loads(ran.out)
    assert list(printed)[:3] == ["metric", "n_comments", "themes"]
    assert [printed[key] for key in ("metric", "n_comments", "n_scored")] == ["nps", 120, 116]
    late, rude = printed["themes"]
    assert list(late)[: len(KEYS)] == list(rude)[: len(KEYS)] == KEYS
    assert set(late) == set(COLUMNS)
    assert (late["theme"], late["share"], late["tier"]) == ("late_delivery", 44 / 120, 1)
    assert late["impact"] == pytest.approx(200 * 44 / 120, rel=0.01)
    assert late["leave_out"] == pytest.approx(100 * (52 / 76 - 12 / 116))
    assert (rude["theme"], rude["tier"]) == ("unfriendly_staff", 2)
    assert rude["impact"] == pytest.approx(100 * 24 / 120, rel=0.01)
    assert rude["leave_out"] == pytest.approx(1200 / 92 - 1200 / 116)
    for theme in (late, rude):
        assert 0 < theme["low"] < theme["impact"] < theme["high"] < 100
        assert theme["p_top3"] == 1.0  # of two
    total = printed["total"]["impact"]
    assert total == pytest.approx(late["impact"] + rude["impact"])
    assert printed["notes"][-1].startswith("Association")


def test_less_reduction_gives_that_part_of_the_points(command, many):
    """Requirement 003-10 of the sources."""
    whole, part = (
        json.loads(command("rank", many, "--metric", "nps", "--json", *words).out)["themes"]
        for words in ([], ["--reduction", "0.3"])
    )
    for one, other in zip(whole, part, strict=True):
        assert other["impact"] == pytest.approx(0.3 * one["impact"])


@pytest.mark.parametrize("reduction", ["0", "1.1", "veel"])
def test_a_reduction_that_is_none_is_wrong_use(command, many, reduction):
    assert command("rank", many, "--metric", "nps", "--reduction", reduction).code == 2


def test_answers_of_one_customer_widen_the_interval(command, many):
    alone, clustered = (
        json.loads(command("rank", many, "--metric", "nps", "--json", *words).out)["themes"]
        for words in ([], ["--customer-column", "wie"])
    )
    width = [theme["high"] - theme["low"] for theme in (alone[0], clustered[0])]
    assert width[1] > 1.2 * width[0]
    ran = command("rank", many, "--metric", "nps", "--customer-column", "klant")
    assert ran.code == 1
    assert "ColumnError: Column 'klant' not found" in ran.err


def test_column_of_customers_is_recognised_and_told(command, many, tmp_path):
    named = command("rank", many, "--metric", "nps", "--customer-column", "wie")
    text = (tmp_path / many).read_text()
    (tmp_path / many).write_text(text.replace(";wie", ";Klantnummer"))
    found = command("rank", many, "--metric", "nps")
    assert found.out == named.out
    assert found.err.splitlines()[-1] == (
        "Column 'Klantnummer' tells who answered: 60 customers in 120 rows. Intervals take the "
        "answers of one customer for alike."
    )


def test_ranking_for_people_has_names_formula_example_and_caveat(command, many):
    ran = command("rank", many, "--metric", "nps")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert "Tagging errors are not in the intervals" in lines[0]
    assert lines[2] == "Areas to improve"
    assert lines[3].split()[:6] == ["tier", "name", "n_tagged", "share", "effect", "impact"]
    assert lines[4].split()[:6] == ["1", "Te", "late", "levering", "44", "36.7%"]
    assert lines[5].split()[:4] == ["2", "Onvriendelijk", "personeel", "24"]
    example = next(line for line in lines if line.startswith("Example: "))
    assert "'Te late levering' is in 44 of 120 comments (36.67%)" in example
    assert f"= {lines[4].split()[7].strip('+')} points." in example
    assert any(line.startswith("joint model, version 2: impact = ") for line in lines)
    assert lines[-1] == "Association among those who commented, not proof of a cause."


def test_metric_where_lower_is_better_turns_the_sign(command, tmp_path):
    """Effort: the late ones are at 5, others at 1, a quarter is late."""
    lines = [f"5;{LATE}"] * 20 + [f"1;{BLUE}"] * 60
    (tmp_path / "effort.csv").write_text("\n".join(["cijfer;opmerking", *lines]))
    ran = command("rank", "effort.csv", "--metric", "ces_1_5", "--json")
    [late] = json.loads(ran.out)["themes"]
    assert (late["theme"], late["impact"]) == ("late_delivery", pytest.approx(1.0, rel=0.01))


def test_themes_of_few_comments_are_named_in_one_line_and_not_ranked(command, tmp_path):
    lines = [f"2;{LATE}"] * 5 + [f"9;{BLUE}"] * 30
    (tmp_path / "few.csv").write_text("\n".join(["cijfer;opmerking", *lines]))
    ran = command("rank", "few.csv", "--metric", "nps")
    assert ran.code == 0
    assert "No theme is mentioned often enough to rank: by 20 customers" in ran.out
    line = next(line for line in ran.out.splitlines() if line.startswith("Not ranked"))
    assert line == (
        "Not ranked, as too few customers with a score mention them, or too few do not: "
        "Te late levering (5). --json has their figures."
    )
    [late] = json.loads(command("rank", "few.csv", "--metric", "nps", "--json").out)["themes"]
    assert [late[key] for key in ("tier", "p_top3", "ranked")] == [None, None, False]
    assert late["impact"] > 0


def test_one_row_is_no_crash(command, tmp_path):
    (tmp_path / "one.csv").write_text(f"cijfer;opmerking\n2;{LATE}\n")
    ran = command("rank", "one.csv", "--metric", "nps")
    assert ran.code == 0
    assert "Only one comment has a score" in ran.out
    assert "nan" not in ran.out


def test_count_and_report_take_customers_into_account_too(command, many, tmp_path):
    plain, clustered = (
        json.loads(command("count", many, "--json", *words).out)["themes"][0]
        for words in ([], ["--customer-column", "wie"])
    )
    assert clustered["share"] == plain["share"]
    assert clustered["low"] < plain["low"]
    named = ("--metric", "nps", "--customer-column", "wie")
    assert command("report", many, *named, "--out", "report").code == 0
    counts = pd.read_csv(tmp_path / "report" / "theme_counts.csv").set_index("theme")
    late = counts.loc["late_delivery"]
    assert [late["low"], late["high"]] == pytest.approx([clustered["low"], clustered["high"]])
    assert late["n_effective"] < late["n_comments"]
    ranking = pd.read_csv(tmp_path / "report" / "ranking.csv")
    printed = json.loads(command("rank", many, *named, "--json").out)["themes"]
    assert ranking["low"].tolist() == pytest.approx([theme["low"] for theme in printed])


def test_ranking_in_the_report_is_that_of_the_command(command, many, tmp_path):
    assert command("report", many, "--metric", "nps", "--out", "report").code == 0
    written = pd.read_csv(tmp_path / "report" / "ranking.csv")
    printed = pd.DataFrame(
        json.loads(command("rank", many, "--metric", "nps", "--json").out)["themes"]
    )
    assert list(written) == COLUMNS
    names = ["theme", *KEYS[1:]]
    pd.testing.assert_frame_equal(written[names], printed[names], check_dtype=False)
