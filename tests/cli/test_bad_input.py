"""Input that no command can use: one clear sentence, exit 1, no traceback, nothing written."""

import pytest

from tests.cli.refusals import FINE, HEADER, refused, written

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
        "ColumnError: Column 'cijfer' has no readable score; 2 cells hold other text. "
        "Name the right one with Columns(score=...) or --score-column.",
    ),
    "no_score.csv": (
        HEADER + "te laat;\nmooi;\n",
        "ColumnError: Column 'cijfer' has no readable score; no cells hold other text. "
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
        "Their names must be in the first row, not below a title. "
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
