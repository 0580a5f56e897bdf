from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.text.subwords import subwords


def test_subwords_are_all_runs_of_three_or_four_with_the_edges_marked():
    assert subwords("tas") == ["<ta", "tas", "as>", "<tas", "tas>"]


def test_a_run_that_occurs_twice_is_given_twice():
    assert subwords("lala").count("al") == 0
    assert subwords("lalala").count("lal") == 2


def test_a_word_of_one_letter_has_one_subword():
    assert subwords("u") == ["<u>"]


def test_signs_and_digits_alone_have_none():
    assert [subwords(form) for form in ("", "!", "10:30", "00", "👍", "-")] == [[]] * 6


def test_a_sign_among_letters_is_part_of_the_subwords():
    assert "o's" in subwords("foto's")


@given(st.text("abc", min_size=1, max_size=60))
def test_a_word_has_as_many_subwords_as_there_are_places_for_them(form):
    length = min(len(form), 40) + 2
    assert len(subwords(form)) == sum(max(0, length - n + 1) for n in (3, 4))
