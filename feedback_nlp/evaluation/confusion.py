"""Which themes are taken for which others."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from feedback_nlp.text.ragged import BoolArray

CONFUSION_COLUMNS = ["missed", "found_instead", "n_comments"]


def count_confusions(found: BoolArray, carried: BoolArray, themes: Sequence[str]) -> pd.DataFrame:
    """Count, for each theme that was missed, what was found in the same comment without cause.

    A comment in which two themes were missed and one was found without cause counts in two rows:
    nobody can tell which of the two it stands for.

    Parameters
    ----------
    found, carried : arrays of bool of shape (n_comments, n_themes)
        Which themes were found and which people gave.
    themes : sequence of str
        The columns of both.

    Returns
    -------
    DataFrame
        One row per pair that occurs, the most frequent first: `missed`, `found_instead`,
        `n_comments`.

    Examples
    --------
    >>> carried = np.array([[True, False], [True, False], [True, True]])
    >>> found = np.array([[False, True], [False, True], [False, True]])
    >>> count_confusions(found, carried, ["late", "dear"]).values.tolist()
    [['late', 'dear', 2]]
    """
    missed, without_cause = carried & ~found, found & ~carried
    n_comments = missed.T.astype(np.int64) @ without_cause.astype(np.int64)
    row, column = np.nonzero(n_comments)
    names = np.array(themes, dtype=object)
    table = pd.DataFrame(
        {
            "missed": names[row],
            "found_instead": names[column],
            "n_comments": n_comments[row, column],
        },
        columns=CONFUSION_COLUMNS,
    )
    return table.sort_values(
        ["n_comments", "missed", "found_instead"],
        ascending=[False, True, True],
        ignore_index=True,
    )
