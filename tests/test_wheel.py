"""A built wheel carries everything: it works on a machine that has nothing else of this project."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
SHIPPED = {"models/starter/manifest.json", "data/taxonomy.yaml", "data/lexicon.yaml"}
FILES = {"report.html", "report.xlsx", "tags.parquet", "theme_counts.csv", "ranking.csv"}


@pytest.fixture(scope="module")
def uv() -> str:
    found = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    if found is None:
        pytest.skip("uv, which `make` installs, is neither beside this Python nor on the path")
    return found


def run(*words: object, folder: Path) -> str:
    outside = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(word) for word in words],
        cwd=folder,
        env=outside | {"PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(uv: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(uv, "build", "--wheel", "--quiet", "--out-dir", folder, folder=REPOSITORY)
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.slow
def test_wheel_holds_the_package_and_what_it_ships_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {f"feedback_nlp/shipped_files/{name}" for name in SHIPPED} <= set(names)
    assert "feedback_nlp/py.typed" in names
    tops = {name.split("/")[0] for name in names}
    assert {top.split(".")[-1] for top in tops} == {"feedback_nlp", "dist-info"}
    assert not any(re.search(r"(^|/)(tests/|test_|conftest)|\.pyc$", name) for name in names)


@pytest.mark.slow
def test_demo_of_the_installed_wheel_writes_the_report(wheel, uv, tmp_path):
    requirements, python = tmp_path / "requirements.txt", tmp_path / "empty" / "bin" / "python"
    exported = ["--locked", "--no-dev", "--no-emit-project", "--quiet", "-o", requirements]
    run(uv, "export", *exported, folder=REPOSITORY)
    run(uv, "venv", "--quiet", "--python", sys.executable, tmp_path / "empty", folder=tmp_path)
    installed = [uv, "pip", "install", "--quiet", "--python", python]
    run(*installed, "--require-hashes", "-r", requirements, folder=tmp_path)
    run(*installed, "--no-deps", wheel, folder=tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    code = "import feedback_nlp, sys; print(feedback_nlp.__file__)"
    assert run(python, "-c", code, folder=elsewhere).startswith(str(tmp_path / "empty"))
    command = python.with_name("feedback-nlp")
    told = run(command, "demo", "--out", "voorbeeld", folder=elsewhere)
    assert told == "Report: voorbeeld/report.html\n"
    assert {file.name for file in (elsewhere / "voorbeeld").iterdir()} == FILES
    assert [file.name for file in elsewhere.iterdir()] == ["voorbeeld"]
