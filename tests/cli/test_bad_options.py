"""Options that no command can follow: one clear sentence, no traceback, nothing written."""

import pytest

from tests.cli.refusals import FINE, refused, written


@pytest.mark.parametrize("name", ["score", "rank", "report"])
def test_metric_that_is_unknown(command, tmp_path, name):
    (tmp_path / "fine.csv").write_text(FINE)
    out = ["--out", "report"] if name == "report" else []
    said = refused(command, tmp_path, name, "fine.csv", "--metric", "nsp", *out)
    assert said == (
        "ScoreError: Metric 'nsp' is unknown. Choose one of nps, nps_1_10, csat_top2, csat_mean, "
        "ces_1_5, ces_1_7, excellent, mean.\n"
    )


def test_group_column_that_is_not_there(command, tmp_path):
    (tmp_path / "fine.csv").write_text("opmerking;cijfer;team\nte laat;3;A\n")
    said = refused(command, tmp_path, "score", "fine.csv", "--metric", "nps", "--by", "Team")
    assert said.splitlines()[1:] == [
        "ColumnError: Column 'Team' not found; the table has 'comment_id', 'comment', 'score', "
        "'team', 'cijfer'. Name one of these with --by."
    ]


def test_column_that_was_named_is_not_there(command, tmp_path):
    (tmp_path / "fine.csv").write_text(FINE)
    said = refused(
        *(command, tmp_path, "tag", "fine.csv", "--out", "tags.csv", "--date-column", "dag")
    )
    assert said == (
        "ColumnError: Column 'dag' not found; the table has 'opmerking', 'cijfer'. "
        "Name your own with Columns(date=...) or --date-column.\n"
    )


@pytest.mark.parametrize("model", ["nowhere", "folder", "fine.csv"])
def test_model_folder_that_is_no_model(command, tmp_path, model):
    (tmp_path / "folder").mkdir()
    (tmp_path / "fine.csv").write_text(FINE)
    found = "it does not exist" if model == "nowhere" else "there is no manifest.json in it"
    said = refused(command, tmp_path, "tag", "fine.csv", "--model", model, "--out", "tags.csv")
    assert said == (
        f"ModelFileError: {model} is not a model folder: {found}. Make one with "
        "'feedback-nlp train', or name 'starter', which comes with the package.\n"
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("opmerking;cijfer", "own.yaml, line 1: "),
        ("version: 1\ntopics: [", "own.yaml, line 3: this is not YAML "),
        ("version: 1\ntopics:\n  - {id: a, group: b, color: red}\n", "own.yaml, line 3: "),
        (None, "own.yaml can't be read: "),
    ],
)
def test_taxonomy_that_is_no_taxonomy(command, tmp_path, content, sentence):
    (tmp_path / "fine.csv").write_text(FINE)
    if content is not None:
        (tmp_path / "own.yaml").write_text(content)
    said = refused(
        *(command, tmp_path, "tag", "fine.csv", "--taxonomy", "own.yaml", "--out", "tags.csv")
    )
    assert said.startswith(f"TaxonomyError: {sentence}")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["nope"], "No such command 'nope'."),
        (["score"], "Missing argument 'FILE'."),
        (["score", "fine.csv"], "Missing option '--metric'."),
        (["tag", "fine.csv"], "Missing option '--out'."),
        (["rank", "fine.csv", "--metric", "nps", "--jobs", "0"], "Invalid value for '--jobs'"),
        (["score", "fine.csv", "--metric", "nps", "--colour"], "No such option: --colour"),
    ],
)
def test_wrong_use_exits_with_2_and_writes_nothing(command, tmp_path, words, complaint):
    (tmp_path / "fine.csv").write_text(FINE)
    ran = command(*words)
    assert (ran.code, ran.out) == (2, "")
    assert complaint in ran.err
    assert list(written(tmp_path)) == ["fine.csv"]
