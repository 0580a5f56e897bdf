"""The sentences of a report, against sentences written by hand."""

import math
from dataclasses import replace

import pytest

from feedback_nlp.report.glossary import glossary
from feedback_nlp.report.mentions import ThemeMentions
from feedback_nlp.report.notation import Notation
from feedback_nlp.report.sentences import (
    audit_sentence,
    count_sentence,
    example_sentence,
    factor_sentence,
    impact_sentence,
    share_sentence,
)
from feedback_nlp.report.standings import Standing
from feedback_nlp.report.summary import summarise
from feedback_nlp.scores.metrics import find_metric
from feedback_nlp.scores.worked_example import WorkedExample

LATE = ThemeMentions(
    number=0, theme="late", name="Te laat", definition="", side="complaint", n_tagged=84,
    n_comments=1200, share=0.074, low=0.06, high=0.09, raw_share=0.07, corrected=True, quotes=(),
)  # fmt: skip
ROW = Standing(
    theme="late", name="Te laat", tier=1, n_tagged=84, n_comments=1200, share=0.07,
    share_low=0.06, share_high=0.09, impact=4.2, low=1.3, high=7.0, p_top3=0.9,
)  # fmt: skip
ONE_DIGIT = Notation("", 0, 1, 0)


def test_a_corrected_share_says_that_errors_of_the_model_are_in_it():
    """Requirement 003-23 of the sources."""
    assert share_sentence(LATE) == (
        "Met 95% zekerheid noemt tussen 6,0% en 9,0% van de klanten die iets schreven dit thema; "
        "dat is inclusief fouten van het model."
    )
    assert count_sentence(LATE) == (
        "Gevonden in 84 van de 1.200 reacties: 7,0%; na correctie 7,4%."
    )


def test_a_raw_share_says_that_errors_of_the_model_are_not_in_it():
    raw = replace(LATE, corrected=False)
    assert share_sentence(raw).endswith("fouten van het model zijn daar niet in meegeteld.")
    assert count_sentence(raw) == "Gevonden in 84 van de 1.200 reacties: 7,0%."


@pytest.mark.parametrize(
    ("metric", "side", "ends", "told"),
    [
        ("nps", "complaint", (1.3, 7.0), "tussen 1,3 en 7,0 punten hoger uit."),
        ("nps", "praise", (1.3, 7.0), "tussen 1,3 en 7,0 punten lager uit."),
        ("ces_1_5", "complaint", (1.3, 7.0), "tussen 1,3 en 7,0 punten lager uit."),
        ("ces_1_5", "praise", (1.3, 7.0), "tussen 1,3 en 7,0 punten hoger uit."),
        (
            "nps", "complaint", (-1.0, 3.0),
            "tussen 1,0 punten lager en 3,0 punten hoger uit (95%-marge). Dat kan toeval zijn.",
        ),
        ("nps", "complaint", (-5.0, -2.0), "tussen 2,0 en 5,0 punten lager uit."),
        ("excellent", "complaint", (1.0, 2.0), "tussen 1,0 en 2,0 procentpunt hoger uit."),
    ],
)  # fmt: skip
def test_an_impact_says_which_way_the_score_would_go(metric, side, ends, told):
    row = replace(ROW, low=ends[0], high=ends[1])
    said = impact_sentence(row, side, find_metric(metric), ONE_DIGIT)
    margin = "" if "95%" in told else " (95%-marge)."
    assert said == (
        "Zonder dit punt, en als de rest gelijk blijft, komt de score naar schatting "
        f"{told.removesuffix('.') if margin else told}{margin}"
    )


def test_where_there_is_nothing_to_compare_with_no_impact_is_claimed():
    unknown = replace(ROW, impact=math.nan, low=math.nan, high=math.nan)
    said = impact_sentence(unknown, "complaint", find_metric("nps"), ONE_DIGIT)
    assert "is niet te bepalen" in said


def test_an_impact_that_can_be_nothing_at_all_may_be_chance():
    said = impact_sentence(replace(ROW, low=0.0), "complaint", find_metric("nps"), ONE_DIGIT)
    assert said.endswith("an toeval zijn.")


def test_a_worked_example_multiplies_to_the_impact():
    """A quarter of the comments, 30 points each, of which the half would go: 3.75 points."""
    example = WorkedExample("late", 30.0, 0.25, 0.5, 12, 40, audited=True)
    said = example_sentence(example, "Te laat", find_metric("ces_1_5"))
    assert "staat in 12 van de 40 reacties: 30,00%, na correctie 25,00%." in said
    assert "30,00 punten hoger uit" in said
    assert said.endswith("30,00 × 25,00% × 50% = 3,75 punten.")


def test_without_a_kind_of_factor_nothing_is_said():
    assert factor_sentence("") == ""
    assert factor_sentence("enthousiasme").startswith("Enthousiasme: ")


def test_one_audited_comment_is_singular():
    assert "met 1 reactie die mensen nakeken." in audit_sentence(1)


def test_the_glossary_explains_each_term_once(make, shop_rows):
    terms = glossary(summarise(make(shop_rows)))
    names = [term.name for term in terms]
    assert names[0] == "Net Promoter Score (NPS)"
    assert len(names) == len(set(names))
    assert {"Groep", "Kans op top 3", "Gecorrigeerd", "CSAT", "CES"} <= set(names)
    assert "NPS" not in names
    assert all(term.meaning.endswith(".") for term in terms)
