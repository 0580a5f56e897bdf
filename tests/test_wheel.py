"""A built wheel carries all it needs: it is installed into an empty environment and used."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
UV = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
REPORT = {"report.html", "report.xlsx", "tags.parquet", "theme_counts.csv", "ranking.csv"}


@pytest.mark.slow
@pytest.mark.skipif(UV is None, reason="uv, which builds and installs the wheel, is not installed")
def test_an_installed_wheel_makes_the_demo_report_far_from_the_repository(tmp_path):
    def run(*command):
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run(UV, "build", "--wheel", "--quiet", "--out-dir", str(tmp_path / "dist"), str(ROOT))
    run(UV, "venv", "--quiet", "--python", sys.executable, "empty")
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    python = tmp_path / "empty" / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(UV, "export", "--quiet", "--project", str(ROOT), "--frozen", "--no-dev",
        "--no-emit-project", "--output-file", "locked.txt")  # fmt: skip
    run(UV, "pip", "install", "--quiet", "--python", str(python), "-r", "locked.txt", str(wheel))
    printed = run(str(python), "-m", "feedback_nlp", "demo", "--out", "report")
    assert printed.strip() == f"Report: {Path('report/report.html')}"
    assert {file.name for file in (tmp_path / "report").iterdir()} == REPORT
