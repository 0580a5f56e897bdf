"""Which column is which."""

import re

import pytest

from feedback_nlp.comments.columns import (
    Columns,
    column_doubts,
    has_comment_column,
    listed,
    recognise_columns,
)
from feedback_nlp.errors import ColumnError


def test_usual_names_are_recognised():
    assert recognise_columns(["Datum ingevuld", "Cijfer", "Toelichting", "Id", "Kanaal"]) == (
        Columns(comment="Toelichting", id="Id", score="Cijfer", date="Datum ingevuld")
    )


def test_usual_name_goes_before_a_name_that_contains_it():
    assert recognise_columns(["text", "rating_max", "rating"]).score == "rating"
    assert recognise_columns(["Titel review", "Review", "Reactie winkel"]).comment == "Review"


def test_name_that_contains_a_usual_one_is_found():
    assert recognise_columns(["Heeft u nog opmerkingen?"]).comment == "Heeft u nog opmerkingen?"


def test_explanation_of_the_score_is_not_the_score():
    found = recognise_columns(["Cijfer aanbeveling (0-10)", "Toelichting op dit cijfer"])
    assert found.score == "Cijfer aanbeveling (0-10)"
    assert found.comment == "Toelichting op dit cijfer"


def test_id_of_the_comment_goes_before_that_of_the_review():
    assert recognise_columns(["text", "id", "review_id"]).id == "id"


def test_named_column_is_used_and_not_recognised_for_anything_else():
    found = recognise_columns(["review", "reactie", "cijfer"], Columns(comment="cijfer"))
    assert found == Columns(comment="cijfer", score=None)


def test_named_column_may_be_typed_with_other_spaces():
    assert recognise_columns(["Uw cijfer (0-10)"], Columns(score="Uw  cijfer (0-10) "), ()) == (
        Columns(score="Uw cijfer (0-10)")
    )


def test_absent_named_column_is_an_error():
    message = (
        "Column 'mening' not found; the table has 'text', 'cijfer'. "
        "Name your own with Columns(comment=...) or --comment-column."
    )
    with pytest.raises(ColumnError, match=re.escape(message)):
        recognise_columns(["text", "cijfer"], Columns(comment="mening"))


def test_absent_needed_column_is_an_error():
    message = (
        "Column 'score' not found; the table has 'opmerking'. "
        "Name your own with Columns(score=...) or --score-column."
    )
    with pytest.raises(ColumnError, match=re.escape(message)):
        recognise_columns(["opmerking"], need=("comment", "score"))


def test_free_text_under_an_unknown_name_is_not_guessed():
    with pytest.raises(ColumnError, match="Column 'comment' not found; the table has 'mening'"):
        recognise_columns(["mening"])


def test_two_candidates_for_a_needed_column_are_an_error():
    message = (
        "Column 'comment' could be 'Review' or 'Reactie'. "
        "Name the one you mean with Columns(comment=...) or --comment-column."
    )
    with pytest.raises(ColumnError, match=re.escape(message)):
        recognise_columns(["Review", "Reactie", "Review title"])


def test_two_candidates_for_a_column_that_is_not_needed_leave_it_out():
    assert recognise_columns(["Review", "Cijfer", "NPS"]).score is None


def test_column_that_could_be_two_things_is_neither():
    assert recognise_columns(["Reactie datum"], need=()) == Columns()
    with pytest.raises(ColumnError, match="Column 'comment' not found"):
        recognise_columns(["Reactie datum"])


def test_table_has_a_comment_column_also_where_several_fit():
    assert has_comment_column(["review", "reactie"])
    assert has_comment_column(["mening"], Columns(comment="mening"))
    assert not has_comment_column(["review"], Columns(comment="mening"))


def test_long_lists_and_names_are_cut():
    assert listed([f"k{number}" for number in range(22)]).endswith("'k19' and 2 more")
    assert listed(["x" * 41]) == f"'{'x' * 39}…'"


@pytest.mark.parametrize("name", ["Klantnummer", "klant_id", "Customer ID", "customerId", "klant"])
def test_column_of_customers_is_recognised(name):
    found = recognise_columns(["id", "opmerking", name])
    assert (found.id, found.customer) == ("id", name)


def test_customers_may_stand_in_the_column_of_ids():
    found = recognise_columns(["Respondentnummer", "tekst"], Columns(customer="Respondentnummer"))
    assert (found.id, found.customer) == ("Respondentnummer", "Respondentnummer")


def test_two_columns_that_could_be_customers_are_none():
    assert recognise_columns(["tekst", "klantnummer", "customer id"]).customer is None


def test_two_columns_of_dates_are_told_and_neither_is_used():
    header = ["review", "date", "datum", "cijfer", "score"]
    used = recognise_columns(header)
    assert used == Columns(comment="review")
    assert column_doubts(header, used) == (
        "Column 'date' could be 'date' or 'datum'; none is used. Name yours with --date-column.",
    )
    assert column_doubts(header, recognise_columns(header, Columns(date="datum"))) == ()


def test_equal_names_are_equally_strong():
    header = ["NPS", "Toelichting", "NPS_2", "Toelichting_2"]
    with pytest.raises(ColumnError, match="'comment' could be 'Toelichting' or 'Toelichting_2'"):
        recognise_columns(header)
    assert recognise_columns(header, Columns(comment="Toelichting_2")).score is None
    assert recognise_columns(["nps", "Toelichting", "ronde_2"]).score == "nps"


def test_header_below_a_title_is_told():
    with pytest.raises(ColumnError, match=r"'kolom_2'\. Their names must be in the first row, not"):
        recognise_columns(["Export klanttevredenheid Q1 2025", "kolom_2"])
