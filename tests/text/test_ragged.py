import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.text.ragged import GrowingRows, ranges

PAIRS = st.lists(st.tuples(st.integers(-50, 50), st.integers(0, 6)))
ROWS = st.lists(st.lists(st.integers(-1_000, 1_000), max_size=4), min_size=1)


@given(PAIRS)
def test_ranges_are_those_of_python_one_after_another(pairs):
    starts, lengths = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    expected = [value for start, length in pairs for value in range(start, start + length)]
    assert ranges(starts, lengths).tolist() == expected


@given(ROWS, st.data())
def test_rows_come_back_as_they_went_in(rows, data):
    table = GrowingRows()
    half = len(rows) // 2
    table.extend(rows[:half])
    table.extend(rows[half:])
    index = data.draw(st.lists(st.integers(0, len(rows) - 1)))
    values, owner = table.take(np.array(index, dtype=np.int64))
    assert values.tolist() == [value for place in index for value in rows[place]]
    assert owner.tolist() == [at for at, place in enumerate(index) for _ in rows[place]]


def test_a_row_added_after_taking_is_there_the_next_time():
    table = GrowingRows()
    table.extend([[1]])
    assert table.take(np.array([0]))[0].tolist() == [1]
    table.extend([[2, 3]])
    assert table.take(np.array([1, 0]))[0].tolist() == [2, 3, 1]
    assert len(table) == 2
