"""Save and load models as folders of arrays and JSON; loading never runs anything from them."""

import hashlib
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import numpy as np
from numpy.lib import format as npy
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from feedback_nlp.classifier.file_checks import damaged, is_file, read_array, read_small
from feedback_nlp.classifier.manifest import (
    MANIFEST,
    Info,
    Manifest,
    Pipeline,
    as_json,
    read_manifest,
    rival_columns,
)
from feedback_nlp.classifier.model import Calibration, ModelInfo, ThemeModel
from feedback_nlp.classifier.model_arrays import (
    ARRAYS,
    arrays_of,
    check_arrays,
    coefficients_of,
)
from feedback_nlp.classifier.weights import Weights
from feedback_nlp.errors import WriteError
from feedback_nlp.shipped import shipped_file
from feedback_nlp.text.analysis import group_names
from feedback_nlp.text.feature_blocks import feature_blocks
from feedback_nlp.text.pipeline import PipelineInfo, check_pipeline
from feedback_nlp.text.vocabulary import Vocabulary
from feedback_nlp.themes.lexicon import Lexicon
from feedback_nlp.themes.taxonomy import ANY_NAMES, Taxonomy

STARTER = "starter"
CARD = "MODEL_CARD.md"
"""What people read about a model; it stands beside the files, and loading ignores it."""
_FILES = ("taxonomy.json", "lexicon.json", "vocabulary.json", *(f"{n}.npy" for n in ARRAYS))


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    words: tuple[str, ...]
    pairs: tuple[Annotated[str, StringConstraints(pattern="^[^ ]+ [^ ]+$")], ...]
    subwords: tuple[str, ...]


def save_model(model: ThemeModel, folder: Path | str) -> None:
    """Save a model as a folder; the same model gives the same bytes.

    Parameters
    ----------
    model : ThemeModel
        The model.
    folder : Path or str
        Where to save it. An earlier model there is replaced once the new one is whole; a folder
        that holds anything else is refused.

    Raises
    ------
    WriteError
        When the folder can't be written, holds something that is no model, or is called just
        ``starter``.

    Examples
    --------
    >>> model = load_model()
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_model(model, Path(folder) / "copy")
    ...     load_model(Path(folder) / "copy").themes == model.themes
    True
    """
    target = Path(folder)
    check_model_folder(target)
    with _write_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".model-") as draft:
            whole = Path(draft) / "whole"
            whole.mkdir()
            _write_files(model, whole)
            _replace(target, whole, Path(draft) / "earlier")


def _replace(target: Path, whole: Path, earlier: Path) -> None:
    """Move a whole model to its place; put back what was there where that fails."""
    try:
        if target.exists():
            target.rename(earlier)
        whole.rename(target)
    finally:
        if earlier.exists() and not target.exists():
            earlier.rename(target)


def check_model_folder(folder: Path | str) -> None:
    """Raise if no model can be saved to a folder, before the work for it is done.

    Parameters
    ----------
    folder : Path or str
        The folder; it need not be there yet.

    Raises
    ------
    WriteError
        When the folder can't be written, holds something that is no model, or is called just
        ``starter``.
    """
    target = Path(folder)
    if str(target) == STARTER:
        message = (
            f"{STARTER!r} names the model that comes with the package, so a model saved there "
            "would never be used. Name another folder."
        )
        raise WriteError(message)
    with _write_errors(target):
        if not _listed(target) <= {MANIFEST, CARD, *_FILES}:
            message = f"{target} exists and is no model, so it is not replaced. Name a new folder."
            raise WriteError(message)
        nearest = next(place for place in target.absolute().parents if place.exists())
        tempfile.TemporaryDirectory(dir=nearest, prefix=".model-").cleanup()


@contextmanager
def _write_errors(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"The model can't be written to {target}: {error.strerror}. Name another folder."
        raise WriteError(message) from error


def _listed(target: Path) -> set[str]:
    """Return the names of what replacing the target would remove."""
    if target.is_dir():
        return {entry.name for entry in target.iterdir()}
    return {str(target)} if target.exists() else set()


def _write_files(model: ThemeModel, folder: Path) -> None:
    v, themes = model.vocabulary, model.themes
    words = _Words(words=v.words, pairs=v.pairs, subwords=v.subwords)
    contents: dict[str, bytes] = {
        "taxonomy.json": as_json(model.taxonomy.model_dump(mode="json")),
        "lexicon.json": as_json(model.lexicon.model_dump(mode="json")),
        "vocabulary.json": as_json(words.model_dump(mode="json")),
    }
    for name, array in arrays_of(model).items():
        buffer = io.BytesIO()
        npy.write_array(buffer, np.ascontiguousarray(array), allow_pickle=False)
        contents[f"{name}.npy"] = buffer.getvalue()
    manifest = Manifest(
        unit=model.unit,
        slope=model.calibration.slope,
        rivals=tuple((themes[one], themes[other]) for one, other in model.weights.rivals),
        info=Info(**vars(model.info)),
        pipeline=Pipeline(**vars(model.pipeline)) if model.pipeline else None,
        sha256={name: hashlib.sha256(content).hexdigest() for name, content in contents.items()},
    )
    contents[MANIFEST] = manifest.sealed().as_json()
    for name, content in contents.items():
        (folder / name).write_bytes(content)


def load_model(folder: Path | str = STARTER) -> ThemeModel:
    """Load a model; nothing in the folder is ever executed.

    Parameters
    ----------
    folder : Path or str, default="starter"
        A folder that `save_model` wrote; the text ``"starter"``, not a path, is the model that
        comes with the package.

    Returns
    -------
    ThemeModel
        The model.

    Raises
    ------
    ModelFileError
        When the folder is no model, is damaged, or has a format this version does not know.
    PipelineError
        When the spaCy pipeline that the model needs is not installed, or is another version.

    Examples
    --------
    >>> model = load_model()
    >>> len(model.themes)
    51
    """
    path = shipped_file("models/starter") if folder == STARTER else Path(folder)
    manifest = read_manifest(path, _FILES)
    contents = {name: _read_checked(path, name, manifest.sha256) for name in _FILES}
    try:
        taxonomy = Taxonomy.model_validate_json(contents["taxonomy.json"], context=ANY_NAMES)
        lexicon = Lexicon.model_validate_json(contents["lexicon.json"])
        words = _Words.model_validate_json(contents["vocabulary.json"])
    except ValidationError as error:
        raise damaged(path, f"its {error.title} breaks the rules") from error
    arrays = {name: read_array(path, name, contents[f"{name}.npy"]) for name in ARRAYS}
    word_weights = [arrays[f"{kind}_weights"] for kind in ("word", "pair", "subword")]
    vocabulary = Vocabulary(words.words, words.pairs, words.subwords, *word_weights)
    pipeline = PipelineInfo(**vars(manifest.pipeline)) if manifest.pipeline else None
    n_dimensions = pipeline.n_dimensions if pipeline else 0
    blocks = feature_blocks(vocabulary, len(group_names(lexicon)), n_dimensions)
    check_arrays(path, arrays, vocabulary, taxonomy, sum(blocks))
    if pipeline is not None:
        check_pipeline(pipeline)
    rivals = rival_columns(path, manifest, taxonomy.themes)
    return ThemeModel(
        taxonomy=taxonomy,
        lexicon=lexicon,
        vocabulary=vocabulary,
        weights=Weights(coefficients_of(arrays, taxonomy), arrays["intercepts"], rivals),
        calibration=Calibration(manifest.slope, arrays["offsets"], arrays["thresholds"]),
        unit=manifest.unit,
        info=ModelInfo(**manifest.info.model_dump()),
        pipeline=pipeline,
    )


def _read_checked(path: Path, name: str, sha256: dict[str, str]) -> bytes:
    """Read one file of the folder and compare it with what the manifest says of it."""
    if not is_file(path / name):
        raise damaged(path, f"{name} is missing")
    content = read_small(path / name)
    if hashlib.sha256(content).hexdigest() != sha256[name]:
        raise damaged(path, f"{name} was changed after it was saved")
    return content
