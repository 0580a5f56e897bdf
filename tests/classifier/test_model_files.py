import hashlib
import json
import os
import pickle
import shutil
import subprocess
import sys
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback_nlp.classifier.manifest import Manifest, as_json, read_manifest
from feedback_nlp.classifier.model_files import load_model, save_model
from feedback_nlp.errors import ModelFileError, WriteError
from feedback_nlp.shipped import shipped_file

MANIFEST = "manifest.json"
JSON_FILES = ("taxonomy.json", "lexicon.json", "vocabulary.json")
ARRAYS = (
    "word_weights", "pair_weights", "subword_weights", "coefficients", "intercepts", "offsets",
    "thresholds",
)  # fmt: skip
ARRAY_FILES = tuple(f"{name}.npy" for name in ARRAYS)
FILES = (*JSON_FILES, *ARRAY_FILES, MANIFEST)


@pytest.fixture(scope="module")
def saved(plain, tmp_path_factory):
    """A small model in a folder that nobody may change."""
    folder = tmp_path_factory.mktemp("saved") / "model"
    save_model(plain.model_, folder)
    return folder


@pytest.fixture
def folder(saved, tmp_path):
    """A copy to do harm to."""
    return shutil.copytree(saved, tmp_path / "model")


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


# Saving and loading


def test_saving_twice_gives_the_same_bytes(plain, saved, tmp_path):
    save_model(plain.model_, tmp_path / "again")
    assert bytes_of(tmp_path / "again") == bytes_of(saved)
    assert set(bytes_of(saved)) == set(FILES)


def test_saving_what_was_loaded_gives_the_same_bytes(saved, tmp_path, starter):
    save_model(load_model(saved), tmp_path / "again")
    assert bytes_of(tmp_path / "again") == bytes_of(saved)
    save_model(starter, tmp_path / "starter")
    shipped = bytes_of(shipped_file("models/starter"))
    shipped.pop("MODEL_CARD.md", None)
    assert bytes_of(tmp_path / "starter") == shipped


def test_a_loaded_model_predicts_the_same(plain, small_model, saved, few, tmp_path):
    save_model(small_model, tmp_path / "small")
    for model, folder in ((plain.model_, saved), (small_model, tmp_path / "small")):
        loaded = load_model(folder)
        expected, found = (m.find_evidence(few.comments) for m in (model, loaded))
        assert np.array_equal(found.proba, expected.proba)
        assert np.array_equal(found.comment, expected.comment)
        assert np.array_equal(found.start, expected.start)
        assert np.array_equal(found.end, expected.end)
        assert (loaded.unit, loaded.info, loaded.themes) == (model.unit, model.info, model.themes)
        assert loaded.lexicon == model.lexicon


def test_labels_that_no_taxonomy_file_may_have_are_loaded_again(saved):
    assert load_model(saved).themes == ("mooi|fraai", "te laat!")


def test_training_and_saving_in_two_processes_gives_the_same_bytes(tmp_path):
    code = """
import sys
from feedback_nlp import ThemeClassifier, save_model
late = [f"te laat {what}" for what in ("bezorgd", "gebracht", "er", "hier", "gekomen")]
nice = [f"mooie {what}" for what in ("tas", "jas", "trui", "broek", "schoenen")]
classifier = ThemeClassifier(n_folds=2).fit(late + nice, [{"laat"}] * 5 + [{"mooi", "x"}] * 5)
save_model(classifier.model_, sys.argv[1])
"""
    runs = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", code, str(tmp_path / seed)],
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        for seed in "12"
    ]
    assert [run.wait() for run in runs] == [0, 0]
    assert bytes_of(tmp_path / "1") == bytes_of(tmp_path / "2")


def test_an_earlier_model_is_replaced_with_its_card(plain, folder):
    (folder / "MODEL_CARD.md").write_text("old")
    (folder / "offsets.npy").write_bytes(b"old")
    save_model(plain.model_, folder)
    assert set(bytes_of(folder)) == set(FILES)
    assert load_model(folder).themes == plain.model_.themes


def test_a_model_is_saved_in_folders_that_are_not_there_yet(plain, tmp_path):
    target = tmp_path / "a" / "b"
    save_model(plain.model_, target)
    assert set(bytes_of(target)) == set(FILES)
    assert list(target.parent.iterdir()) == [target]


def test_others_may_read_a_saved_model(saved):
    mask = os.umask(0)
    os.umask(mask)
    assert saved.stat().st_mode & 0o777 == 0o777 & ~mask


@pytest.mark.parametrize(
    "names", [["report.xlsx"], ["index.html", MANIFEST], [*FILES, "notes.txt"], [".git"]]
)
def test_a_folder_that_holds_anything_else_is_not_replaced(plain, tmp_path, names):
    target = tmp_path / "own"
    target.mkdir()
    for name in names:
        (target / name).write_text("mine")
    with pytest.raises(WriteError) as error:
        save_model(plain.model_, target)
    message = f"{target} exists and is no model, so it is not replaced. Name a new folder."
    assert str(error.value) == message
    assert bytes_of(target) == dict.fromkeys(names, b"mine")


def test_a_file_is_not_replaced(plain, tmp_path):
    (tmp_path / "own").write_text("mine")
    with pytest.raises(WriteError, match="exists and is no model, so it is not replaced"):
        save_model(plain.model_, tmp_path / "own")
    with pytest.raises(WriteError, match="The model can't be written to"):
        save_model(plain.model_, tmp_path / "own" / "model")
    assert (tmp_path / "own").read_text() == "mine"


def test_a_full_disk_leaves_the_earlier_model_as_it_was(plain, folder, monkeypatch):
    before = bytes_of(folder)
    write = Path.write_bytes

    def run_full(self, data):
        if self.name == "offsets.npy":
            raise OSError(28, "No space left on device")
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", run_full)
    with pytest.raises(WriteError) as error:
        save_model(plain.model_, folder)
    assert str(error.value) == (
        f"The model can't be written to {folder}: No space left on device. Name another folder."
    )
    assert bytes_of(folder) == before
    assert list(folder.parent.iterdir()) == [folder]


# What is no model


@pytest.mark.parametrize("name", ["gone", "x" * 5_000, "nul\0", "file"])
def test_what_does_not_exist_is_no_model(tmp_path, name):
    (tmp_path / "file").write_text("")
    with pytest.raises(ModelFileError, match="is not a model folder: ") as error:
        load_model(tmp_path / name)
    assert str(error.value).endswith(
        "Make one with 'feedback-nlp train', or leave --model out to use the starter model."
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


# What runs


class Attack:
    """Writes a file when it is unpickled."""

    def __init__(self, proof):
        self.proof = proof

    def __reduce__(self):
        return Path.touch, (self.proof,)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("sealed", [False, True])
def test_a_pickle_is_refused_under_any_name_and_never_runs(folder, tmp_path, name, sealed):
    attack = pickle.dumps(Attack(tmp_path / "proof"))
    (folder / name).write_bytes(attack)
    if sealed and name != MANIFEST:
        seal(folder)
    with pytest.raises(ModelFileError, match=r"can't be used: .*\. Copy it again, or retrain it"):
        load_model(folder)
    assert not (tmp_path / "proof").exists()
    pickle.loads(attack)
    assert (tmp_path / "proof").exists()  # it would have worked


@pytest.mark.parametrize("name", ARRAY_FILES)
def test_a_pickled_object_array_is_refused_and_never_runs(folder, tmp_path, name):
    attack = np.array([Attack(tmp_path / "proof")], dtype=object)
    np.save(folder / name, attack, allow_pickle=True)
    seal(folder)
    check_refused(folder, f"{name} does not begin as rows of float16 or float32 do")
    assert not (tmp_path / "proof").exists()


def test_a_file_that_a_model_does_not_have_is_never_read(folder, tmp_path, monkeypatch):
    (folder / "model.pkl").write_bytes(pickle.dumps(Attack(tmp_path / "proof")))
    read = []
    original = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: read.append(self.name) or original(self))
    load_model(folder)
    assert sorted(read) == sorted(FILES)
    assert not (tmp_path / "proof").exists()


def test_a_changed_card_harms_nobody_as_it_is_for_people_only(folder):
    (folder / "MODEL_CARD.md").write_bytes(b"\xff" * 100)
    assert load_model(folder).themes


# What was changed


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


# What the manifest claims


@pytest.mark.parametrize("number", [0, 2, 99, -1])
def test_another_format_is_refused_with_what_to_do(folder, number):
    change_manifest(folder, format=number)
    with pytest.raises(ModelFileError) as error:
        load_model(folder)
    assert str(error.value) == (
        f"The model in {folder} has format {number}; this version reads format 4. Retrain it with "
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


# What the files hold


@pytest.mark.parametrize("name", JSON_FILES)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b"\xff",
        b"[" * 100_000,
        b"{}x",
        b'{"evil": 1}',
        b"[]",
        b"NaN",
        b'{"a":' * 999,
    ],
)
def test_a_file_that_breaks_the_rules_is_refused(folder, name, content):
    (folder / name).write_bytes(content)
    seal(folder)
    title = {"taxonomy.json": "Taxonomy", "lexicon.json": "Lexicon", "vocabulary.json": "_Words"}
    check_refused(folder, f"its {title[name]} breaks the rules")


@pytest.mark.parametrize("pair", ["alone", "three words here", "", " ", "a  b"])
def test_a_pair_that_is_not_two_words_is_refused(folder, pair):
    content = json.loads((folder / "vocabulary.json").read_bytes())
    content["pairs"][0] = pair
    (folder / "vocabulary.json").write_bytes(as_json(content))
    seal(folder)
    check_refused(folder, "its _Words breaks the rules")


def test_a_theme_that_stands_twice_is_refused(folder):
    content = json.loads((folder / "taxonomy.json").read_bytes())
    content["topics"][1] = content["topics"][0]
    (folder / "taxonomy.json").write_bytes(as_json(content))
    seal(folder)
    check_refused(folder, "its Taxonomy breaks the rules")


@pytest.mark.parametrize("name", ARRAYS)
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_values_that_are_no_finite_numbers_are_refused(folder, name, value):
    array = np.load(folder / f"{name}.npy")
    array.flat[array.size // 2] = value
    np.save(folder / f"{name}.npy", array)
    seal(folder)
    check_refused(folder, f"{name}.npy holds values that are no finite numbers")


@pytest.mark.parametrize("name", ARRAYS)
def test_arrays_of_another_shape_are_refused(folder, name):
    array = np.load(folder / f"{name}.npy")
    for other in (array[:-1], np.vstack([array, array]), array.reshape(1, -1), array.ravel()[:0]):
        if other.shape == array.shape:
            continue
        np.save(folder / f"{name}.npy", other)
        seal(folder)
        check_refused(folder, f"{name} has shape {other.shape}, not {array.shape}")


@pytest.mark.parametrize("dtype", [">f4", "<f8", "<i4", "|b1", "<U3", "<c8", "<M8[s]", "f4,f4"])
def test_arrays_of_another_kind_are_refused(folder, dtype):
    np.save(folder / "offsets.npy", np.zeros(2, dtype=dtype))
    seal(folder)
    check_refused(folder, "offsets.npy does not begin as rows of float16 or float32 do")


def test_arrays_by_column_are_refused(folder):
    array = np.load(folder / "coefficients.npy")
    np.save(folder / "coefficients.npy", np.asfortranarray(array))
    seal(folder)
    check_refused(folder, "coefficients.npy does not begin as rows of float16 or float32 do")


HEADER = "{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}"


@pytest.mark.parametrize(
    "header",
    [
        HEADER.format(shape="(-2, -1)"),
        HEADER.format(shape="(-1,)"),
        HEADER.format(shape="(2"),
        HEADER.format(shape="(2L,)"),
        HEADER.format(shape="()"),
        HEADER.format(shape="[2]"),
        HEADER.format(shape="(True, 2)"),
        HEADER.format(shape="__import__('os')"),
        "(" * 5_000,
        "-" * 5_000 + "1",
        "",
        "{}",
        "\xff",
    ],
)
def test_headers_of_another_make_are_refused_and_never_interpreted(folder, header):
    content = header.encode("latin-1") + b"\n"
    size = len(content).to_bytes(2, "little")
    (folder / "offsets.npy").write_bytes(b"\x93NUMPY\x01\x00" + size + content + bytes(8))
    seal(folder)
    check_refused(folder, "offsets.npy does not begin as rows of float16 or float32 do")


@pytest.mark.parametrize(
    "shape", ["(2500000000,)", "(50000, 50000)", "(999999999999, 999999999999)"]
)
def test_a_header_that_claims_gigabytes_is_refused_at_once(folder, shape):
    content = HEADER.format(shape=shape).encode() + b"\n"
    size = len(content).to_bytes(2, "little")
    (folder / "offsets.npy").write_bytes(b"\x93NUMPY\x01\x00" + size + content + bytes(8))
    seal(folder)
    tracemalloc.start()
    check_refused(folder, "offsets.npy is not as large as its header says")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20e6


@pytest.mark.parametrize("name", FILES)
def test_a_link_is_refused(folder, tmp_path, name):
    shutil.move(folder / name, tmp_path / name)
    (folder / name).symlink_to(tmp_path / name)
    check_refused(folder, f"{name} is a link or larger than 256 MiB")


@pytest.mark.parametrize("name", ["offsets.npy", "lexicon.json", MANIFEST])
def test_a_file_larger_than_any_model_is_refused_unread(folder, name):
    with (folder / name).open("r+b") as file:
        file.truncate(300 * 1024 * 1024)  # takes no room on disk
    check_refused(folder, f"{name} is a link or larger than 256 MiB")


@pytest.mark.parametrize("name", ["offsets.npy", MANIFEST])
def test_a_file_that_may_not_be_read_is_named(folder, monkeypatch, name):
    original = Path.read_bytes

    def read_bytes(self):
        if self.name == name:
            raise PermissionError(13, "Permission denied")
        return original(self)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    check_refused(folder, f"{name} can't be read (Permission denied)")
