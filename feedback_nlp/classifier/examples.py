"""Labelled comments as training examples: the texts to learn from and the themes they carry."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from feedback_nlp.errors import LabelError
from feedback_nlp.text.ragged import BoolArray, IntArray

_LONGEST_LABEL = 1_000
LabelledSegments = Sequence[tuple[str, Collection[str]]]


@dataclass(frozen=True, eq=False)
class Examples:
    """Labelled comments, and the pieces of them that a model learns from.

    Attributes
    ----------
    comments : list of str
        The comments.
    carried : array of bool of shape (n_comments, n_themes)
        Which themes each comment carries.
    pieces : list of str
        Labelled segments; the comments themselves where there are none.
    piece_comment : array of shape (n_pieces,)
        Place of the comment each piece belongs to.
    piece_carried : array of bool of shape (n_pieces, n_themes)
        Which themes each piece carries.
    """

    comments: list[str]
    carried: BoolArray
    pieces: list[str]
    piece_comment: IntArray
    piece_carried: BoolArray


def make_examples(
    comments: Sequence[str],
    themes: Sequence[Collection[str]],
    segments: Sequence[LabelledSegments] | None,
    known: Sequence[str],
) -> Examples:
    """Check labelled comments and bring them into arrays.

    Parameters
    ----------
    comments : sequence of str
        The comments.
    themes : sequence of collections of str
        The themes of each comment.
    segments : sequence of (text, themes) sequences, optional
        The labelled segments of each comment.
    known : sequence of str
        All themes there are, in the order of the columns.

    Returns
    -------
    examples : Examples
        The same as arrays.

    Raises
    ------
    LabelError
        When there are no comments, one is no text, lengths differ, a label is unknown, or no
        comment differs from the others in its themes.
    """
    if len(comments) != len(themes):
        message = f"{len(comments)} comments have {len(themes)} sets of themes; give each its own."
        raise LabelError(message)
    if not len(comments):
        message = "There are no labelled comments to learn from; give at least a few per theme."
        raise LabelError(message)
    _check_texts(comments)
    column = {theme: place for place, theme in enumerate(known)}
    carried = _indicator(themes, column)
    if not carried.any():
        message = "No comment carries a theme, so there is nothing to learn; label some comments."
        raise LabelError(message)
    if carried.all():
        message = "Every comment carries every theme, so there is nothing to learn; add others."
        raise LabelError(message)
    if segments is not None and len(segments) != len(comments):
        message = f"{len(comments)} comments have {len(segments)} lists of segments; give each one."
        raise LabelError(message)
    if segments is None:
        places = np.arange(len(comments))
        return Examples(list(comments), carried, list(comments), places, carried)
    return Examples(
        list(comments),
        carried,
        [text for parts in segments for text, _ in parts],
        np.repeat(np.arange(len(comments)), [len(parts) for parts in segments]),
        _indicator([labels for parts in segments for _, labels in parts], column),
    )


def _check_texts(comments: Sequence[str]) -> None:
    for row, comment in enumerate(comments):
        if not isinstance(comment, str):
            message = f"Comment {row + 1} is {comment!r}, which is no text; leave it out."
            raise LabelError(message)


def check_labels(themes: Sequence[Collection[str]]) -> None:
    """Check that every comment has a collection of themes, each a text.

    Parameters
    ----------
    themes : sequence of collections of str
        The themes of each comment.

    Raises
    ------
    LabelError
        When a comment has something else.
    """
    for row, labels in enumerate(themes):
        is_collection = isinstance(labels, Collection) and not isinstance(labels, str)
        if not is_collection or not all(map(_is_name, labels)):
            message = (
                f"The themes of comment {row + 1} are {labels!r}; give a list of names, such as "
                "['late_delivery'], and an empty list where it carries none."
            )
            raise LabelError(message)


def _is_name(label: object) -> bool:
    """Tell whether something can be a label: text that is not blank, endless or broken."""
    is_text = isinstance(label, str) and bool(label.strip()) and len(label) <= _LONGEST_LABEL
    return is_text and not any("\ud800" <= character <= "\udfff" for character in str(label))


def text_groups(groups: Sequence[str]) -> IntArray:
    """Return a number per group; texts that differ in case or white space only are one group.

    Parameters
    ----------
    groups : sequence of str
        Texts, or names of groups.

    Returns
    -------
    array of shape (n,)
        Equal numbers for what belongs together.

    Examples
    --------
    >>> text_groups(["Te laat", "te  laat", "top"]).tolist()
    [0, 0, 1]
    """
    normal = [" ".join(str(group).lower().split()) for group in groups]
    number = {text: place for place, text in enumerate(dict.fromkeys(normal))}
    return np.array([number[text] for text in normal], dtype=np.int64)


def given_groups(groups: Sequence[str], n_comments: int) -> IntArray:
    """Return a number per group that somebody gave, after a check that each comment has one.

    Parameters
    ----------
    groups : sequence of str
        Names of groups.
    n_comments : int
        How many comments there are.

    Returns
    -------
    array of shape (n_comments,)
        Equal numbers for what belongs together.

    Raises
    ------
    LabelError
        When there are more or fewer groups than comments.
    """
    if len(groups) != n_comments:
        message = f"{n_comments} comments have {len(groups)} groups; give each its own."
        raise LabelError(message)
    return text_groups(groups)


def _indicator(themes: Sequence[Collection[str]], column: dict[str, int]) -> BoolArray:
    carried = np.zeros((len(themes), len(column)), dtype=bool)
    for row, labels in enumerate(themes):
        for label in labels:
            if label not in column:
                message = (
                    f"Label '{label}' of comment {row + 1} is not in the taxonomy, which has "
                    f"{', '.join(list(column)[:5])} and others. Correct the label or the taxonomy."
                )
                raise LabelError(message)
            carried[row, column[label]] = True
    return carried
