"""The list of commands."""

import typer

from feedback_nlp.cli.adapt import adapt
from feedback_nlp.cli.audit import audit
from feedback_nlp.cli.count import count
from feedback_nlp.cli.evaluate import evaluate
from feedback_nlp.cli.guard import guarded
from feedback_nlp.cli.rank import rank
from feedback_nlp.cli.report import demo, report
from feedback_nlp.cli.score import score
from feedback_nlp.cli.tag import tag
from feedback_nlp.cli.train import train

app = typer.Typer(
    name="feedback-nlp",
    help="From Dutch customer comments with scores to a ranked list of what to improve first.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (demo, tag, score, audit, count, rank, report, train, adapt, evaluate):
    app.command()(guarded(command))
