"""The commands as a whole: their options, help, defaults and documentation."""

import inspect
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from feedback_nlp import (
    AuditDraw,
    Columns,
    cross_validate,
    load_model,
    read_comments,
    read_labelled,
    tag_comments,
    train_model,
)
from feedback_nlp.cli.app import app
from feedback_nlp.scores.metrics import METRICS

COMMANDS = typer.main.get_command(app).commands
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
OF_A_FILE = {"--comment-column", "--id-column", "--score-column", "--date-column", "--sheet"}
OF_A_MODEL = {"--model", "--taxonomy", "--jobs", "--cluster"}
OF_LABELS = {
    *("--comment-column", "--id-column", "--sheet", "--themes-column", "--theme-key"),
    *("--theme-columns", "--taxonomy", "--language", "--spacy-model", "--jobs"),
}
OPTIONS = {
    "demo": {"--out"},
    "tag": {"--out", "--resume", *OF_A_FILE, *OF_A_MODEL},
    "score": {
        *("--metric", "--metrics", "--by", "--json", "--customer-column", "--weight-column"),
        *OF_A_FILE,
    },
    "audit": {"--out", "--n", "--seed", "--by", "--model", "--taxonomy", *OF_A_FILE},
    "count": {"--audit", "--by", "--margin", "--json", *OF_A_FILE, *OF_A_MODEL},
    "rank": {"--metric", "--metrics", "--json", *OF_A_FILE, *OF_A_MODEL},
    "report": {"--metric", "--metrics", "--out", "--context", *OF_A_FILE, *OF_A_MODEL},
    "train": {"--out", "--base", *OF_LABELS},
    "adapt": {
        "--out",
        "--base",
        "--comment-column",
        "--id-column",
        "--score-column",
        "--date-column",
    },
    "evaluate": {"--model", "--folds", "--json", "--group-column", *OF_LABELS},
}
DEFAULTS = [
    ("--n", AuditDraw, "n"),
    ("--seed", AuditDraw, "seed"),
    ("--jobs", tag_comments, "n_jobs"),
    ("--jobs", train_model, "n_jobs"),
    ("--model", load_model, "folder"),
    ("--sheet", read_comments, "sheet"),
    ("--sheet", read_labelled, "sheet"),
    ("--themes-column", read_labelled, "themes_column"),
    ("--theme-key", read_labelled, "theme_key"),
    ("--language", train_model, "language"),
    ("--spacy-model", train_model, "spacy_model"),
    ("--group-column", read_labelled, "group_column"),
    ("--folds", cross_validate, "n_folds"),
    ("--taxonomy", tag_comments, "taxonomy"),
    ("--taxonomy", train_model, "taxonomy"),
    *((f"--{role}-column", Columns, role) for role in ("comment", "id", "score", "date")),
]


def parameters(name):
    return {option: p for p in COMMANDS[name].params for option in p.opts}


@pytest.mark.parametrize("name", OPTIONS)
def test_command_has_the_documented_options(name):
    assert parameters(name).keys() >= OPTIONS[name]


def test_there_are_no_other_commands():
    assert COMMANDS.keys() == OPTIONS.keys()


@pytest.mark.parametrize("name", OPTIONS)
def test_everything_has_a_help_text(name):
    assert COMMANDS[name].help
    for option, parameter in parameters(name).items():
        assert getattr(parameter, "help", None), f"{name} {option}"


@pytest.mark.parametrize("name", OPTIONS)
def test_flags_are_parameter_names_with_hyphens(name):
    for option, parameter in parameters(name).items():
        if option.startswith("-"):
            assert option == "--" + parameter.name.replace("_", "-")


@pytest.mark.parametrize(("option", "function", "parameter"), DEFAULTS)
def test_default_of_a_flag_is_that_of_the_library(option, function, parameter):
    expected = inspect.signature(function).parameters[parameter].default
    commands = [name for name, options in OPTIONS.items() if option in options]
    if option == "--model":
        commands.remove("evaluate")  # without a model it evaluates by folds
    assert commands
    assert {parameters(name)[option].default for name in commands} == {expected}


def test_help_of_the_metric_lists_all_metrics():
    named = parameters("score")["--metric"].help.replace(" or ", ", ").rstrip(".").split(", ")
    assert named == list(METRICS)


@pytest.mark.parametrize("name", OPTIONS)
def test_readme_shows_every_command_and_its_options(name):
    assert f"feedback-nlp {name}" in README
    for option in parameters(name).keys() - {"--help"}:
        assert not option.startswith("-") or f"`{option}`" in README, option


def test_help_is_instant_and_lists_the_commands(process, tmp_path):
    ran = process("--help", folder=tmp_path)
    assert ran.code == 0
    assert ran.err == ""
    listed = [line.split()[0] for line in ran.out.split("Commands:\n")[1].splitlines() if line]
    assert listed == list(OPTIONS)
    code = (
        "import sys, feedback_nlp, feedback_nlp.cli.app\n"
        "print([name for name in ('numpy', 'pandas', 'spacy', 'sklearn') if name in sys.modules])"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert loaded.stdout.strip() == b"[]"
