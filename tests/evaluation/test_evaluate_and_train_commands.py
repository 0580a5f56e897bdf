import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from feedback_nlp.classifier.model_files import load_model, save_model
from feedback_nlp.cli.app import app

PAIRS = Path(__file__).parents[1] / "data" / "minimal_pairs.jsonl"
FAST = ("--language", "en")  # a language without a lexicon to load
PLACES = ("bezorgd", "gebracht", "er", "hier", "gekomen", "thuis")


@pytest.fixture
def run():
    return lambda *arguments: CliRunner().invoke(app, [str(word) for word in arguments])


@pytest.fixture
def labelled(tmp_path):
    rows = [("te laat " + place, ["laat"]) for place in PLACES]
    rows += [("mooie tas " + place, ["mooi"]) for place in PLACES]
    file = tmp_path / "labelled.jsonl"
    lines = [json.dumps({"comment": c, "themes": t, "source": "winkel"}) for c, t in rows]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


@pytest.fixture
def pairs(tmp_path):
    line = {
        **{"phenomenon": "contrast", "language": "nl"},
        **{"a": "te laat bezorgd", "a_has": ["laat"], "a_not": ["mooi"]},
        **{"b": "mooie tas hier", "b_has": ["mooi"], "b_not": ["laat"]},
    }
    file = tmp_path / "pairs.jsonl"
    file.write_text(json.dumps(line), encoding="utf-8")
    return file


def test_published_pairs_are_evaluated_per_phenomenon(run, small_model, tmp_path):
    save_model(small_model, tmp_path / "model")
    result = run("evaluate", PAIRS, "--model", tmp_path / "model", "--json")
    assert result.exit_code == 0
    printed = json.loads(result.stdout)
    assert len(printed["phenomena"]) == 14
    assert sum(row["n_pairs"] for row in printed["phenomena"]) == printed["n_pairs"] == 460
    right = sum(row["n_right"] for row in printed["phenomena"])
    assert printed["pairs_right"] == pytest.approx(right / 460)


def test_pairs_without_a_model_are_wrong_use(run, pairs):
    result = run("evaluate", pairs)
    assert result.exit_code == 2
    assert "--model" in result.stderr


def test_pairs_mixed_with_labelled_comments_are_refused(run, pairs, labelled):
    pairs.write_text(pairs.read_text() + "\n" + labelled.read_text())
    result = run("evaluate", pairs, "--model", "starter")
    assert result.exit_code == 1
    assert "line 2 is no minimal pair" in result.stderr


def test_cross_validation_prints_calibration_and_sources(run, labelled):
    result = run("evaluate", labelled, "--folds", 6, *FAST, "--json")
    printed = json.loads(result.stdout)
    assert printed["calibration"]["n_pairs"] == 24
    assert printed["by_source"][0]["source"] == "winkel"


def test_comments_of_a_group_stay_in_one_part(run, labelled):
    rows = [json.loads(line) for line in labelled.read_text().splitlines()]
    lines = [json.dumps({**row, "order": place % 6}) for place, row in enumerate(rows)]
    labelled.write_text("\n".join(lines))
    words = ("evaluate", labelled, "--folds", 6, *FAST, "--group-column")
    result = run(*words, "order")
    assert result.exit_code == 0, result.stderr
    result = run(*words, "source")  # all comments have the same
    assert result.exit_code == 1
    assert "1 distinct comments can't be dealt into 6 parts" in result.stderr
    assert "Column 'review' not found" in run(*words, "review").stderr


def test_train_writes_a_model_card_that_load_ignores(run, labelled, pairs, tmp_path):
    out = tmp_path / "model"
    result = run("train", labelled, "--out", out, "--pairs", pairs, "--written", *FAST)
    assert result.exit_code == 0, result.stderr
    text = (out / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "# Model card: model" in text
    assert "Sources: winkel 12." in text
    assert "2 themes. They are listed" in text
    assert "\n| contrast | 1 | " in text
    assert "Written data" in text
    assert load_model(out).themes == ("laat", "mooi")


def test_the_card_of_own_themes_in_dutch_says_that_they_start_from_the_starter_model(
    run, labelled, tmp_path
):
    run("train", labelled, "--out", tmp_path / "nl")
    run("train", labelled, "--out", tmp_path / "en", *FAST)
    cards = [(tmp_path / name / "MODEL_CARD.md").read_text("utf-8") for name in ("nl", "en")]
    assert ["what another model knows of other themes" in card for card in cards] == [True, False]


def test_train_with_broken_pairs_writes_nothing(run, labelled, pairs, tmp_path):
    pairs.write_text("{oops")
    result = run("train", labelled, "--out", tmp_path / "model", "--pairs", pairs)
    assert result.exit_code == 1
    assert not (tmp_path / "model").exists()
