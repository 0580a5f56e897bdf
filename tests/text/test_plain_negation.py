"""Roundabout negation is read as the plain way of saying the same."""

import numpy as np
import pytest
from hypothesis import example, given
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


def order(comments, language="nl"):
    tokenizer = Tokenizer(language=language)
    tokens = tokenizer.tokenize(comments)
    sentence = Segmenter(tokenizer).split(tokens).sentence_of_token
    is_word = np.array([tokenizer.forms[form].isalpha() for form in tokens.form], dtype=bool)
    plain = PlainNegation(tokenizer).order(tokens, sentence, is_word)
    return tokenizer, tokens, plain


def words(tokenizer, tokens):
    return " ".join(tokenizer.forms[form] for form in tokens.form if tokenizer.forms[form])


def said(comment, language="nl"):
    tokenizer, _, plain = order([comment], language)
    return words(tokenizer, plain)


@pytest.mark.parametrize(
    ("comment", "plain"),
    [
        ("gezellig is het er niet", "niet gezellig is het er"),
        ("duur vond ik het zeker niet", "zeker niet duur vond ik het"),
        ("lekker was het niet, vers wel", "niet lekker was het , vers wel"),
        ("goed geholpen ben ik daar nooit", "nooit goed geholpen ben ik daar"),
        ("klantvriendelijk kun je ze niet noemen", "niet klantvriendelijk kun je ze noemen"),
        ("een feest was het eten niet", "niet een feest was het eten"),
        ("een vlotte levering is dit beslist niet", "beslist niet een vlotte levering is dit"),
        ("lekker is het er en goedkoop is het niet", "lekker is het er en niet goedkoop is het"),
    ],
)
def test_what_stands_in_front_comes_behind_the_word_that_denies_it(comment, plain):
    assert said(comment) == plain


@pytest.mark.parametrize(
    "comment",
    [
        "de soep was het niet",
        "een tafel namen ze niet",
        "een week later was de soep er nog steeds niet",
        "hier kom ik niet",
        "past niet",
        "eten komt niet",
        "lekker is het niet altijd daar op zondag",
        "lekker is het niet vers is het niet",
        "waarom is de winkel niet open",
        "beter kan het niet",
        "makkelijker kan het niet",
        "blijkbaar was er niet goed ingepakt",
        "ontevreden ben ik niet over de smaak",
        "ik ben het niet",
        "helaas was de bezorger er niet",
        "normaal is het eten niet",
    ],
)
def test_praise_in_questions_subjects_and_comparisons_stays_as_it_is(comment):
    assert said(comment) == comment


@pytest.mark.parametrize(
    ("comment", "plain"),
    [
        ("niet de prijs maar de stof valt tegen", "de stof valt tegen"),
        ("traag en niet de koerier maar de winkel", "traag en de winkel"),
        ("het ligt niet aan de prijs, de stof is slecht", ", de stof is slecht"),
        ("jammer, zoiets lag niet aan mij", "jammer ,"),
        ("de app hapert dat ligt niet aan mij", "de app hapert"),
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
        "niet geweldig eten maar de app werkt",
        "niet de hele grote zwarte jas maar de trui",
        "de lamp ligt niet op de plank",
        "zelf ligt niet",
        "niet de snelste maar het eten is lekker",
        "niet de prijs maar",
        "het hotel ligt niet aan het strand",
    ],
)
def test_what_is_meant_stays(comment):
    assert said(comment) == comment


def test_the_word_that_denies_keeps_its_own_place_in_the_comment():
    comment = "Gezellig is het er niet."
    _, _, plain = order([comment])
    spans = [comment[a:b] for a, b in zip(plain.start, plain.end, strict=True)]
    assert spans == ["niet", "Gezellig", "is", "het", "er", "."]


@pytest.mark.parametrize(
    ("comment", "plain"),
    [
        ("geen kamer die niet schoon was", "een kamer die schoon was"),
        ("er was niks wat nooit klopte", "er was iets wat klopte"),
        ("niemand die nergens naar keek", "iemand die ergens naar keek"),
    ],
)
def test_words_that_deny_each_other_become_their_opposites(comment, plain):
    tokenizer = Tokenizer()
    tokens = tokenizer.tokenize([comment])
    denying = {"geen", "niet", "niks", "nooit", "niemand", "nergens"}
    cancelled = np.array([tokenizer.forms[form] in denying for form in tokens.form])
    assert words(tokenizer, PlainNegation(tokenizer).cancel(tokens, cancelled)) == plain
    assert words(tokenizer, PlainNegation(tokenizer).cancel(tokens, ~cancelled)) == comment


def test_other_languages_stay_as_they_are():
    tokenizer, tokens, plain = order(["gezellig is het er niet"], "de")
    assert words(tokenizer, plain) == "gezellig is het er niet"
    everything = np.ones(len(tokens), dtype=bool)
    assert PlainNegation(tokenizer).cancel(tokens, everything) is tokens


@given(st.lists(st.lists(WORDS, max_size=16).map(" ".join), max_size=4))
def test_tokens_stay_in_their_comment_and_none_is_lost(comments):
    tokenizer, tokens, plain = order(comments)
    assert plain.comment.tolist() == tokens.comment.tolist()
    places = sorted(zip(plain.comment.tolist(), plain.start.tolist(), strict=True))
    assert places == list(zip(tokens.comment.tolist(), tokens.start.tolist(), strict=True))
    before, after = ({tokenizer.forms[form] for form in side.form} for side in (tokens, plain))
    assert after <= before | {""}


@example(["niet de prijs maar", "de stof"])
@example(["niet de prijs", "maar de stof"])
@given(st.lists(st.lists(WORDS, max_size=16).map(" ".join), min_size=1, max_size=4))
def test_a_comment_is_read_the_same_whatever_stands_beside_it(comments):
    tokenizer, _, together = order(comments)
    forms = [tokenizer.forms[form] for form in together.form[together.comment == 0]]
    alone, _, one = order(comments[:1])
    assert forms == [alone.forms[form] for form in one.form]
