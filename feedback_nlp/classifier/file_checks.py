"""Read the files of a model folder without trusting anything they claim."""

import math
import re
from pathlib import Path
from typing import Any

import numpy as np

from feedback_nlp.errors import ModelFileError

_LARGEST_FILE = 256 * 1024 * 1024
_MAGIC = b"\x93NUMPY\x01\x00"
_HEADER = re.compile(
    rb"\{'descr': '(?P<dtype><f4|\|i1)', 'fortran_order': False, "
    rb"'shape': \((?P<shape>\d{1,12},(?: \d{1,12})?)\), \} *\n"
)
"""What NumPy writes above an array of the kinds a model has; nothing else is interpreted."""


def is_file(file: Path) -> bool:
    """Tell whether there is a file, whatever odd name is given.

    Parameters
    ----------
    file : Path
        Any path.

    Returns
    -------
    bool
        False too where the system can't even look for such a name.
    """
    try:
        return file.is_file()
    except OSError:
        return False


def read_small(file: Path) -> bytes:
    """Return the content of a file that is no link and of a size a model can have.

    Parameters
    ----------
    file : Path
        A file of a model folder.

    Returns
    -------
    bytes
        Its content.

    Raises
    ------
    ModelFileError
        When it is a link, larger than 256 MiB or can't be read.
    """
    try:
        if file.is_symlink() or file.stat().st_size > _LARGEST_FILE:
            raise damaged(file.parent, f"{file.name} is a link or larger than 256 MiB")
        return file.read_bytes()
    except OSError as error:
        raise damaged(file.parent, f"{file.name} can't be read ({error.strerror})") from error


def read_array(path: Path, name: str, content: bytes) -> np.ndarray[Any, Any]:
    """Read an array, trusting neither the size nor the type that its header claims.

    Parameters
    ----------
    path : Path
        The model folder, for the message.
    name : str
        Name of the array.
    content : bytes
        The file, in NumPy's format.

    Returns
    -------
    array of int8 or float32
        The array, all of it finite.

    Raises
    ------
    ModelFileError
        When header and content do not agree.
    """
    size = int.from_bytes(content[8:10], "little")
    header = _HEADER.fullmatch(content[10 : 10 + size])
    if not content.startswith(_MAGIC) or header is None:
        raise damaged(path, f"{name}.npy does not begin as rows of int8 or float32 do")
    dtype, body = np.dtype(header["dtype"].decode()), content[10 + size :]
    shape = tuple(int(length) for length in header["shape"].split(b",") if length)
    if math.prod(shape) * dtype.itemsize != len(body):
        raise damaged(path, f"{name}.npy is not as large as its header says")
    array = np.frombuffer(body, dtype=dtype).reshape(shape)
    if not np.isfinite(array).all():
        raise damaged(path, f"{name}.npy holds values that are no finite numbers")
    return array


def damaged(path: Path, what: str) -> ModelFileError:
    """Return the error for a model folder that can't be used.

    Parameters
    ----------
    path : Path
        The folder.
    what : str
        What is wrong with it.

    Returns
    -------
    ModelFileError
        To be raised.
    """
    return ModelFileError(
        f"The model in {path} can't be used: {what}. Copy it again, or retrain it."
    )
