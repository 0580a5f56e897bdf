"""Tag comments: one row per comment and theme, with probability and evidence."""

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from joblib.externals.loky.backend import resource_tracker

from feedback_nlp.classifier.model import ThemeModel
from feedback_nlp.errors import TaxonomyError
from feedback_nlp.themes.taxonomy import Taxonomy

TAG_COLUMNS = ["comment_id", "theme", "topic", "side", "proba", "start", "end", "source"]
BATCH = 5_000
"""Comments per batch: a bound on memory that no result depends on."""
_DECIMALS = 4


def tag_comments(
    comments: pd.DataFrame,
    model: ThemeModel,
    *,
    taxonomy: Taxonomy | None = None,
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
    taxonomy : Taxonomy, optional
        Names topics and sides in another way than the model's own, or leaves themes out.
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

    Raises
    ------
    TaxonomyError
        When the taxonomy has a theme that the model does not know.

    Examples
    --------
    >>> from feedback_nlp.classifier.model_files import load_model
    >>> comments = pd.DataFrame({"comment_id": ["7"], "comment": ["Kwam twee dagen te laat."]})
    >>> tag_comments(comments, load_model())[["comment_id", "theme"]].values.tolist()
    [['7', 'late_delivery']]
    """
    shown = taxonomy or model.taxonomy
    _check_known(shown, model)
    present = comments.loc[comments["comment"].notna(), ["comment_id", "comment"]]
    batches = [present.iloc[start : start + BATCH] for start in range(0, len(present), BATCH)]
    tagged: list[pd.DataFrame] = []
    for batch, tags in zip(batches, _tagged(batches, model, shown, n_jobs), strict=True):
        tagged.append(tags)
        if on_batch is not None:
            on_batch(len(batch))
    return pd.concat(tagged or [_tag_batch(present, model, shown)], ignore_index=True)


def _check_known(taxonomy: Taxonomy, model: ThemeModel) -> None:
    unknown = [theme for theme in taxonomy.themes if theme not in model.taxonomy]
    if unknown:
        message = (
            f"The model does not know theme '{unknown[0]}' of the taxonomy ({len(unknown)} such "
            "themes). Train a model that does: feedback-nlp train LABELLED --taxonomy FILE."
        )
        raise TaxonomyError(message)


def _tagged(
    batches: Sequence[pd.DataFrame], model: ThemeModel, taxonomy: Taxonomy, n_jobs: int
) -> Iterator[pd.DataFrame]:
    if n_jobs == 1 or len(batches) <= 1:
        return (_tag_batch(batch, model, taxonomy) for batch in batches)
    workers = Parallel(n_jobs=n_jobs, return_as="generator")
    with _no_interrupts():
        tasks: Iterator[pd.DataFrame] = workers(
            delayed(_tag_batch)(batch, model, taxonomy) for batch in batches
        )
    return tasks


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Hold back Ctrl-C; processes begun meanwhile never get it, and end with the one that did."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # by itself it would let Ctrl-C through again
    earlier = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, earlier)


def _tag_batch(comments: pd.DataFrame, model: ThemeModel, taxonomy: Taxonomy) -> pd.DataFrame:
    evidence = model.find_evidence(comments["comment"].tolist())
    shown = np.array([theme in taxonomy for theme in model.themes])
    row, column = np.nonzero((evidence.proba >= model.calibration.thresholds) & shown)
    themes = np.array(model.themes, dtype=object)
    topics = {theme: taxonomy.topic_of(theme).id for theme in taxonomy.themes}
    sides = {theme: taxonomy.side_of(theme) for theme in taxonomy.themes}
    found = themes[column]
    return pd.DataFrame(
        {
            "comment_id": comments["comment_id"].to_numpy(dtype=object)[row],
            "theme": found,
            "topic": [topics[theme] for theme in found],
            "side": [sides[theme] for theme in found],
            "proba": np.round(evidence.proba[row, column].astype(np.float64), _DECIMALS),
            "start": evidence.start[row, column],
            "end": evidence.end[row, column],
            "source": "model",
        }
    ).astype(dict.fromkeys(["comment_id", "theme", "topic", "side", "source"], "string"))
