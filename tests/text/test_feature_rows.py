"""Features of short comments, reckoned by hand."""

import numpy as np
import pytest

from feedback_nlp.text.analysis import make_analyser
from feedback_nlp.text.features import SegmentFeatures
from feedback_nlp.themes.lexicon import Lexicon, Opinions


@pytest.fixture(scope="module")
def tiny(tiny_vocabulary):
    """A lexicon and features that can be reckoned with by hand."""
    opinions = Opinions(positive=("mooi",), negators=("niet",))
    lexicon = Lexicon(cues={"dear": ("duur",)}, opinions=opinions)
    analyser = make_analyser("nl", lexicon, tiny_vocabulary.known_words)
    assert analyser.group_names[:4] == ("cue:dear", "positive", "negative", "hedges")
    return analyser, SegmentFeatures(analyser, tiny_vocabulary)


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


def test_a_day_is_a_cue_in_the_segment_of_the_later_day(tiny):
    comment = "Maandag besteld. Dinsdag kwam het."
    *_, cues, _, found = row(tiny, comment, place=1)
    assert (cues, found) == ({"elapsed:at most a day": 1}, {"elapsed:at most a day": 0.5})


def test_unknown_words_and_no_words_give_rows_of_nothing(tiny):
    analyser, features = tiny
    rows = features.transform(analyser.analyse(["xyz !", ""], whole=True))
    assert rows.shape == (2, 65)
    assert rows.count_nonzero() == 0
    assert features.transform(analyser.analyse([])).shape == (0, 65)
