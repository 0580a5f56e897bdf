"""Training and tagging with a spaCy pipeline."""

import json

import pandas as pd
import pytest

MISSING = (
    "PipelineError: The spaCy pipeline 'nl_core_news_xx' is not installed. Install it with 'python "
    "-m spacy download nl_core_news_xx' or with pip from its wheel, or name the folder of one."
)


@pytest.fixture
def trained(command, labelled, save_pipeline, tmp_path):
    save_pipeline(tmp_path / "tiny")
    assert command("train", labelled, "--spacy-model", "tiny", "--out", "model").code == 0
    (tmp_path / "new.csv").write_text("comment\nveel te laat hier\nfraai en mooi\n")
    return tmp_path / "model"


def test_a_model_with_a_pipeline_tags(command, trained):
    assert command("tag", "new.csv", "--model", "model", "--out", "tags.csv").code == 0
    assert pd.read_csv("tags.csv")["theme"].tolist() == ["Te laat", "Mooi"]
    manifest = json.loads((trained / "manifest.json").read_bytes())
    assert manifest["pipeline"] == {"name": "tiny", "version": "1.2.0", "n_dimensions": 3}
    card = (trained / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "- spaCy pipeline tiny 1.2.0, which it needs\n" in card


def test_tagging_without_the_pipeline_or_with_another_version_is_one_sentence(
    process, command, trained, save_pipeline, tmp_path
):
    save_pipeline(tmp_path / "tiny", version="1.3.0")
    words = ("tag", "new.csv", "--model", "model", "--out", "tags.csv")
    ran = process(*words, folder=tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[-1] == (
        "PipelineError: The model was trained with version 1.2.0 of the spaCy pipeline 'tiny'; "
        "installed is version 1.3.0. Install it with 'python -m spacy download tiny-1.2.0 --direct'"
        " or with pip from its wheel, or train the model again."
    )
    (tmp_path / "tiny").rename(tmp_path / "away")
    assert "is not installed" in command(*words).err
    assert not (tmp_path / "tags.csv").exists()


@pytest.mark.parametrize("words", [("train", "--out", "model"), ("evaluate", "--folds", 2)])
def test_a_missing_pipeline_is_one_sentence_with_the_command(command, labelled, tmp_path, words):
    ran = command(words[0], labelled, "--spacy-model", "nl_core_news_xx", *words[1:])
    assert (ran.code, ran.out, ran.err.splitlines()[-1]) == (1, "", MISSING)
    assert list(tmp_path.iterdir()) == []


def test_a_base_keeps_its_pipeline(command, labelled):
    named = ("--base", "starter", "--spacy-model", "nl_core_news_md")
    ran = command("train", labelled, *named, "--out", "model")
    assert ran.code == 2
    assert "keeps the taxonomy and language of its base" in " ".join(ran.err.split())


def test_folds_are_trained_with_the_pipeline(command, labelled, save_pipeline, tmp_path):
    save_pipeline(tmp_path / "tiny")
    words = ("evaluate", labelled, "--folds", 2, "--json")
    ran = [command(*words, *more) for more in ((), ("--spacy-model", "tiny"))]
    assert [one.code for one in ran] == [0, 0]
    plain, with_pipeline = (json.loads(one.out) for one in ran)
    assert plain["n_comments"] == with_pipeline["n_comments"] == 30
    assert plain["calibration"] != with_pipeline["calibration"]
