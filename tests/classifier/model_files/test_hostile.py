"""Models made to run code, to take all memory or to read other files are refused."""

import pickle
import shutil
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from feedback_nlp.classifier.model_files import load_model
from feedback_nlp.errors import ModelFileError
from tests.classifier.model_files.model_folder import (
    ARRAY_FILES,
    FILES,
    MANIFEST,
    check_refused,
    seal,
)


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
    check_refused(folder, f"{name} does not begin as rows of int8 or float32 do")
    assert not (tmp_path / "proof").exists()


def test_a_file_that_a_model_does_not_have_is_never_read(folder, tmp_path, monkeypatch):
    (folder / "model.pkl").write_bytes(pickle.dumps(Attack(tmp_path / "proof")))
    read = []
    original = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: read.append(self.name) or original(self))
    load_model(folder)
    assert sorted(read) == sorted(FILES)
    assert not (tmp_path / "proof").exists()


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
    check_refused(folder, "offsets.npy does not begin as rows of int8 or float32 do")


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
