"""What the files of a model may hold, whatever the manifest says of them."""

import json

import numpy as np
import pytest

from feedback_nlp.classifier.manifest import as_json
from tests.classifier.model_files.model_folder import ARRAYS, JSON_FILES, check_refused, seal


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


EIGHT_BITS = {"coefficients", "exponents"}


@pytest.mark.parametrize("name", sorted({*ARRAYS} - EIGHT_BITS))
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
    check_refused(folder, "offsets.npy does not begin as rows of int8 or float32 do")


@pytest.mark.parametrize("name", ARRAYS)
def test_eight_bits_are_refused_for_floats_and_floats_for_eight_bits(folder, name):
    array = np.load(folder / f"{name}.npy")
    right, wrong = ("int8", "float32") if name in EIGHT_BITS else ("float32", "int8")
    np.save(folder / f"{name}.npy", array.astype(wrong))
    seal(folder)
    check_refused(folder, f"{name} holds {wrong}, not {right}")


@pytest.mark.parametrize("exponent", [-128, -101, 101, 127])
def test_exponents_that_no_coefficient_has_are_refused(folder, exponent):
    array = np.load(folder / "exponents.npy")
    array[-1, -1] = exponent
    np.save(folder / "exponents.npy", array)
    seal(folder)
    check_refused(folder, "exponents has values beyond 100")


def test_arrays_by_column_are_refused(folder):
    array = np.load(folder / "coefficients.npy")
    np.save(folder / "coefficients.npy", np.asfortranarray(array))
    seal(folder)
    check_refused(folder, "coefficients.npy does not begin as rows of int8 or float32 do")
