"""CPU time that commands take before they do anything, against bare imports in the same run.

Each command runs in turn with what it is compared with, several times; the least counts, because
other work on the machine only ever adds to it.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
N_RUNS = 5
N_COMMENTS = 100
BARE = "import spacy, pandas, pyarrow; spacy.blank('nl')"


def cpu_seconds(*words: str) -> float:
    """Return the CPU time, of user and system together, that a process takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *words],
        check=True,
        capture_output=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def measure(folder: Path) -> dict[str, float]:
    """Return the least CPU time of each command and of what it is compared with."""
    file = folder / "comments.csv"
    rows = [f"Kwam {n} dagen te laat, maar nette bezorger {n}" for n in range(N_COMMENTS)]
    file.write_text("\n".join(["opmerking", *rows]), encoding="utf-8")
    commands = {
        "import typer": ("-c", "import typer"),
        "--help": ("-m", "feedback_nlp", "--help"),
        "import spacy, pandas, pyarrow": ("-c", BARE),
        "tag": ("-m", "feedback_nlp", "tag", str(file), "--out", str(folder / "tags.csv")),
    }
    runs = [{name: cpu_seconds(*words) for name, words in commands.items()} for _ in range(N_RUNS)]
    return {name: min(run[name] for run in runs) for name in commands}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        seconds = measure(Path(made))
    seconds["--help, times bare"] = seconds["--help"] / seconds["import typer"]
    seconds["tag, times bare"] = seconds["tag"] / seconds["import spacy, pandas, pyarrow"]
    for name, figure in seconds.items():
        print(f"{name:32s} {figure:6.2f}")
    (ROOT / "out").mkdir(exist_ok=True)
    (ROOT / "out" / "start_up.json").write_text(json.dumps(seconds, indent=1) + "\n")
