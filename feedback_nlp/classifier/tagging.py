"""Tag comments: one row per comment and theme, with probability and evidence."""

from collections.abc import Callable, Generator, Iterable
from itertools import chain, islice
from typing import TypeVar

import numpy as np
import pandas as pd

from feedback_nlp.classifier.model import ThemeModel
from feedback_nlp.classifier.workers import work_side_by_side
from feedback_nlp.comments.needed_columns import check_columns
from feedback_nlp.errors import TaxonomyError
from feedback_nlp.themes.taxonomy import Taxonomy

R = TypeVar("R")
Tagger = tuple[ThemeModel, Taxonomy]

TAG_COLUMNS = ["comment_id", "theme", "topic", "side", "proba", "start", "end", "source"]
_TYPES = {
    column: {"proba": "float64", "start": "int64", "end": "int64"}.get(column, "string")
    for column in TAG_COLUMNS
}
BATCH = 5_000
"""Comments per batch: a bound on memory that no result depends on."""
_DECIMALS = 4


def tag_comments(
    comments: pd.DataFrame,
    model: ThemeModel,
    *,
    taxonomy: Taxonomy | None = None,
    n_jobs: int = 1,
    cluster: str | None = None,
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
    cluster : str, optional
        Address of a Dask scheduler whose workers tag instead, such as ``tcp://10.0.0.1:8786``.
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
    ColumnError
        When the comments lack a column.
    TaxonomyError
        When the taxonomy has a theme that the model does not know.
    WorkerError
        When the processes or the cluster can't do the work.

    Examples
    --------
    >>> from feedback_nlp.classifier.model_files import load_model
    >>> comments = pd.DataFrame({"comment_id": ["7"], "comment": ["Kwam twee dagen te laat."]})
    >>> tag_comments(comments, load_model())[["comment_id", "theme"]].values.tolist()
    [['7', 'late_delivery']]
    """
    check_columns(comments, "comment_id", "comment")
    present = comments.loc[comments["comment"].notna(), ["comment_id", "comment"]]
    slices = (present.iloc[start : start + BATCH] for start in range(0, len(present), BATCH))
    tagged: list[pd.DataFrame] = []
    for tags in tag_batches(
        slices, model, taxonomy=taxonomy, n_jobs=n_jobs, cluster=cluster, work=tag_batch
    ):
        n_done = min(BATCH, len(present) - BATCH * len(tagged))
        tagged.append(tags)
        if on_batch is not None:
            on_batch(n_done)
    return pd.concat(tagged or [no_tags()], ignore_index=True)


def tag_batches(
    batches: Iterable[pd.DataFrame],
    model: ThemeModel,
    *,
    taxonomy: Taxonomy | None = None,
    n_jobs: int = 1,
    cluster: str | None = None,
    work: Callable[[Tagger, pd.DataFrame], R],
) -> Generator[R, None, None]:
    """Find the themes of comments that come in batches.

    Parameters
    ----------
    batches : iterable of DataFrame
        The comments, as `tag_comments` takes them.
    model : ThemeModel
        What finds the themes.
    taxonomy : Taxonomy, optional
        Names topics and sides in another way than the model's own, or leaves themes out.
    n_jobs : int, default=1
        Processes that tag side by side; a single batch needs no others.
    cluster : str, optional
        Address of a Dask scheduler whose workers tag instead.
    work : callable
        What is done with each batch, by whichever process: `tag_batch`, or more than that.

    Yields
    ------
    object
        What `work` makes of the next batch.

    Raises
    ------
    TaxonomyError
        When the taxonomy has a theme that the model does not know.
    """
    shown = taxonomy or model.taxonomy
    check_known(shown, model)
    if cluster is not None:
        from feedback_nlp.classifier.cluster import work_on_cluster

        yield from work_on_cluster(work, (model, shown), batches, cluster)
        return
    upcoming = iter(batches)
    first = list(islice(upcoming, 2))
    if n_jobs > 1 and len(first) > 1:
        yield from work_side_by_side(work, (model, shown), chain(first, upcoming), n_jobs)
    else:
        for batch in chain(first, upcoming):
            yield work((model, shown), batch)


def check_known(taxonomy: Taxonomy, model: ThemeModel) -> None:
    """Raise if a taxonomy has a theme that a model does not know.

    Parameters
    ----------
    taxonomy : Taxonomy
        The themes to show.
    model : ThemeModel
        What finds them.

    Raises
    ------
    TaxonomyError
        With the first such theme.
    """
    unknown = [theme for theme in taxonomy.themes if theme not in model.taxonomy]
    if unknown:
        message = (
            f"The model does not know theme '{unknown[0]}' of the taxonomy ({len(unknown)} such "
            "themes). Train a model that does: feedback-nlp train LABELLED --taxonomy FILE."
        )
        raise TaxonomyError(message)


def tag_batch(tagger: Tagger, batch: pd.DataFrame) -> pd.DataFrame:
    """Find the themes of some comments, all at once.

    Parameters
    ----------
    tagger : tuple of ThemeModel and Taxonomy
        What finds the themes and what names them.
    batch : DataFrame
        One row per comment: `comment_id` and `comment`.

    Returns
    -------
    DataFrame
        The tags, as `tag_comments` gives them.
    """
    model, taxonomy = tagger
    comments = batch.loc[batch["comment"].notna(), ["comment_id", "comment"]]
    evidence = model.find_evidence(comments["comment"].tolist())
    shown = np.array([theme in taxonomy for theme in model.themes])
    kept = np.flatnonzero(shown[evidence.theme])
    row, column = evidence.comment[kept], evidence.theme[kept]
    topics = [taxonomy.topic_of(theme).id if theme in taxonomy else "" for theme in model.themes]
    sides = [taxonomy.side_of(theme) if theme in taxonomy else "" for theme in model.themes]
    return pd.DataFrame(
        {
            "comment_id": comments["comment_id"].to_numpy(dtype=object)[row],
            "theme": pd.array(model.themes, dtype="string").take(column),
            "topic": pd.array(topics, dtype="string").take(column),
            "side": pd.array(sides, dtype="string").take(column),
            "proba": np.round(evidence.proba[row, column].astype(np.float64), _DECIMALS),
            "start": evidence.start[kept],
            "end": evidence.end[kept],
            "source": pd.array(["model"], dtype="string").take(np.zeros(len(row), dtype=np.int64)),
        }
    ).astype(_TYPES)


def no_tags() -> pd.DataFrame:
    """Return the tags of no comment.

    Returns
    -------
    DataFrame
        The columns and types that `tag_comments` gives.
    """
    return pd.DataFrame({column: [] for column in TAG_COLUMNS}).astype(_TYPES)
