"""Chunks are cut as spaCy's tokenizer cuts them, whether or not it is asked."""

import pytest
import spacy

from feedback_nlp.text.splitting import Splitter, blank_tokenizer

MARKS = ["", ".", ",", "!", "?", "..", "!!", ")", "'s", "(x)"]


@pytest.mark.parametrize("language", ["nl", "en", "de", "fr"])
def test_special_cases_and_words_with_marks_are_cut_as_by_spacy(language):
    tokenizer = spacy.blank(language).tokenizer
    cases = [case for case in tokenizer.rules if not any(map(str.isspace, case))]
    stems = {stem for case in cases for stem in (case, case.rstrip("."), case.upper())}
    words = sorted({*stems, "laat", "Zo", "km", "eur", "x"} - {""})
    chunks = [word + mark for word in words for mark in MARKS]
    assert len(chunks) > 1_000
    expected = [[token.text for token in tokenizer(chunk)] for chunk in chunks]
    assert Splitter(blank_tokenizer(language)).split(chunks) == expected
