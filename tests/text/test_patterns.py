import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.text import tokens as tokens_module
from feedback_nlp.text.patterns import MAX_GAP, PatternFinder
from feedback_nlp.text.tokens import Tokenizer
from feedback_nlp.themes.lexicon import load_lexicon

WORDS = ("ma", "mat", "mate", "tas", "tast", "goed")
STEPS = (*WORDS, "ma*", "mat*", "ta*", "g*")


@st.composite
def patterns(draw):
    first, *rest = draw(st.lists(st.sampled_from(STEPS), min_size=1, max_size=4))
    return first + "".join(draw(st.sampled_from([" ", " .. "])) + step for step in rest)


GROUPS = st.dictionaries(st.sampled_from("ABC"), st.lists(patterns(), max_size=4), max_size=3)
COMMENTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), max_size=3)


def fits(step, form):
    return form.startswith(step[:-1]) if step.endswith("*") else form == step


def ends_of(steps, forms, stretch, place):
    """Yield every last token of a find that goes on at a place, by plain recursion."""
    if not fits(steps[0], forms[place]):
        return
    if len(steps) == 1:
        yield place
        return
    gap = steps[1] == ".."
    for ahead in range(place + 1, min(len(forms), place + (2 + MAX_GAP if gap else 2))):
        if stretch[ahead] == stretch[place]:
            yield from ends_of(steps[2:] if gap else steps[1:], forms, stretch, ahead)


def naive_hits(groups, forms, stretch):
    found = {
        (first, last, number)
        for number, patterns in enumerate(groups.values())
        for pattern in patterns
        for first in range(len(forms))
        for last in ends_of(pattern.split(" "), forms, stretch, first)
    }
    return sorted(found)


def our_hits(tokenizer, groups, comments, stretch=None):
    finder = PatternFinder(groups, tokenizer)
    tokens = tokenizer.tokenize(comments)
    hits = finder.find(tokens, tokens.comment if stretch is None else stretch)
    return list(zip(hits.first.tolist(), hits.last.tolist(), hits.group.tolist(), strict=True))


def found_texts(tokenizer, patterns, comment):
    tokens = tokenizer.tokenize([comment])
    return [
        comment[tokens.start[first] : tokens.end[last]]
        for first, last, _ in our_hits(tokenizer, {"A": patterns}, [comment])
    ]


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer()


@given(GROUPS, COMMENTS)
def test_finds_are_those_of_a_naive_search(tokenizer, groups, comments):
    forms = [form for comment in comments for form in comment.split()]
    stretch = [place for place, comment in enumerate(comments) for _ in comment.split()]
    assert our_hits(tokenizer, groups, comments) == naive_hits(groups, forms, stretch)


@given(GROUPS, st.lists(st.tuples(st.sampled_from(WORDS), st.booleans()), max_size=15))
def test_no_find_reaches_from_one_stretch_into_the_next(tokenizer, groups, pairs):
    forms = [form for form, _ in pairs]
    stretch = np.cumsum([new for _, new in pairs], dtype=np.int64)
    found = our_hits(tokenizer, groups, [" ".join(forms)], stretch)
    assert found == naive_hits(groups, forms, stretch)


@pytest.mark.parametrize(
    ("pattern", "comment", "texts"),
    [
        ("te laat", "Kwam TE LAAT, veel te laat!", ["TE LAAT", "te laat"]),
        ("te laat", "te vroeg of laat", []),
        ("bezorg*", "De bezorger bezorgt, verzorgd", ["bezorger", "bezorgt"]),
        ("bezorg*", "bezorg", ["bezorg"]),
        ("niet .. goed", "niet a b c d goed", ["niet a b c d goed"]),
        ("niet .. goed", "niet a b c d e goed", []),
        ("niet .. goed", "niet goed", ["niet goed"]),
        ("niet .. goed", "niet goed goed", ["niet goed", "niet goed goed"]),
        ("foto's", "De foto's zijn mooi!", ["foto's"]),
        ("'s avonds", "Om 8 uur ’s avonds", ["’s avonds"]),
        ("privé", "prive en PRIVÉ", ["prive", "PRIVÉ"]),
        ("privé*", "privétas", ["privétas"]),
        ("10 euro", "voor 10 euro", ["10 euro"]),
        ("n.v.t.", "dit is n.v.t. hier", ["n.v.t."]),
    ],
)
def test_patterns_match_as_people_write(tokenizer, pattern, comment, texts):
    assert found_texts(tokenizer, [pattern], comment) == texts


def test_a_pattern_of_many_gaps_takes_no_more_memory_than_places(tokenizer):
    finder = PatternFinder({"A": [" .. ".join(["goed"] * 8)]}, tokenizer)
    tokens = tokenizer.tokenize([" ".join(["goed"] * 60)])
    tracemalloc.start()
    hits = finder.find(tokens, tokens.comment)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    lengths = range(7, 7 * (1 + MAX_GAP) + 1)
    assert len(hits) == sum(max(0, 60 - length) for length in lengths)
    assert most < 1_000_000


def test_words_of_a_pattern_are_cut_as_the_comment_is(tokenizer):
    assert found_texts(tokenizer, ["1-2 dagen"], "duurt 1-2 dagen.") == ["1-2 dagen"]
    assert found_texts(tokenizer, ["(te) duur"], "echt (te) duur") == ["(te) duur"]


def test_a_place_found_by_two_patterns_of_a_group_counts_once(tokenizer):
    assert our_hits(tokenizer, {"A": ["goed", "g*", "go*"]}, ["goed"]) == [(0, 0, 0)]


def test_a_place_found_by_two_groups_counts_for_both(tokenizer):
    assert our_hits(tokenizer, {"A": ["goed"], "B": ["g*"]}, ["goed"]) == [(0, 0, 0), (0, 0, 1)]


def test_without_patterns_or_tokens_nothing_is_found(tokenizer):
    assert our_hits(tokenizer, {}, ["goed"]) == []
    assert our_hits(tokenizer, {"A": []}, ["goed"]) == []
    assert our_hits(tokenizer, {"A": ["goed"]}, []) == []
    assert our_hits(tokenizer, {"A": ["goed .. tas"]}, ["", " "]) == []


def test_words_met_later_are_looked_up_too(tokenizer):
    finder = PatternFinder({"A": ["nieuw*"]}, tokenizer)
    for comment, n_found in (("oud", 0), ("nieuwigheid", 1), ("nieuwkomer nieuwigheid", 2)):
        tokens = tokenizer.tokenize([comment])
        assert len(finder.find(tokens, tokens.comment)) == n_found


def test_memory_starts_afresh_and_gives_the_same_finds(monkeypatch):
    batches = [[f"Woord{i} is te laat", "duurde echt lang"] for i in range(6)]
    found = []
    for n_chunks in (4, 1_000):
        monkeypatch.setattr(tokens_module, "MAX_CHUNKS", n_chunks)
        tokenizer = Tokenizer()
        finder = PatternFinder({"A": ["te laat", "duur* .. lang"], "B": ["woord*"]}, tokenizer)
        hits = []
        for batch in batches:
            tokens = tokenizer.tokenize(batch)
            hit = finder.find(tokens, tokens.comment)
            hits.append([hit.group.tolist(), hit.first.tolist(), hit.last.tolist()])
        found.append((tokenizer.generation > 0, hits))
    assert [forgot for forgot, _ in found] == [True, False]
    assert found[0][1] == found[1][1] == [[[1, 0, 0], [0, 2, 4], [0, 3, 6]]] * 6


def test_every_pattern_of_the_starter_lexicon_finds_itself(tokenizer):
    lexicon = load_lexicon()
    all_patterns = {**lexicon.cues, **lexicon.aspects, **dict(lexicon.opinions)}
    comments = [
        (name, pattern.replace("*", "").replace(" .. ", " "))
        for name, patterns in all_patterns.items()
        for pattern in patterns
    ]
    finder = PatternFinder(all_patterns, tokenizer)
    tokens = tokenizer.tokenize([comment for _, comment in comments])
    hits = finder.find(tokens, tokens.comment)
    names = list(all_patterns)
    found = {
        (names[group], place)
        for group, place in zip(hits.group, tokens.comment[hits.first], strict=True)
    }
    missed = [pair for place, pair in enumerate(comments) if (pair[0], place) not in found]
    assert missed == []
