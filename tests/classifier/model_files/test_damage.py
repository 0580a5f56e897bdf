"""Models that were changed, cut off or lost on the way are refused, and the file is named."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback_nlp.classifier.manifest import read_manifest
from feedback_nlp.classifier.model_files import load_model
from feedback_nlp.errors import ModelFileError
from tests.classifier.model_files.model_folder import (
    ARRAY_FILES,
    FILES,
    MANIFEST,
    check_refused,
    seal,
)


@pytest.mark.parametrize("name", ["gone", "x" * 5_000, "nul\0", "file"])
def test_what_does_not_exist_is_no_model(tmp_path, name):
    (tmp_path / "file").write_text("")
    with pytest.raises(ModelFileError, match="is not a model folder: ") as error:
        load_model(tmp_path / name)
    assert str(error.value).endswith(
        "Make one with 'feedback-nlp train', or name 'starter', which comes with the package."
    )


def test_a_folder_without_a_manifest_is_no_model(tmp_path):
    with pytest.raises(ModelFileError, match=r"is not a model folder: there is no manifest\.json"):
        load_model(tmp_path)


def test_a_folder_named_like_the_manifest_is_no_manifest(folder):
    (folder / MANIFEST).unlink()
    (folder / MANIFEST).mkdir()
    with pytest.raises(ModelFileError, match=r"is not a model folder: there is no manifest\.json"):
        load_model(folder)


@pytest.mark.parametrize("name", FILES[:-1])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    check_refused(folder, f"{name} is missing")
    (folder / name).mkdir()
    check_refused(folder, f"{name} is missing")


def test_a_changed_card_harms_nobody_as_it_is_for_people_only(folder):
    (folder / "MODEL_CARD.md").write_bytes(b"\xff" * 100)
    assert load_model(folder).themes


@given(st.sampled_from(FILES), st.integers(0), st.integers(0, 7))
@settings(max_examples=200)
def test_a_flipped_bit_is_noticed_in_any_file(saved, tmp_path_factory, name, place, bit):
    folder = shutil.copytree(saved, tmp_path_factory.mktemp("flip") / "model")
    content = bytearray((folder / name).read_bytes())
    content[place % len(content)] ^= 1 << bit
    (folder / name).write_bytes(content)
    with pytest.raises(ModelFileError):
        load_model(folder)
    shutil.rmtree(folder)


def test_every_single_bit_of_the_manifest_matters(folder):
    content = (folder / MANIFEST).read_bytes()
    unnoticed = []
    for place in range(8 * len(content)):
        flipped = bytearray(content)
        flipped[place // 8] ^= 1 << place % 8
        (folder / MANIFEST).write_bytes(flipped)
        try:
            read_manifest(folder, FILES[:-1])
            unnoticed.append(bytes(flipped))
        except ModelFileError:
            pass
    assert unnoticed == []


def test_a_changed_file_is_named(folder):
    (folder / "lexicon.json").write_bytes((folder / "lexicon.json").read_bytes() + b" ")
    check_refused(folder, "lexicon.json was changed after it was saved")


def test_a_changed_manifest_is_named(folder):
    content = (folder / MANIFEST).read_text().replace('"name": ""', '"name": "better"')
    (folder / MANIFEST).write_text(content)
    check_refused(folder, "manifest.json was changed after it was saved")


@pytest.mark.parametrize("name", ARRAY_FILES)
@pytest.mark.parametrize("kept", [0, 5, 9, 60, -1])
def test_a_truncated_array_is_refused(folder, name, kept):
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[:kept])
    check_refused(folder, f"{name} was changed after it was saved")
    seal(folder)
    with pytest.raises(ModelFileError, match=r"npy (does not begin as|is not as large as its)"):
        load_model(folder)


@pytest.mark.parametrize("name", ["offsets.npy", MANIFEST])
def test_a_file_that_may_not_be_read_is_named(folder, monkeypatch, name):
    original = Path.read_bytes

    def read_bytes(self):
        if self.name == name:
            raise PermissionError(13, "Permission denied")
        return original(self)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    check_refused(folder, f"{name} can't be read (Permission denied)")
