"""Ctrl-C, a reader that goes away, and terminals that lack characters."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from feedback_nlp.cli.terminal import prepare_terminal

LATE = "De bestelling is te laat bezorgd."
STOPPED = "Interrupted; nothing was written.\n"


def start(*words, folder, **options):
    return subprocess.Popen(
        [sys.executable, "-m", "feedback_nlp", *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


@pytest.fixture(autouse=True)
def heed_ctrl_c():
    """Heed Ctrl-C, which all ignore that a shell without job control starts in the background."""
    earlier = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, earlier)


@pytest.fixture(scope="module")
def long_file(tmp_path_factory):
    """Comments that take many seconds to tag: all words are new."""
    folder = tmp_path_factory.mktemp("long")
    words = [" ".join(f"woord{n}x{m}" for m in range(40)) for n in range(8_000)]
    rows = [f"{LATE} {comment};{n % 11}" for n, comment in enumerate(words)]
    (folder / "long.csv").write_text("\n".join(["opmerking;cijfer", *rows]))
    return folder / "long.csv"


def wait_for(file):
    while not file.exists():
        time.sleep(0.05)


@pytest.mark.parametrize(
    "words",
    [
        ("tag", "{file}", "--out", "tags.csv"),
        ("report", "{file}", "--metric", "nps", "--out", "report"),
        ("tag", "{file}", "--out", "tags.csv", "--jobs", "2"),
    ],
    ids=lambda words: words[0],
)
def test_ctrl_c_ends_the_work_with_a_sentence_and_writes_nothing(words, long_file, tmp_path):
    words = [word.format(file=long_file) for word in words]
    running = start(*words, folder=tmp_path, start_new_session=True)
    if words[0] == "tag":
        wait_for(tmp_path / ".tags.csv.parts" / "identity.json")
    else:
        assert "8000 rows read from long.csv" in running.stderr.readline()
    time.sleep(1)
    assert running.poll() is None, "the file is too short: the work was done before Ctrl-C"
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to all processes
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err) == (130, "", STOPPED)
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_after_a_batch_keeps_it_and_says_how_to_go_on(long_file, tmp_path):
    running = start("tag", long_file, "--out", "tags.csv", folder=tmp_path)
    wait_for(tmp_path / ".tags.csv.parts" / "00000000.csv")
    running.send_signal(signal.SIGINT)
    err = running.communicate(timeout=60)[1]
    told = "What is done is kept: the same command with --resume goes on.\n"
    assert (running.returncode, err) == (130, told)
    again = start("tag", long_file, "--out", "tags.csv", "--resume", folder=tmp_path)
    assert "8000 rows read from long.csv" in again.communicate()[1]
    assert [file.name for file in tmp_path.iterdir()] == ["tags.csv"]


def test_ctrl_c_while_the_program_still_loads_says_the_same(tmp_path):
    code = """
import sys, types
import feedback_nlp.cli

def interrupted():
    raise KeyboardInterrupt

sys.modules["feedback_nlp.cli.app"] = types.SimpleNamespace(app=interrupted)
feedback_nlp.cli.main()
"""
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "", STOPPED)


def test_ctrl_c_that_a_callback_swallowed_is_repeated(monkeypatch):
    """Python drops what a callback raises; the imports of a command are full of callbacks."""
    monkeypatch.setattr(sys, "unraisablehook", sys.__unraisablehook__)
    prepare_terminal()

    class Swallows:
        def __del__(self):
            raise KeyboardInterrupt

    def work():
        Swallows()
        for _ in range(500):
            time.sleep(0.01)

    with pytest.raises(KeyboardInterrupt):
        work()


def test_other_errors_of_a_callback_are_told_as_before(monkeypatch, capsys):
    monkeypatch.setattr(sys, "unraisablehook", sys.__unraisablehook__)
    prepare_terminal()

    class Fails:
        def __del__(self):
            raise ValueError

    Fails()
    assert "Exception ignored in" in capsys.readouterr().err


def test_reader_that_goes_away_ends_the_command_with_a_sentence(reviews, tmp_path):
    with start("score", reviews, "--metric", "nps", folder=tmp_path) as running:
        running.stdout.close()
        err = running.stderr.read()
    assert running.returncode == 1
    assert err.splitlines()[1:] == ["The output was closed before all of it was printed."]


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["table", "json"])
def test_terminal_without_the_characters_of_a_group_gets_codes(process, tmp_path, form):
    given = "opmerking;cijfer;team\nmooi;9;Zoë 😀\n".encode()
    words = ["score", "-", "--metric", "nps", "--by", "team", *form]
    ran = process(*words, folder=tmp_path, given=given, PYTHONIOENCODING="cp1252")
    assert ran.code == 0
    if form:
        assert json.loads(ran.out)["groups"][0]["group"] == "Zoë 😀"
    else:
        assert "\\U0001f600" in ran.out


def test_streams_that_are_no_files_are_left_alone(monkeypatch):
    monkeypatch.setattr(sys, "unraisablehook", sys.__unraisablehook__)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    prepare_terminal()
    assert isinstance(sys.stdout, io.StringIO)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_full_disk_ends_the_command_with_a_sentence(reviews, tmp_path):
    with Path("/dev/full").open("w") as full:
        words = [sys.executable, "-m", "feedback_nlp", "score", reviews, "--metric", "nps"]
        ran = subprocess.run(
            words, stdout=full, stderr=subprocess.PIPE, text=True, cwd=tmp_path, check=False
        )
    assert ran.returncode == 1
    assert ran.stderr.splitlines()[1:] == [
        "The output cannot be written: No space left on device. Make room."
    ]
