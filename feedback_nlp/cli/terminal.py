"""Make output and Ctrl-C work wherever a command runs."""

import io
import os
import signal
import sys
import threading

_SOON = 0.05  # seconds


def prepare_terminal() -> None:
    """Write characters that a terminal lacks as codes, and never lose a Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.unraisablehook = _press_again


def drop_output() -> None:
    """Let go of what can't be printed, so that Python does not try once more as it ends."""
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123  a device
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _press_again(lost: "sys.UnraisableHookArgs") -> None:
    """Repeat a Ctrl-C that fell into a callback, such as those of imports, which swallow it."""
    if lost.exc_type is KeyboardInterrupt:
        threading.Timer(_SOON, signal.raise_signal, [signal.SIGINT]).start()
    else:
        sys.__unraisablehook__(lost)
