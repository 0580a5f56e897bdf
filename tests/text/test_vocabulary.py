from itertools import pairwise
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.text.subwords import subwords
from feedback_nlp.text.tokens import Tokenizer
from feedback_nlp.text.vocabulary import MIN_PAIRS, MIN_SUBWORDS, MIN_WORDS, learn_vocabulary


@pytest.fixture
def learn():
    tokenizer = Tokenizer()

    def _learn(segments, negated=()):
        tokens = tokenizer.tokenize(segments)
        turned = np.isin(np.arange(len(tokens)), np.array(negated, dtype=np.int64))
        return learn_vocabulary(tokenizer, tokens, tokens.comment, turned)

    return _learn


def test_words_and_pairs_of_two_segments_and_subwords_of_three_are_learnt(learn):
    vocabulary = learn(["mooie tas", "mooie tas", "dure tas", "dure jas"])
    assert vocabulary.words == ("dure", "mooie", "tas")
    assert vocabulary.pairs == ("mooie tas",)
    assert vocabulary.subwords == ("<ta", "<tas", "as>", "tas", "tas>")
    assert len(vocabulary) == 9


def test_weights_are_inverse_document_frequencies_as_scikit_learn_smooths_them(learn):
    vocabulary = learn(["mooie tas tas", "mooie tas", "dure tas", "dure jas"])
    rare, common = log(5 / 3) + 1, log(5 / 4) + 1
    assert vocabulary.word_weights == pytest.approx([rare, rare, common])
    assert vocabulary.pair_weights == pytest.approx([rare])
    assert vocabulary.subword_weights == pytest.approx([common, common, 1, common, common])
    assert vocabulary.word_weights.dtype == np.float32


def test_a_negated_word_is_a_word_of_its_own(learn):
    vocabulary = learn(["niet mooi", "niet mooi", "mooi mooi", "mooi"], negated=[1, 3])
    assert vocabulary.words == ("mooi", "niet", "¬mooi")
    assert vocabulary.pairs == ("niet mooi",)


def test_pairs_do_not_reach_from_one_segment_into_the_next(learn):
    assert learn(["tas", "mooi", "tas", "mooi"]).pairs == ()


def test_of_many_segments_words_must_occur_in_more_and_pairs_in_somewhat_more(learn):
    """Four times 20,000: twice as often for words and sub-words, 4^.375 = 1.7 times for pairs."""
    rare, usual = ["grote jas"] * 3, ["dure tas"] * 4
    vocabulary = learn([*rare, *usual, *["mooi"] * 79_993])
    assert vocabulary.words == ("dure", "mooi", "tas")
    assert vocabulary.pairs == ("dure tas", "grote jas")
    assert "<mo" in vocabulary.subwords
    assert "<ta" not in vocabulary.subwords


def test_nothing_is_learnt_from_nothing(learn):
    for segments in ([], ["", " "], ["ieder woord", "een keer"]):
        vocabulary = learn(segments)
        assert len(vocabulary) == 0
        assert vocabulary.word_weights.shape == vocabulary.pair_weights.shape == (0,)


@given(st.lists(st.lists(st.sampled_from(["tas", "tassen", "mooi", "¨"]), max_size=5), max_size=8))
def test_vocabulary_is_that_of_a_plain_count(learn_once, segments):
    vocabulary = learn_once([" ".join(segment) for segment in segments])
    contents = [
        (
            set(words),
            {f"{a} {b}" for a, b in pairwise(words)},
            {s for w in words for s in subwords(w)},
        )
        for words in segments
        if words
    ]
    n = len(contents)
    learnt = (vocabulary.words, vocabulary.pairs, vocabulary.subwords)
    weights = (vocabulary.word_weights, vocabulary.pair_weights, vocabulary.subword_weights)
    for kind, least in enumerate((MIN_WORDS, MIN_PAIRS, MIN_SUBWORDS)):
        names = {name for content in contents for name in content[kind]}
        counts = {name: sum(name in content[kind] for content in contents) for name in names}
        kept = sorted(name for name in names if counts[name] >= least)
        assert list(learnt[kind]) == kept
        rarities = [log((1 + n) / (1 + counts[name])) + 1 for name in kept]
        assert weights[kind] == pytest.approx(rarities, abs=1e-6)


@pytest.fixture(scope="module")
def learn_once():
    tokenizer = Tokenizer()

    def _learn(segments):
        tokens = tokenizer.tokenize(segments)
        return learn_vocabulary(
            tokenizer, tokens, tokens.comment, np.zeros(len(tokens), dtype=bool)
        )

    return _learn
