"""Input that no command can use: one clear sentence, exit 1, no traceback, nothing written."""

import os

import pytest

HEADER = "opmerking;cijfer\n"
FINE = HEADER + "te laat;3\nmooi;9\n"


UNREADABLE = {
    "empty.csv": (
        "",
        "ReadError: empty.csv is empty. Export it again, with a header and one row per comment.",
    ),
    "blank.csv": (
        "\n\n\n",
        "ReadError: blank.csv is empty. Export it again, with a header and one row per comment.",
    ),
    "header.csv": (
        HEADER,
        "ReadError: header.csv has a header but no rows. Check that the export is complete.",
    ),
    "no_text.csv": (
        "cijfer;kanaal\n8;web\n",
        "ColumnError: Column 'comment' not found; the table has 'cijfer', 'kanaal'. "
        "Name your own with Columns(comment=...) or --comment-column.",
    ),
    "two_texts.csv": (
        "opmerking;toelichting;cijfer\na;b;8\n",
        "ColumnError: Column 'comment' could be 'opmerking' or 'toelichting'. "
        "Name the one you mean with Columns(comment=...) or --comment-column.",
    ),
    "words.csv": (
        HEADER + "te laat;blauw\nmooi;groen\n",
        "ColumnError: Column 'cijfer' has no readable score; it holds 'blauw', 'groen'. "
        "Name the right one with Columns(score=...) or --score-column.",
    ),
    "no_score.csv": (
        HEADER + "te laat;\nmooi;\n",
        "ColumnError: Column 'cijfer' has no readable score; its cells are empty. "
        "Name the right one with Columns(score=...) or --score-column.",
    ),
    "no_score_column.csv": (
        "opmerking\nte laat\n",
        "ColumnError: Column 'score' not found; the table has 'opmerking'. "
        "Name your own with Columns(score=...) or --score-column.",
    ),
    "only_nul.csv": (
        "\0" * 1000,
        "ColumnError: Column 'comment' not found; the table has 'kolom_1'. "
        "Name your own with Columns(comment=...) or --comment-column.",
    ),
    "bytes.csv": (
        bytes(range(256)) * 40,
        "ReadError: bytes.csv holds no text that can be read. "
        "Save it again as CSV (UTF-8), Excel, Parquet or JSON lines.",
    ),
    "broken.xlsx": (
        b"PK\x03\x04" + b"x" * 500,
        "ReadError: broken.xlsx is no readable Excel workbook (Cannot detect file format). "
        "Unpack it if it is an archive; else open it in Excel and save it again.",
    ),
    "text.xlsx": (
        FINE,
        "ReadError: text.xlsx is no readable Excel workbook (Cannot detect file format). "
        "Unpack it if it is an archive; else open it in Excel and save it again.",
    ),
    "report.pdf": (
        b"%PDF-1.7\n",
        "ReadError: report.pdf is a PDF. Save the comments as CSV or Excel.",
    ),
}


def written(folder):
    """Return every file below a folder with its bytes."""
    return {
        str(file.relative_to(folder)): file.read_bytes() if file.is_file() else None
        for file in folder.rglob("*")
    }


def refused(command, folder, *words):
    """Run a command that must fail and leave no trace; return what it says."""
    before = written(folder)
    ran = command(*words)
    assert (ran.code, ran.out) == (1, "")
    assert written(folder) == before
    return ran.err


@pytest.mark.parametrize("name", UNREADABLE)
def test_file_that_no_report_can_be_made_of(command, tmp_path, name):
    content, sentence = UNREADABLE[name]
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    said = refused(command, tmp_path, "report", name, "--metric", "nps", "--out", "report")
    assert said == sentence + "\n"


def test_folder_is_no_file(command, tmp_path):
    (tmp_path / "export").mkdir()
    said = refused(command, tmp_path, "tag", "export", "--out", "tags.csv")
    assert said == "ReadError: 'export' is a folder. Name one file in it.\n"


def test_file_that_is_not_there(process, tmp_path):
    ran = process("tag", "missing.csv", "--out", "tags.csv", folder=tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "ReadError: File 'missing.csv' does not exist. Check its name and folder.\n"
    assert written(tmp_path) == {}


@pytest.mark.parametrize(
    ("scores", "sentence"),
    [
        (
            ("30", "90"),
            "Metric 'nps' is for scores from 0 to 10; 2 of 2 scores lie outside, such as 30. "
            "Choose the metric of this scale with --metric, or name the right column with "
            "--score-column.",
        ),
        (
            ("inf", "7", "1e400"),
            "Metric 'nps' is for scores from 0 to 10; 2 of 3 scores lie outside, such as inf. "
            "Choose the metric of this scale with --metric, or name the right column with "
            "--score-column.",
        ),
    ],
)
@pytest.mark.parametrize("name", ["score", "rank", "report"])
def test_scores_outside_the_scale(command, tmp_path, scores, sentence, name):
    (tmp_path / "scores.csv").write_text(HEADER + "".join(f"mooi;{score}\n" for score in scores))
    out = ["--out", "report"] if name == "report" else []
    said = refused(command, tmp_path, name, "scores.csv", "--metric", "nps", *out)
    assert said.splitlines()[1:] == [f"ScoreError: {sentence}"]


def test_zeros_are_never_dropped_from_a_scale_from_1(command, tmp_path):
    """45 promoters, 35 passives and 20 detractors, of whom 5 gave 0: dropping these gives 31.6."""
    scores = [10] * 45 + [7] * 35 + [3] * 15 + [0] * 5
    (tmp_path / "zeros.csv").write_text("\n".join(["cijfer", *map(str, scores)]))
    said = refused(command, tmp_path, "score", "zeros.csv", "--metric", "nps_1_10")
    assert said.splitlines()[1:] == [
        "ScoreError: Metric 'nps_1_10' is for scores from 1 to 10, but 5 scores are 0; leaving "
        "them out would raise the score. Use the metric 'nps', which counts 0 to 6 as detractors."
    ]
    assert command("score", "zeros.csv", "--metric", "nps").out.startswith("nps 25.0 ")


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
        "'feedback-nlp train', or leave --model out to use the starter model.\n"
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
    ("out", "sentence"),
    [
        ("tags.docx", "Cannot write tags.docx: its name must end in .csv, .parquet, .xlsx."),
        ("tags", "Cannot write tags: its name must end in .csv, .parquet, .xlsx."),
        ("fine.csv/tags.csv", "Cannot write {}/fine.csv/tags.csv: Not a directory. {}"),
        ("nowhere/tags.csv", "Cannot write {}/nowhere/tags.csv: No such file or directory. {}"),
        ("folder.csv", "Cannot write {}/folder.csv: it is a folder or a device. Name a file."),
        ("/proc/tags.csv", "Cannot write /proc/tags.csv: No such file or directory. {1}"),
    ],
)
def test_tags_that_cannot_be_written_are_told_before_the_work(command, tmp_path, out, sentence):
    if out.startswith("/proc") and not os.path.isdir("/proc/self"):  # noqa: PTH112
        pytest.skip("this system has no /proc, where not even root may write")
    (tmp_path / "fine.csv").write_text(FINE)
    (tmp_path / "folder.csv").mkdir()
    said = refused(command, tmp_path, "tag", "fine.csv", "--out", out)
    advice = "Check that the folder exists, may be written to and has space left."
    assert said == f"WriteError: {sentence.format(tmp_path, advice)}\n"


@pytest.mark.parametrize(
    ("out", "found"),
    [
        ("fine.csv", "Not a directory"),
        ("fine.csv/below", "Not a directory"),
        ("/proc/report", "No such file or directory"),
    ],
)
def test_folder_that_no_report_can_be_written_to_is_told_before_the_work(
    command, tmp_path, out, found
):
    if out.startswith("/proc") and not os.path.isdir("/proc/self"):  # noqa: PTH112
        pytest.skip("this system has no /proc, where not even root may write")
    (tmp_path / "fine.csv").write_text(FINE)
    said = refused(command, tmp_path, "report", "fine.csv", "--metric", "nps", "--out", out)
    assert said == (
        f"WriteError: Cannot write the report to {out}: {found}. Choose a folder that may be "
        "written to and has space left, and close its files in other programs.\n"
    )


def test_report_over_a_folder_of_that_name_is_refused(command, tmp_path):
    (tmp_path / "fine.csv").write_text(FINE)
    (tmp_path / "out" / "report.html").mkdir(parents=True)
    said = refused(command, tmp_path, "report", "fine.csv", "--metric", "nps", "--out", "out")
    assert said == (
        "WriteError: Cannot write out/report.html: it is a folder. Move it or choose another.\n"
    )


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
