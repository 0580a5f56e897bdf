"""Input that tells little: a clear message or a wide interval, and no number that is none."""

import json
import math
import re

import openpyxl
import pandas as pd
import pytest

LATE, RUDE, GOOD, BLUE = (
    "De bestelling is te laat bezorgd.", "Onvriendelijk personeel.", "Heel vriendelijk personeel!",
    "Ik heb de blauwe besteld.",
)  # fmt: skip
ROWS = {
    "one row": [(3, LATE, "k1", "A")],
    "two rows": [(3, LATE, "k1", "A"), (9, BLUE, "k2", "B")],
    "all scores equal": [(8, text, "", "A") for text in (LATE, RUDE, BLUE, GOOD) * 20],
    "a theme on every comment": [(score, LATE, "", "A") for score in (2, 5, 8, 9, 10) * 12],
    "no theme": [(score, BLUE, "", "B") for score in (2, 5, 9) * 20],
    "two customers": [row for n in range(30) for row in ((2, LATE, "k1", "A"), (9, BLUE, "k2", n))],
    "one customer": [(n % 11, (LATE, RUDE, BLUE)[n % 3], "k1", n % 2) for n in range(60)],
    "every comment a duplicate": [(4, LATE, "", "A")] * 60,
}
NO_NUMBER = re.compile(r"(?<![\w-])[-+]?(nan|inf|infinity)(?![\w-])", re.IGNORECASE)


def write(folder, rows):
    lines = [";".join(map(str, (*row, f"{n % 2 + 1:02}-{n % 3 + 1:02}-2025")))
             for n, row in enumerate(rows)]  # fmt: skip
    head = "cijfer;opmerking;klantnummer;team;datum"
    (folder / "in.csv").write_text("\n".join([head, *lines]), encoding="utf-8")


def refuse(constant):
    pytest.fail(f"{constant} in JSON")


def check_printed(ran):
    assert ran.code == 0, ran.err
    assert not NO_NUMBER.search(ran.out)
    return json.loads(ran.out, parse_constant=refuse)


def check_files(folder):
    """No file of a report holds a number that is none, nor a formula that fails."""
    for name in ("theme_counts.csv", "ranking.csv"):
        assert not NO_NUMBER.search((folder / name).read_text(encoding="utf-8")), name
    for sheet in openpyxl.load_workbook(folder / "report.xlsx"):
        for value in (cell for row in sheet.iter_rows(values_only=True) for cell in row):
            assert not isinstance(value, float) or math.isfinite(value), sheet.title
            assert not isinstance(value, str) or not NO_NUMBER.search(value), (sheet.title, value)
            assert not str(value).startswith("#"), (sheet.title, value)
    page = (folder / "report.html").read_text(encoding="utf-8")
    for content in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.S):
        json.loads(content, parse_constant=refuse)
    shown = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.S)
    assert not NO_NUMBER.search(shown)
    tags = pd.read_parquet(folder / "tags.parquet")
    assert tags["proba"].between(0, 1).all()


@pytest.mark.parametrize("name", ROWS)
def test_every_command_gives_finite_numbers_or_says_why_not(command, tmp_path, name):
    write(tmp_path, ROWS[name])
    named = ("in.csv", "--metric", "nps")
    score = check_printed(command("score", *named, "--by", "team", "--json"))
    assert -100 <= score["low"] <= score["value"] <= score["high"] <= 100
    assert command("score", *named, "--by", "datum").code == 0
    for theme in check_printed(command("count", "in.csv", "--by", "team", "--json"))["themes"]:
        assert 0 <= theme["low"] <= theme["share"] <= theme["high"] <= 1
    for theme in check_printed(command("rank", *named, "--json"))["themes"]:
        assert -200 <= theme["low"] <= theme["impact"] <= theme["high"] <= 200
    assert not NO_NUMBER.search(command("rank", *named).out)
    assert command("report", *named, "--out", "report").code == 0
    check_files(tmp_path / "report")


def test_few_customers_leave_wide_intervals(command, tmp_path):
    write(tmp_path, ROWS["two customers"])
    score = check_printed(command("score", "in.csv", "--metric", "nps", "--json"))
    assert score["high"] - score["low"] > 150
    late = check_printed(command("count", "in.csv", "--json"))["themes"][0]
    assert late["share"] == 0.5
    assert late["high"] - late["low"] > 0.7


def test_an_audit_in_which_nobody_found_a_theme_gives_wide_intervals(command, tmp_path):
    rows = [(2, LATE, "", "A"), (9, BLUE, "", "B"), (8, GOOD, "", "B")] * 25
    write(tmp_path, rows)
    assert command("audit", "in.csv", "--n", 40, "--out", "audit.csv").code == 0
    audited = ("in.csv", "--audit", "audit.csv")
    for theme in check_printed(command("count", *audited, "--json"))["themes"]:
        assert theme["low"] == 0
        assert theme["high"] > 0.05
    ran = command("rank", *audited, "--metric", "nps", "--json")
    assert "Is the sheet filled in and saved?" in ran.err
    for theme in check_printed(ran)["themes"]:
        assert theme["low"] <= theme["impact"] <= theme["high"]
    assert command("report", *audited, "--metric", "nps", "--out", "report").code == 0
    check_files(tmp_path / "report")


@pytest.mark.parametrize("name", ["score", "rank", "report"])
def test_scores_outside_the_scale_are_one_clear_sentence(command, tmp_path, name):
    write(tmp_path, [(score, LATE, "", "A") for score in (3, 55, 80, 9) * 10])
    words = ("--out", "report") if name == "report" else ()
    ran = command(name, "in.csv", "--metric", "nps", *words)
    assert (ran.code, ran.out) == (1, "")
    assert "Metric 'nps' is for scores from 0 to 10; 20 of 40 scores lie outside, such as 55." in (
        ran.err
    )
    assert [file.name for file in tmp_path.iterdir()] == ["in.csv"]
