"""A saved model, and a copy of it to do harm to."""

import shutil

import pytest

from feedback_nlp.classifier.model_files import save_model

pytest.register_assert_rewrite("tests.classifier.model_files.model_folder")


@pytest.fixture(scope="session")
def saved(plain, tmp_path_factory):
    """A small model in a folder that nobody may change."""
    folder = tmp_path_factory.mktemp("saved") / "model"
    save_model(plain.model_, folder)
    return folder


@pytest.fixture
def folder(saved, tmp_path):
    """A copy to do harm to."""
    return shutil.copytree(saved, tmp_path / "model")
