"""Progress bars for work of more than two seconds, silent where nobody watches a terminal."""

import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

_PATIENCE = 2.0  # seconds before a bar appears


@contextmanager
def working(what: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """Show a bar while a block runs, once it has run for two seconds.

    From the first unit on garbage is collected, which `main` puts off while a command starts.

    Parameters
    ----------
    what : str
        What is being done.
    total : int, optional
        Units of work; without it the bar only pulses.

    Yields
    ------
    callable
        To be called with the units done since the last call.
    """
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%" if total else ""),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    task = bar.add_task(what, total=total)
    patience = threading.Timer(_PATIENCE, bar.start)
    if console.is_terminal:
        patience.start()

    def advance(units: int) -> None:
        _collect_garbage()
        bar.update(task, advance=units)

    try:
        yield advance
    finally:
        _collect_garbage()
        patience.cancel()
        if patience.is_alive():
            patience.join()
        bar.stop()


def _collect_garbage() -> None:
    """Let garbage be collected, leaving alone what was made while the command started."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
