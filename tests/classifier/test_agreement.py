import numpy as np
import pytest

from feedback_nlp.classifier.agreement import micro_f1


@pytest.mark.parametrize(
    ("found", "carried", "f1"),
    [
        ([[1, 0], [1, 1]], [["a"], ["b"]], 2 * 2 / (3 + 2)),
        ([[1, 0], [0, 1]], [["a"], ["b"]], 1),
        ([[0, 1], [1, 0]], [["a"], ["b"]], 0),
        ([[0, 0]], [[]], 0),
        ([[1, 0]], [[]], 0),
        ([[1, 0]], [["a", "unknown"]], 1),
    ],
)
def test_f1_by_hand(found, carried, f1):
    assert micro_f1(np.array(found, dtype=bool), carried, ["a", "b"]) == f1


def test_no_comments_have_no_f1():
    assert micro_f1(np.zeros((0, 2), dtype=bool), [], ["a", "b"]) == 0
