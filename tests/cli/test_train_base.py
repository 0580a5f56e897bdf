"""The command that trains a model further."""

import json

import pandas as pd
import pytest

from feedback_nlp.classifier.model_files import load_model


@pytest.fixture
def own(tmp_path):
    """Comments that call lateness by a word no model knows."""
    subjects = ("het pakket", "de bestelling", "mijn tas", "de krant", "dat boek")
    days = ("maandag", "dinsdag", "vrijdag")
    rows = [
        {"comment": f"{subject} {said} {day}", "themes": themes}
        for said, themes in (("flurpte weer eens", ["late_delivery"]), ("zag ik pas op", []))
        for subject in subjects
        for day in days
    ]
    path = tmp_path / "own.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_a_few_labels_teach_the_starter_a_word_of_the_house(process, own, tmp_path):
    ran = process("train", own, "--base", "starter", "--out", "model", folder=tmp_path)
    assert (ran.code, ran.out[:18]) == (0, "51 themes, micro F")
    pd.DataFrame({"opmerking": ["De jas flurpte weer eens woensdag"]}).to_csv(tmp_path / "new.csv")
    process("tag", "new.csv", "--model", "model", "--out", "tags.csv", folder=tmp_path)
    assert "late_delivery" in set(pd.read_csv(tmp_path / "tags.csv")["theme"])
    process("tag", "new.csv", "--out", "before.csv", folder=tmp_path)
    assert "late_delivery" not in set(pd.read_csv(tmp_path / "before.csv")["theme"])
    card = (tmp_path / "model" / "MODEL_CARD.md").read_text()
    assert "It started from the model starter" in card
    assert load_model(tmp_path / "model").info.n_comments == 30


def test_a_label_that_the_base_does_not_know_is_an_error(process, tmp_path):
    rows = [{"comment": f"te laat met {n}", "themes": ["laat"]} for n in range(20)]
    (tmp_path / "l.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    ran = process("train", "l.jsonl", "--base", "starter", "--out", "model", folder=tmp_path)
    assert ran.code == 1
    assert "does not know the label 'laat'" in ran.err
    assert not (tmp_path / "model").exists()


def test_a_base_keeps_its_language(process, own, tmp_path):
    ran = process(
        *("train", own, "--base", "starter", "--language", "en", "--out", "model"), folder=tmp_path
    )
    assert ran.code == 2
    assert "keeps the taxonomy and language of its base" in " ".join(ran.err.split())
