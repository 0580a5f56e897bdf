"""Every comment has an id of its own."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.comments.ids import distinct_ids

short_ids = st.text("ab#2", max_size=4)  # short, so that ids repeat and clash


def distinct(*ids):
    return distinct_ids(pd.Series(ids, dtype="str")).tolist()


def test_later_rows_with_an_id_get_a_number():
    assert distinct("123", "7", "123", "123", "8") == ["123", "7", "123#2", "123#3", "8"]


def test_number_never_makes_an_id_of_the_file():
    assert distinct("1", "1", "1#2", "1") == ["1", "1#3", "1#2", "1#4"]
    assert distinct("1", "1", "1#2", "1#2") == ["1", "1#3", "1#2", "1#2#2"]


def test_index_and_type_stay():
    ids = pd.Series(["a", "a"], index=[4, 2], dtype="str")
    pd.testing.assert_series_equal(
        distinct_ids(ids), pd.Series(["a", "a#2"], index=[4, 2], dtype="str")
    )
    assert distinct() == []


@given(st.lists(short_ids, max_size=30))
def test_ids_come_out_unique_and_the_first_of_each_unchanged(ids):
    result = distinct(*ids)
    assert len(set(result)) == len(ids)
    first = {given: ids.index(given) for given in ids}
    assert {given: result[row] for given, row in first.items()} == {given: given for given in first}


@given(st.lists(short_ids, max_size=30))
def test_later_ids_are_the_given_ones_with_a_number(ids):
    for given_id, result in zip(ids, distinct(*ids), strict=True):
        rest = result.removeprefix(given_id)
        assert rest == "" or (rest[0] == "#" and int(rest[1:]) >= 2)
