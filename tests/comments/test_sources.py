"""Opening what the user named."""

import io
import os
import threading
from types import SimpleNamespace

import pytest

from feedback_nlp.comments import sources
from feedback_nlp.comments.sources import open_source
from feedback_nlp.errors import ReadError


def test_file_is_known_by_its_name_without_folders(tmp_path):
    path = tmp_path / "Reacties.CSV"
    path.write_bytes(b"reactie")
    with open_source(path) as opened:
        assert (opened.name, opened.ending) == ("Reacties.CSV", ".csv")
        assert (opened.head(3), opened.stream.read()) == (b"rea", b"reactie")


def test_path_may_be_text(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"reactie")
    with open_source(str(tmp_path / "a.csv")) as opened:
        assert opened.head(9) == b"reactie"


def test_dash_is_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"reactie")))
    with open_source("-") as opened:
        assert (opened.name, opened.ending, opened.head(9)) == ("standard input", "", b"reactie")


def test_given_stream_is_left_open():
    stream = io.BytesIO(b"reactie")
    with open_source(stream) as opened:
        opened.stream.close()
    assert not stream.closed


def test_pipe_can_be_rewound(tmp_path):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=[b"reactie"])
    writer.start()
    with open_source(pipe) as opened:
        assert opened.head(9) == opened.head(9) == b"reactie"
    writer.join()


def test_missing_file_is_an_error(tmp_path):
    with pytest.raises(ReadError, match=r"weg\.csv' does not exist. Check its name and folder"):
        open_source(tmp_path / "weg.csv").__enter__()


def test_folder_is_an_error(tmp_path):
    with pytest.raises(ReadError, match=r"is a folder\. Name one file in it"):
        open_source(tmp_path).__enter__()


@pytest.mark.parametrize(
    ("problem", "message"),
    [
        (PermissionError(13, "Permission denied"), "may not be read by you. Ask for permission"),
        (OSError(5, "Input/output error"), "cannot be opened: Input/output error"),
    ],
)
def test_file_that_cannot_be_opened_is_an_error(tmp_path, monkeypatch, problem, message):
    def refuse(*_):
        raise problem

    monkeypatch.setattr(sources.Path, "open", refuse)
    with pytest.raises(ReadError, match=message):
        open_source(tmp_path / "geheim.csv").__enter__()


def test_name_that_no_file_can_have_is_an_error():
    with pytest.raises(ReadError, match=r"cannot be opened: embedded null byte\. Check its name"):
        open_source("a\0b").__enter__()
