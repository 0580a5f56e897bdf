"""Work in order on several processes of this machine, each with one model in its memory."""

import gc
import signal
import tempfile
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from feedback_nlp.errors import WorkerError

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 3
"""Pieces of work per process that wait or run: enough to keep it busy, few enough to hold."""
_held: Any = None
_folder = ""


@dataclass(frozen=True)
class _Left:
    """A result that another process left in a file."""

    file: Path

    def take(self) -> Any:
        import joblib

        result = joblib.load(self.file)
        self.file.unlink()
        return result


def in_order(
    submit: Callable[[T], "Future[R]"], pieces: Iterable[T], n_ahead: int
) -> Generator[R, None, None]:
    """Submit pieces of work, at most some ahead, and yield their results in order.

    Parameters
    ----------
    submit : callable
        Starts the work on a piece and returns the future of its result.
    pieces : iterable
        The pieces, taken as room comes free.
    n_ahead : int
        How many may wait, run or be done before their result is taken.

    Yields
    ------
    object
        The result of the next piece.
    """
    under_way: deque[Future[R]] = deque()
    for piece in pieces:
        under_way.append(submit(piece))
        if len(under_way) >= n_ahead:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()


def work_side_by_side(
    work: Callable[[S, T], R], shared: S, pieces: Iterable[T], n_jobs: int
) -> Generator[R, None, None]:
    """Do the same work on many pieces in several processes, of which this is one.

    This process makes the pieces, gives them away while the others want any, and else does them by
    itself: one process less has to start, and none waits for another.

    Parameters
    ----------
    work : callable
        Takes what is shared and a piece.
    shared : object
        Loaded once by each other process.
    pieces : iterable
        The pieces.
    n_jobs : int
        Processes, with this one.

    Yields
    ------
    object
        The result of the next piece, in the order of the pieces.

    Raises
    ------
    WorkerError
        When a process ended by itself, mostly for lack of memory, or the temporary folder has no
        room for what is shared or for a result.
    """
    import joblib
    from joblib.externals.loky import BrokenProcessPool, ProcessPoolExecutor

    with _room_needed():
        temporary = tempfile.TemporaryDirectory(prefix="feedback-nlp-")
    with temporary as folder:
        file = Path(folder, "shared")
        with _room_needed():
            joblib.dump(shared, file)
        pool = ProcessPoolExecutor(
            n_jobs - 1, initializer=_hold, initargs=(str(file),), env={"OMP_NUM_THREADS": "1"}
        )
        given_away: set[Future[R | _Left]] = set()

        def submit(piece: T) -> "Future[R | _Left]":
            if len(given_away) == _AHEAD * (n_jobs - 1):
                done: Future[R | _Left] = Future()
                done.set_result(work(shared, piece))
                return done
            with _no_interrupts():
                future: Future[R | _Left] = pool.submit(_work_on, work, piece)
            given_away.add(future)
            future.add_done_callback(given_away.discard)
            return future

        try:
            for result in in_order(submit, pieces, 2 * _AHEAD * n_jobs):
                yield result.take() if isinstance(result, _Left) else result
        except BrokenProcessPool as error:
            message = (
                "A worker process ended before its work was done, mostly for lack of memory. "
                "Use fewer --jobs."
            )
            raise WorkerError(message) from error
        finally:
            for future in given_away.copy():
                future.cancel()
            pool.shutdown()


def _hold(file: str) -> None:
    import joblib

    global _held, _folder  # noqa: PLW0603  a process has one model for all its work
    _folder = str(Path(file).parent)
    gc.disable()  # loading makes many objects and no garbage
    _held = joblib.load(file)  # not mapped from the file: huge pages save a tenth of the time
    gc.freeze()
    gc.enable()


def _work_on(work: Callable[[Any, T], Any], piece: T) -> _Left:
    """Leave the result in a file: a pipe would hold it up until the first process can read it."""
    import joblib

    result = work(_held, piece)
    with _room_needed(), tempfile.NamedTemporaryFile(dir=_folder, delete=False) as stream:
        joblib.dump(result, stream)
    return _Left(Path(stream.name))


@contextmanager
def _room_needed() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = (
            f"Work can't be kept in the temporary folder: {error.strerror}. Make room there, set "
            "TMPDIR to another folder, or use --jobs 1."
        )
        raise WorkerError(message) from error


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Hold back Ctrl-C; processes begun meanwhile never get it, and end with the one that did."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    from multiprocessing import resource_tracker

    from joblib.externals.loky.backend import resource_tracker as trackers_of_joblib

    for trackers in (resource_tracker, trackers_of_joblib):
        trackers.ensure_running()  # by itself it would let Ctrl-C through again
    earlier = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, earlier)
