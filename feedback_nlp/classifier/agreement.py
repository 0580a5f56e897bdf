"""How far found themes agree with those people gave, in one number."""

from collections.abc import Collection, Sequence

import numpy as np

from feedback_nlp.text.ragged import BoolArray


def micro_f1(
    found: BoolArray, carried: Sequence[Collection[str]], themes: Collection[str]
) -> float:
    """Return the F1 over all themes and comments together.

    Parameters
    ----------
    found : array of bool of shape (n_comments, n_themes)
        Which themes were found.
    carried : sequence of collections of str
        Which themes each comment carries.
    themes : collection of str
        The columns of `found`.

    Returns
    -------
    float
        Between 0 and 1; 0 where nothing was found or carried.

    Examples
    --------
    >>> micro_f1(np.array([[True, False], [True, True]]), [["late"], ["dear"]], ["late", "dear"])
    0.8
    """
    gold = np.array([[theme in labels for theme in themes] for labels in carried], dtype=bool)
    gold = gold.reshape(found.shape)
    return 2 * int((found & gold).sum()) / max(1, int(found.sum() + gold.sum()))
