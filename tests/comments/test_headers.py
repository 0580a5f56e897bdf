"""Names in a header."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.comments.headers import name_columns, role_strength


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Opmerking(en)", "comment"),
        ("OPMERKINGEN", "comment"),
        ("Review_Text", "comment"),
        ("reviewText", "comment"),
        ("Open antwoord:", "comment"),
        ("Rapportcijfer", "score"),
        ("NPS", "score"),
        ("Sterren", "score"),
        ("Ingevuld op", "date"),
        ("created_at", "date"),
        ("createdAt", "date"),
        ("Respondent-ID", "id"),
    ],
)
def test_usual_name_is_known_whatever_its_capitals_and_punctuation(name, role):
    assert role_strength(name, role) == 3


def test_id_of_the_comment_itself_is_surest():
    assert [role_strength(name, "id") for name in ("ID", "Comment ID", "review_id")] == [4, 4, 3]


def test_customer_number_is_no_id():
    assert role_strength("klantnummer", "id") == 0


def test_usual_name_of_another_role_is_no_candidate():
    assert role_strength("Comment ID", "comment") == 0
    assert role_strength("review_date", "comment") == 0


def test_header_that_contains_a_usual_name_is_weaker():
    assert role_strength("Cijfer aanbeveling (0-10)", "score") == 2
    assert role_strength("Toelichting op uw cijfer", "comment") == 1
    assert role_strength("Toelichting op uw cijfer", "score") == 1


@pytest.mark.parametrize("name", ["Aantal opmerkingen", "text_length", "comment sentiment"])
def test_header_about_comments_is_no_comment_column(name):
    assert role_strength(name, "comment") == 0


def test_scale_maximum_is_no_score():
    assert role_strength("rating_max", "score") == 0


def test_word_within_a_word_does_not_count():
    assert role_strength("context", "comment") == 0
    assert role_strength("leverdatum", "date") == 0


def test_header_without_letters_means_nothing():
    assert {role_strength(name, "comment") for name in ("", "?", "評価")} == {0}


def test_empty_names_get_their_position():
    assert name_columns(["reactie", "", None]) == ("reactie", "kolom_2", "kolom_3")


def test_reserved_names_get_a_number():
    assert name_columns(["score", "kanaal"], ["score"]) == ("score_2", "kanaal")


def test_number_that_is_taken_is_passed_over():
    assert name_columns(["a", "a_2", "a"]) == ("a", "a_2", "a_3")


@given(st.lists(st.one_of(st.none(), st.sampled_from(["a", "a_2", " a", "kolom_1", ""]))))
def test_every_column_gets_a_name_of_its_own(cells):
    names = name_columns(cells)
    assert len(names) == len(cells)
    assert len(set(names)) == len(names)
    assert all(names)
