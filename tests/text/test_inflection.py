"""The base form of inflected Dutch words, for words that grammars give as examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.text.inflection import base_forms


@pytest.mark.parametrize(
    ("inflected", "base"),
    [
        ("peperdure", "peperduur"),  # a long vowel is written once before a single consonant
        ("trage", "traag"),
        ("vlotte", "vlot"),  # and a short one is kept short by a second consonant
        ("sfeerloze", "sfeerloos"),  # z and v are s and f at the end
        ("lieve", "lief"),
        ("grijze", "grijs"),
        ("beleefde", "beleefd"),
        ("bezorgingen", "bezorging"),
        ("systemen", "systeem"),
        ("gesprekken", "gesprek"),
        ("brieven", "brief"),
        ("koeriers", "koerier"),
        ("antwoordje", "antwoord"),
        ("mankementjes", "mankement"),
        ("foutje", "fout"),
        ("terrasje", "terras"),
        ("wandelingetje", "wandeling"),
        ("bestelbonnetje", "bestelbon"),
        ("probleempje", "probleem"),
        ("koninkje", "koning"),
        ("bestellinkje", "bestelling"),
        ("schroevendraaiertje", "schroevendraaier"),
    ],
)
def test_base_of_an_inflected_form_is_among_its_base_forms(inflected, base):
    assert base in base_forms(inflected)


@pytest.mark.parametrize("word", ["laat", "super", "mis", "e", "s", "je", "en", ""])
def test_words_without_an_ending_or_with_a_short_stem_have_no_base(word):
    assert base_forms(word) == []


def test_an_ending_may_belong_to_the_word_itself():
    assert base_forms("fiets") == ["fiet"]


@given(st.text("abdefijkmnoprstuvz", max_size=12))
def test_base_forms_are_distinct_shorter_or_spelt_anew_and_never_the_word_itself(word):
    forms = base_forms(word)
    assert len(set(forms)) == len(forms)
    assert word not in forms
    assert all(4 <= len(form) <= len(word) for form in forms)
