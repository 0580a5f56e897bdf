"""Progress bars: after two seconds, on a terminal, and nowhere else."""

import gc
import time

import pytest

from feedback_nlp.cli import progress
from feedback_nlp.cli.progress import working


@pytest.fixture
def terminal(monkeypatch):
    """Make Rich take the captured stderr for a terminal."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")


def test_patience_is_two_seconds():
    assert progress._PATIENCE == 2.0


@pytest.mark.parametrize("total", [10, None])
def test_bar_appears_while_work_takes_long_even_if_it_never_advances(
    terminal, monkeypatch, capsys, total
):
    monkeypatch.setattr(progress, "_PATIENCE", 0.01)
    with working("Counting", total):
        time.sleep(0.3)
    ran = capsys.readouterr()
    assert "Counting" in ran.err
    assert ran.out == ""
    assert ("0%" in ran.err) == (total is not None)


def test_bar_tells_how_far_the_work_is(terminal, monkeypatch, capsys):
    monkeypatch.setattr(progress, "_PATIENCE", 0.01)
    with working("Tagging", 8) as advance:
        time.sleep(0.2)
        advance(2)
        time.sleep(0.3)
    assert "25%" in capsys.readouterr().err


def test_quick_work_shows_nothing(terminal, capsys):
    with working("Tagging", 8) as advance:
        advance(8)
    assert "Tagging" not in capsys.readouterr().err


def test_nothing_is_shown_where_nobody_watches(monkeypatch, capsys):
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    with working("Tagging", 8) as advance:
        advance(4)
        time.sleep(0.1)
    assert capsys.readouterr() == ("", "")


def test_bar_ends_when_the_work_fails(terminal, monkeypatch, capsys):
    monkeypatch.setattr(progress, "_PATIENCE", 0.01)

    def work():
        with working("Tagging", 8):
            time.sleep(0.2)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    capsys.readouterr()
    time.sleep(0.3)
    assert capsys.readouterr().err == ""


def test_garbage_is_collected_again_once_work_has_begun():
    gc.disable()
    with working("Counting") as advance:
        assert not gc.isenabled()
        advance(1)
        assert gc.isenabled()
    gc.unfreeze()
