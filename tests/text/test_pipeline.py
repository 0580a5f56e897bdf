import shutil
import sys

import numpy as np
import pytest

from feedback_nlp.errors import PipelineError
from feedback_nlp.text.pipeline import PipelineInfo, check_pipeline, load_again, load_pipeline
from feedback_nlp.text.subwords import subwords
from feedback_nlp.text.tokens import Tokenizer

INIT = """\
from spacy.util import load_model_from_init_py

def load(**options):
    return load_model_from_init_py(__file__, **options)
"""


@pytest.fixture(scope="module")
def folder(save_pipeline, tmp_path_factory):
    return save_pipeline(tmp_path_factory.mktemp("pipeline") / "tiny")


@pytest.fixture(scope="module")
def pipeline(folder):
    return load_pipeline(str(folder), "nl")


@pytest.fixture
def package(folder, tmp_path, monkeypatch):
    """Lay the pipeline among the packages, as pip installs it, and return its folder there."""
    home = tmp_path / "nl_tiny"
    shutil.copytree(folder, home / "nl_tiny-1.2.0")
    shutil.copy(folder / "meta.json", home)
    (home / "__init__.py").write_text(INIT, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield home
    sys.modules.pop("nl_tiny", None)


def refusal(name, language="nl"):
    with pytest.raises(PipelineError) as error:
        load_pipeline(str(name), language)
    return str(error.value)


def test_a_lemma_stands_behind_the_sub_words(pipeline):
    assert len(subwords("ging")) == 7
    assert pipeline.pieces("ging") == [
        *subwords("ging"),
        *["lemma gaan"] * 3,
    ]  # about the root of seven
    assert pipeline.pieces("onbekend")[-1] == "lemma onbekend"  # a lookup gives the form back


def test_what_has_no_letter_has_neither_lemma_nor_vector(pipeline):
    assert [pipeline.pieces(form) for form in ("!", "00:00", "👍")] == [[], [], []]
    assert not pipeline.vectors(["!", "00:00"]).any()


def test_vectors_have_length_one_and_are_zero_for_unknown_words(pipeline):
    expected = [[0.6, 0.8, 0], [0.6, 0.8, 0], [0, 0, 1], [0, 0, 0]]
    found = pipeline.vectors(["traag", "sloom", "mooi", "onbekend"])
    np.testing.assert_allclose(found, expected, rtol=1e-6)
    assert found.dtype == np.float32


def test_tokens_are_those_of_the_pipeline(pipeline):
    tokenizer = Tokenizer(pipeline=pipeline)
    tokens = tokenizer.tokenize(["Te laat geleverd.Eten koud!"])
    forms = [tokenizer.forms[form] for form in tokens.form]
    assert forms == ["te", "laat", "geleverd", ".", "eten", "koud", "!"]


def test_components_that_say_nothing_of_a_word_are_left_out(folder, pipeline):
    assert (folder / "config.cfg").read_text().count("[components.ner]") == 1
    assert pipeline._nlp.pipe_names == ["lemmatizer"]


def test_an_installed_package_is_loaded_by_its_name(package, pipeline):
    installed = load_pipeline("nl_tiny", "nl")
    assert installed.info == PipelineInfo("nl_tiny", "1.2.0", 3)
    assert installed.pieces("ging") == pipeline.pieces("ging")
    assert np.array_equal(installed.vectors(["traag"]), pipeline.vectors(["traag"]))


def test_a_pipeline_that_is_not_installed_is_refused_with_the_command():
    assert refusal("nl_core_news_xx") == (
        "The spaCy pipeline 'nl_core_news_xx' is not installed. Install it with 'python -m spacy "
        "download nl_core_news_xx' or with pip from its wheel, or name the folder of one."
    )


@pytest.mark.parametrize(
    "name", ["json", "numpy", "os.path", "__main__", "", "/no/such", "nul\0", "x" * 5_000, "a b"]
)
def test_what_is_no_pipeline_is_refused_and_not_imported(name):
    before = set(sys.modules)
    assert f"The spaCy pipeline {name!r} is not installed." in refusal(name)
    assert set(sys.modules) == before


def test_a_pipeline_of_another_language_is_refused(folder):
    assert "is for language 'nl' and the comments are in 'en'." in refusal(folder, "en")


@pytest.mark.parametrize("meta", ["", "[]", "{}", '{"version": "1"}'])
def test_a_pipeline_without_a_version_is_refused(folder, tmp_path, meta):
    broken = shutil.copytree(folder, tmp_path / "broken")
    (broken / "meta.json").write_text(meta)
    assert "can't be read. Install it again." in refusal(broken)


@pytest.mark.parametrize("content", ["", "[nlp]\nlang = 1", "[components.x]\nfactory = 'none'"])
def test_a_damaged_pipeline_is_refused(folder, tmp_path, content):
    broken = shutil.copytree(folder, tmp_path / "broken")
    (broken / "config.cfg").write_text(content)
    assert "can't be loaded: " in refusal(broken)


def test_another_version_is_refused_with_the_command(package):
    check_pipeline(PipelineInfo("nl_tiny", "1.2.0", 3))
    with pytest.raises(PipelineError) as error:
        check_pipeline(PipelineInfo("nl_tiny", "1.1.0", 3))
    assert str(error.value) == (
        "The model was trained with version 1.1.0 of the spaCy pipeline 'nl_tiny'; installed is "
        "version 1.2.0. Install it with 'python -m spacy download nl_tiny-1.1.0 --direct' or with "
        "pip from its wheel, or train the model again."
    )


def test_other_vectors_under_the_same_version_are_refused(folder):
    info = PipelineInfo(str(folder), "1.2.0", 3)
    assert load_again(info, "nl").info == info
    with pytest.raises(PipelineError, match="has vectors of 3 numbers and the model was trained"):
        load_again(PipelineInfo(str(folder), "1.2.0", 300), "nl")
