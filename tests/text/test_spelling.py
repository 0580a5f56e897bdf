import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.text.spelling import Spelling, plain_form

ANY_TOKEN = st.text(min_size=1, max_size=20).filter(lambda text: text.split() == [text])


@pytest.mark.parametrize(
    ("token", "plain"),
    [
        ("LAAT", "laat"),
        ("Privé", "prive"),
        ("reünie", "reunie"),
        ("foto’s", "foto's"),
        ("‘t", "'t"),
        ("´s", "'s"),
        ("“top”", '"top"'),
        ("ĳs", "ijs"),
        ("ﬁjn", "fijn"),
        ("👍🏽", "👍🏽"),
        ("❤️", "❤"),
        ("👨‍👩‍👧", "👨👩👧"),
        ("𝓼𝓾𝓹𝓮𝓻", "super"),
        ("𝓢𝓤𝓟𝓔𝓡", "super"),
        ("Shop™", "shoptm"),
        ("ide¨e", "idee"),
        ("¨", "¨"),
        ("\u0301", "\u0301"),
        ("…", "..."),
        ("5", "5"),
        ("10", "10"),
        ("45", "40"),
        ("2024", "0000"),
        ("18:15", "00:00"),
        ("12,95", "00,00"),
        ("1.250,00", "0.000,00"),
        ("4x4", "4x4"),
        ("45min", "40min"),
    ],
)
def test_plain_forms(token, plain):
    assert plain_form(token) == plain


@given(ANY_TOKEN)
def test_a_plain_form_is_lower_case_without_blanks_and_never_empty(token):
    plain = plain_form(token)
    assert plain == plain.lower()
    assert plain.split() == [plain]


@given(ANY_TOKEN)
def test_case_never_matters(token):
    assert plain_form(token.lower()) == plain_form(token)


@pytest.fixture(scope="module")
def spelling():
    usual_first = ["vriendelijk", "heel", "super", "zoo", "levering", "leverancier", "bestelling"]
    return Spelling([*usual_first, "besteling", "duur", "niet", "00"])


@pytest.mark.parametrize(
    ("token", "normal"),
    [
        ("suuuuper", "super"),
        ("Heeeel", "heel"),
        ("heeeeeeel", "heel"),
        ("zooo", "zoo"),
        ("duuuur", "duur"),
        ("niettt", "niet"),
        ("jaaaa", "jaa"),
        ("!!!!", "!!"),
        ("1000", "0000"),
        ("vriendeljik", "vriendelijk"),  # swapped
        ("vriendlijk", "vriendelijk"),  # lost
        ("vriendelijjk", "vriendelijk"),  # added
        ("vriendelizk", "vriendelijk"),  # changed
        ("Vriéndelijk", "vriendelijk"),
        ("vriendelijks", "vriendelijk"),
        ("briendelijk", "briendelijk"),  # another first letter
        ("vrindlijk", "vrindlijk"),  # two letters away
        ("levring", "levering"),
        ("levering", "levering"),
        ("besteling", "besteling"),  # known itself
        ("bestellng", "bestelling"),
        ("neit", "neit"),  # too short to be sure
        ("leverin9", "leverin9"),
    ],
)
def test_tokens_are_brought_to_the_word_that_was_meant(spelling, token, normal):
    assert spelling.normal_form(token) == normal


@pytest.mark.parametrize(
    ("token", "normal"),
    [
        ("leveringen", "levering"),
        ("bestellinkje", "bestelling"),
        ("Leeeveringennn", "levering"),  # stretched and inflected
        ("vriendeleike", "vriendeleike"),  # misspelt and inflected is too far away
        ("vriendeleik", "vriendelijk"),  # by ear, two letters away
        ("leverink", "levering"),
        ("hele", "hele"),  # too short to be sure
    ],
)
def test_dutch_words_are_found_by_their_base_form_and_by_ear(spelling, token, normal):
    assert spelling.normal_form(token) == normal


def test_endings_of_dutch_mean_nothing_in_another_language():
    known = ["levering", "beschadigd"]
    for token in ("leveringen", "beschadicht"):
        assert Spelling(known).normal_form(token) in known
        assert Spelling(known, language="en").normal_form(token) == token


def test_letters_stretched_in_two_places_are_drawn_in_each_by_itself():
    spelling = Spelling(["lekker", "koffie"])
    assert spelling.normal_form("lekkkkkerrrr") == "lekker"
    assert spelling.normal_form("koooooffffie") == "koffie"
    assert spelling.normal_form("aaabbbcccdddeee") == "aabbccddee"  # more than is worth trying


def test_of_two_words_equally_near_the_more_usual_is_meant():
    assert Spelling(["betaling", "bepaling"]).normal_form("bealing") == "betaling"
    assert Spelling(["bepaling", "betaling"]).normal_form("bealing") == "bepaling"


def test_without_known_words_only_stretched_letters_are_drawn_in():
    assert Spelling().normal_form("Vriendlijjjk") == "vriendlijjk"


def one_edit(word, other):
    """Whether one letter added, lost, changed or swapped turns one word into the other."""
    letters = sorted(set(other) | {"x"})
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    shapes = {a + b[1:] for a, b in cuts if b}
    shapes |= {a + c + b[1:] for a, b in cuts if b for c in letters}
    shapes |= {a + c + b for a, b in cuts for c in letters}
    shapes |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    return other in shapes


@given(st.text("abcd", min_size=6, max_size=8), st.text("abcd", min_size=5, max_size=9))
def test_a_word_is_corrected_when_one_edit_separates_it_and_the_first_letter_agrees(known, token):
    corrected = Spelling([known], language="xx").normal_form(token)
    if token == known or (one_edit(token, known) and token[0] == known[0]):
        assert corrected == known
    elif not any(letter * 3 in token for letter in "abcd"):
        assert corrected == token


LETTERS = st.text(st.characters(categories=["L"]), min_size=1, max_size=20)


@given(LETTERS.filter(lambda text: not re.search(r"(.)\1\1", plain_form(text))))
def test_a_normal_form_stays_as_it_is(spelling, token):
    normal = spelling.normal_form(token)
    assert spelling.normal_form(normal) == normal
