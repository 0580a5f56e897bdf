"""The command line: it parses, calls the library and writes."""

import gc
import sys


def main() -> None:
    """Run a command."""
    gc.disable()  # starting makes many objects and no garbage; `working` lets it be collected
    try:
        from feedback_nlp.cli.terminal import prepare_terminal

        prepare_terminal()
        from feedback_nlp.cli.app import app

        app()
    except KeyboardInterrupt:  # before a command began; a running one says it itself
        sys.stderr.write("Interrupted; nothing was written.\n")
        sys.exit(130)
