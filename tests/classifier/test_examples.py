import numpy as np
import pytest

from feedback_nlp.classifier.examples import check_labels, make_examples, text_groups
from feedback_nlp.errors import LabelError

KNOWN = ("dear", "late")


def test_whole_comments_are_their_own_pieces():
    examples = make_examples(["te laat", "top"], [["late"], []], None, KNOWN)
    assert examples.comments == examples.pieces == ["te laat", "top"]
    assert examples.piece_comment.tolist() == [0, 1]
    assert examples.carried.tolist() == [[False, True], [False, False]]
    assert examples.piece_carried.tolist() == examples.carried.tolist()


def test_labelled_segments_are_the_pieces_of_their_comment():
    segments = [[("te laat", ["late"]), ("duur", ("dear",))], [], [("top", [])]]
    examples = make_examples(
        ["te laat, duur", "", "top"], [{"late", "dear"}, [], []], segments, KNOWN
    )
    assert examples.pieces == ["te laat", "duur", "top"]
    assert examples.piece_comment.tolist() == [0, 0, 2]
    assert examples.piece_carried.tolist() == [[False, True], [True, False], [False, False]]
    assert examples.carried.tolist() == [[True, True], [False, False], [False, False]]


@pytest.mark.parametrize(
    ("comments", "themes", "segments", "message"),
    [
        (["a"], [], None, "1 comments have 0 sets of themes; give each its own."),
        (
            [],
            [],
            None,
            "There are no labelled comments to learn from; give at least a few per theme.",
        ),
        (
            ["a", "b"],
            [[], []],
            None,
            "No comment carries a theme, so there is nothing to learn; label some comments.",
        ),
        (
            ["a", "b"],
            [["dear", "late"], ["late", "dear"]],
            None,
            "Every comment carries every theme, so there is nothing to learn; add others.",
        ),
        (
            ["a", "b"],
            [["dear"], ["laet"]],
            None,
            "Label 'laet' of comment 2 is not in the taxonomy, which has dear, late and others. "
            "Correct the label or the taxonomy.",
        ),
        (["a", "b"], [["dear"], []], [[]], "2 comments have 1 lists of segments; give each one."),
    ],
)
def test_examples_that_teach_nothing_are_refused(comments, themes, segments, message):
    with pytest.raises(LabelError) as error:
        make_examples(comments, themes, segments, KNOWN)
    assert str(error.value) == message


@pytest.mark.parametrize(
    "labels", ["late", 3, None, [1], [None], [["late"]], [""], [" "], ["x" * 1_001], ["\ud800"]]
)
def test_themes_that_are_no_names_are_refused(labels):
    with pytest.raises(LabelError, match=r"^The themes of comment 2 are .*; give a list of names"):
        check_labels([["late"], labels])


@pytest.mark.parametrize("labels", [[], (), {"a b"}, frozenset({"a|b"}), np.array(["é", "#\n"])])
def test_any_collection_of_any_names_will_do(labels):
    check_labels([labels])


def test_texts_that_differ_in_case_or_white_space_only_are_one_group():
    assert text_groups(["Te laat", " te \n LAAT", "te-laat", "te laat"]).tolist() == [0, 0, 1, 0]


def test_groups_may_be_numbers():
    assert text_groups(np.array([7, 3, 7])).tolist() == [0, 1, 0]
