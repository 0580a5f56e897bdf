"""How often a model missed or invented each theme in the comments it learnt from, held out."""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from feedback_nlp.classifier.model import ModelInfo
from feedback_nlp.text.ragged import BoolArray

_N_WITH, _SENSITIVITY, _SPECIFICITY = "n_with:", "sensitivity:", "specificity:"
_DECIMALS = 5


def held_out_error_rates(
    found: BoolArray, carried: Sequence[Collection[str]], themes: Sequence[str]
) -> dict[str, float]:
    """Return error rates in the form in which a model keeps them among its metrics.

    Parameters
    ----------
    found : array of bool of shape (n_comments, n_themes)
        Which themes were found in each comment by a model that did not learn from it.
    carried : sequence of collections of str
        Which themes each comment carries.
    themes : sequence of str
        The columns of `found`.

    Returns
    -------
    dict of str to float
        For each theme that some comments carry and others do not: ``n_with:theme`` (comments that
        carry it), ``sensitivity:theme`` (share of them where it was found) and
        ``specificity:theme`` (share of the others where it was not).

    Examples
    --------
    >>> found = np.array([[True], [False], [False], [False]])
    >>> held_out_error_rates(found, [["late"], ["late"], [], []], ["late"])
    {'n_with:late': 2.0, 'sensitivity:late': 0.5, 'specificity:late': 1.0}
    """
    rates: dict[str, float] = {}
    for theme, tagged in zip(themes, found.T, strict=True):
        gold = np.array([theme in labels for labels in carried], dtype=bool)
        if gold.any() and not gold.all():
            rates[_N_WITH + theme] = float(gold.sum())
            rates[_SENSITIVITY + theme] = round(float(tagged[gold].mean()), _DECIMALS)
            rates[_SPECIFICITY + theme] = round(float(1 - tagged[~gold].mean()), _DECIMALS)
    return rates


def error_rates(info: ModelInfo) -> pd.DataFrame:
    """Return the error rates that a model had in its training.

    Parameters
    ----------
    info : ModelInfo
        Where the model comes from.

    Returns
    -------
    DataFrame
        Index theme; `sensitivity`, `specificity`, and the comments with and without the theme that
        they rest on, `n_with` and `n_without`. Empty for a model that was saved without them.

    Examples
    --------
    >>> metrics = {"n_with:late": 2.0, "sensitivity:late": 0.5, "specificity:late": 1.0}
    >>> error_rates(ModelInfo("own", "0.1.0", 4, "", metrics)).loc["late"].to_dict()
    {'sensitivity': 0.5, 'specificity': 1.0, 'n_with': 2.0, 'n_without': 2.0}
    """
    metrics = info.metrics
    rows = {
        name.removeprefix(_N_WITH): (
            metrics.get(_SENSITIVITY + name.removeprefix(_N_WITH)),
            metrics.get(_SPECIFICITY + name.removeprefix(_N_WITH)),
            n_with,
            info.n_comments - n_with,
        )
        for name, n_with in metrics.items()
        if name.startswith(_N_WITH)
    }
    columns = ["sensitivity", "specificity", "n_with", "n_without"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns, dtype=float)
