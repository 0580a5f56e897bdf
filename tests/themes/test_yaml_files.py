"""What both YAML files have in common; each case in a file of the taxonomy."""

import pytest

from feedback_nlp.errors import TaxonomyError
from feedback_nlp.themes.taxonomy import load_taxonomy


@pytest.fixture
def error_of(tmp_path):
    def _error_of(content):
        file = tmp_path / "own.yaml"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        with pytest.raises(TaxonomyError) as error:
            load_taxonomy(file)
        return str(error.value)

    return _error_of


def test_what_is_not_yaml_is_named_with_its_line(error_of):
    message = error_of("version: 1\ntopics:\n  - {id: a\n  - {id: b}\n")
    assert message.startswith("own.yaml, line 4: this is not YAML (")
    assert message.endswith(" Correct that line.")


def test_tab_for_indentation_is_named_with_its_line(error_of):
    assert error_of("version: 1\n\ttopics: 2\n").startswith("own.yaml, line 2: this is not YAML")


def test_key_that_stands_twice_is_named_with_both_lines(error_of):
    message = error_of("version: 1\ntopics:\n  - id: a\n    group: b\n    id: c\n")
    assert message == (
        "own.yaml, line 5: 'id' stands here a second time, after line 3. Keep one of the two."
    )


@pytest.mark.parametrize(("opens", "closes"), [("[", "]"), ("{a: ", "}"), ("- ", "")])
def test_file_that_nests_too_deep_for_the_parser_is_refused(error_of, opens, closes):
    assert error_of(f"version: 1\ntopics:\n  {100_000 * opens}a{100_000 * closes}\n") == (
        "own.yaml, line 3: lists and mappings stand in each other more than 100 deep. "
        "Write it flatter."
    )


def test_file_that_is_not_utf_8_is_refused(error_of):
    message = error_of("version: 1\nlanguage: é\n".encode("cp1252"))
    assert message.startswith("own.yaml can't be read: 'utf-8' codec can't decode byte 0xe9")
    assert message.endswith("Name an existing YAML file in UTF-8.")


def test_missing_file_is_named(tmp_path):
    with pytest.raises(
        TaxonomyError, match=r"gone\.yaml can't be read: No such file or directory\. Name"
    ):
        load_taxonomy(tmp_path / "gone.yaml")


def test_name_that_no_file_can_have_is_refused():
    with pytest.raises(
        TaxonomyError, match=r"can't be read: embedded null byte\. Name an existing"
    ):
        load_taxonomy("a\0b")


def test_folder_in_place_of_a_file_is_refused(tmp_path):
    with pytest.raises(TaxonomyError, match=r"can't be read: .*Name an existing YAML file"):
        load_taxonomy(tmp_path)


@pytest.mark.parametrize("content", ["", "- a\n- b\n", "just words", "null\n"])
def test_file_that_is_no_mapping_is_refused(error_of, content):
    message = error_of(content)
    assert message.startswith("own.yaml, line 1: the file must begin with keys: 'version:', ")
    assert "'topics:'" in message


def test_empty_list_is_named_without_words_of_python(error_of):
    assert error_of("version: 1\ntopics: []\n") == (
        "own.yaml, line 2: topics: it must have at least 1 in its list."
    )


def test_control_character_is_named_with_its_line(error_of):
    message = error_of("version: 1\nlanguage: n\0l\n")
    assert message.startswith("own.yaml, from line 2: this is not YAML (unacceptable character")


def test_date_that_does_not_exist_is_refused(error_of):
    assert "this is not YAML (month must be in 1..12)" in error_of("version: 2024-13-45\n")


def test_file_without_a_bottom_is_refused(error_of):
    assert "Input should be a valid dictionary" in error_of("topics: &a [*a]\n")


def test_aliases_of_aliases_take_no_time(error_of):
    lines = ["l0: &l0 [x]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 30)]
    assert "own.yaml, line 1:" in error_of("\n".join(lines))


def test_code_in_a_file_is_refused_and_not_run(error_of, tmp_path):
    proof = tmp_path / "ran"
    message = error_of(f"topics: !!python/object/apply:pathlib.Path.touch ['{proof}']\n")
    assert message.startswith("own.yaml, line 1: this is not YAML (could not determine")
    assert not proof.exists()
