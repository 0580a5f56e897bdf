"""Closing greetings are no praise of the staff."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.text.greetings import Greetings
from feedback_nlp.text.tokens import Tokenizer

WORDS = st.sampled_from(
    ("met", "een", "vriendelijke", "hartelijke", "groet", "groeten", "bij", "en", "eten", ".", ",")
)


def said(comments, language="nl"):
    tokenizer = Tokenizer(language=language)
    tokens = tokenizer.tokenize(comments)
    left = Greetings(tokenizer).leave_out(tokens)
    assert len(left) == len(tokens)
    words = np.array([tokenizer.forms[form] for form in left.form], dtype=object)
    return [
        " ".join(word for word in words[left.comment == row] if word)
        for row in range(len(comments))
    ]


@pytest.mark.parametrize(
    ("comment", "rest"),
    [
        ("te laat. met vriendelijke groet, anja", "te laat . met , anja"),
        ("te laat met vriendelijke groet en tot ziens", "te laat met en tot ziens"),
        ("hartelijke groeten", ""),
        ("nog steeds niets vriendelijk groet jan", "nog steeds niets jan"),
    ],
)
def test_a_closing_greeting_is_left_out(comment, rest):
    assert said([comment]) == [rest]


@pytest.mark.parametrize(
    "comment",
    [
        "een vriendelijke groet bij de kassa",
        "we kregen altijd vriendelijke groeten",
        "vriendelijke groet bij de balie",
        "vriendelijke mensen",
        "groet van een vriendelijke man",
        "vriendelijke . groet",
        "vriendelijke",
        "",
    ],
)
def test_a_greeting_that_somebody_gave_stays(comment):
    assert said([comment]) == [comment]


def test_the_words_of_two_comments_make_no_greeting():
    comments = ["ze zijn vriendelijke", "groet anja"]
    assert said(comments) == comments


def test_other_languages_stay_as_they_are():
    assert said(["met vriendelijke groet"], "en") == ["met vriendelijke groet"]


@given(st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=4))
def test_a_comment_is_read_the_same_whatever_stands_beside_it(comments):
    assert said(comments) == [said([comment])[0] for comment in comments]
