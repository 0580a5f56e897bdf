import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.text.chunks import split_chunks

BREAKS = "\n\r\u2028\u2029"
ANY_TEXT = st.text(
    st.characters(exclude_categories=()) | st.sampled_from(" \t\u00a0\u3000" + BREAKS)
)


def texts_of(chunks):
    return [chunks.texts[place] for place in chunks.which]


@given(st.lists(ANY_TEXT))
def test_chunks_are_what_stands_between_white_space(comments):
    chunks = split_chunks(comments)
    assert chunks.comment.tolist() == [
        place for place, comment in enumerate(comments) for _ in comment.split()
    ]
    assert [len(text) for text in texts_of(chunks)] == [
        len(chunk) for comment in comments for chunk in comment.split()
    ]


@given(st.lists(ANY_TEXT))
def test_every_chunk_stands_where_its_offset_says(comments):
    chunks = split_chunks(comments)
    found = [
        comments[place][start : start + len(text)]
        for text, place, start in zip(texts_of(chunks), chunks.comment, chunks.start, strict=True)
    ]
    surrogates = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    assert [text.translate(surrogates) for text in found] == texts_of(chunks)


@given(st.lists(ANY_TEXT))
def test_a_line_break_is_noticed_between_chunks_of_one_comment(comments):
    expected = []
    for comment in comments:
        end = None
        for chunk in comment.split():
            start = comment.index(chunk, end or 0)
            between = comment[end:start] if end is not None else ""
            expected.append(any(sign in BREAKS for sign in between))
            end = start + len(chunk)
    assert split_chunks(comments).after_break.tolist() == expected


@given(st.lists(ANY_TEXT))
def test_each_distinct_chunk_is_named_once_in_the_order_of_reading(comments):
    chunks = split_chunks(comments)
    assert chunks.texts == list(dict.fromkeys(texts_of(chunks)))


def test_every_white_space_of_unicode_splits_and_nothing_else():
    signs = [chr(code) for code in range(sys.maxunicode + 1)]
    chunks = split_chunks([f"a{sign}b" for sign in signs])
    n_chunks = np.bincount(chunks.comment, minlength=len(signs))
    assert (n_chunks == [2 if sign.isspace() else 1 for sign in signs]).all()


def test_no_comments_have_no_chunks():
    chunks = split_chunks([])
    assert chunks.texts == []
    assert len(chunks.comment) == len(chunks.start) == len(chunks.after_break) == 0


def test_a_break_at_the_end_of_a_comment_says_nothing_of_the_next():
    assert split_chunks(["goed\n", "\nsnel"]).after_break.tolist() == [False, False]


def test_half_a_surrogate_pair_becomes_the_replacement_character():
    assert split_chunks(["goed\ud83d snel"]).texts == ["goed\ufffd", "snel"]
