"""Tag comments: one row per comment and theme, with probability and evidence."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd
from joblib import Parallel, delayed

from feedback_nlp.classifier.model import ThemeModel

TAG_COLUMNS = ["comment_id", "theme", "topic", "side", "proba", "start", "end", "source"]
BATCH = 5_000
"""Comments per batch: a bound on memory that no result depends on."""
_DECIMALS = 4


def tag_comments(
    comments: pd.DataFrame,
    model: ThemeModel,
    *,
    n_jobs: int = 1,
    on_batch: Callable[[int], None] | None = None,
) -> pd.DataFrame:
    """Find the themes of every comment.

    Parameters
    ----------
    comments : DataFrame
        One row per comment: `comment_id` and `comment`; a missing comment carries no theme.
    model : ThemeModel
        What finds the themes.
    n_jobs : int, default=1
        Processes that tag side by side; the result does not depend on it.
    on_batch : callable, optional
        Called with the number of comments tagged since the last call.

    Returns
    -------
    DataFrame
        One row per comment and theme, in the order of the comments and the taxonomy: `comment_id`,
        `theme`, `topic`, `side`, `proba` (calibrated, four decimals), `start` and `end` (characters
        of the segment that carries it) and `source` (``"model"``).

    Examples
    --------
    >>> from feedback_nlp.classifier.model_files import load_model
    >>> comments = pd.DataFrame({"comment_id": ["7"], "comment": ["Kwam twee dagen te laat."]})
    >>> tag_comments(comments, load_model())[["comment_id", "theme"]].values.tolist()
    [['7', 'late_delivery']]
    """
    present = comments.loc[comments["comment"].notna(), ["comment_id", "comment"]]
    batches = [present.iloc[start : start + BATCH] for start in range(0, len(present), BATCH)]
    tagged: list[pd.DataFrame] = []
    for batch, tags in zip(batches, _tagged(batches, model, n_jobs), strict=True):
        tagged.append(tags)
        if on_batch is not None:
            on_batch(len(batch))
    return pd.concat(tagged or [_tag_batch(present, model)], ignore_index=True)


def _tagged(
    batches: Sequence[pd.DataFrame], model: ThemeModel, n_jobs: int
) -> Iterator[pd.DataFrame]:
    if n_jobs == 1 or len(batches) <= 1:
        return (_tag_batch(batch, model) for batch in batches)
    workers = Parallel(n_jobs=n_jobs, return_as="generator")
    tasks: Iterator[pd.DataFrame] = workers(delayed(_tag_batch)(b, model) for b in batches)
    return tasks


def _tag_batch(comments: pd.DataFrame, model: ThemeModel) -> pd.DataFrame:
    evidence = model.find_evidence(comments["comment"].tolist())
    row, column = np.nonzero(evidence.proba >= model.calibration.thresholds)
    taxonomy = model.taxonomy
    themes = np.array(model.themes, dtype=object)
    topics = np.array([taxonomy.topic_of(theme).id for theme in themes], dtype=object)
    sides = np.array([taxonomy.side_of(theme) for theme in themes], dtype=object)
    return pd.DataFrame(
        {
            "comment_id": comments["comment_id"].to_numpy(dtype=object)[row],
            "theme": themes[column],
            "topic": topics[column],
            "side": sides[column],
            "proba": np.round(evidence.proba[row, column].astype(np.float64), _DECIMALS),
            "start": evidence.start[row, column],
            "end": evidence.end[row, column],
            "source": "model",
        }
    ).astype(dict.fromkeys(["comment_id", "theme", "topic", "side", "source"], "string"))
