"""Segments that hold several labelled pieces become examples too."""

import numpy as np

from feedback_nlp.classifier.examples import make_examples
from feedback_nlp.classifier.joined_pieces import join_pieces
from feedback_nlp.text.segments import Segments

THEMES = ("cold", "late", "nice", "dear")


def segments(*spans):
    """Return segments of comments as (comment, start, end)."""
    comment, start, end = np.array(spans).T
    nothing = np.zeros(0, dtype=int)
    return Segments(nothing, nothing, nothing, comment, start, end)


def examples_of(*comments):
    texts = [" ".join(text for text, _ in parts) for parts in comments]
    themes = [frozenset().union(*(labels for _, labels in parts)) for parts in comments]
    return make_examples(texts, themes, comments, THEMES)


def test_segment_with_two_pieces_carries_the_themes_of_both():
    examples = examples_of([("koud", ["cold"]), ("en te laat", ["late"]), ("maar mooi", ["nice"])])
    joined, rows = join_pieces(examples, segments((0, 0, 15), (0, 16, 25)))
    assert rows.tolist() == [0]
    assert joined.pieces == ["koud", "en te laat", "maar mooi", "koud en te laat"]
    assert joined.piece_comment.tolist() == [0, 0, 0, 0]
    assert joined.piece_carried[-1].tolist() == [True, True, False, False]


def test_segment_of_one_piece_or_of_half_a_piece_adds_nothing():
    examples = examples_of([("te laat", ["late"]), ("koud en slap", ["cold"])])
    joined, rows = join_pieces(examples, segments((0, 0, 7), (0, 8, 12), (0, 13, 20)))
    assert rows.tolist() == []
    assert joined.pieces == examples.pieces


def test_pieces_of_other_comments_stay_apart():
    one, other = [("koud", ["cold"]), ("laat", ["late"])], [("mooi", ["nice"]), ("laat", ["late"])]
    joined, rows = join_pieces(examples_of(one, other), segments((0, 0, 9), (1, 0, 9)))
    assert rows.tolist() == [0, 1]
    assert joined.piece_comment.tolist() == [0, 0, 1, 1, 0, 1]
    assert joined.piece_carried[-2:].tolist() == [
        [True, True, False, False],
        [False, True, True, False],
    ]


def test_equal_pieces_are_found_one_after_the_other():
    examples = examples_of([("koud", ["cold"]), ("koud", ["cold"]), ("laat", ["late"])])
    _, rows = join_pieces(examples, segments((0, 0, 4), (0, 5, 14)))
    assert rows.tolist() == [1]


def test_piece_that_the_comment_does_not_hold_is_left_alone():
    examples = make_examples(["laat en koud"], [["late"]], [[("nergens", ["late"])]], THEMES)
    joined, rows = join_pieces(examples, segments((0, 0, 12)))
    assert rows.tolist() == []
    assert joined.pieces == ["nergens"]


def test_pieces_behind_one_that_the_comment_does_not_hold_are_found_in_their_own_comment():
    long = [("een heel lang verhaal", ["nice"]), ("en laat", ["late"])]
    odd = [("nergens", ["dear"]), ("laat", ["late"]), ("koud", ["cold"])]
    texts = ["een heel lang verhaal en laat", "laat en koud"]
    themes = [["nice", "late"], ["dear", "late", "cold"]]
    examples = make_examples(texts, themes, [long, odd], THEMES)
    joined, rows = join_pieces(examples, segments((0, 0, 21), (0, 22, 29), (1, 0, 12)))
    assert rows.tolist() == [2]
    assert joined.piece_carried[-1].tolist() == [True, True, False, False]
