"""The notebooks run from top to bottom without a warning, and are kept without outputs."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

_NOTEBOOKS = sorted(Path(__file__).parents[1].glob("notebooks/*.ipynb"))
_SECONDS_PER_CELL = 120

for_each_notebook = pytest.mark.parametrize("path", _NOTEBOOKS, ids=lambda path: path.stem)


def _read(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


def _code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_there_is_a_notebook_for_every_thing_an_analyst_does():
    assert [path.stem for path in _NOTEBOOKS] == [
        "01_lezen",
        "02_taggen",
        "03_trainen",
        "04_rangschikken",
        "05_rapport",
    ]


@for_each_notebook
def test_notebook_is_kept_without_outputs(path):
    cells = _code_cells(_read(path))

    assert [cell.outputs for cell in cells] == [[]] * len(cells)
    assert {cell.execution_count for cell in cells} == {None}


@for_each_notebook
def test_notebook_says_at_its_top_that_the_data_is_written(path):
    assert "geschreven voorbeelddata" in _read(path).cells[0].source


@for_each_notebook
def test_notebook_is_short(path):
    assert 6 <= len(_read(path).cells) <= 12


@pytest.mark.slow
@for_each_notebook
def test_notebook_runs_in_any_folder_and_leaves_nothing_behind(path, tmp_path):
    notebook = _read(path)

    NotebookClient(
        notebook,
        timeout=_SECONDS_PER_CELL,
        startup_timeout=_SECONDS_PER_CELL,
        kernel_name="python3",
        allow_errors=False,
        resources={"metadata": {"path": str(tmp_path)}},
    ).execute()

    outputs = [output for cell in _code_cells(notebook) for output in cell.outputs]
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []
    assert list(tmp_path.iterdir()) == []
