import pytest

from feedback_nlp.errors import TaxonomyError
from feedback_nlp.themes.taxonomy import load_taxonomy, plain_taxonomy

WAITING = """\
version: 3
language: nl
topics:
  - id: waiting
    group: visit
    complaint: {id: long_wait, name: Lang wachten, definition: Te lang gewacht.}
    praise: {id: no_wait, name: Snel aan de beurt}
  - id: doctor
    actionable: false
    praise:
      id: kind_doctor
      name: Aardige arts
"""


@pytest.fixture
def write(tmp_path):
    def _write(content):
        file = tmp_path / "own.yaml"
        file.write_text(content, encoding="utf-8")
        return file

    return _write


def check_error(file, message):
    with pytest.raises(TaxonomyError) as error:
        load_taxonomy(file)
    assert str(error.value) == message


def test_own_taxonomy_is_read_as_it_is_written(write):
    taxonomy = load_taxonomy(write(WAITING))
    assert (taxonomy.version, taxonomy.language) == (3, "nl")
    assert taxonomy.themes == ("long_wait", "no_wait", "kind_doctor")
    assert [topic.id for topic in taxonomy.topics] == ["waiting", "doctor"]
    assert [topic.group for topic in taxonomy.topics] == ["visit", "general"]
    assert [topic.actionable for topic in taxonomy.topics] == [True, False]
    assert [taxonomy.side_of(theme) for theme in taxonomy.themes] == [
        "complaint",
        "praise",
        "praise",
    ]
    assert taxonomy.topic_of("no_wait").id == "waiting"
    assert taxonomy.name_of("kind_doctor") == "Aardige arts"
    assert taxonomy.definition_of("long_wait") == "Te lang gewacht."
    assert taxonomy.definition_of("no_wait") == "-"


def test_taxonomy_contains_themes_and_nothing_else(write):
    taxonomy = load_taxonomy(write(WAITING))
    assert "long_wait" in taxonomy
    assert "waiting" not in taxonomy
    assert 3 not in taxonomy


def test_byte_order_mark_is_no_part_of_the_file(tmp_path):
    file = tmp_path / "own.yaml"
    file.write_text(WAITING, encoding="utf-8-sig")
    assert load_taxonomy(file).version == 3


def test_unknown_key_is_named_with_its_line(write):
    file = write(WAITING.replace("    group: visit\n", "    gruop: visit\n"))
    check_error(file, "own.yaml, line 5: topics > 0 > gruop: Extra inputs are not permitted.")


def test_unknown_key_of_a_side_is_named_with_its_line(write):
    file = write(WAITING + "      colour: red\n")
    message = "own.yaml, line 13: topics > 1 > praise > colour: Extra inputs are not permitted."
    check_error(file, message)


def test_theme_id_used_twice_is_named_at_its_second_place(write):
    file = write(WAITING.replace("id: kind_doctor", "id: long_wait"))
    message = "own.yaml, line 11: topics > 1 > praise > id: id 'long_wait' is used twice; "
    check_error(file, message + "give each its own.")


def test_both_sides_with_the_id_of_their_topic_are_a_double_id(write):
    file = write(WAITING.replace("long_wait", "waiting").replace("no_wait", "waiting"))
    message = "own.yaml, line 6: topics > 0 > complaint > id: id 'waiting' is used twice; "
    check_error(file, message + "give each its own.")


def test_topic_with_one_side_may_share_its_id_with_it(write):
    taxonomy = load_taxonomy(write(WAITING.replace("kind_doctor", "doctor")))
    assert taxonomy.topic_of("doctor").id == "doctor"


def test_topic_id_used_twice_is_named_at_its_second_place(write):
    file = write(WAITING.replace("- id: doctor", "- id: waiting"))
    message = "own.yaml, line 8: topics > 1 > id: id 'waiting' is used twice; give each its own."
    check_error(file, message)


def test_topic_without_a_side_is_named_with_its_line(write):
    file = write(WAITING.split("    praise:\n")[0])
    message = "own.yaml, line 8: topics > 1: topic 'doctor' has neither a complaint nor a praise"
    check_error(file, message + " side.")


def test_id_with_a_space_is_named_with_its_line(write):
    file = write(WAITING.replace("id: kind_doctor", "id: kind doctor"))
    message = "own.yaml, line 11: topics > 1 > praise > id: id 'kind doctor' has other signs than"
    check_error(file, message + " letters, digits, _ . and -, or more than 80.")


def test_missing_name_is_named_at_the_side_that_lacks_it(write):
    file = write(WAITING.replace("      name: Aardige arts\n", ""))
    check_error(file, "own.yaml, line 10: topics > 1 > praise > name: Field required.")


def test_taxonomy_without_topics_is_refused(write):
    file = write("version: 1\ntopics: []\n")
    with pytest.raises(TaxonomyError, match=r"own\.yaml, line 2: topics: "):
        load_taxonomy(file)


def test_a_side_that_is_text_is_refused(write):
    file = write("topics:\n  - id: a\n    praise: nice\n")
    with pytest.raises(TaxonomyError, match=r"own\.yaml, line 3: topics > 0 > praise: "):
        load_taxonomy(file)


def test_a_taxonomy_cannot_be_changed(write):
    taxonomy = load_taxonomy(write(WAITING))
    with pytest.raises(ValueError, match="frozen"):
        taxonomy.version = 4


def test_plain_labels_are_topics_with_a_complaint_side():
    taxonomy = plain_taxonomy(("Wachttijd lang!", "a|b"), language="en")
    assert taxonomy.themes == ("Wachttijd lang!", "a|b")
    assert taxonomy.language == "en"
    assert taxonomy.topic_of("a|b").id == "a|b"
    assert taxonomy.side_of("a|b") == "complaint"
    assert taxonomy.name_of("a|b") == "a|b"


def test_starter_taxonomy_has_both_sides_of_most_topics():
    taxonomy = load_taxonomy()
    two_sided = [topic for topic in taxonomy.topics if topic.complaint and topic.praise]
    assert len(taxonomy.themes) == len(taxonomy.topics) + len(two_sided) == 51
    assert all(taxonomy.definition_of(theme) != "-" for theme in taxonomy.themes)
    assert "late_delivery" in taxonomy
