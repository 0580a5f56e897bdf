"""The written training data: enough of every theme, from many sectors, never twice the same."""

import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from feedback_nlp import load_taxonomy
from feedback_nlp.themes.lexicon import load_lexicon

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "training.jsonl")
    .read_text("utf-8")
    .splitlines()
]
ANSWERS = [
    json.loads(line)["segments"]
    for line in (Path(__file__).parent / "data" / "survey_answers.jsonl")
    .read_text("utf-8")
    .splitlines()
]


def grams(words, n):
    return {tuple(words[start : start + n]) for start in range(len(words) - n + 1)}


@pytest.fixture(scope="module")
def words():
    texts = (" ".join(text for text, _ in row["segments"]) for row in ROWS)
    return [re.findall(r"\w+", text.lower()) for text in texts]


def test_every_theme_has_enough_segments_and_every_label_is_a_theme():
    labels = Counter(label for row in ROWS for _, themes in row["segments"] for label in themes)
    assert set(labels) == set(load_taxonomy().themes)
    assert min(labels.values()) >= 80


def test_there_are_enough_comments_from_enough_sectors():
    sectors = Counter(row["sector"] for row in ROWS)
    assert len(ROWS) >= 6_000
    assert sum(count >= 50 for count in sectors.values()) >= 15


def test_some_comments_carry_no_theme():
    assert sum(not any(themes for _, themes in row["segments"]) for row in ROWS) >= 300


def test_no_eight_words_in_a_row_stand_in_more_than_three_comments(words):
    counts = Counter(gram for text in words for gram in grams(text, 8))
    assert max(counts.values()) <= 3


def test_no_two_comments_share_more_than_half_of_their_runs_of_five_words(words):
    runs = [grams(text, 5) for text in words]
    holders = defaultdict(list)
    for place, members in enumerate(runs):
        shared = Counter(other for gram in members for other in holders[gram])
        for other, count in shared.items():
            assert count / len(members | runs[other]) <= 0.5, (ROWS[other], ROWS[place])
        for gram in members:
            holders[gram].append(place)


def test_no_comment_or_segment_has_just_the_words_of_a_minimal_pair():
    pairs = Path(__file__).parent / "data" / "minimal_pairs.jsonl"
    texts = [json.loads(line) for line in pairs.read_text("utf-8").splitlines()]
    tested = {said(text[side]) for text in texts for side in "ab"}
    for row in ROWS:
        parts = [text for text, _ in row["segments"]]
        for part in [" ".join(parts), *parts]:
            assert said(part) not in tested or not re.search(r"\w", part), part


def test_survey_answers_carry_themes_of_the_taxonomy():
    carried = {theme for parts in ANSWERS for _, themes in parts for theme in themes}
    assert len(ANSWERS) == 600
    assert carried <= set(load_taxonomy().themes)


def test_no_survey_answer_of_more_than_five_words_is_a_training_comment(words):
    spoken = [re.findall(r"\w+", " ".join(text for text, _ in parts).lower()) for parts in ANSWERS]
    long = {tuple(answer) for answer in spoken if len(answer) > 5}
    assert len(long) > 300
    assert long.isdisjoint(map(tuple, words))


def said(text):
    """The words and emoji of a text, articles and marks left out."""
    return frozenset(re.findall(r"\w+|[^\w\s.,!?:;'\"-]", text.lower())) - {"de", "het", "een"}


@pytest.mark.shared
def test_no_six_words_in_a_row_come_from_the_gold_comments(shared, words):
    gold = (shared / "gold" / "dev.jsonl").read_text("utf-8").splitlines()
    texts = [re.findall(r"\w+", json.loads(line)["comment"].lower()) for line in gold]
    in_gold = set().union(*(grams(text, 6) for text in texts))
    lexicon = load_lexicon()
    cues = [cue.split() for patterns in lexicon.cues.values() for cue in patterns]
    assert len(in_gold) > 10_000
    for written in [*words, *cues]:
        assert not grams(written, 6) & in_gold, " ".join(written)
