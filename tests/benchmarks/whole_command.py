"""The whole command `feedback-nlp tag`, from start-up to closed output, on files of some sizes.

Peak memory, CPU time per comment, speed on one process and on several. The bare `predict` of a
scikit-learn pipeline has a turn before and after each run, on comments of the same kind; training
it, reading and writing are left out of its time.

    python tests/benchmarks/whole_command.py --sizes 30000 300000 3000000 --jobs 1 2
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from taggers import TAGGERS
from tagging_speed import lessons
from written_comments import ROOT, endless_comments, make_comments

PEER = "scikit-learn word + char_wb"


def write_comments(path: Path, n: int) -> None:
    """Write a file of comments with an id and a score."""
    with path.open("w", encoding="utf-8") as file:
        file.write("id;cijfer;opmerking\n")
        for number, comment in enumerate(islice(endless_comments(), n)):
            quoted = comment.replace('"', "'")
            file.write(f'{number + 1};{number % 11};"{quoted}"\n')


def tag(file: Path, n_jobs: int) -> dict[str, float]:
    """Return what tagging a file takes; memory is that of the first process."""
    out = file.with_name("tags.csv")
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


@contextmanager
def peer(n_training: int | None) -> Iterator[Callable[[], tuple[float, float]]]:
    """Give what returns the CPU and clock seconds per comment of the other tool's `predict`."""
    here, there = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=_serve, args=(n_training, there), daemon=True)
    process.start()
    here.recv()

    def take_turn() -> tuple[float, float]:
        here.send("go")
        return here.recv()

    yield take_turn
    process.terminate()


def _serve(n_training: int | None, end) -> None:
    predict = TAGGERS[PEER](lessons(n_training)[0])
    comments = make_comments(2_000, seed=2)
    end.send("trained")
    while end.recv():
        cpu, clock = time.process_time(), time.perf_counter()
        predict(comments)
        spent = time.process_time() - cpu, time.perf_counter() - clock
        end.send(tuple(seconds / len(comments) for seconds in spent))


def main() -> None:
    """Measure each size, print a table and write it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="*", type=int, default=[30_000, 300_000])
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--training", type=int, default=None, help="comments the peer learns from")
    chosen = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
    figures = []
    with tempfile.TemporaryDirectory() as folder, peer(chosen.training) as take_turn:
        for n in chosen.sizes:
            file = Path(folder, f"{n}.csv")
            write_comments(file, n)
            for n_jobs in chosen.jobs:
                before = take_turn()
                found = tag(file, n_jobs)
                turns = zip(before, take_turn(), strict=True)
                cpu, clock = (sum(pair) / 2 * n for pair in turns)
                ratios = {
                    "cpu_ratio": cpu / found["cpu_seconds"],
                    "clock_ratio": clock / found["seconds"],
                }
                figures.append({"n_comments": n, "n_jobs": n_jobs, **found, **ratios})
                print(
                    f"{n:10,d} comments, {n_jobs} jobs: {found['peak_mb']:5.0f} MB, "
                    f"{1e6 * found['cpu_seconds'] / n:6.1f} CPU s and "
                    f"{1e6 * found['seconds'] / n:6.1f} s per million comments, "
                    f"{ratios['cpu_ratio']:5.1f} x {PEER} in CPU time, "
                    f"{ratios['clock_ratio']:5.1f} x by the clock",
                    flush=True,
                )
            file.unlink()
    (ROOT / "out").mkdir(exist_ok=True)
    (ROOT / "out" / "whole_command.json").write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
