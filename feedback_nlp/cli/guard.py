"""Turn errors made on purpose into one sentence and an exit code."""

import errno
import functools
from collections.abc import Callable

import typer

from feedback_nlp.cli.terminal import drop_output
from feedback_nlp.errors import FeedbackNlpError

INTERRUPTED = 130
"""Exit code of a command that Ctrl-C ended."""
_DATA_ERROR = 1
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Return a command that ends in a sentence on stderr where the data or the user stops it.

    Parameters
    ----------
    command : callable
        A command.

    Returns
    -------
    callable
        The same command; it exits with 1 for an error of this package, a reader that went away or
        a full disk, and 130 for Ctrl-C.
    """

    @functools.wraps(command)
    def run(*args: object, **options: object) -> None:
        try:
            command(*args, **options)
        except FeedbackNlpError as error:
            typer.echo(f"{type(error).__name__}: {error}", err=True)
            raise typer.Exit(_DATA_ERROR) from None
        except BrokenPipeError:
            typer.echo("The output was closed before all of it was printed.", err=True)
            raise  # to Typer, which exits with 1
        except OSError as problem:
            if problem.errno not in _NO_SPACE:
                raise
            drop_output()
            typer.echo(f"The output cannot be written: {problem.strerror}. Make room.", err=True)
            raise typer.Exit(_DATA_ERROR) from None
        except KeyboardInterrupt:
            typer.echo("Interrupted; nothing was written.", err=True)
            raise typer.Exit(INTERRUPTED) from None

    return run
