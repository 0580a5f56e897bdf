"""Models saved and loaded again: the same bytes and predictions; nothing else is replaced."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from feedback_nlp.classifier.model_files import load_model, save_model
from feedback_nlp.errors import WriteError
from feedback_nlp.shipped import shipped_file
from tests.classifier.model_files.model_folder import FILES, MANIFEST, bytes_of


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


def test_an_earlier_model_stays_where_the_new_one_cannot_be_moved_to_its_place(
    plain, folder, monkeypatch
):
    before = bytes_of(folder)
    rename = Path.rename

    def refuse(self, target):
        if self.name == "whole":
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(WriteError, match="Permission denied"):
        save_model(plain.model_, folder)
    assert bytes_of(folder) == before
    assert list(folder.parent.iterdir()) == [folder]


@pytest.mark.parametrize("folder", ["starter", "./starter", Path("starter")])
def test_no_model_is_saved_under_the_name_of_the_shipped_one(plain, tmp_path, monkeypatch, folder):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WriteError) as error:
        save_model(plain.model_, folder)
    assert str(error.value) == (
        "'starter' names the model that comes with the package, so a model saved there would never "
        "be used. Name another folder."
    )
    assert list(tmp_path.iterdir()) == []


def test_a_path_to_a_folder_called_starter_is_that_folder(plain, tmp_path, monkeypatch):
    save_model(plain.model_, tmp_path / "starter")
    monkeypatch.chdir(tmp_path)
    for folder in (Path("starter"), "./starter"):
        assert load_model(folder).themes == plain.model_.themes
    assert load_model("starter").info.name == "starter"
