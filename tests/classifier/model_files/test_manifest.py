"""What the manifest of a model may claim."""

import json

import pytest

from feedback_nlp.classifier.manifest import Manifest, read_manifest
from feedback_nlp.classifier.model_files import load_model
from feedback_nlp.errors import ModelFileError
from tests.classifier.model_files.model_folder import (
    FILES,
    MANIFEST,
    change_manifest,
    check_refused,
)


@pytest.mark.parametrize("number", [0, 2, 99, -1])
def test_another_format_is_refused_with_what_to_do(folder, number):
    change_manifest(folder, format=number)
    with pytest.raises(ModelFileError) as error:
        load_model(folder)
    assert str(error.value) == (
        f"The model in {folder} has format {number}; this version reads format 7. Retrain it with "
        "'feedback-nlp train', or use the version that made it."
    )


@pytest.mark.parametrize("number", ["2", "1", 2.0, 1.5, None, [1], True])
def test_a_format_that_is_no_whole_number_is_refused(folder, number):
    change_manifest(folder, format=number)
    with pytest.raises(ModelFileError, match=r"can't be used: manifest\.json"):
        load_model(folder)


@pytest.mark.parametrize("name", ["../evil.npy", "/etc/passwd", "C:\\evil", "model.pkl"])
def test_a_manifest_that_lists_other_files_is_refused(folder, name):
    content = json.loads((folder / MANIFEST).read_bytes())
    change_manifest(folder, sha256=content["sha256"] | {name: "0" * 64})
    check_refused(folder, f"manifest.json lists other files than a model has: {name!r}")


def test_a_manifest_that_leaves_a_file_out_is_refused(folder):
    content = json.loads((folder / MANIFEST).read_bytes())
    del content["sha256"]["offsets.npy"]
    change_manifest(folder, sha256=content["sha256"])
    check_refused(folder, "manifest.json lists other files than a model has: 'offsets.npy'")


@pytest.mark.parametrize("slope", [float("nan"), float("inf"), "steep", None])
def test_a_slope_that_is_no_finite_number_is_refused(folder, slope):
    change_manifest(folder, slope=slope)
    with pytest.raises(ModelFileError, match=r"can't be used: manifest\.json: Input should be a"):
        load_model(folder)


@pytest.mark.parametrize(
    "changes", [{"unit": "word"}, {"extra": 1}, {"info": {}}, {"sha256": []}, {"info": None}]
)
def test_a_manifest_of_another_make_is_refused(folder, changes):
    change_manifest(folder, **changes)
    with pytest.raises(ModelFileError, match=r"can't be used: manifest\.json: "):
        load_model(folder)


def test_a_manifest_that_comes_back_is_the_same(saved):
    manifest = read_manifest(saved, FILES[:-1])
    assert manifest.sealed().as_json() == (saved / MANIFEST).read_bytes()
    assert manifest == Manifest.model_validate(manifest.model_dump())


@pytest.mark.parametrize("content", [b"", b"not json", b"\xff\xfe\x00", b"[" * 100_000, b'{"a":'])
def test_a_manifest_that_is_not_json_is_refused(folder, content):
    (folder / MANIFEST).write_bytes(content)
    check_refused(folder, "manifest.json is not JSON")


@pytest.mark.parametrize("content", [b"[]", b"1", b'"text"', b"null", b"{}"])
def test_a_manifest_that_is_other_json_is_refused(folder, content):
    (folder / MANIFEST).write_bytes(content)
    with pytest.raises(ModelFileError, match=r"can't be used: manifest\.json: "):
        load_model(folder)
