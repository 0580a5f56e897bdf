"""An audit: comments drawn by chance and labelled by people, to measure the tagger against."""

from dataclasses import dataclass

import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from feedback_nlp.errors import AuditError


@dataclass(frozen=True)
class Audit:
    """The labels that people gave to comments drawn with known chances.

    Only labels whose chance of being drawn is known say something about all comments: a pile that
    was chosen for another reason, such as active learning, gives biased shares without them.

    Attributes
    ----------
    labels : DataFrame of bool
        Index `comment_id`, each once; one column per theme id: whether the comment carries it.
    inclusion_probability : Series of float
        Chance that each comment had to be drawn, above 0 and at most 1; the same index.
    blank : Series of bool, optional
        Whether nothing was filled in for each comment, not even that it has no theme; the same
        index, in the order of the sheet.

    Raises
    ------
    AuditError
        When a comment stands twice, is not labelled, or has no such chance.

    Examples
    --------
    >>> ids = pd.Index(["1", "7"], name="comment_id")
    >>> audit = Audit(pd.DataFrame({"late": [True, False]}, ids), pd.Series(0.2, ids))
    >>> audit.n_comments, audit.weights.tolist()
    (2, [5.0, 5.0])
    """

    labels: pd.DataFrame
    inclusion_probability: pd.Series
    blank: pd.Series | None = None

    def __post_init__(self) -> None:
        _check_labels(self.labels)
        _check_probabilities(self.labels.index, self.inclusion_probability)

    @property
    def n_comments(self) -> int:
        """The number of audited comments."""
        return len(self.labels)

    @property
    def n_blank(self) -> int:
        """The number of comments for which nothing was filled in."""
        return 0 if self.blank is None else int(self.blank.sum())

    @property
    def n_blank_at_end(self) -> int:
        """How many of those are the last of the sheet, one after another."""
        return 0 if self.blank is None else int(self.blank[::-1].cumprod().sum())

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes that people looked for."""
        return tuple(self.labels.columns)

    @property
    def weights(self) -> pd.Series:
        """How many comments each audited comment stands for: one over its chance to be drawn."""
        return 1.0 / self.inclusion_probability


def _check_labels(labels: pd.DataFrame) -> None:
    if labels.empty:
        message = "The audit holds no labelled comment. Label at least one, or leave the audit out."
        raise AuditError(message)
    for axis, kind in ((labels.index, "comment"), (labels.columns, "theme")):
        if axis.has_duplicates:
            twice = axis[axis.duplicated()][0]
            message = f"The audit has {kind} '{twice}' twice. Keep each once."
            raise AuditError(message)
    unlike = [name for name, cells in labels.items() if not is_bool_dtype(cells)]
    if unlike or labels.isna().to_numpy().any():
        name = unlike[0] if unlike else labels.columns[labels.isna().any()][0]
        message = f"The labels of theme '{name}' are not all true or false. Give one per comment."
        raise AuditError(message)


def _check_probabilities(ids: pd.Index, chances: pd.Series) -> None:
    if not chances.index.equals(ids):
        message = (
            "The inclusion probabilities are of other comments than the labels, or in another "
            "order. Give both the same index of comment ids."
        )
        raise AuditError(message)
    known = is_numeric_dtype(chances) and not is_bool_dtype(chances)
    sound = chances.gt(0) & chances.le(1) if known else pd.Series(data=False, index=ids)
    if not sound.all():
        first = chances[~sound].head(1)
        message = (
            f"Comment '{first.index[0]}' of the audit has inclusion probability "
            f"{first.tolist()[0]!r}; it must "
            "be above 0 and at most 1. Labels that were not drawn by chance can't correct counts: "
            "draw them with 'feedback-nlp audit'."
        )
        raise AuditError(message)
