"""Comments per second, peak memory and F1 of this package and of other tools, in the same run.

Each tool has a process of its own and one thread; all learn from the same written comments and are
held against the same held-out ones. Then the tools take turns, slice by slice, so that other work
on the machine falls on all alike. CPU time is counted, ratios are medians over the slices.

    python tests/benchmarks/tagging_speed.py --comments 100000 --slices 10
"""

import argparse
import ctypes
import gc
import json
import os
import resource
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median

import numpy as np
from taggers import TAGGERS, Lessons, f1, held_out
from written_comments import ROOT, make_comments, written

from feedback_nlp import load_taxonomy

OURS = "ours"
_CLEAR_REFS, _STATUS = Path("/proc/self/clear_refs"), Path("/proc/self/status")


@dataclass(frozen=True)
class Speed:
    """What one tool takes.

    Attributes
    ----------
    cold, warm : list of float
        Comments per second on each slice: its words new, and known from an earlier pass.
    peak_mb : float
        Largest resident memory of the process, training left out where the system tells.
    f1 : float
        On held-out written comments.
    """

    cold: list[float]
    warm: list[float]
    peak_mb: float
    f1: float


def main() -> None:
    """Measure all tools, print a table and write it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--comments", type=int, default=100_000)
    parser.add_argument("--slices", type=int, default=10)
    parser.add_argument("--training", type=int, default=None, help="written comments to learn from")
    parser.add_argument("--only", nargs="*", default=list(TAGGERS))
    chosen = parser.parse_args()
    comments = make_comments(chosen.comments)
    slices = [comments[at :: chosen.slices] for at in range(chosen.slices)]
    found = measure([OURS, *(n for n in chosen.only if n != OURS)], slices, chosen.training)
    _print(found)
    (ROOT / "out").mkdir(exist_ok=True)
    figures = {name: vars(speed) for name, speed in found.items()}
    (ROOT / "out" / "tagging_speed.json").write_text(json.dumps(figures, indent=1) + "\n")


def measure(names: list[str], slices: list[list[str]], n_training: int | None) -> dict[str, Speed]:
    """Let the tools take turns on every slice, first cold, then warm."""
    os.environ["OMP_NUM_THREADS"] = "1"
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    ends: dict[str, Connection] = {}
    context = get_context("spawn")
    for name in names:
        ends[name], end = context.Pipe()
        context.Process(target=_serve, args=(name, n_training, end), daemon=True).start()
        end.close()
    for name, end in ends.items():
        print(f"{name} is {end.recv()}", flush=True)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for part in slices * 2:
        for name, end in ends.items():
            end.send(part)
            seconds[name].append(len(part) / end.recv())
    speeds = {}
    for name, end in ends.items():
        end.send(None)
        n = len(slices)
        speeds[name] = Speed(seconds[name][:n], seconds[name][n:], *end.recv())
    return speeds


def _serve(name: str, n_training: int | None, end: Connection) -> None:
    learnt, (comments, carried) = lessons(n_training)
    tag = TAGGERS[name](learnt)
    tag(["goed"])  # what is made at the first use, such as tables, is start-up
    gc.collect()
    _forget_peak()
    end.send("trained")
    while (part := end.recv()) is not None:
        began = time.process_time()
        tag(part)
        end.send(time.process_time() - began)
    peak = _peak_mb()
    end.send((peak, f1(tag(comments), carried)))


def _forget_peak() -> None:
    """Give back what training freed and let the peak of memory begin anew (Linux)."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
    if _CLEAR_REFS.exists():
        _CLEAR_REFS.write_text("5")


def _peak_mb() -> float:
    if _STATUS.exists():
        [line] = [line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM")]
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def lessons(n_training: int | None) -> tuple[Lessons, tuple[list[str], np.ndarray]]:
    """Return what taggers learn from, and held-out comments with the themes they carry."""
    labelled, themes = written(), load_taxonomy().themes
    comments = [" ".join(comment.split()) for comment in labelled.comments]
    carried = np.array([[theme in found for theme in themes] for found in labelled.themes])
    left_out = held_out(len(comments))
    learnt = np.flatnonzero(~left_out)[:n_training]
    segments = [labelled.segments[place] for place in learnt]
    taught = Lessons([labelled.comments[p] for p in learnt], carried[learnt], segments, themes)
    tested = np.flatnonzero(left_out)
    return taught, ([comments[place] for place in tested], carried[tested])


def _print(found: dict[str, Speed]) -> None:
    ours = found[OURS]
    titles = ("comments/s", "cold", "warm", "ours/cold", "ours/warm", "peak MB", "F1")
    print("{:32s}{:>10s}{:>10s}{:>11s}{:>11s}{:>9s}{:>7s}".format(*titles))
    for name, speed in found.items():
        cold = median(a / b for a, b in zip(ours.cold, speed.cold, strict=True))
        warm = median(a / b for a, b in zip(ours.warm, speed.warm, strict=True))
        print(
            f"{name:32s}{median(speed.cold):10,.0f}{median(speed.warm):10,.0f}"
            f"{cold:10.2f}x{warm:10.2f}x{speed.peak_mb:9,.0f}{speed.f1:7.3f}"
        )
    first, known = sum(1 / s for s in ours.cold), sum(1 / s for s in ours.warm)
    print(f"ours, cold against warm, all slices {known / first:.2f}x")


if __name__ == "__main__":
    main()
