"""Features against what scikit-learn computes from the same tokens."""

from itertools import pairwise

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from feedback_nlp.text import tokens as tokens_module
from feedback_nlp.text.analysis import make_analyser
from feedback_nlp.text.features import CONTEXT, SegmentFeatures
from feedback_nlp.text.subwords import subwords
from feedback_nlp.text.vocabulary import NEGATED, Vocabulary, learn_vocabulary
from feedback_nlp.themes.lexicon import Lexicon, Opinions, load_lexicon

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
    """Forms that are no words are read as the longest word they end in, if they are letters."""
    known = {word.removeprefix(NEGATED) for word in vocabulary.words}
    return [
        (
            form if form in known or not form.isalpha() else ending(form, vocabulary.words) or form,
            negated,
        )
        for form, negated in segment
    ]


def ending(form, words):
    ends = [word for word in words if len(word) >= 5 and form.endswith(word)]
    return max((word for word in ends if len(form) - len(word) >= 3), key=len, default=None)


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
    analyser = make_analyser("nl", load_lexicon(), None)
    sight = analyser.analyse(pieces[0], whole=True)
    of_token = sight.segments.of_token
    return learn_vocabulary(analyser.tokenizer, sight.tokens, of_token, sight.negated)


@pytest.fixture(scope="module")
def analyser(vocabulary):
    return make_analyser("nl", load_lexicon(), vocabulary)


@pytest.fixture(scope="module")
def features(analyser, vocabulary):
    return SegmentFeatures(analyser, vocabulary)


def check_equal(rows, expected):
    assert rows.dtype == np.float32
    assert rows.shape == expected.shape
    np.testing.assert_allclose(rows.toarray(), expected, atol=1e-6, rtol=0)


def test_weights_are_those_of_scikit_learn(analyser, pieces, vocabulary):
    first = make_analyser("nl", load_lexicon(), None)
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


@pytest.fixture(scope="module")
def tiny():
    """A vocabulary and a lexicon that can be reckoned with by hand."""
    vocabulary = Vocabulary(
        words=("duur", "tas", "¬duur"),
        pairs=("tas duur",),
        subwords=("<ta", "tas"),
        word_weights=np.array([2, 1, 2], dtype=np.float32),
        pair_weights=np.array([2], dtype=np.float32),
        subword_weights=np.array([3, 4], dtype=np.float32),
    )
    opinions = Opinions(positive=("mooi",), negators=("niet",))
    lexicon = Lexicon(cues={"dear": ("duur",)}, opinions=opinions)
    analyser = make_analyser("nl", lexicon, vocabulary)
    assert analyser.group_names[:4] == ("cue:dear", "positive", "negative", "hedges")
    return analyser, SegmentFeatures(analyser, vocabulary)


def row(tiny, comment, place=0):
    analyser, features = tiny
    rows = features.transform(analyser.analyse([comment])).toarray().round(4)
    groups = [sign + name for sign in ("", "¬") for name in analyser.group_names]
    sizes = [3, 1, 2, len(groups), 3]
    words, pairs, pieces, cues, said, found = np.split(rows[place], np.cumsum(sizes))
    in_groups = [{groups[at]: part[at] for at in np.flatnonzero(part)} for part in (cues, found)]
    parts = words.tolist(), pairs.tolist(), pieces.tolist(), in_groups[0], said.tolist()
    return [*parts, in_groups[1]]


def test_row_of_known_words_by_hand(tiny):
    # Tokens weigh tas 1, duur 2, "tas duur" 2: the row is divided by root(1 + 4 + 4) = 3.
    words, pairs, pieces, cues, said, found = row(tiny, "Tas duur")
    assert words == pytest.approx([2 / 3, 1 / 3, 0], abs=1e-4)
    assert pairs == pytest.approx([2 / 3], abs=1e-4)
    assert pieces == pytest.approx([0.6, 0.8], abs=1e-4)
    assert cues == {"cue:dear": 1}
    # Context leaves pairs out: root(1 + 4), at half weight.
    assert said == pytest.approx([1 / 5**0.5, 0.5 / 5**0.5, 0], abs=1e-4)
    assert found == {"cue:dear": 0.5}


def test_negated_words_and_cues_have_columns_of_their_own(tiny):
    words, pairs, _, cues, *_ = row(tiny, "Niet duur")
    assert words == [0, 0, 1]
    assert pairs == [0]
    assert cues == {"¬cue:dear": 1}


def test_a_word_said_twice_counts_twice_under_the_root(tiny):
    words, *_, cues, _, _ = row(tiny, "duur duur tas")
    assert words == pytest.approx([4 / 3, 1 / 3, 0], abs=1e-4)
    assert cues == {"cue:dear": 1}


def test_a_segment_has_the_context_of_its_whole_comment(tiny):
    words, _, pieces, cues, said, found = row(tiny, "Mooi! Tas.", place=0)
    assert words == [0, 0, 0]
    assert pieces == [0, 0]
    assert cues == {"positive": 1}
    assert said == [0, 0.5, 0]
    assert found == {"positive": 0.5}
    *_, cues, said, found = row(tiny, "Mooi! Tas.", place=1)
    assert (cues, said, found) == ({}, [0, 0.5, 0], {"positive": 0.5})


def test_a_clock_time_is_a_cue_in_the_segment_of_the_later_time(tiny):
    comment = "Om zes uur besteld. Om acht uur kwam het."
    *_, cues, _, found = row(tiny, comment, place=0)
    assert (cues, found) == ({}, {"elapsed:later": 0.5})
    *_, cues, _, found = row(tiny, comment, place=1)
    assert (cues, found) == ({"elapsed:later": 1}, {"elapsed:later": 0.5})


def test_unknown_words_and_no_words_give_rows_of_nothing(tiny):
    analyser, features = tiny
    rows = features.transform(analyser.analyse(["xyz !", ""], whole=True))
    assert rows.shape == (2, 45)
    assert rows.count_nonzero() == 0
    assert features.transform(analyser.analyse([])).shape == (0, 45)


def test_memory_starts_afresh_and_gives_the_same_features(monkeypatch, vocabulary, comments):
    lexicon = Lexicon(cues={"late": ("te laat", "uur .. later")})
    found = []
    for n_chunks in (100, 1_000_000):
        monkeypatch.setattr(tokens_module, "MAX_CHUNKS", n_chunks)
        analyser = make_analyser("nl", lexicon, vocabulary)
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
    other = make_analyser("nl", load_lexicon(), vocabulary)
    single = SegmentFeatures(other, vocabulary)
    rows = features.transform(analyser.analyse(some)).toarray()
    alone = [single.transform(other.analyse([comment])).toarray() for comment in some[::-1]]
    assert np.array_equal(rows, np.vstack(alone[::-1]))
