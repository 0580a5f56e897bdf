"""Peak memory, CPU time and speed of `feedback-nlp tag` against the size of the file.

The comments are written segments put together anew, some with a word misspelt, so that the
vocabulary grows with the file as it does in real comments.

    python tests/benchmarks/memory_use.py 300000 3000000 --jobs 1
"""

import argparse
import json
import os
import random
import string
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from feedback_nlp import read_labelled

ROOT = Path(__file__).parents[2]


def write_comments(path: Path, segments: list[str], n: int) -> None:
    """Write comments of one to three segments, one in five with a letter changed."""
    chance = random.Random(1)
    with path.open("w", encoding="utf-8") as file:
        file.write("id;cijfer;opmerking\n")
        for number in range(n):
            comment = " ".join(chance.sample(segments, chance.randint(1, 3))).replace('"', "'")
            if chance.random() < 0.2:
                place = chance.randrange(len(comment))
                letter = chance.choice(string.ascii_lowercase)
                comment = comment[:place] + letter + comment[place + 1 :]
            file.write(f'{100_000 + number};{chance.randint(0, 10)};"{comment}"\n')


def measure(file: Path, out: Path, n_jobs: int) -> dict[str, float]:
    """Return what tagging a file takes; memory is that of the first process."""
    words = ["-m", "feedback_nlp", "tag", str(file), "--out", str(out), "--jobs", str(n_jobs)]
    began = time.perf_counter()
    running = subprocess.Popen(
        [sys.executable, *words],
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    _, status, usage = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        message = f"tagging {file} ended with {running.returncode}"
        raise RuntimeError(message)
    return {
        "seconds": time.perf_counter() - began,
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "peak_mb": usage.ru_maxrss / 1024,
    }


def main() -> None:
    """Measure each size and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[100_000, 300_000])
    parser.add_argument("--jobs", type=int, nargs="*", default=[1])
    chosen = parser.parse_args()
    labelled = read_labelled(ROOT / "data" / "training.jsonl")
    segments = [text for parts in labelled.segments or [] for text, _ in parts or ()]
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        for n in chosen.sizes:
            file = Path(folder, f"{n}.csv")
            write_comments(file, segments, n)
            for n_jobs in chosen.jobs:
                found = measure(file, Path(folder, "tags.csv"), n_jobs)
                figures.append({"n_comments": n, "n_jobs": n_jobs, **found})
                print(
                    f"{n:10,d} comments, {n_jobs} jobs: {found['peak_mb']:6.0f} MB, "
                    f"{1e6 * found['cpu_seconds'] / n:6.1f} CPU s per million comments, "
                    f"{n / found['seconds']:8,.0f} comments/s",
                    flush=True,
                )
            file.unlink()
    (ROOT / "out").mkdir(exist_ok=True)
    (ROOT / "out" / "memory_use.json").write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
