"""Work in order on a Dask cluster, each worker with one model in its memory."""

import threading
import uuid
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, TypeVar

import pandas as pd

from feedback_nlp.classifier.fingerprint import fingerprint
from feedback_nlp.classifier.model import ThemeModel
from feedback_nlp.classifier.tagging import Tagger, check_known, no_tags, tag_comments
from feedback_nlp.classifier.workers import in_order
from feedback_nlp.comments.needed_columns import check_columns
from feedback_nlp.errors import WorkerError
from feedback_nlp.themes.taxonomy import Taxonomy

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 3
"""Pieces of work per thread that wait or run."""
_PATIENCE = 10
"""Seconds to find the cluster, and a worker in it."""
_SAME_VERSION = ("feedback_nlp", "spacy")
"""Packages that results depend on."""
_one_at_a_time = threading.Lock()
_in_use: "_Held | None" = None


def tag_frame(comments: Any, model: ThemeModel, *, taxonomy: Taxonomy | None = None) -> Any:
    """Find the themes of every comment of a Dask DataFrame, partition by partition.

    Nothing is computed yet. The partitions of the tags are those of the comments, so that both can
    be summed together, as `sum_themes` does, and never come to one place.

    Parameters
    ----------
    comments : dask DataFrame
        One row per comment: `comment_id` and `comment`; a missing comment carries no theme.
    model : ThemeModel
        What finds the themes.
    taxonomy : Taxonomy, optional
        Names topics and sides in another way than the model's own, or leaves themes out.

    Returns
    -------
    dask DataFrame
        One row per comment and theme, as `tag_comments` gives them.

    Raises
    ------
    ColumnError
        When the comments lack a column.
    TaxonomyError
        When the taxonomy has a theme that the model does not know.
    WorkerError
        When Dask is not installed.

    Examples
    --------
    >>> import dask.dataframe
    >>> from feedback_nlp.classifier.model_files import load_model
    >>> table = pd.DataFrame({"comment_id": ["7"], "comment": ["Kwam twee dagen te laat."]})
    >>> comments = dask.dataframe.from_pandas(table, npartitions=1)
    >>> tag_frame(comments, load_model()).compute(scheduler="sync")["theme"].tolist()
    ['late_delivery']
    """
    with _dask_needed():
        from dask.delayed import delayed
    check_columns(comments, "comment_id", "comment")
    shown = taxonomy or model.taxonomy
    check_known(shown, model)
    key = f"{fingerprint(model)} {shown.model_dump_json()}"
    held = delayed(_Held(key, (model, shown)), traverse=False)
    return comments.map_partitions(_tag_partition, held, meta=no_tags())


def _tag_partition(comments: pd.DataFrame, held: "_Held") -> pd.DataFrame:
    return _alone(_tag_whole, held, comments)


def _tag_whole(tagger: Tagger, comments: pd.DataFrame) -> pd.DataFrame:
    model, taxonomy = tagger
    return tag_comments(comments, model, taxonomy=taxonomy)


def work_on_cluster(
    work: Callable[[S, T], R], shared: S, pieces: Iterable[T], address: str
) -> Generator[R, None, None]:
    """Do the same work on many pieces on a cluster.

    Work of a worker that goes away is done again by others.

    Parameters
    ----------
    work : callable
        Takes what is shared and a piece.
    shared : object
        Sent to every worker once.
    pieces : iterable
        The pieces.
    address : str
        Address of the scheduler, such as ``tcp://10.0.0.1:8786``.

    Yields
    ------
    object
        The result of the next piece, in the order of the pieces.

    Raises
    ------
    WorkerError
        When Dask is not installed, the cluster can't be reached, has no workers or other versions,
        or lost all its workers.
    """
    with _dask_needed():
        from dask import config
        from distributed import Client
        from distributed.client import FutureCancelledError
        from distributed.scheduler import KilledWorker
    try:
        connect: Any = Client
        client = connect(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        message = (
            f"The cluster at {address} can't be reached: {error}. Give the address that the "
            "scheduler prints, such as tcp://10.0.0.1:8786."
        )
        raise WorkerError(message) from error
    with client:
        _check_workers(client, address)
        with config.set({"distributed.admin.large-graph-warning-threshold": "1 GB"}):
            # Not scattered: what is scattered is lost with the worker that holds it.
            held = client.submit(_Held, uuid.uuid4().hex, shared)

        def submit(piece: T) -> Any:
            return client.submit(_alone, work, held, piece, pure=False)

        try:
            yield from in_order(submit, pieces, _AHEAD * sum(client.nthreads().values()))
        except (FutureCancelledError, KilledWorker) as error:
            message = (
                f"The cluster at {address} lost the workers that did the work, mostly for lack of "
                "memory. Give them more, and go on with --resume."
            )
            raise WorkerError(message) from error


def _check_workers(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as error:
        message = f"The cluster at {address} has no workers. Start some: dask worker {address}."
        raise WorkerError(message) from error
    for package in _SAME_VERSION:
        there = client.run(version, package, on_error="return")
        for worker, found in there.items():
            if found != version(package):
                message = (
                    f"Worker {worker} has {package} {found}; here it is {version(package)}. "
                    "Install the same version on every worker."
                )
                raise WorkerError(message)


@dataclass(frozen=True)
class _Held:
    """What a worker needs for all its work, and the key to know it by."""

    key: str
    content: Any


def _alone(work: Callable[[Any, T], R], held: _Held, piece: T) -> R:
    """Work with the first copy of what is held: it remembers the words it met."""
    global _in_use  # noqa: PLW0603  a worker has one model at a time
    with _one_at_a_time:
        if _in_use is None or _in_use.key != held.key:
            _in_use = held
        return work(_in_use.content, piece)


@contextmanager
def _dask_needed() -> Generator[None, None, None]:
    try:
        yield
    except ImportError as error:
        message = "Dask is not installed. Install it: pip install 'feedback_nlp[dask]'."
        raise WorkerError(message) from error
