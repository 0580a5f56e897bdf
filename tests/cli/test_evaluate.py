"""The command that measures how well themes are found."""

import json

import pytest

KEYS = ["theme", "precision", "recall", "f1", "support"]


def test_folds_give_figures_per_theme(process, labelled, tmp_path):
    ran = process("evaluate", labelled, "--folds", "3", "--json", folder=tmp_path)
    assert ran.code == 0
    assert ran.err == "30 labelled comments, 2 themes.\n"
    printed = json.loads(ran.out)
    assert list(printed)[:3] == ["micro_f1", "macro_f1", "themes"]
    assert [list(theme)[:5] for theme in printed["themes"]] == [KEYS, KEYS]
    support = {theme["theme"]: theme["support"] for theme in printed["themes"]}
    assert support == {"Mooi": 12, "Te laat": 15}
    assert 0.8 < printed["micro_f1"] <= 1  # words that give the label away
    figures = [theme[name] for theme in printed["themes"] for name in KEYS[1:4]]
    assert all(0 <= figure <= 1 for figure in figures)
    f1 = [theme["f1"] for theme in printed["themes"]]
    assert printed["macro_f1"] == pytest.approx(sum(f1) / 2)
    assert list(tmp_path.iterdir()) == []


def test_model_is_evaluated_on_a_file_of_labels(command, own_model, tmp_path):
    """By hand: of 'Te laat' 2 of 3 are found; 'Mooi' is found twice and right once."""
    (tmp_path / "new.csv").write_text(
        "comment,themes\nveel te laat hier,Te laat\nte laat er,Te laat\n"
        "mooie tas van leer,Te laat\nmooie stoel van wol,Mooi\n"
    )
    ran = command("evaluate", "new.csv", "--model", own_model, "--json")
    assert ran.code == 0
    printed = json.loads(ran.out)
    themes = {theme["theme"]: [theme[name] for name in KEYS[1:]] for theme in printed["themes"]}
    assert themes == {
        "Mooi": pytest.approx([1 / 2, 1, 2 / 3, 1]),
        "Te laat": pytest.approx([1, 2 / 3, 4 / 5, 3]),
    }
    assert printed["micro_f1"] == pytest.approx(6 / 8)
    assert printed["macro_f1"] == pytest.approx((2 / 3 + 4 / 5) / 2)


def test_a_taxonomy_beside_a_model_is_said_to_be_unused(command, own_model, labelled):
    ran = command("evaluate", labelled, "--model", own_model, "--taxonomy", "none.yaml")
    assert ran.code == 0
    assert "--taxonomy is not used: the model has its own themes.\n" in ran.err


def test_figures_for_people_name_themes_support_and_doubt(command, own_model, labelled):
    ran = command("evaluate", labelled, "--model", own_model)
    assert ran.code == 0
    header, first, second, *_ = ran.out.splitlines()
    assert header.split()[:2] == ["theme", "support"]
    assert first.split()[:3] == ["Te", "laat", "15"]
    assert second.split()[:2] == ["Mooi", "12"]
    assert "niet meetbaar" in first  # fewer than 20
    assert "30 comments, micro F1 " in ran.out


def test_model_that_knows_none_of_the_labels_is_an_error(command, labelled):
    ran = command("evaluate", labelled, "--model", "starter")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[-1] == (
        "LabelError: The model knows none of the labels in this file (such as 'Mooi'); it knows "
        "'late_delivery' and others. Leave --model out to evaluate by cross-validation."
    )


def test_more_folds_than_comments_are_an_error(command, labelled):
    ran = command("evaluate", labelled, "--folds", "31")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[-1] == (
        "LabelError: 30 distinct comments can't be dealt into 31 parts. "
        "Label more comments, or name fewer with --folds."
    )


def test_one_fold_is_wrong_use(command, labelled):
    ran = command("evaluate", labelled, "--folds", "1")
    assert (ran.code, ran.out) == (2, "")
    assert "Invalid value for '--folds'" in ran.err


def test_themes_that_hold_no_list_are_an_error(command, tmp_path):
    (tmp_path / "ok.csv").write_text("opmerking;cijfer\nte laat;3\n")
    ran = command("evaluate", "ok.csv")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "ColumnError: Column 'themes' not found; the table has 'comment_id', 'comment', 'score'. "
        "Name your own with themes_column=... or --themes-column; for columns of 0 and 1 use "
        "theme_columns=... or --theme-columns.\n"
    )
