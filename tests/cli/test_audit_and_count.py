"""Draw an audit, fill it in, and count with it."""

import json
from dataclasses import replace

import pandas as pd
import pytest

from feedback_nlp.classifier.model_files import load_model, save_model

THEMES = {"late_delivery": 11, "unfriendly_staff": 6, "friendly_staff": 0}
N_COMMENTS = 41


@pytest.fixture
def fill(command, reviews, tmp_path):
    """Draw an audit and fill it in; by default as if two of three late deliveries were one."""

    def filled(name="audit.csv", *, themes=None, n=30, options=()):
        assert command("audit", reviews, "--n", n, "--out", name, *options).code == 0
        read = pd.read_csv if name.endswith(".csv") else pd.read_excel
        sheet = read(tmp_path / name, dtype="str", keep_default_na=False)
        right = sheet["comment"].str.contains("te laat") & (sheet.index % 3 > 0)
        sheet["themes"] = right.map({True: "Te late levering", False: ""})
        if themes is not None:
            sheet["themes"] = themes
        sheet.to_csv(tmp_path / "filled.csv", sep=";", index=False)
        return sheet

    return filled


def counted(ran):
    assert ran.code == 0, ran.err
    printed = json.loads(ran.out)
    return printed, {row["theme"]: row for row in printed["themes"]}


def test_an_audit_sheet_has_the_documented_columns(command, reviews, tmp_path):
    ran = command("audit", reviews, "--n", 10, "--out", "audit.csv")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines()[-1] == (
        "10 comments drawn; fill the themes of all of them in audit.csv"
    )
    sheet = pd.read_csv(tmp_path / "audit.csv")
    assert list(sheet)[:4] == ["comment_id", "comment", "inclusion_probability", "themes"]
    assert sheet["inclusion_probability"].eq(10 / N_COMMENTS).all()
    assert sheet["themes"].isna().all()


def test_another_seed_draws_other_comments_and_the_same_seed_the_same(command, reviews, tmp_path):
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        command("audit", reviews, "--n", 10, "--seed", seed, "--out", f"{name}.csv")
    a, b, c = ((tmp_path / f"{name}.csv").read_bytes() for name in "abc")
    assert a == b
    assert a != c


def test_a_file_smaller_than_the_audit_is_drawn_whole(command, reviews):
    ran = command("audit", reviews, "--out", "audit.xlsx")
    assert "The file has only 41 comments: all of them are drawn." in ran.err


def test_counts_without_an_audit_say_that_tagging_errors_are_not_in_them(command, reviews):
    ran = command("count", reviews, "--json")
    printed, themes = counted(ran)
    assert "Tagging errors are not in these intervals" in ran.err
    assert printed["n_comments"] == N_COMMENTS
    assert {theme: row["n_tagged"] for theme, row in themes.items()} == THEMES
    late = themes["late_delivery"]
    assert list(late)[:6] == ["theme", "n_tagged", "share", "low", "high", "corrected"]
    assert late["corrected"] is False
    assert late["share"] == late["raw_share"] == 11 / N_COMMENTS
    assert late["rough_low"] <= late["rough_share"] <= late["rough_high"]


def test_counts_with_an_audit_are_corrected(command, reviews, fill):
    sheet = fill()
    tagged = sheet["comment"].str.contains("te laat")
    right = sheet["themes"].ne("").sum() / tagged.sum()
    ran = command("count", reviews, "--audit", "filled.csv", "--json")
    _, themes = counted(ran)
    late = themes["late_delivery"]
    n_right = sheet["themes"].ne("").sum()
    told = f"30 audited comments, {n_right} with a theme, {30 - n_right} left empty."
    assert told in ran.err
    assert "not in these intervals" not in ran.err
    assert late["share"] == pytest.approx(11 / N_COMMENTS * right)
    assert (late["corrected"], late["n_audited"]) == (True, 30)
    assert late["low"] < late["share"] < late["high"]
    assert "rough_share" not in late


def test_a_group_with_few_audited_comments_is_not_corrected_and_named(command, reviews, fill):
    fill(n=38)
    ran = command("count", reviews, "--audit", "filled.csv", "--by", "kanaal", "--json")
    printed, _ = counted(ran)
    groups = {group["group"]: group for group in printed["groups"]}
    assert [groups[name]["n_comments"] for name in ("(leeg)", "web", "winkel")] == [1, 34, 6]
    corrected = {name: row["themes"][0]["corrected"] for name, row in groups.items()}
    assert corrected == {"(leeg)": False, "web": True, "winkel": False}
    assert "Not corrected, with fewer than 30 audited comments: '(leeg)' (0), 'winkel' (6)" in (
        ran.err
    )


def test_the_date_column_counts_per_period(command, reviews):
    printed, _ = counted(command("count", reviews, "--by", "datum", "--json"))
    assert [group["group"] for group in printed["groups"]] == ["2025-01", "2025-02"]
    assert sum(group["n_comments"] for group in printed["groups"]) == N_COMMENTS


def test_themes_are_counted_per_score_that_was_given(command, reviews):
    """Requirement 001-09: what the worst reviews are about; 10 of the late ones gave a 2."""
    printed, _ = counted(command("count", reviews, "--by", "cijfer", "--json"))
    late = {group["group"]: group["themes"][0]["n_tagged"] for group in printed["groups"]}
    assert late == {"(leeg)": 1, "2": 10, "4": 0, "9": 0}


def test_a_table_is_printed_with_the_labels_a_margin_takes(command, reviews, fill):
    fill()
    plain = command("count", reviews, "--margin", 5)
    head, late, rude, rest = plain.out.splitlines()
    assert head.split() == ["theme", "n_tagged", "share", "rough", "labels"]
    assert late.split()[:4] == ["Te", "late", "levering", "11"]
    assert late.split()[4] == "26.8%"
    assert rude.split()[-1] == "41"  # there are no more comments than that
    assert rest == "1 other theme was not found."
    with_audit = command("count", reviews, "--audit", "filled.csv", "--by", "kanaal")
    assert with_audit.out.splitlines()[0].split() == ["theme", "n_tagged", "raw", "share"]


@pytest.mark.parametrize("themes", ["", "Te late levering", "geen thema"])
def test_an_audit_without_or_full_of_a_theme_gives_honest_intervals(command, reviews, fill, themes):
    fill(themes=themes)
    ran = command("count", reviews, "--audit", "filled.csv", "--json")
    _, counts = counted(ran)
    for row in counts.values():
        assert 0 <= row["low"] <= row["share"] <= row["high"] <= 1
        assert row["high"] - row["low"] > 0.03
    assert ("Is the sheet filled in and saved?" in ran.err) == (themes != "Te late levering")


def test_a_sheet_that_was_labelled_halfway_is_told_and_counted_as_it_stands(command, reviews, fill):
    """Empty is no theme, so nothing is refused; but the second half is empty to the last row."""
    labels = ["Te late levering", "geen thema", "geen thema"] * 5 + [""] * 15
    fill(themes=labels)
    ran = command("count", reviews, "--audit", "filled.csv", "--json")
    assert "30 audited comments, 5 with a theme, 15 left empty." in ran.err
    assert "The last 15 rows of the sheet are all empty, unlike those before." in ran.err
    assert counted(ran)[1]["late_delivery"]["n_audited"] == 30
    fill(themes=["", "Te late levering", ""] * 10)
    ran = command("count", reviews, "--audit", "filled.csv", "--json")
    assert "30 audited comments, 10 with a theme, 20 left empty." in ran.err
    assert "unlike those before" not in ran.err
    fill(themes=[*labels[:15], *["geen thema"] * 15])
    assert "empty" not in command("count", reviews, "--audit", "filled.csv", "--json").err


def test_an_audit_of_one_comment_and_of_duplicates_is_counted(command, tmp_path):
    (tmp_path / "same.csv").write_text("opmerking\n" + "Te laat bezorgd.\n" * 9, encoding="utf-8")
    command("audit", "same.csv", "--n", 1, "--out", "audit.csv")
    _, counts = counted(command("count", "same.csv", "--audit", "audit.csv", "--json"))
    assert all(row["high"] - row["low"] > 0.7 for row in counts.values())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("audit", "{}", "--out", "audit.parquet"), "people label in .csv or .xlsx"),
        (("audit", "{}", "--out", "audit.csv", "--by", "winkel"), "Column 'winkel' not found"),
        (("count", "{}", "--by", "winkel"), "Column 'winkel' not found"),
        (("count", "{}", "--audit", "geen.csv"), "File 'geen.csv' does not exist"),
        (("count", "{}", "--margin", "0"), "Name one between 0 and 50"),
    ],
)
def test_wrong_input_is_one_sentence(command, reviews, tmp_path, words, message):
    ran = command(*(word.format(reviews) for word in words))
    assert (ran.code, ran.out) == (1, "")
    assert message in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_sheet_of_another_model_or_file_is_refused(command, reviews, fill, own_model, tmp_path):
    fill()
    other = command("count", reviews, "--audit", "filled.csv", "--model", own_model)
    assert other.code == 1
    assert "AuditError: filled.csv was drawn" in other.err
    (tmp_path / "other.csv").write_text("id;opmerking\n1;te laat\n", encoding="utf-8")
    assert "drawn from another file" in command("count", "other.csv", "--audit", "filled.csv").err


def test_a_sheet_of_a_model_changed_since_is_refused(
    command, reviews, fill, small_model_folder, tmp_path
):
    small = load_model(small_model_folder)
    weights = replace(small.weights, intercepts=small.weights.intercepts + 1)
    save_model(replace(small, weights=weights), tmp_path / "adapted")
    fill()
    same = command("count", reviews, "--audit", "filled.csv", "--model", small_model_folder)
    assert same.code == 0, same.err
    other = command("count", reviews, "--audit", "filled.csv", "--model", "adapted")
    assert other.code == 1
    assert "AuditError: filled.csv was drawn for model 'small@" in other.err


def test_no_model_learns_from_an_audit(command, fill, tmp_path):
    fill()
    for file, name in (("filled.csv", "filled.csv"), ("-", "standard input")):
        given = (tmp_path / "filled.csv").read_bytes() if file == "-" else None
        ran = command("train", file, "--out", "model", given=given)
        assert ran.code == 1
        assert f"LabelError: {name} is an audit sheet" in ran.err
    assert not (tmp_path / "model").exists()


@pytest.mark.parametrize("by", ["cijfer", "datum", "id"])
def test_an_audit_is_drawn_by_the_columns_that_score_and_count_take(command, reviews, by):
    ran = command("audit", reviews, "--by", by, "--n", 41, "--out", "audit.csv")
    assert ran.code == 0, ran.err
    ran = command("count", reviews, "--by", by, "--audit", "audit.csv")
    assert ran.code == 0, ran.err
    assert "41 audited comments" in ran.err
