"""Work in several processes: in order, by all of them, with errors told and nothing run ahead."""

import os
import shutil
import signal
import tempfile
from concurrent.futures import Future

import joblib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.classifier.workers import in_order, work_side_by_side
from feedback_nlp.errors import WorkerError


def add(shared, piece):
    return os.getpid(), shared + piece


def die_elsewhere(home, piece):
    if os.getpid() != home:
        os.kill(os.getpid(), signal.SIGKILL)
    return piece


def lose_the_folder_elsewhere(shared, piece):
    home, temporary = shared
    if os.getpid() != home:
        for folder in temporary.glob("feedback-nlp-*"):
            shutil.rmtree(folder, ignore_errors=True)
    return piece


def refuse_odd(shared, piece):
    if piece % 2:
        raise ValueError(f"{piece} is odd")
    return piece


def test_results_come_in_order_from_this_process_and_the_others():
    results = list(work_side_by_side(add, 100, range(40), n_jobs=3))
    assert [total for _, total in results] == list(range(100, 140))
    workers = {pid for pid, _ in results}
    assert os.getpid() in workers
    assert 2 <= len(workers) <= 3


def test_a_process_that_is_killed_is_an_error_that_says_what_to_do():
    with pytest.raises(WorkerError, match=r"mostly for lack of memory. Use fewer --jobs\."):
        list(work_side_by_side(die_elsewhere, os.getpid(), range(40), n_jobs=2))


def test_what_other_processes_left_in_files_is_gone_when_it_is_taken(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    pieces = (f"{n} " * 50_000 for n in range(30))
    for n, (_, text) in enumerate(work_side_by_side(add, "=", pieces, n_jobs=2)):
        assert text == "=" + f"{n} " * 50_000
        left = [file for file in tmp_path.rglob("*") if file.is_file() and file.name != "shared"]
        assert len(left) <= 12  # pieces under way
    assert list(tmp_path.iterdir()) == []


def test_a_result_that_cannot_be_kept_is_an_error_that_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    shared = (os.getpid(), tmp_path)
    with pytest.raises(WorkerError, match=r"No such file or directory\. Make room there"):
        list(work_side_by_side(lose_the_folder_elsewhere, shared, range(8), n_jobs=2))


@pytest.mark.parametrize("there", [True, False])
def test_a_temporary_folder_without_room_is_an_error_that_says_what_to_do(
    monkeypatch, tmp_path, there
):
    def run_full(value, file):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path if there else tmp_path / "gone"))
    monkeypatch.setattr(joblib, "dump", run_full)
    with pytest.raises(WorkerError, match=r"^Work can't be kept .*\. Make room there, set TMPDIR"):
        list(work_side_by_side(add, 100, range(8), n_jobs=2))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("odd_one", [0, 7])
def test_an_error_in_any_process_reaches_the_caller(odd_one):
    pieces = [2 * n + (n == odd_one) for n in range(8)]
    with pytest.raises(ValueError, match="is odd"):
        list(work_side_by_side(refuse_odd, None, pieces, n_jobs=2))


@given(st.integers(0, 30), st.integers(1, 8))
def test_no_more_pieces_are_under_way_than_allowed(n_pieces, n_ahead):
    submitted = []

    def submit(piece):
        submitted.append(piece)
        future = Future()
        future.set_result(-piece)
        return future

    for taken, result in enumerate(in_order(submit, range(n_pieces), n_ahead)):
        assert result == -taken
        assert len(submitted) - taken <= n_ahead
    assert submitted == list(range(n_pieces))
