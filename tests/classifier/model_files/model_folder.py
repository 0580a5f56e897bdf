"""The files in the folder of a model, and ways to change them as an attacker would."""

import hashlib
import json

import pytest

from feedback_nlp.classifier.manifest import as_json
from feedback_nlp.classifier.model_files import load_model
from feedback_nlp.errors import ModelFileError

MANIFEST = "manifest.json"
JSON_FILES = ("taxonomy.json", "lexicon.json", "vocabulary.json")
ARRAYS = (
    "word_weights", "pair_weights", "subword_weights", "coefficients", "exponents", "intercepts",
    "offsets", "thresholds",
)  # fmt: skip
ARRAY_FILES = tuple(f"{name}.npy" for name in ARRAYS)
FILES = (*JSON_FILES, *ARRAY_FILES, MANIFEST)


def seal(folder):
    """Let the manifest say what is now in the folder, as an attacker would."""
    content = json.loads((folder / MANIFEST).read_bytes())
    content["sha256"] = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES[:-1]
    }
    write_manifest(folder, content)


def write_manifest(folder, content):
    content["seal"] = ""
    content["seal"] = hashlib.sha256(as_json(content)).hexdigest()
    (folder / MANIFEST).write_bytes(as_json(content))


def change_manifest(folder, **changes):
    write_manifest(folder, json.loads((folder / MANIFEST).read_bytes()) | changes)


def check_refused(folder, what):
    with pytest.raises(ModelFileError) as error:
        load_model(folder)
    expected = f"The model in {folder} can't be used: {what}. Copy it again, or retrain it."
    assert str(error.value) == expected


def bytes_of(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir()}
