import itertools

import pandas as pd
import pytest

from feedback_nlp.errors import WriteError
from feedback_nlp.report import files
from feedback_nlp.report.files import FILES, check_folder, write_report


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_all_five_files_are_written(make, shop_rows, tmp_path):
    findings = make(shop_rows)
    page = write_report(findings, tmp_path / "new" / "out")
    assert page == tmp_path / "new" / "out" / "report.html"
    assert sorted(path.name for path in page.parent.iterdir()) == sorted(FILES)
    pd.testing.assert_frame_equal(pd.read_parquet(page.parent / "tags.parquet"), findings.tags)
    counts = pd.read_csv(page.parent / "theme_counts.csv")
    assert len(counts) == 4 + 4 * 6
    ranking = pd.read_csv(page.parent / "ranking.csv")
    assert ranking["theme"].tolist() == ["late", "rude"]


def test_the_same_findings_give_the_same_bytes(make, shop_rows, tmp_path):
    one = write_report(make(shop_rows), tmp_path / "one").parent
    two = write_report(make(shop_rows), tmp_path / "two").parent
    assert contents(one) == contents(two)


def test_an_older_report_is_replaced_and_other_files_stay(make, shop_rows, tmp_path):
    (tmp_path / "report.html").write_text("old")
    (tmp_path / "mine.txt").write_text("mine")
    write_report(make(shop_rows), tmp_path)
    assert (tmp_path / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert len(list(tmp_path.iterdir())) == 6


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_nothing_is_left_when_writing_stops(make, shop_rows, tmp_path, monkeypatch, stop):
    def interrupted(*_):
        raise stop

    monkeypatch.setattr(files, "write_workbook", interrupted)
    with pytest.raises((KeyboardInterrupt, WriteError)):
        write_report(make(shop_rows), tmp_path / "deep" / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stopped_at", range(11))  # 3 tables, 3 older files, 5 new ones
def test_an_older_report_is_put_back_when_moving_stops(
    make, shop_rows, tmp_path, monkeypatch, stopped_at
):
    folder = tmp_path / "out"
    folder.mkdir()
    for name in FILES[:3]:
        (folder / name).write_text(f"old {name}")
    before = contents(folder)
    replace, move = files.Path.replace, itertools.count()

    def stopping(path, target):
        if next(move) == stopped_at:
            raise KeyboardInterrupt
        return replace(path, target)

    monkeypatch.setattr(files, "write_workbook", lambda *a: a[2].write_bytes(b"new"))
    monkeypatch.setattr(files, "render_page", lambda *_: "new")
    monkeypatch.setattr(files.Path, "replace", stopping)
    with pytest.raises(KeyboardInterrupt):
        write_report(make(shop_rows), folder)
    assert contents(folder) == before


def test_a_file_in_place_of_the_folder_is_an_error(tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(WriteError, match=r"Cannot write the report to .*out"):
        check_folder(tmp_path / "out")


def test_a_folder_in_place_of_a_file_is_an_error(tmp_path):
    (tmp_path / "report.html").mkdir()
    with pytest.raises(WriteError, match=r"report\.html: it is a folder"):
        check_folder(tmp_path)


def test_a_folder_without_rights_is_an_error(tmp_path, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files.Path, "mkdir", refused)
    with pytest.raises(WriteError, match=r"Permission denied\. Choose a folder"):
        check_folder(tmp_path / "out")


def test_checking_leaves_nothing_behind(tmp_path):
    check_folder(tmp_path / "a" / "b")
    assert list(tmp_path.iterdir()) == []
