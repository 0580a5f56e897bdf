"""Read the files of a model folder without trusting anything they claim."""

import io
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib import format as npy

from feedback_nlp.errors import ModelFileError

_LARGEST_FILE = 256 * 1024 * 1024


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
        When it is a link or larger than 256 MiB.
    """
    if file.is_symlink() or file.stat().st_size > _LARGEST_FILE:
        raise damaged(file.parent, f"{file.name} is a link or larger than 256 MiB")
    return file.read_bytes()


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
    array of float16 or float32
        The array, all of it finite.

    Raises
    ------
    ModelFileError
        When header and content do not agree.
    """
    buffer = io.BytesIO(content)
    try:
        if npy.read_magic(buffer) != (1, 0):
            raise damaged(path, f"{name}.npy has an unknown header")
        shape, by_column, dtype = npy.read_array_header_1_0(buffer)
    except ValueError as error:
        raise damaged(path, f"{name}.npy has no valid header") from error
    body = content[buffer.tell() :]
    if dtype not in (np.float16, np.float32) or by_column:
        raise damaged(path, f"{name}.npy holds {dtype}, not rows of float16 or float32")
    if int(np.prod(shape, dtype=object)) * dtype.itemsize != len(body):
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
