import io
import json
from pathlib import Path

import pytest

from feedback_nlp.errors import LabelError, ReadError
from feedback_nlp.evaluation.minimal_pairs import PairSide, holds_pairs, read_pairs
from feedback_nlp.themes.taxonomy import load_taxonomy

PUBLISHED = Path(__file__).parents[1] / "data" / "minimal_pairs.jsonl"
LINE = {
    "phenomenon": "negation",
    "a": "Niet duur.",
    "a_has": ["good_price"],
    "a_not": ["too_expensive"],
    "b": "Duur.",
    "b_has": ["too_expensive"],
    "b_not": [],
    "language": "nl",
}


def file_of(*lines):
    return io.BytesIO("\n".join(json.dumps(line) for line in lines).encode())


def test_both_sides_are_read():
    (pair,) = read_pairs(file_of(LINE))
    assert (pair.phenomenon, pair.language) == ("negation", "nl")
    assert pair.a == PairSide("Niet duur.", frozenset({"good_price"}), frozenset({"too_expensive"}))
    assert pair.b == PairSide("Duur.", frozenset({"too_expensive"}), frozenset())


def test_a_side_is_right_with_all_it_must_have_and_nothing_it_must_not():
    side = PairSide("...", frozenset({"late"}), frozenset({"dear"}))
    assert side.is_right(frozenset({"late", "rude"}))
    assert not side.is_right(frozenset({"rude"}))
    assert not side.is_right(frozenset({"late", "dear"}))


def test_pairs_are_known_by_their_fields():
    assert holds_pairs(file_of(LINE))
    assert not holds_pairs(file_of({"comment": "Duur.", "themes": ["too_expensive"]}))
    assert not holds_pairs(io.BytesIO(b"phenomenon,a,b\nnegation,Duur.,Niet duur.\n"))
    assert not holds_pairs("-")


def test_labelled_comments_among_pairs_are_refused():
    mixed = file_of(LINE, {"comment": "Duur.", "themes": ["too_expensive"]})
    assert holds_pairs(mixed)
    mixed.seek(0)
    with pytest.raises(LabelError, match=r"line 2 is no minimal pair.*can't stand beside"):
        read_pairs(mixed)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"b_not": None}, "b_not"),
        ({"a_has": "good_price"}, "a_has"),
        ({"a_has": [1]}, "a_has"),
        ({"b": " "}, "b"),
        ({"extra": 1}, "extra"),
    ],
)
def test_a_line_with_a_wrong_field_is_named(change, named):
    with pytest.raises(LabelError, match=rf"line 1 is no minimal pair: '{named}'"):
        read_pairs(file_of({**LINE, **change}))


def test_a_line_that_is_no_json_is_named():
    broken = io.BytesIO(file_of(LINE).getvalue() + b"\n{oops")
    with pytest.raises(LabelError, match="line 2 is no valid JSON"):
        read_pairs(broken)


def test_an_absent_file_is_an_error_of_reading(tmp_path):
    with pytest.raises(ReadError, match="does not exist"):
        holds_pairs(tmp_path / "absent.jsonl")


def test_the_published_pairs_ask_for_themes_of_the_taxonomy_and_contradict_nothing():
    pairs = read_pairs(PUBLISHED)
    sides = [side for pair in pairs for side in (pair.a, pair.b)]
    themes = set(load_taxonomy().themes)
    assert len(pairs) == 460
    assert len({side.comment for side in sides}) == 920
    assert all(side.has | side.has_not <= themes for side in sides)
    assert not any(side.has & side.has_not for side in sides)
    assert frozenset().union(*(side.has for side in sides)) == themes
    assert {pair.language for pair in pairs} == {"nl", "be"}


def test_no_published_pair_is_training_data(written):
    known = {comment.casefold() for comment in written.comments}
    known |= {text.casefold() for parts in written.segments for text, _ in parts or ()}
    sides = [side.comment for pair in read_pairs(PUBLISHED) for side in (pair.a, pair.b)]
    assert not [text for text in sides if len(text.split()) > 2 and text.casefold() in known]
