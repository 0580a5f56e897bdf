import pytest

from feedback_nlp.errors import LexiconError
from feedback_nlp.themes.lexicon import Lexicon, load_lexicon
from feedback_nlp.themes.taxonomy import load_taxonomy

OWN = """\
version: 2
cues:
  late_delivery:
    - te laat
    - "duur* .. lang"
aspects:
  price: [prijs*]
opinions:
  positive: [top]
  negators: [niet]
"""


@pytest.fixture
def write(tmp_path):
    def _write(content):
        file = tmp_path / "own.yaml"
        file.write_text(content, encoding="utf-8")
        return file

    return _write


def check_error(file, message):
    with pytest.raises(LexiconError) as error:
        load_lexicon(file)
    assert str(error.value) == message


def test_own_lexicon_is_read_as_it_is_written(write):
    lexicon = load_lexicon(write(OWN))
    assert (lexicon.version, lexicon.language) == (2, "nl")
    assert lexicon.cues == {"late_delivery": ("te laat", "duur* .. lang")}
    assert lexicon.aspects == {"price": ("prijs*",)}
    assert lexicon.opinions.positive == ("top",)
    assert lexicon.opinions.negators == ("niet",)
    assert lexicon.opinions.negative == ()


def test_unknown_key_is_named_with_its_line(write):
    file = write(OWN + "  negaters: [geen]\n")
    message = "own.yaml, line 11: opinions > negaters: Extra inputs are not permitted."
    check_error(file, message)


def test_theme_that_stands_twice_is_named_with_both_lines(write):
    file = write(OWN.replace("aspects:\n", "  late_delivery: [later]\naspects:\n"))
    message = "own.yaml, line 6: 'late_delivery' stands here a second time, after line 3. "
    check_error(file, message + "Keep one of the two.")


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("Te laat", "is not in lower case"),
        ("te  laat", "has other white space than single spaces"),
        ("te \\t laat", "has other white space than single spaces"),
        (".. laat", "begins or ends with a gap"),
        ("te ..", "begins or ends with a gap"),
        ("te .. .. laat", "has two gaps in a row"),
        ("la*t", "has a * that is not at the end of a stem"),
        ("te *", "has a * that is not at the end of a stem"),
        ("laat**", "has a * that is not at the end of a stem"),
    ],
)
def test_pattern_that_breaks_the_rules_is_named_with_its_line(write, pattern, problem):
    file = write(OWN.replace("    - te laat\n", f'    - "{pattern}"\n'))
    shown = pattern.replace("\\t", "\t")
    check_error(file, f"own.yaml, line 4: cues > late_delivery > 0: pattern '{shown}' {problem}.")


def test_opinion_that_breaks_the_rules_is_named_with_its_line(write):
    file = write(OWN.replace("[top]", "[top, Top]"))
    message = "own.yaml, line 9: opinions > positive > 1: pattern 'Top' is not in lower case."
    check_error(file, message)


def test_number_for_a_pattern_is_refused(write):
    file = write(OWN.replace("- te laat", "- 24"))
    message = "own.yaml, line 4: cues > late_delivery > 0: Input should be a valid string."
    check_error(file, message)


def test_text_for_a_list_of_patterns_is_refused(write):
    file = write(OWN.replace("[prijs*]", "prijs*"))
    check_error(file, "own.yaml, line 7: aspects > price: Input should be a valid tuple.")


def test_missing_file_is_named(tmp_path):
    with pytest.raises(LexiconError, match=r"gone\.yaml can't be read"):
        load_lexicon(tmp_path / "gone.yaml")


def test_empty_lexicon_has_nothing():
    lexicon = Lexicon()
    assert lexicon.cues == lexicon.aspects == {}
    assert not any(lexicon.opinions.model_dump().values())


def test_every_cue_of_the_starter_lexicon_points_to_a_theme_of_the_starter_taxonomy():
    taxonomy = load_taxonomy()
    cues = load_lexicon().cues
    assert set(cues) <= set(taxonomy.themes)
    assert all(cues.values())


def test_every_aspect_of_the_starter_lexicon_names_a_topic_of_the_starter_taxonomy():
    aspects = load_lexicon().aspects
    assert set(aspects) <= {topic.id for topic in load_taxonomy().topics}
    assert all(aspects.values())


def test_no_pattern_of_the_starter_lexicon_stands_twice_under_a_theme():
    lexicon = load_lexicon()
    doubles = {
        (name, pattern)
        for name, patterns in {**lexicon.cues, **lexicon.aspects}.items()
        for pattern in patterns
        if patterns.count(pattern) > 1
    }
    assert doubles == set()


def test_starter_files_are_in_one_language():
    assert load_lexicon().language == load_taxonomy().language == "nl"
