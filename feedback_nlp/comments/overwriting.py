"""Refuse to write a result over a file that it is made from."""

import os
from collections.abc import Iterable
from pathlib import Path

from feedback_nlp.comments.sources import CommentSource
from feedback_nlp.errors import WriteError


def check_no_input(path: str | os.PathLike[str], inputs: Iterable[CommentSource | None]) -> None:
    """Raise if a file that is to be written is one that is read, before the work for it is done.

    Parameters
    ----------
    path : path
        The file that is to be made or replaced.
    inputs : iterable of path, "-", binary file or None
        What is read; only paths are compared, links followed.

    Raises
    ------
    WriteError
        If it is one of the inputs, under whatever name.

    Examples
    --------
    >>> check_no_input(__file__, ["-", None, __file__])
    Traceback (most recent call last):
    feedback_nlp.errors.WriteError: Cannot write overwriting.py: it is the file that is read,
    and would be lost. Name another file.
    """
    target = Path(path)
    files = [Path(given) for given in inputs if isinstance(given, str | os.PathLike)]
    if any(_are_same(target, file) for file in files):
        message = (
            f"Cannot write {target.name}: it is the file that is read, and would be lost. "
            "Name another file."
        )
        raise WriteError(message)


def _are_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):  # one of them is not there: whoever opens it says so
        return False
