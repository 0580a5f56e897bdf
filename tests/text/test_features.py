"""Features against what scikit-learn computes from the same tokens."""

from itertools import pairwise

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from feedback_nlp.text import tokens as tokens_module
from feedback_nlp.text.analysis import make_analyser
from feedback_nlp.text.features import CONTEXT, SegmentFeatures
from feedback_nlp.text.subwords import subwords
from feedback_nlp.text.vocabulary import NEGATED, learn_vocabulary
from feedback_nlp.themes.lexicon import Lexicon, load_lexicon

N_COMMENTS = 300


def forms_per_segment(analysis, comments, spelling):
    """Per segment its (form, negated) pairs, from the texts and not from the token table."""
    found = [[] for _ in range(len(analysis.segments))]
    tokens = analysis.tokens
    places = zip(tokens.comment, tokens.start, tokens.end, analysis.segments.of_token, strict=True)
    for (comment, start, end, segment), negated in zip(places, analysis.negated, strict=True):
        found[segment].append((spelling.normal_form(comments[comment][start:end]), bool(negated)))
    return found


def words_of(segment):
    return [(NEGATED if negated else "") + form for form, negated in segment]


def nearest(segment, vocabulary):
    """Unknown forms are read as the longest word they end in, or else begin with."""
    known = {word.removeprefix(NEGATED) for word in vocabulary.words}
    parts = [word for word in vocabulary.words if len(word) >= 5]
    return [
        (form if form in known or not form.isalpha() else part_of(form, parts), negated)
        for form, negated in segment
    ]


def part_of(form, words):
    shorter = [word for word in words if len(form) - len(word) >= 3]
    last = [word for word in shorter if form.endswith(word)]
    first = [word for word in shorter if form.startswith(word)]
    return max(last or first or [form], key=len)


def pairs_of(segment):
    return [f"{a} {b}" for (a, _), (b, _) in pairwise(segment)]


def count(names, documents):
    counter = CountVectorizer(analyzer=lambda document: document, vocabulary=list(names))
    return counter.transform(documents).toarray().astype(float)


def divide(rows, squares):
    length = np.sqrt(squares)
    return np.divide(rows, length[:, None], out=np.zeros_like(rows), where=length[:, None] > 0)


def reference(analysis, comments, spelling, vocabulary, n_groups, owner=None):
    """The rows as scikit-learn and dense arithmetic give them."""
    segments = forms_per_segment(analysis, comments, spelling)
    owner = analysis.segments.comment if owner is None else owner
    words = count(vocabulary.words, [words_of(nearest(s, vocabulary)) for s in segments])
    pairs = count(vocabulary.pairs, [pairs_of(segment) for segment in segments])
    word_squares = words @ vocabulary.word_weights.astype(float) ** 2
    squares = word_squares + pairs @ vocabulary.pair_weights.astype(float) ** 2
    words, pairs = words * vocabulary.word_weights, pairs * vocabulary.pair_weights
    cues = np.zeros((len(segments), 2 * n_groups))
    for group, last, turned in zip(
        analysis.cues.group, analysis.cues.last, analysis.cue_negated, strict=True
    ):
        cues[analysis.segments.of_token[last], group + n_groups * turned] = 1
    same_owner = (owner[:, None] == owner[None, :]).astype(float)
    blocks = [divide(words, squares), divide(pairs, squares)]
    blocks += [subword_rows(segments, vocabulary), cues]
    blocks += [CONTEXT * divide(same_owner @ words, same_owner @ word_squares)]
    return np.hstack([*blocks, CONTEXT * (same_owner @ cues > 0)])


def subword_rows(segments, vocabulary):
    """The mean of the words' own sub-word rows, weighted by their rarity."""
    if not vocabulary.subwords:
        return np.zeros((len(segments), 0))
    forms = sorted({form for segment in segments for form, _ in segment})
    counts = CountVectorizer(analyzer=subwords, vocabulary=list(vocabulary.subwords))
    scaler = TfidfTransformer(norm="l2")
    scaler.idf_ = vocabulary.subword_weights.astype(float)
    pieces = dict(zip(forms, scaler.transform(counts.transform(forms)).toarray(), strict=True))
    rarity = dict(zip(vocabulary.words, vocabulary.word_weights.astype(float), strict=True))
    unknown = max(rarity.values(), default=1.0)
    rows = np.zeros((len(segments), len(vocabulary.subwords)))
    squares = np.zeros(len(segments))
    for place, segment in enumerate(segments):
        for form, _ in segment:
            if pieces[form].any():
                weight = rarity.get(form, unknown)
                rows[place] += weight * pieces[form]
                squares[place] += weight**2
    return divide(rows, squares)


@pytest.fixture(scope="module")
def comments(written):
    return written.comments[:N_COMMENTS]


@pytest.fixture(scope="module")
def pieces(written):
    """The labelled segments of those comments, and the comment of each."""
    parts = [written.segments[place] or () for place in range(N_COMMENTS)]
    owner = np.repeat(np.arange(N_COMMENTS), [len(part) for part in parts])
    return [text for part in parts for text, _ in part], owner


@pytest.fixture(scope="module")
def vocabulary(pieces):
    analyser = make_analyser("nl", load_lexicon())
    sight = analyser.analyse(pieces[0], whole=True)
    of_token = sight.segments.of_token
    return learn_vocabulary(analyser.tokenizer, sight.tokens, of_token, sight.negated)


@pytest.fixture(scope="module")
def analyser(vocabulary):
    return make_analyser("nl", load_lexicon(), vocabulary.known_words)


@pytest.fixture(scope="module")
def features(analyser, vocabulary):
    return SegmentFeatures(analyser, vocabulary)


def check_equal(rows, expected):
    assert rows.dtype == np.float32
    assert rows.shape == expected.shape
    np.testing.assert_allclose(rows.toarray(), expected, atol=1e-6, rtol=0)


def test_weights_are_those_of_scikit_learn(analyser, pieces, vocabulary):
    first = make_analyser("nl", load_lexicon())
    analysis = first.analyse(pieces[0], whole=True)
    segments = forms_per_segment(analysis, pieces[0], first.tokenizer.spelling)
    assert len(segments) > 500
    for names, weights, documents in (
        (vocabulary.words, vocabulary.word_weights, map(words_of, segments)),
        (vocabulary.pairs, vocabulary.pair_weights, map(pairs_of, segments)),
        (
            vocabulary.subwords,
            vocabulary.subword_weights,
            ([piece for form, _ in segment for piece in subwords(form)] for segment in segments),
        ),
    ):
        counts = count(names, list(documents))
        np.testing.assert_allclose(weights, TfidfTransformer().fit(counts).idf_, atol=1e-6)


def test_features_of_segments_are_those_of_scikit_learn(analyser, features, vocabulary, comments):
    analysis = analyser.analyse(comments)
    spelling, n_groups = analyser.tokenizer.spelling, len(analyser.group_names)
    expected = reference(analysis, comments, spelling, vocabulary, n_groups)
    assert len(expected) > N_COMMENTS
    assert analysis.negated.any()
    assert analysis.cue_negated.any()
    check_equal(features.transform(analysis), expected)


def test_features_of_labelled_segments_have_the_context_of_their_comment(
    analyser, features, vocabulary, pieces
):
    texts, owner = pieces
    analysis = analyser.analyse(texts, whole=True)
    spelling, n_groups = analyser.tokenizer.spelling, len(analyser.group_names)
    expected = reference(analysis, texts, spelling, vocabulary, n_groups, owner)
    check_equal(features.transform(analysis, owner), expected)


def test_memory_starts_afresh_and_gives_the_same_features(monkeypatch, vocabulary, comments):
    lexicon = Lexicon(cues={"late": ("te laat", "uur .. later")})
    found = []
    for n_chunks in (100, 1_000_000):
        monkeypatch.setattr(tokens_module, "MAX_CHUNKS", n_chunks)
        analyser = make_analyser("nl", lexicon, vocabulary.known_words)
        features = SegmentFeatures(analyser, vocabulary)
        rows = [
            features.transform(analyser.analyse(comments[start : start + 50])).toarray()
            for start in range(0, N_COMMENTS, 50)
        ]
        found.append((analyser.tokenizer.generation, np.vstack(rows)))
    assert [generation > 3 for generation, _ in found] == [True, False]
    assert np.array_equal(found[0][1], found[1][1])


def test_features_do_not_depend_on_order_or_batch(analyser, features, vocabulary, comments):
    some = comments[:100]
    other = make_analyser("nl", load_lexicon(), vocabulary.known_words)
    single = SegmentFeatures(other, vocabulary)
    rows = features.transform(analyser.analyse(some)).toarray()
    alone = [single.transform(other.analyse([comment])).toarray() for comment in some[::-1]]
    assert np.array_equal(rows, np.vstack(alone[::-1]))
