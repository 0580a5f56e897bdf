"""Cells that hold labels."""

import pytest

from feedback_nlp.comments.label_cells import parse_segments, parse_themes


@pytest.mark.parametrize(
    ("cell", "themes"),
    [
        ("te_laat", {"te_laat"}),
        ("te_laat|te_duur| te_laat |", {"te_laat", "te_duur"}),
        ("|", set()),
        ("[]", set()),
        (' ["te laat", " te_duur", ""]', {"te laat", "te_duur"}),
    ],
)
def test_themes_are_separated_by_bars_or_a_json_list(cell, themes):
    assert parse_themes(cell) == themes


def test_theme_of_an_object_is_under_its_key():
    cell = '[{"category": "FOOD#QUALITY", "polarity": "negative"}, {"category": "FOOD#PRICES"}]'
    assert parse_themes(cell, theme_key="category") == {"FOOD#QUALITY", "FOOD#PRICES"}


@pytest.mark.parametrize(
    "cell", ["[te_laat]", '["a"', "[" * 100_000, "[1]", '[{"category": "a"}]', '[["a"]]']
)
def test_anything_else_is_no_list_of_themes(cell):
    assert parse_themes(cell) is None


def test_object_without_the_key_is_no_theme():
    assert parse_themes('[{"label": "a"}]', theme_key="category") is None


def test_segments_are_pairs():
    assert parse_segments('[["Snel,", ["a", "b"]], ["goed.", []]]') == (
        ("Snel,", ("a", "b")),
        ("goed.", ()),
    )


@pytest.mark.parametrize("cell", ["Snel", "{}", '["Snel"]', '[["Snel"]]', '[["Snel", "a"]]'])
def test_anything_else_is_no_list_of_segments(cell):
    assert parse_segments(cell) is None
