"""What occurred before, batch by batch."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.comments.repeats import Repeats


@given(st.lists(st.lists(st.text("ab", max_size=3), max_size=6), max_size=12))
def test_batches_say_the_same_as_one_table(batches):
    met = Repeats()
    found = [bool(one) for batch in batches for one in met.find(pd.Series(batch, dtype="str"))]
    together = pd.Series([value for batch in batches for value in batch], dtype="str")
    assert found == together.duplicated().tolist()


def test_rows_are_the_same_if_all_their_cells_are():
    met = Repeats()
    first = pd.DataFrame({"comment": ["a", "a", "a"], "score": [1.0, 2.0, None]})
    again = pd.DataFrame({"comment": ["a", "b", "a"], "score": [2.0, 2.0, None]})
    assert met.find(first).tolist() == [False, False, False]
    assert met.find(again).tolist() == [True, False, True]


def test_memory_is_eight_bytes_per_distinct_value():
    met = Repeats()
    for start in range(0, 100_000, 1000):
        met.find(pd.Series(range(start, start + 1000)))
        met.find(pd.Series(range(1000)))
    assert sum(block.nbytes for block in met._blocks) == 800_000
    assert len(met._blocks) < 12
