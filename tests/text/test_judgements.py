"""Aspects and opinions: which opinion goes with which aspect, and whether it blames."""

import pytest

from feedback_nlp.text.analysis import make_analyser
from feedback_nlp.themes.lexicon import Lexicon, Opinions

LEXICON = Lexicon(
    aspects={"food": ("eten", "pizza"), "delivery": ("bezorging",)},
    opinions=Opinions(
        positive=("goed", "goede", "lekker", "lekkere"),
        negative=("slecht", "slechte", "koud"),
        closing_negators=("niet", "geen"),
    ),
)


@pytest.fixture(scope="module")
def analyser():
    return make_analyser("nl", LEXICON)


def judged(analyser, comment):
    """Return the topics judged, with - where they are blamed."""
    analysis = analyser.analyse([comment])
    names = analyser.group_names
    return [
        ("-" if blamed else "+") + names[group].removeprefix("judged:")
        for group, blamed in zip(analysis.cues.group, analysis.cue_negated, strict=True)
        if names[group].startswith("judged:")
    ]


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("Slecht eten", ["-food"]),
        ("Het eten was echt heel slecht", ["-food"]),
        ("Het eten was niet slecht", ["+food"]),
        ("Geen lekkere pizza", ["-food"]),
        ("pizza goed bezorging slecht", ["+food", "-delivery"]),
        ("lekker eten slechte bezorging", ["+food", "-delivery"]),
        ("eten en bezorging goed", ["+food", "+delivery"]),
        ("eten dat ik gisteren bij hen bestelde was slecht", []),  # too far
        ("Eten. Slecht", []),  # another sentence
        ("goed", []),
        ("eten", []),
    ],
)
def test_opinion_goes_with_the_aspect_beside_it(analyser, comment, expected):
    assert judged(analyser, comment) == expected


def test_judgement_spans_aspect_and_opinion(analyser):
    analysis = analyser.analyse(["Ja het eten was slecht"])
    assert (analysis.cues.first[-1], analysis.cues.last[-1]) == (2, 4)


def test_comments_do_not_lend_each_other_opinions(analyser):
    analysis = analyser.analyse(["pizza", "slecht"])
    assert len(analysis.cues) == 2
