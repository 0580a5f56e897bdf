from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.report.plain_text import printable, utf16_offset


@given(st.text(st.characters()))
def test_printable_text_keeps_its_length_and_can_be_encoded(text):
    assert len(printable(text)) == len(text)
    printable(text).encode("utf-8")


def test_line_separators_and_control_characters_become_spaces():
    assert printable("a\u2028b\x00c\x1bd\u202fe") == "a b c d\u202fe"


def test_lone_surrogates_are_replaced():
    assert printable("a\ud83dz") == "a�z"


@given(st.text(), st.data())
def test_offsets_count_as_javascript_does(text, data):
    offset = data.draw(st.integers(0, len(text)))
    units = text.encode("utf-16-le", "surrogatepass")
    assert units[: 2 * utf16_offset(text, offset)].decode("utf-16-le") == text[:offset]
