"""Themes as people choose and type them."""

import pytest

from feedback_nlp import AuditError
from feedback_nlp.audits.theme_cells import NO_THEME, ThemeCells
from feedback_nlp.themes.taxonomy import Taxonomy, Theme, Topic, load_taxonomy, plain_taxonomy


def test_every_theme_of_the_starter_taxonomy_is_chosen_by_its_name_and_read_back():
    taxonomy = load_taxonomy()
    cells = ThemeCells(taxonomy)
    for theme in taxonomy.themes:
        assert cells.shown(theme) == taxonomy.name_of(theme)
        assert cells.parse(cells.shown(theme)) == cells.parse(theme) == {theme}
    everything = "|".join(map(cells.shown, taxonomy.themes))
    assert cells.parse(everything) == set(taxonomy.themes)


def test_nothing_is_written_in_many_ways():
    cells = ThemeCells(load_taxonomy())
    for cell in ("", " ", "|", NO_THEME, "Geen Thema", "-", "geen"):
        assert cells.parse(cell) == frozenset()


def test_a_label_with_a_separator_is_read_whole():
    cells = ThemeCells(plain_taxonomy(("a|b", "c"), language="nl"))
    assert cells.parse("a|b") == {"a|b"}
    assert cells.parse("c") == {"c"}


def test_a_name_that_two_themes_have_is_no_answer():
    sides = [Theme(id=i, name="Zelfde", definition="-") for i in ("one", "two")]
    topics = tuple(Topic(id=f"t{s.id}", complaint=s) for s in sides)
    cells = ThemeCells(Taxonomy(topics=topics))
    assert (cells.shown("one"), cells.shown("two")) == ("one", "two")
    with pytest.raises(AuditError, match="'Zelfde' is no theme"):
        cells.parse("Zelfde")


def test_a_theme_named_as_nothing_is_a_theme():
    assert ThemeCells(plain_taxonomy(("geen",), language="nl")).parse("Geen") == {"geen"}
