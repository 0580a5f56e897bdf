"""Shares of themes roughly corrected by the error rates that a model had in its training."""

import numpy as np
import pandas as pd

from feedback_nlp.scores.intervals import NORMAL
from feedback_nlp.scores.metric import FloatArray

ROUGH = ["rough_share", "rough_low", "rough_high"]


def rough_shares(counts: pd.DataFrame, error_rates: pd.DataFrame) -> pd.DataFrame:
    """Add what the shares would be if the tagger erred here as often as in its training.

    It seldom does: other customers write about other things in other words. Only an audit tells.

    Parameters
    ----------
    counts : DataFrame
        `theme`, `n_comments`, `n_tagged` and, where customers wrote several comments,
        `n_effective`, as `count_themes` gives them.
    error_rates : DataFrame
        Index theme; `sensitivity` (share of the comments with the theme that got the tag),
        `specificity` (share of the others that did not), `n_with` and `n_without` (those comments).

    Returns
    -------
    DataFrame
        The counts with `rough_share` (Rogan and Gladen 1978), `rough_low` and `rough_high` (Lang
        and Reiczigel 2014), fractions of 1; missing where the error rates are not known, and the
        whole range where the tagger did no better than chance.

    Examples
    --------
    >>> counts = pd.DataFrame({"theme": ["late"], "n_comments": [1000], "n_tagged": [100]})
    >>> rates = {"sensitivity": 0.8, "specificity": 0.95, "n_with": 200, "n_without": 800}
    >>> rough = rough_shares(counts, pd.DataFrame(rates, ["late"]))
    >>> rough[["rough_share", "rough_low", "rough_high"]].round(3).values.tolist()
    [[0.067, 0.036, 0.099]]
    """
    known = error_rates.reindex(counts["theme"])
    n = counts.get("n_effective", counts["n_comments"]).to_numpy(float)
    raw = (counts["n_tagged"] / counts["n_comments"]).to_numpy(float)
    sensitivity, specificity, n_with, n_without = (
        known[name].to_numpy(float)
        for name in ("sensitivity", "specificity", "n_with", "n_without")
    )
    share = _rogan_gladen(raw, sensitivity, specificity)
    # Lang and Reiczigel: one comment more on either side, and Agresti and Coull's z^2 / 2
    q = (raw * n + NORMAL**2 / 2) / (n + NORMAL**2)
    se = (sensitivity * n_with + 1) / (n_with + 2)
    sp = (specificity * n_without + 1) / (n_without + 2)
    adjusted = _rogan_gladen(q, se, sp)
    of_se, of_sp = se * (1 - se) / (n_with + 2), sp * (1 - sp) / (n_without + 2)
    centre = adjusted + 2 * NORMAL**2 * (adjusted * of_se - (1 - adjusted) * of_sp)
    variance = q * (1 - q) / (n + NORMAL**2) + adjusted**2 * of_se + (1 - adjusted) ** 2 * of_sp
    better = se + sp > 1
    half = NORMAL * np.sqrt(variance) / np.where(better, se + sp - 1, 1.0)
    low = np.where(better, np.minimum(centre - half, share), 0.0)
    high = np.where(better, np.maximum(centre + half, share), 1.0)
    rough = zip(ROUGH, (share, low.clip(0, 1), high.clip(0, 1)), strict=True)
    return counts.assign(
        **{name: np.where(known.isna().any(axis=1), np.nan, v) for name, v in rough}
    )


def _rogan_gladen(q: FloatArray, sensitivity: FloatArray, specificity: FloatArray) -> FloatArray:
    gain = sensitivity + specificity - 1
    corrected = np.divide(q + specificity - 1, gain, out=q.copy(), where=gain > 0)
    return np.clip(corrected, 0.0, 1.0)
