import numpy as np

from feedback_nlp.evaluation.confusion import CONFUSION_COLUMNS, count_confusions

THEMES = ["dear", "late", "rude"]


def test_pairs_are_counted_by_comment_and_the_largest_stands_first():
    carried = np.array([[1, 0, 0], [0, 1, 0], [0, 1, 0], [1, 1, 0]], dtype=bool)
    found = np.array([[0, 1, 0], [0, 0, 1], [0, 0, 1], [0, 0, 1]], dtype=bool)
    assert count_confusions(found, carried, THEMES).values.tolist() == [
        ["late", "rude", 3],
        ["dear", "late", 1],
        ["dear", "rude", 1],
    ]


def test_what_was_found_rightly_stands_for_nothing():
    carried = np.array([[1, 1, 0]], dtype=bool)
    found = np.array([[0, 1, 0]], dtype=bool)
    confusions = count_confusions(found, carried, THEMES)
    assert confusions.empty
    assert list(confusions.columns) == CONFUSION_COLUMNS


def test_more_than_255_comments_are_counted():
    carried = np.array([[1, 0, 0]] * 300, dtype=bool)
    confusions = count_confusions(carried[:, [1, 0, 2]], carried, THEMES)
    assert confusions["n_comments"].tolist() == [300]
