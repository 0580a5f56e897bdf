"""The manifest of a model folder: what the folder holds, and the checksums to believe it by."""

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError

from feedback_nlp.classifier.file_checks import damaged, is_file, read_small
from feedback_nlp.errors import ModelFileError
from feedback_nlp.text.ragged import IntArray

FORMAT = 7
MANIFEST = "manifest.json"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Info(_Strict):
    """Where the model comes from, as `ModelInfo` has it."""

    name: str
    package_version: str
    n_comments: int
    training_hash: str
    metrics: dict[str, FiniteFloat]


class Pipeline(_Strict):
    """The spaCy pipeline that the model needs, as `PipelineInfo` has it."""

    name: str
    version: str
    n_dimensions: Annotated[int, Field(ge=0)]


class Manifest(_Strict):
    """What a model folder holds: the content of ``manifest.json``.

    Attributes
    ----------
    format : int
        Number of the format.
    unit : {"segment", "comment"}
        What the model learnt from.
    slope : float
        Slope of its calibration.
    rivals : tuple of pairs of str
        Themes of which the weaker yields in a segment.
    info : Info
        Where it comes from.
    pipeline : Pipeline or None
        The spaCy pipeline it needs; left out where it needs none.
    sha256 : dict of str to str
        Checksum of every other file.
    seal : str
        Checksum of this manifest without its seal.
    """

    format: int = FORMAT
    unit: Literal["segment", "comment"]
    slope: FiniteFloat
    rivals: tuple[tuple[str, str], ...] = ()
    info: Info
    pipeline: Pipeline | None = None
    sha256: dict[str, str]
    seal: str = ""

    def sealed(self) -> "Manifest":
        """Return the manifest with the seal that fits what it says."""
        content = self.model_copy(update={"seal": ""}).as_json()
        return self.model_copy(update={"seal": hashlib.sha256(content).hexdigest()})

    def as_json(self) -> bytes:
        """Return the content of the file."""
        return as_json(self.model_dump(mode="json", exclude_none=True))


def as_json(content: Any) -> bytes:
    """Return JSON that is the same bytes for the same content, with a line per value.

    Parameters
    ----------
    content : object
        Anything JSON can hold.

    Returns
    -------
    bytes
        UTF-8.
    """
    return (json.dumps(content, ensure_ascii=False, indent=0) + "\n").encode()


def read_manifest(folder: Path, files: tuple[str, ...]) -> Manifest:
    """Read the manifest of a model folder and check that it is whole.

    Parameters
    ----------
    folder : Path
        The model folder.
    files : tuple of str
        The files it must name, and no others.

    Returns
    -------
    Manifest
        The checked manifest.

    Raises
    ------
    ModelFileError
        When there is none, it has another format, or it is not as it was saved.
    """
    if not is_file(folder / MANIFEST):
        found = "it does not exist"
        with suppress(OSError):
            if folder.exists():
                found = f"there is no {MANIFEST} in it"
        message = (
            f"{folder} is not a model folder: {found}. "
            "Make one with 'feedback-nlp train', or name 'starter', which comes with the package."
        )
        raise ModelFileError(message)
    saved = read_small(folder / MANIFEST)
    try:
        content = json.loads(saved)
    except (ValueError, RecursionError) as error:
        raise damaged(folder, f"{MANIFEST} is not JSON") from error
    known = content.get("format") if isinstance(content, dict) else None
    if type(known) is int and known != FORMAT:
        message = (
            f"The model in {folder} has format {known}; this version reads format {FORMAT}. "
            "Retrain it with 'feedback-nlp train', or use the version that made it."
        )
        raise ModelFileError(message)
    try:
        manifest = Manifest.model_validate(content)
    except ValidationError as error:
        raise damaged(folder, f"{MANIFEST}: {error.errors()[0]['msg']}") from error
    if saved != manifest.sealed().as_json():
        raise damaged(folder, f"{MANIFEST} was changed after it was saved")
    if strange := set(manifest.sha256) ^ set(files):
        raise damaged(folder, f"{MANIFEST} lists other files than a model has: {min(strange)!r}")
    return manifest


def rival_columns(folder: Path, manifest: Manifest, themes: tuple[str, ...]) -> IntArray:
    """Return the rivals of a manifest as columns.

    Parameters
    ----------
    folder : Path
        The model folder.
    manifest : Manifest
        Names the themes.
    themes : tuple of str
        The themes of the model, in the order of the columns.

    Returns
    -------
    array of int of shape (n_rivals, 2)
        Columns of the two themes of each pair.

    Raises
    ------
    ModelFileError
        When it names a theme that the model does not have.
    """
    column = {theme: place for place, theme in enumerate(themes)}
    if strange := {theme for pair in manifest.rivals for theme in pair} - set(column):
        raise damaged(folder, f"{MANIFEST} names themes it does not have: {min(strange)!r}")
    columns = [[column[theme] for theme in pair] for pair in manifest.rivals]
    return np.array(columns, dtype=np.int64).reshape(-1, 2)
