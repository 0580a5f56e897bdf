"""Open what the user named: a file, standard input or a binary stream."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from feedback_nlp.errors import ReadError

CommentSource = str | os.PathLike[str] | BinaryIO

_COPY_IN_MEMORY = 32 * 2**20


@dataclass(frozen=True)
class Source:
    """An opened file that can be read more than once.

    Attributes
    ----------
    name : str
        What messages call it: the file name without its folders.
    ending : str
        The ending of the file name in small letters, with its dot; empty for a stream.
    stream : binary file
        Its bytes; can be rewound.
    closing : ExitStack
        What is to be done before the file is closed.
    """

    name: str
    ending: str
    stream: BinaryIO
    closing: ExitStack = field(default_factory=ExitStack)

    def head(self, size: int) -> bytes:
        """Return the first bytes and rewind.

        Parameters
        ----------
        size : int
            How many bytes at most.

        Returns
        -------
        bytes
            The first `size` bytes.
        """
        head = self.rewound().read(size)
        self.stream.seek(0)
        return head

    def rewound(self) -> BinaryIO:
        """Return the bytes from their beginning.

        Returns
        -------
        binary file
            The stream, rewound.
        """
        self.stream.seek(0)
        return self.stream


@contextmanager
def open_source(source: CommentSource) -> Iterator[Source]:
    """Open a file of comments for the length of a `with` block.

    A stream that cannot be rewound is copied first: to memory, and to disk once it is large.

    Parameters
    ----------
    source : path, "-" or binary file
        The file; "-" is standard input.

    Yields
    ------
    Source
        The opened file.

    Examples
    --------
    >>> import io
    >>> with open_source(io.BytesIO(b"opmerking")) as opened:
    ...     opened.name, opened.head(4)
    ('the given stream', b'opme')
    """
    if isinstance(source, str) and source == "-":
        name, ending, opened = "standard input", "", _copy_of(sys.stdin.buffer)
    elif isinstance(source, str | os.PathLike):
        path = Path(source)
        name, ending, opened = path.name, path.suffix.lower(), _open_file(path)
    else:
        name, ending, opened = "the given stream", "", _copy_of(source)
    with opened as stream, ExitStack() as closing:
        yield Source(name, ending, stream, closing)


@contextmanager
def _open_file(path: Path) -> Iterator[BinaryIO]:
    with _opened(path) as file:
        if file.seekable():
            yield file
        else:
            with _copy_of(file) as copy:
                yield copy


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError:
        message = f"File '{path}' does not exist. Check its name and folder."
    except IsADirectoryError:
        message = f"'{path}' is a folder. Name one file in it."
    except PermissionError:
        message = f"File '{path}' may not be read by you. Ask for permission, or copy the file."
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        message = f"File '{path}' cannot be opened: {reason}. Check its name."
    raise ReadError(message)


@contextmanager
def _copy_of(stream: BinaryIO) -> Iterator[BinaryIO]:
    with tempfile.SpooledTemporaryFile(_COPY_IN_MEMORY) as copy:
        shutil.copyfileobj(stream, copy)
        copy.seek(0)
        yield cast(BinaryIO, copy)
