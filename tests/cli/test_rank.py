"""The command that ranks what to improve."""

import json

import pytest

KEYS = ["theme", "share", "impact", "low", "high", "p_top3", "tier", "leave_out"]


def test_ranking_is_one_object_with_impacts_as_by_hand(twice):
    """Of 40 with both: NPS 20; without the late ones 60; without the rude ones 14/34."""
    ran, folder = twice["rank"][0]
    assert ran.code == 0
    assert len(ran.err.splitlines()) == 1
    printed = json.loads(ran.out)
    assert list(printed) == ["metric", "n_comments", "themes"]
    assert (printed["metric"], printed["n_comments"]) == ("nps", 40)
    late, rude = printed["themes"]
    assert (list(late), list(rude)) == (KEYS, KEYS)
    assert (late["theme"], late["share"], late["tier"]) == ("late_delivery", 0.25, 1)
    assert late["impact"] == late["leave_out"] == pytest.approx(40)
    assert (rude["theme"], rude["share"]) == ("unfriendly_staff", 0.15)
    assert rude["impact"] == pytest.approx(100 * 14 / 34 - 20)
    for theme in (late, rude):
        assert 0 < theme["low"] < theme["impact"] < theme["high"] < 100
        assert theme["p_top3"] == 1.0  # of two
    assert list(folder.iterdir()) == []


def test_ranking_for_people_has_names_shares_and_the_caveat(command, reviews):
    ran = command("rank", reviews, "--metric", "nps")
    assert ran.code == 0
    header, late, rude, caveat = ran.out.splitlines()
    assert header.split() == [
        "tier", "name", "n_tagged", "share", "impact", "low", "high", "p_top3",
    ]  # fmt: skip
    assert "Te late levering" in late
    assert late.split()[4:7] == ["10", "25.0%", "+40.00"]
    assert rude.split()[1:6] == ["Onvriendelijk", "personeel", "6", "15.0%", "+21.18"]
    assert caveat == "Association among those who commented, not proof of a cause."


def test_metric_where_lower_is_better_turns_the_sign(command, tmp_path):
    """Effort: the late ones are at 5, others at 1; the mean is 2, without the late ones 1."""
    late, other = "De bestelling is te laat bezorgd.", "Ik heb de blauwe besteld."
    lines = [f"5;{late}"] * 10 + [f"1;{other}"] * 30
    (tmp_path / "effort.csv").write_text("\n".join(["cijfer;opmerking", *lines]))
    ran = command("rank", "effort.csv", "--metric", "ces_1_5", "--json")
    assert [(row["theme"], row["impact"]) for row in json.loads(ran.out)["themes"]] == [
        ("late_delivery", 1.0)
    ]


def test_themes_of_few_comments_are_not_ranked(command, tmp_path):
    (tmp_path / "few.csv").write_text("cijfer;opmerking\n2;De bestelling is te laat bezorgd.\n")
    ran = command("rank", "few.csv", "--metric", "nps")
    assert (ran.code, ran.out) == (0, "No theme is mentioned often enough to rank.\n")
    assert json.loads(command("rank", "few.csv", "--metric", "nps", "--json").out) == {
        "metric": "nps",
        "n_comments": 1,
        "themes": [],
    }
