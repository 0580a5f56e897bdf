"""Tell an audit sheet from labelled comments, so that no model learns what it is measured with."""

from feedback_nlp.comments.reading import Reading
from feedback_nlp.errors import LabelError

_CHANCE = "inclusion_probability"


def check_no_audit(reading: Reading) -> None:
    """Raise if a file that was read is an audit sheet.

    Parameters
    ----------
    reading : Reading
        Comments to learn from.

    Raises
    ------
    LabelError
        When it has the chances with which an audit draws comments.
    """
    if _CHANCE in {str(name).casefold().replace(" ", "_") for name in reading.comments}:
        message = (
            f"{reading.source} is an audit sheet. A model that learns from an audit looks better "
            "in it than it is, and the counts it corrects come out wrong. Label other comments to "
            "train on."
        )
        raise LabelError(message)
