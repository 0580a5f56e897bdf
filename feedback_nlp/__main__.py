"""Run the command line with ``python -m feedback_nlp``."""

from feedback_nlp.cli import main

if __name__ == "__main__":
    main()
