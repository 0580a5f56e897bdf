import numpy as np
import pytest
from sklearn.metrics import f1_score, precision_score, recall_score

from feedback_nlp.evaluation.groups import figures_per_length, figures_per_source


def test_sources_are_measured_apart_and_the_largest_stands_first():
    random = np.random.default_rng(2)
    carried = random.random((90, 5)) < 0.4
    found = np.where(random.random(carried.shape) < 0.7, carried, ~carried)
    sources = np.array(["bank"] * 30 + ["shop"] * 60)
    table = figures_per_source(found, carried, sources.tolist())
    assert table["source"].tolist() == ["shop", "bank"]
    assert table["n_comments"].tolist() == [60, 30]
    for row in table.itertuples():
        of_it = sources == row.source
        given, answered = carried[of_it], found[of_it]
        assert row.f1 == pytest.approx(f1_score(given, answered, average="micro"))
        assert row.precision == pytest.approx(precision_score(given, answered, average="micro"))
        assert row.recall == pytest.approx(recall_score(given, answered, average="micro"))
        assert row.f1_low < row.f1 < row.f1_high


def test_a_source_of_fewer_than_twenty_comments_has_no_interval():
    answers = np.ones((39, 1), dtype=bool)
    table = figures_per_source(answers, answers, ["shop"] * 20 + ["bank"] * 19)
    assert table["f1_low"].isna().tolist() == [False, True]


def test_comments_without_a_source_are_a_group_of_their_own():
    answers = np.ones((3, 1), dtype=bool)
    table = figures_per_source(answers, answers, ["shop", "", "shop"])
    assert table["source"].tolist() == ["shop", ""]


def test_without_sources_there_are_no_rows():
    table = figures_per_source(np.ones((3, 1), dtype=bool), np.ones((3, 1), dtype=bool), ())
    assert table.empty
    assert table.columns[0] == "source"


@pytest.mark.parametrize(
    ("n_words", "length"),
    [(0, "1-8"), (8, "1-8"), (9, "9-25"), (25, "9-25"), (26, "26-60"), (60, "26-60"), (61, "61+")],
)
def test_lengths_end_where_they_say(n_words, length):
    answers = np.ones((1, 1), dtype=bool)
    table = figures_per_length(answers, answers, ["woord " * n_words])
    assert table["length"].tolist() == [length]


def test_lengths_stand_from_short_to_long():
    answers = np.ones((3, 1), dtype=bool)
    table = figures_per_length(answers, answers, ["w " * 70, "w", "w " * 30])
    assert table["length"].tolist() == ["1-8", "26-60", "61+"]
