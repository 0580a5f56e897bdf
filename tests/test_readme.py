"""The README and its companions tell what is so: commands run, tables and figures agree."""

import doctest
import json
import re
import shlex
import tomllib
from collections import Counter
from importlib import import_module, metadata
from itertools import chain
from pathlib import Path

import pandas as pd
import pytest
import typer
import yaml
from typer.testing import CliRunner

from feedback_nlp import Columns, read_comments, read_labelled, write_table
from feedback_nlp.classifier.tagging import TAG_COLUMNS
from feedback_nlp.cli.app import app
from feedback_nlp.scores import counts, ranking_table
from feedback_nlp.scores.metrics import METRICS

_ROOT = Path(__file__).parents[1]
_README = (_ROOT / "README.md").read_text(encoding="utf-8")
_DATASHEET = (_ROOT / "data" / "DATASHEET.md").read_text(encoding="utf-8")
_DOCS = ("docs/adapt.md", "docs/speed.md")
_PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/DATASHEET.md", *_DOCS)
_INSTALLING = re.compile(r"\S+ -m venv \.venv|\.venv[/\\](bin|Scripts)[/\\]pip install \.")
_FEW_THEMES = {"good_quality", "poor_quality", "friendly_staff", "good_price"}
_LIKE_DOCTEST = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
_COMMANDS = typer.main.get_command(app).commands


def _blocks(*languages: str) -> list[str]:
    fences = re.findall(r"^```(\w+)\n(.*?)^```", _README, re.MULTILINE | re.DOTALL)
    return [content for language, content in fences if language in languages]


def _sessions() -> list[list[tuple[str, str]]]:
    """Return per console or bash block its commands, each with the output shown below it."""
    sessions = [[(line, "") for line in block.splitlines()] for block in _blocks("bash")]
    for block in _blocks("console"):
        parts = re.split(r"^[$>] (.*)\n", block, flags=re.MULTILINE)[1:]
        sessions.append(list(zip(parts[::2], parts[1::2], strict=True)))
    return sessions


def _own(line: str) -> str:
    """Return a command of this package without the folder it stands in, or nothing."""
    match = re.fullmatch(r"(?:\.venv[/\\](?:bin|Scripts)[/\\])?(feedback-nlp .*)", line)
    return match[1] if match else ""


_ALL_LINES = [line for session in _sessions() for line, _ in session]
_RUNNABLE = dict.fromkeys(
    tuple((_own(line), shown) for line, shown in session if _own(line)) for session in _sessions()
)


def _section(page: str, heading: str) -> str:
    return re.split(rf"^#+ {re.escape(heading)}$", page, flags=re.MULTILINE)[1].split("\n#")[0]


def _tables(page: str, heading: str) -> list[list[list[str]]]:
    """Return the tables below a heading as rows of cells, without the header."""
    found = re.findall(r"(?:^\|.*\n)+", _section(page, heading), re.MULTILINE)
    split = [[re.split(r"(?<!\\)\|", row)[1:-1] for row in table.splitlines()] for table in found]
    return [[[cell.strip() for cell in row] for row in table[2:]] for table in split]


def _first_names(table: list[list[str]]) -> list[str]:
    return re.findall(r"`([^`]+)`", " ".join(row[0] for row in table))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Make a folder with the files that the README names, from the written data."""
    folder = tmp_path_factory.mktemp("readme")
    example = _ROOT / "data" / "webshop.csv"
    (folder / "webshop.csv").write_bytes(example.read_bytes())
    comments = read_comments(example, columns=Columns(score="Cijfer aanbeveling (0-10)")).comments
    excel = pd.DataFrame(
        {
            "respondentnummer": comments["comment_id"].str.split("#").str[0],
            "datum": comments["date"].dt.strftime("%d-%m-%Y"),
            "cijfer": comments["score"].where(comments["score"] <= 10),
            "opmerking": comments["comment"],
            "kanaal": comments["Kanaal"],
        }
    )
    write_table(excel, folder / "reacties.xlsx")
    rows = []
    for line in (_ROOT / "data" / "training.jsonl").read_text(encoding="utf-8").splitlines()[::73]:
        segments = json.loads(line)["segments"]
        themes = {theme for _, labels in segments for theme in labels} & _FEW_THEMES
        rows.append((" ".join(text for text, _ in segments), "|".join(sorted(themes))))
    write_table(pd.DataFrame(rows, columns=["comment", "themes"]), folder / "gelabeld.xlsx")
    names = ("context.yaml", "metrieken.yaml", "eigen.yaml")
    for name, block in zip(names, _blocks("yaml"), strict=True):
        (folder / name).write_text(block, encoding="utf-8")
    return folder


@pytest.mark.parametrize("line", _ALL_LINES)
def test_command_line_is_one_that_the_tests_know(line):
    target = re.fullmatch(r"make (\w+)", line)
    if target:
        assert re.search(rf"^{target[1]}:", (_ROOT / "Makefile").read_text(), re.MULTILINE)
    else:
        assert _own(line) or _INSTALLING.fullmatch(line)


@pytest.mark.slow
@pytest.mark.parametrize(
    "session", [steps for steps in _RUNNABLE if steps], ids=lambda steps: steps[0][0]
)
def test_commands_do_what_the_readme_shows(session, folder, monkeypatch):
    monkeypatch.chdir(folder)
    for line, shown in session:
        words = shlex.split(line)[1:]
        given = None
        if "<" in words:
            given = Path(words[words.index("<") + 1]).read_bytes()
            words = words[: words.index("<")]

        result = CliRunner().invoke(app, words, input=given)

        assert result.exit_code == (1 if "Error: " in shown else 0), result.output
        if shown:
            assert doctest.OutputChecker().check_output(shown, result.output, _LIKE_DOCTEST), (
                f"{line}\nshown:\n{shown}\nprinted:\n{result.output}"
            )


@pytest.mark.slow
@pytest.mark.parametrize("source", _blocks("python"))
def test_python_does_what_the_readme_shows(source, folder, monkeypatch):
    monkeypatch.chdir(folder)
    lines = doctest.DocTestParser().get_doctest(source, {}, "README.md", "README.md", 0)
    printed: list[str] = []

    result = doctest.DocTestRunner(optionflags=_LIKE_DOCTEST).run(lines, out=printed.append)

    assert result.attempted > 0
    assert result.failed == 0, "".join(printed)


def test_labelled_lines_are_read_as_the_readme_says(tmp_path):
    file = tmp_path / "gelabeld.jsonl"
    file.write_text(_blocks("json")[0], encoding="utf-8")

    labelled = read_labelled(file)

    assert labelled.comments == ["Snel geleverd maar de kan lekt.", "Ik heb de blauwe besteld."]
    assert labelled.themes == [frozenset({"snel", "lekt"}), frozenset()]


def test_every_command_has_a_section():
    headings = re.findall(r"^### (\w+)$", _section_of_commands(), re.MULTILINE)

    assert headings == list(_COMMANDS)


def _section_of_commands() -> str:
    return _README.split("\n## Commands\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("name", _COMMANDS)
def test_option_table_lists_the_options_of_the_command(name):
    options = {option for p in _COMMANDS[name].params for option in p.opts if option[0] == "-"}

    assert Counter(_first_names(_tables(_README, name)[0])) == Counter(options - {"--help"})


def test_column_tables_list_the_columns_of_the_output():
    tables = [_first_names(table) for table in _tables(_README, "Output tables")]

    assert tables == [TAG_COLUMNS, counts.COLUMNS, ranking_table.COLUMNS]


def test_metric_table_lists_the_metrics():
    assert _first_names(_tables(_README, "Metrics")[0]) == list(METRICS)


def test_figure_of_the_starter_model_is_that_of_its_manifest():
    folder = _ROOT / "models" / "starter"
    info = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["info"]
    figure = info["metrics"]["held_out_micro_f1"]

    assert f"micro F1 is {figure:.2f} over 51 themes" in _README


@pytest.mark.parametrize("name", _PAGES)
def test_links_lead_to_files_and_headings_that_exist(name):
    page = _ROOT / name
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]
    assert [link for link in links if not _leads_somewhere(page, link)] == []


def _leads_somewhere(page: Path, link: str) -> bool:
    file, _, anchor = link.partition("#")
    target = page.parent / file if file else page
    return target.exists() and (not anchor or anchor in _anchors(target))


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_project_can_be_built_from_what_its_metadata_names():
    settings = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, wheel = settings["project"], settings["tool"]["hatch"]["build"]["targets"]["wheel"]
    module, name = project["scripts"]["feedback-nlp"].split(":")

    named = [project["readme"], *project["license-files"], *wheel["packages"]]
    assert [
        file for file in chain(named, wheel["force-include"]) if not (_ROOT / file).exists()
    ] == []
    assert callable(getattr(import_module(module), name))
    assert metadata.version(project["name"]) == project["version"]


def _sets() -> list[tuple[str, int, int]]:
    """Return the sets of the datasheet with their first and last line."""
    rows = _tables(_DATASHEET, "The training comments: `training.jsonl`")[0]
    return [(row[0], *map(int, row[2].split("–"))) for row in rows]


def test_datasheet_counts_the_labels_of_each_set():
    lines = (_ROOT / "data" / "training.jsonl").read_text(encoding="utf-8").splitlines()
    carried = [{t for _, themes in json.loads(x)["segments"] for t in themes} for x in lines]
    found = [
        Counter(chain(*(t or ["no theme"] for t in carried[a - 1 : z]))) for _, a, z in _sets()
    ]
    taxonomy = yaml.safe_load((_ROOT / "data" / "taxonomy.yaml").read_text(encoding="utf-8"))
    sides = [topic.get(side) for topic in taxonomy["topics"] for side in ("complaint", "praise")]
    labels = [*(side["id"] for side in sides if side), "no theme"]
    rows = [[label, *(counted[label] for counted in found)] for label in labels]

    shown = [[row[0].strip("`"), *row[2:]] for row in _tables(_DATASHEET, "Labels per set")[0]]

    assert _sets()[-1][2] == len(lines)
    assert shown == [[row[0], *map(str, row[1:]), str(sum(row[1:]))] for row in rows]
