"""Roundabout negation is read as the plain way of saying the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.text.plain_negation import PlainNegation
from feedback_nlp.text.segments import Segmenter
from feedback_nlp.text.tokens import Tokenizer

WORDS = st.sampled_from(
    (
        *("niet", "nooit", "geen", "zonder", "niemand", "maar", "en", "die", "dat", "zeggen"),
        *("lekker", "vriendelijk", "eten", "was", "kun", "is", "de", "het", "je", "noemen"),
        *("ligt", "aan", "zeker", ".", ","),
    )
)


def apply(comments, language="nl"):
    tokenizer = Tokenizer(language=language)
    tokens = tokenizer.tokenize(comments)
    sentence = Segmenter(tokenizer).split(tokens).sentence_of_token
    is_word = np.array([tokenizer.forms[form].isalpha() for form in tokens.form], dtype=bool)
    plain = PlainNegation(tokenizer).apply(tokens, sentence, is_word)
    return tokenizer, tokens, plain


def said(comment, language="nl"):
    tokenizer, _, plain = apply([comment], language)
    return " ".join(tokenizer.forms[form] for form in plain.form if tokenizer.forms[form])


@pytest.mark.parametrize(
    ("comment", "plain"),
    [
        ("gezellig is het er niet", "niet gezellig is het er"),
        ("duur vond ik het zeker niet", "zeker niet duur vond ik het"),
        ("lekker was het niet, vers wel", "niet lekker was het , vers wel"),
        ("goed geholpen ben ik daar nooit", "nooit goed geholpen ben ik daar"),
    ],
)
def test_what_stands_in_front_comes_behind_the_word_that_denies_it(comment, plain):
    assert said(comment) == plain


@pytest.mark.parametrize(
    "comment",
    [
        "de soep was het niet",
        "hier kom ik niet",
        "past niet",
        "eten komt niet",
        "lekker is het niet altijd daar op zondag",
        "lekker is het niet en vers is het niet",
        "waarom is de winkel niet open",
    ],
)
def test_subjects_questions_and_double_statements_stay_as_they_are(comment):
    assert said(comment) == comment


@pytest.mark.parametrize(
    ("comment", "plain"),
    [
        ("geen kamer die niet schoon was", "een kamer die schoon was"),
        ("ik kan niet zeggen dat het niet smaakt", "ik kan zeggen dat het smaakt"),
        ("nooit hebben ze iets niet geleverd", "hebben ze iets geleverd"),
        ("het ging niet zonder moeite", "het ging met moeite"),
        ("niets dat ze niet hebben", "iets dat ze hebben"),
    ],
)
def test_two_negators_that_deny_each_other_fall_away(comment, plain):
    assert said(comment) == plain


@pytest.mark.parametrize(
    "comment",
    [
        "niet lekker en niet warm",
        "geen brood omdat de bakker er niet was",
        "nooit geen antwoord",
        "geen mail en geen brief die niet klopt",
        "geen tafel zonder vlek",
    ],
)
def test_two_negators_that_each_deny_something_stay(comment):
    assert said(comment) == comment


@pytest.mark.parametrize(
    ("comment", "plain"),
    [
        ("niet de prijs maar de stof valt tegen", "de stof valt tegen"),
        ("het eten en niet de bediening maar vooral de sfeer", "het eten en vooral de sfeer"),
        ("het ligt niet aan de prijs, de stof is slecht", ", de stof is slecht"),
    ],
)
def test_what_is_not_meant_falls_away(comment, plain):
    assert said(comment) == plain


@pytest.mark.parametrize(
    "comment",
    [
        "niet alleen de prijs maar de hele winkel",
        "niet duur maar de kwaliteit is matig",
        "niet lekker maar goedkoop",
        "de lamp ligt niet op de plank",
    ],
)
def test_what_is_meant_stays(comment):
    assert said(comment) == comment


def test_the_word_that_denies_keeps_its_own_place_in_the_comment():
    comment = "Gezellig is het er niet."
    _, _, plain = apply([comment])
    spans = [comment[a:b] for a, b in zip(plain.start, plain.end, strict=True)]
    assert spans == ["niet", "Gezellig", "is", "het", "er", "."]


def test_other_languages_stay_as_they_are():
    assert said("gezellig is het er niet", "de") == "gezellig is het er niet"


@given(st.lists(st.lists(WORDS, max_size=16).map(" ".join), max_size=4))
def test_tokens_stay_in_their_comment_and_none_is_lost(comments):
    tokenizer, tokens, plain = apply(comments)
    assert plain.comment.tolist() == tokens.comment.tolist()
    places = sorted(zip(plain.comment.tolist(), plain.start.tolist(), strict=True))
    assert places == list(zip(tokens.comment.tolist(), tokens.start.tolist(), strict=True))
    negations = {"", "een", "iets", "iemand", "ergens", "met"}
    before, after = ([tokenizer.forms[form] for form in said.form] for said in (tokens, plain))
    assert set(after) <= set(before) | negations


@given(st.lists(st.lists(WORDS, max_size=16).map(" ".join), min_size=1, max_size=4))
def test_a_comment_is_read_the_same_whatever_stands_beside_it(comments):
    tokenizer, _, together = apply(comments)
    forms = [tokenizer.forms[form] for form in together.form[together.comment == 0]]
    alone, _, one = apply(comments[:1])
    assert forms == [alone.forms[form] for form in one.form]
