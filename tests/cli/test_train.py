"""The command that trains a model."""

import json

import pandas as pd
import pytest

from feedback_nlp.classifier.model_files import load_model

TAXONOMY = """\
version: 1
topics:
  - id: levering
    group: logistiek
    complaint: {id: laat, name: Te late levering, definition: Later dan beloofd.}
    praise: {id: snel, name: Snelle levering, definition: Snel of op tijd.}
"""


def labels_of(file, command):
    command("tag", file, "--model", "model", "--out", "tags.csv")
    return pd.read_csv("tags.csv", dtype={"comment_id": str})[["comment_id", "theme"]]


def write_segments(file):
    late = [[f"Het pakje {number} kwam veel te laat,", ["laat"]] for number in range(8)]
    fast = [[f"maar nummer {number} was snel terug.", ["snel"]] for number in range(8)]
    rows = [[*pair] for pair in zip(late, fast, strict=True)] + [[one] for one in late + fast]
    file.write_text("".join(json.dumps({"segments": row}) + "\n" for row in rows))


def test_model_of_own_labels_tags_new_comments(process, labelled, tmp_path):
    ran = process("train", labelled, "--out", "new/model", folder=tmp_path)
    assert ran.code == 0
    assert ran.out.startswith("2 themes, micro F1 ")
    assert ran.out.endswith(" on held-out comments.\n")
    told = ran.err.splitlines()
    assert told[0] == "30 labelled comments, 2 themes."
    assert told[-1] == "Model saved to new/model"
    model = load_model(tmp_path / "new" / "model")
    assert model.themes == ("Mooi", "Te laat")
    assert (model.unit, model.info.name, model.info.n_comments) == ("comment", "model", 30)
    (tmp_path / "new.csv").write_text("opmerking\nveel te laat hier\nmooie lamp van hout\n")
    ran = process("tag", "new.csv", "--model", "new/model", "--out", "t.csv", folder=tmp_path)
    tags = pd.read_csv(tmp_path / "t.csv")
    assert ran.code == 0
    assert tags[["comment_id", "theme", "topic", "side"]].to_numpy().tolist() == [
        [1, "Te laat", "Te laat", "complaint"],
        [2, "Mooi", "Mooi", "complaint"],
    ]


def test_two_runs_save_the_same_bytes_and_the_second_replaces_the_first(
    command, labelled, tmp_path
):
    found = []
    for _ in range(2):
        assert command("train", labelled, "--out", "model").code == 0
        files = sorted((tmp_path / "model").iterdir())
        found.append({file.name: file.read_bytes() for file in files})
    assert found[0] == found[1]
    assert "manifest.json" in found[0]
    assert [file.name for file in tmp_path.iterdir()] == ["model"]


def test_segments_make_a_model_that_judges_segments(command, tmp_path):
    write_segments(tmp_path / "labelled.jsonl")
    assert command("train", "labelled.jsonl", "--out", "model").code == 0
    assert load_model(tmp_path / "model").unit == "segment"
    (tmp_path / "new.csv").write_text("tekst\nKwam veel te laat, maar hij was snel terug.\n")
    tags = labels_of("new.csv", command)
    assert tags["theme"].tolist() == ["laat", "snel"]
    spans = pd.read_csv("tags.csv")[["start", "end"]].to_numpy().tolist()
    assert spans[0][0] == 0
    assert spans[0][1] <= spans[1][0]


def test_own_taxonomy_names_the_themes(command, tmp_path):
    write_segments(tmp_path / "labelled.jsonl")
    (tmp_path / "own.yaml").write_text(TAXONOMY, encoding="utf-8")
    ran = command("train", "labelled.jsonl", "--taxonomy", "own.yaml", "--out", "model")
    assert ran.code == 0
    taxonomy = load_model(tmp_path / "model").taxonomy
    assert taxonomy.name_of("laat") == "Te late levering"
    assert taxonomy.side_of("snel") == "praise"


def test_label_outside_the_taxonomy_is_an_error(command, labelled, tmp_path):
    (tmp_path / "own.yaml").write_text(TAXONOMY, encoding="utf-8")
    ran = command("train", labelled, "--taxonomy", "own.yaml", "--out", "model")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[-1] == (
        "LabelError: Label 'Te laat' of comment 1 is not in the taxonomy, which has laat, snel and "
        "others. Correct the label or the taxonomy."
    )
    assert not (tmp_path / "model").exists()


@pytest.mark.parametrize("form", [["Laat", "Mooi"], {"labels": ["Laat", "Mooi"]}])
def test_columns_of_0_and_1_are_named_in_a_file(command, tmp_path, form):
    rows = [f"te laat nummer {n},1,0" for n in range(8)] + [f"mooie {n},0,1" for n in range(8)]
    (tmp_path / "labelled.csv").write_text("\n".join(["comment,Laat,Mooi", *rows]))
    (tmp_path / "columns.json").write_text(json.dumps(form))
    ran = command("train", "labelled.csv", "--theme-columns", "columns.json", "--out", "model")
    assert ran.code == 0
    assert load_model(tmp_path / "model").themes == ("Laat", "Mooi")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("{}", "is no list of names"),
        ("[1]", "is no list of names"),
        ("nee", "can't be read as JSON: Expecting value: line 1 column 1 (char 0)"),
        ("[" * 100_000, "can't be read as JSON: "),
    ],
)
def test_file_of_columns_that_holds_no_list_is_an_error(
    command, labelled, tmp_path, content, found
):
    (tmp_path / "columns.json").write_text(content)
    ran = command("train", labelled, "--theme-columns", "columns.json", "--out", "model")
    assert ran.code == 1
    assert ran.err.startswith(f"LabelError: columns.json {found}")
    assert not (tmp_path / "model").exists()


def test_themes_in_objects_are_found_by_their_key(command, tmp_path):
    rows = [
        {"tekst": f"te laat nummer {n}", "labels": json.dumps([{"category": "LAAT"}])}
        for n in range(8)
    ] + [{"tekst": f"mooie {n}", "labels": json.dumps([{"category": "MOOI"}])} for n in range(8)]
    pd.DataFrame(rows).to_csv(tmp_path / "labelled.csv", index=False)
    named = ["--themes-column", "labels", "--theme-key", "category"]
    assert command("train", "labelled.csv", *named, "--out", "model").code == 0
    assert load_model(tmp_path / "model").themes == ("LAAT", "MOOI")
    ran = command("train", "labelled.csv", "--themes-column", "labels", "--out", "other")
    assert ran.code == 1
    assert ran.err == (
        "LabelError: labelled.csv: column 'labels' of comment '1' is not a list of themes; if it "
        "holds objects, name their key with theme_key=... or --theme-key.\n"
    )


def test_too_few_comments_are_an_error(command, tmp_path):
    (tmp_path / "few.csv").write_text("comment,themes\nte laat,Laat\nmooi,Mooi\n")
    ran = command("train", "few.csv", "--out", "model")
    assert ran.code == 1
    assert ran.err.splitlines()[-1] == (
        "LabelError: 2 labelled comments are too few to learn from; "
        "label at least 10, and rather 20 or more per theme."
    )
    assert list(tmp_path.iterdir()) == [tmp_path / "few.csv"]


def test_folder_with_other_files_is_never_replaced(command, labelled, tmp_path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "mine.txt").write_text("mine")
    ran = command("train", labelled, "--out", "notes")
    assert ran.code == 1
    assert ran.err == (  # said before the comments are read
        "WriteError: notes exists and is no model, so it is not replaced. Name a new folder.\n"
    )
    assert (tmp_path / "notes" / "mine.txt").read_text() == "mine"


def test_folder_below_a_file_cannot_be_made(command, labelled, tmp_path):
    (tmp_path / "file").write_text("")
    ran = command("train", labelled, "--out", "file/model")
    assert ran.code == 1
    assert ran.err == (
        "WriteError: The model can't be written to file/model: Not a directory. "
        "Name another folder.\n"
    )
