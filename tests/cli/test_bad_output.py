"""Places that nothing can be written to: one clear sentence, exit 1, told before the work."""

import os

import pytest

from tests.cli.refusals import FINE, refused

needs_proc = pytest.mark.skipif(
    not os.path.isdir("/proc/self"),  # noqa: PTH112
    reason="this system has no /proc, where not even root may write",
)


@pytest.mark.parametrize(
    ("out", "sentence"),
    [
        ("tags.docx", "Cannot write tags.docx: its name must end in .csv, .parquet, .xlsx."),
        ("tags", "Cannot write tags: its name must end in .csv, .parquet, .xlsx."),
        ("fine.csv/tags.csv", "Cannot write {}/fine.csv/tags.csv: Not a directory. {}"),
        ("nowhere/tags.csv", "Cannot write {}/nowhere/tags.csv: No such file or directory. {}"),
        ("folder.csv", "Cannot write {}/folder.csv: it is a folder or a device. Name a file."),
        pytest.param(
            "/proc/tags.csv",
            "Cannot write /proc/tags.csv: No such file or directory. {1}",
            marks=needs_proc,
        ),
    ],
)
def test_tags_that_cannot_be_written_are_told_before_the_work(command, tmp_path, out, sentence):
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
        pytest.param("/proc/report", "No such file or directory", marks=needs_proc),
    ],
)
def test_folder_that_no_report_can_be_written_to_is_told_before_the_work(
    command, tmp_path, out, found
):
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


@pytest.mark.parametrize("name", ["tag", "audit"])
@pytest.mark.parametrize("out", ["fine.csv", "./fine.csv", "link.csv"])
def test_no_result_takes_the_place_of_its_own_input(command, tmp_path, name, out):
    (tmp_path / "fine.csv").write_text(FINE)
    (tmp_path / "link.csv").symlink_to(tmp_path / "fine.csv")
    said = refused(command, tmp_path, name, "fine.csv", "--out", out)
    assert said == (
        f"WriteError: Cannot write {out.removeprefix('./')}: it is the file that is read, "
        "and would be lost. Name another file.\n"
    )


@pytest.mark.parametrize(
    "words", [("out/ranking.csv",), ("fine.csv", "--audit", "out/ranking.csv")]
)
def test_no_file_of_a_report_takes_the_place_of_one_that_is_read(command, tmp_path, words):
    (tmp_path / "out").mkdir()
    for file in ("fine.csv", "out/ranking.csv"):
        (tmp_path / file).write_text(FINE)
    said = refused(command, tmp_path, "report", *words, "--metric", "nps", "--out", "out")
    assert said.startswith("WriteError: Cannot write ranking.csv: it is the file that is read")
