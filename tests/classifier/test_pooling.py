import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.classifier.pooling import NEVER, best_rows, highest_per_comment


@st.composite
def segments(draw):
    """Scores of a few segments on a coarse scale, so that equals occur, and their comments."""
    n_rows = draw(st.lists(st.integers(0, 4), max_size=6))
    comment = [place for place, n in enumerate(n_rows) for _ in range(n)]
    values = st.lists(st.integers(-2, 2), min_size=3, max_size=3)
    scores = [draw(values) for _ in comment]
    return (
        np.array(scores, dtype=np.float32).reshape(-1, 3),
        np.array(comment, dtype=np.int64),
        len(n_rows),
    )


@given(segments())
def test_pooling_is_that_of_a_plain_loop(drawn):
    scores, comment, n_comments = drawn
    highest, best = [], []
    for place in range(n_comments):
        rows = [row for row in range(len(scores)) if comment[row] == place]
        for theme in range(3):
            highest.append(max((scores[row, theme] for row in rows), default=NEVER))
            first = min((row for row in rows if scores[row, theme] == highest[-1]), default=-1)
            best.append(first)
    assert highest_per_comment(scores, comment, n_comments).ravel().tolist() == highest
    asked = np.indices((n_comments, 3)).reshape(2, -1)
    assert best_rows(scores, comment, *asked).tolist() == best


def test_the_first_of_equal_segments_carries_the_theme():
    scores = np.array([[1.0], [3.0], [3.0]])
    asked = np.array([0]), np.array([0])
    assert best_rows(scores, np.array([0, 0, 0]), *asked).tolist() == [1]


def test_a_comment_without_segments_never_carries_a_theme():
    scores, comment = np.array([[5.0, 6.0]]), np.array([1])
    assert highest_per_comment(scores, comment, 3).tolist() == [[NEVER] * 2, [5, 6], [NEVER] * 2]
    assert best_rows(scores, comment, np.arange(3), np.array([0, 1, 0])).tolist() == [-1, 0, -1]


def test_no_comments_are_no_trouble():
    scores, nothing = np.zeros((0, 2)), np.zeros(0, dtype=np.int64)
    assert highest_per_comment(scores, nothing, 0).shape == (0, 2)
    assert best_rows(scores, nothing, nothing, nothing).shape == (0,)
