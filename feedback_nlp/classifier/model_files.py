"""Save and load models as folders of arrays and JSON; loading never runs anything from them."""

import hashlib
import io
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.lib import format as npy
from pydantic import BaseModel, ConfigDict, ValidationError

from feedback_nlp.classifier.file_checks import damaged, read_array, read_small
from feedback_nlp.classifier.model import Calibration, ModelInfo, ThemeModel
from feedback_nlp.classifier.weights import Weights
from feedback_nlp.errors import ModelFileError, WriteError
from feedback_nlp.shipped import shipped_file
from feedback_nlp.text.vocabulary import Vocabulary
from feedback_nlp.themes.lexicon import Lexicon
from feedback_nlp.themes.taxonomy import Taxonomy

FORMAT = 1
STARTER = "starter"
_MANIFEST = "manifest.json"
_ARRAYS = (
    "word_weights", "pair_weights", "subword_weights", "coefficients", "intercepts", "offsets",
    "thresholds",
)  # fmt: skip
_FILES = ("taxonomy.json", "lexicon.json", "vocabulary.json", *(f"{n}.npy" for n in _ARRAYS))


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Info(_Strict):
    name: str
    package_version: str
    n_comments: int
    training_hash: str
    metrics: dict[str, float]


class _Manifest(_Strict):
    """What a model folder holds: the content of ``manifest.json``."""

    format: int
    unit: Literal["segment", "comment"]
    slope: float
    info: _Info
    sha256: dict[str, str]


class _Words(_Strict):
    words: tuple[str, ...]
    pairs: tuple[str, ...]
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
        When the folder can't be written, or holds something that is no model.
    """
    target = Path(folder)
    if target.exists() and not (target / _MANIFEST).is_file() and any(_listed(target)):
        message = f"{target} exists and is no model, so it is not replaced. Name a new folder."
        raise WriteError(message)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".model-") as draft:
            _write_files(model, Path(draft))
            if target.exists():
                shutil.rmtree(target)
            shutil.copytree(draft, target)
    except OSError as error:
        message = f"The model can't be written to {target}: {error.strerror}. Name another folder."
        raise WriteError(message) from error


def _listed(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else [folder]


def _write_files(model: ThemeModel, folder: Path) -> None:
    v, w, c = model.vocabulary, model.weights, model.calibration
    words = _Words(words=v.words, pairs=v.pairs, subwords=v.subwords)
    contents: dict[str, bytes] = {
        "taxonomy.json": _json(model.taxonomy.model_dump(mode="json")),
        "lexicon.json": _json(model.lexicon.model_dump(mode="json")),
        "vocabulary.json": _json(words.model_dump(mode="json")),
    }
    arrays = {
        "word_weights": v.word_weights,
        "pair_weights": v.pair_weights,
        "subword_weights": v.subword_weights,
        "coefficients": w.coefficients.astype(np.float16),
        "intercepts": w.intercepts,
        "offsets": c.offsets,
        "thresholds": c.thresholds,
    }
    for name, array in arrays.items():
        buffer = io.BytesIO()
        npy.write_array(buffer, np.ascontiguousarray(array), allow_pickle=False)
        contents[f"{name}.npy"] = buffer.getvalue()
    manifest = _Manifest(
        format=FORMAT,
        unit=model.unit,
        slope=c.slope,
        info=_Info(**vars(model.info)),
        sha256={name: hashlib.sha256(content).hexdigest() for name, content in contents.items()},
    )
    contents[_MANIFEST] = _json(manifest.model_dump(mode="json"))
    for name, content in contents.items():
        (folder / name).write_bytes(content)


def _json(content: Any) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=0) + "\n").encode()


def load_model(folder: Path | str = STARTER) -> ThemeModel:
    """Load a model; nothing in the folder is ever executed.

    Parameters
    ----------
    folder : Path or str, default="starter"
        A folder that `save_model` wrote; ``"starter"`` is the model that comes with the package.

    Returns
    -------
    ThemeModel
        The model.

    Raises
    ------
    ModelFileError
        When the folder is no model, is damaged, or has a format this version does not know.

    Examples
    --------
    >>> model = load_model()
    >>> len(model.themes)
    51
    """
    path = shipped_file("models/starter") if str(folder) == STARTER else Path(folder)
    manifest = _read_manifest(path)
    contents = {name: _read_checked(path, name, manifest.sha256) for name in _FILES}
    try:
        taxonomy = Taxonomy.model_validate_json(contents["taxonomy.json"])
        lexicon = Lexicon.model_validate_json(contents["lexicon.json"])
        words = _Words.model_validate_json(contents["vocabulary.json"])
    except ValidationError as error:
        raise damaged(path, f"its {error.title} breaks the rules") from error
    arrays = {name: read_array(path, name, contents[f"{name}.npy"]) for name in _ARRAYS}
    weights = [arrays[f"{kind}_weights"] for kind in ("word", "pair", "subword")]
    model = ThemeModel(
        taxonomy=taxonomy,
        lexicon=lexicon,
        vocabulary=Vocabulary(words.words, words.pairs, words.subwords, *weights),
        weights=Weights(arrays["coefficients"].astype(np.float32), arrays["intercepts"]),
        calibration=Calibration(manifest.slope, arrays["offsets"], arrays["thresholds"]),
        unit=manifest.unit,
        info=ModelInfo(**manifest.info.model_dump()),
    )
    _check_shapes(path, model)
    return model


def _read_manifest(path: Path) -> _Manifest:
    file = path / _MANIFEST
    if not file.is_file():
        found = "it does not exist" if not path.exists() else f"there is no {_MANIFEST} in it"
        message = (
            f"{path} is not a model folder: {found}. "
            "Make one with 'feedback-nlp train', or leave --model out to use the starter model."
        )
        raise ModelFileError(message)
    try:
        content = json.loads(read_small(file))
    except (ValueError, RecursionError) as error:
        raise damaged(path, f"{_MANIFEST} is not JSON") from error
    known = content.get("format") if isinstance(content, dict) else None
    if isinstance(known, int) and known != FORMAT:
        message = (
            f"The model in {path} has format {known}; this version reads format {FORMAT}. "
            "Retrain it with 'feedback-nlp train', or use the version that made it."
        )
        raise ModelFileError(message)
    try:
        return _Manifest.model_validate(content)
    except ValidationError as error:
        raise damaged(path, f"{_MANIFEST}: {error.errors()[0]['msg']}") from error


def _read_checked(path: Path, name: str, sha256: dict[str, str]) -> bytes:
    """Read one file of the folder and compare it with what the manifest says of it."""
    if name not in sha256 or not (path / name).is_file():
        raise damaged(path, f"{name} is missing")
    content = read_small(path / name)
    if hashlib.sha256(content).hexdigest() != sha256[name]:
        raise damaged(path, f"{name} was changed after it was saved")
    return content


def _check_shapes(path: Path, model: ThemeModel) -> None:
    n_themes, v = len(model.themes), model.vocabulary
    n_groups = len(model.lexicon.cues) + len(model.lexicon.aspects) + 3
    expected = {
        "word_weights": (v.word_weights, (len(v.words),)),
        "pair_weights": (v.pair_weights, (len(v.pairs),)),
        "subword_weights": (v.subword_weights, (len(v.subwords),)),
        "coefficients": (model.weights.coefficients, (len(v) + len(v.words) + 4 * n_groups, model.n_outputs)),
        "intercepts": (model.weights.intercepts, (model.n_outputs,)),
        "offsets": (model.calibration.offsets, (n_themes,)),
        "thresholds": (model.calibration.thresholds, (n_themes,)),
    }
    for name, (array, shape) in expected.items():
        if array.shape != shape:
            raise damaged(path, f"{name} has shape {array.shape}, not {shape}")
