import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.text.hits import Hits, longest

SPANS = st.tuples(st.integers(0, 12), st.integers(0, 4), st.integers(0, 3))


def make_hits(spans):
    """Hits from (first, last, group), ordered as the finder orders them."""
    first, last, group = np.array(sorted(spans), dtype=np.int64).reshape(-1, 3).T
    return Hits(group, first, last)


def listed(hits):
    return list(zip(hits.first.tolist(), hits.last.tolist(), hits.group.tolist(), strict=True))


@given(st.sets(SPANS.map(lambda span: (span[0], span[0] + span[1], span[2]))))
def test_longest_keeps_what_no_longer_hit_covers(spans):
    kept = [
        (first, last, group)
        for first, last, group in sorted(spans)
        if not any(a <= first and last <= b and (a, b) != (first, last) for a, b, _ in spans)
    ]
    assert listed(longest(make_hits(spans))) == kept


def test_a_hit_inside_a_longer_one_is_left_out():
    hits = make_hits([(0, 1, 0), (0, 2, 1), (1, 2, 2), (3, 3, 0)])
    assert listed(longest(hits)) == [(0, 2, 1), (3, 3, 0)]


def test_hits_on_the_same_tokens_all_stay():
    hits = make_hits([(0, 1, 0), (0, 1, 2), (1, 1, 1)])
    assert listed(longest(hits)) == [(0, 1, 0), (0, 1, 2)]


def test_hits_that_overlap_in_part_both_stay():
    assert listed(longest(make_hits([(0, 2, 0), (1, 3, 0)]))) == [(0, 2, 0), (1, 3, 0)]


def test_hits_of_a_group_are_those_of_its_number():
    hits = make_hits([(0, 1, 0), (1, 1, 1), (2, 2, 0)])
    assert listed(hits.in_group(0)) == [(0, 1, 0), (2, 2, 0)]
    assert len(hits.in_group(5)) == 0
