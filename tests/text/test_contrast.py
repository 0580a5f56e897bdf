"""Where "maar" begins a new point, and where it says how long or how little."""

import pytest

from feedback_nlp.text.segments import split_segments


@pytest.mark.parametrize(
    "comment",
    [
        "Ze belden maar niet terug.",
        "het lukt maar niet",
        "de ober kwam maar niet, jammer",
        "ze lossen het maar niet op!",
        "Inloggen wou maar nie",
    ],
)
def test_maar_before_a_niet_that_closes_its_clause_is_no_contrast(comment):
    assert all(not part.startswith("maar") for part in split_segments([comment])[0])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Lekker", "maar niet warm."),
        ("wel beloofd", "maar niet gedaan"),
        ("Netjes", "maar niet op tijd."),
        ("Het is mooi", "maar niet in de regen"),
        ("Ze bellen,", "maar niet terug."),
        ("Het lukt", "maar nooit."),
    ],
)
def test_any_other_maar_begins_a_new_point(before, after):
    assert split_segments([f"{before} {after}"]) == [[before, after]]


def test_a_comment_does_not_look_into_the_next():
    assert split_segments(["Lekker maar niet", "warm"]) == [["Lekker maar niet"], ["warm"]]
    assert split_segments(["maar niet terug", "."]) == [["maar niet terug"], ["."]]


@pytest.mark.parametrize(
    "comment",
    [
        "Batterij gaat maar 1 uur mee",
        "er waren maar twee kassa's open",
        "De helft ontbrak, kreeg maar 3 van de 6",
        "ik heb er nog maar een gezien",
        "kost maar een paar euro",
        "Het duurde maar 20 minuten.",
    ],
)
def test_maar_between_a_verb_and_an_amount_is_no_contrast(comment):
    assert all(not part.startswith("maar") for part in split_segments([comment])[0])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Lekker", "maar een beetje koud"),
        ("Mooie winkel", "maar 3 keer verkeerd geholpen"),
        ("Ik was er,", "maar twee uur te vroeg"),
        ("Zo is het er", "maar duur"),
    ],
)
def test_maar_with_only_one_of_the_two_beside_it_begins_a_new_point(before, after):
    assert split_segments([f"{before} {after}"]) == [[before, after]]
