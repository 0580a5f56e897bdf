"""Commands as people run them, in a process of their own, or faster in this one."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from feedback_nlp.classifier.model import ThemeModel
from feedback_nlp.classifier.model_files import load_model
from feedback_nlp.cli import line
from feedback_nlp.cli.app import app

pytest.register_assert_rewrite("tests.cli.refusals")

LATE, RUDE, BLUE = (
    "De bestelling is te laat bezorgd.", "Onvriendelijk personeel.", "Ik heb de blauwe besteld.",
)  # fmt: skip
STARTS, HOW = ("De bestelling", "Het pakket", "Mijn jas"), ("bezorgd", "gekomen", "er")
STAFF = ("personeel", "aan de balie", "in de winkel", "en kortaf", "aan de telefoon")
COLOURS = ("blauwe", "rode", "groene", "gele", "witte")
TAXONOMY = """\
version: 1
topics:
  - id: delivery_time
    group: delivery
    complaint: {id: late_delivery, name: Te late levering, definition: Later dan beloofd.}
  - id: staff
    group: service
    complaint: {id: unfriendly_staff, name: Onvriendelijk personeel, definition: Onbeleefd.}
    praise: {id: friendly_staff, name: Vriendelijk personeel, definition: Aardig.}
"""


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str


def arguments(words: tuple[object, ...]) -> list[str]:
    return [str(word) for word in words]


@pytest.fixture(scope="session")
def process() -> Callable[..., Ran]:
    """Run a command in a process of its own; warnings and tracebacks are failures."""

    def run(*words: object, folder: Path, given: bytes = b"", **environment: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "feedback_nlp", *arguments(words)],
            cwd=folder,
            input=given,
            capture_output=True,
            env=os.environ | environment,
            check=False,
        )
        out, err = done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
        assert "Traceback" not in err, err
        assert "Warning" not in err, err
        return Ran(done.returncode, out, err)

    return run


@pytest.fixture(scope="session")
def small_model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that knows two complaints and one praise, learnt from the sentences of the tests."""
    folder = tmp_path_factory.mktemp("small")
    sentences = [
        *((f"{start} is te laat {how}.", ["late_delivery"]) for start in STARTS for how in HOW),
        *((f"Onvriendelijk {who}.", ["unfriendly_staff"]) for who in STAFF),
        *((f"Heel vriendelijk {who}!", ["friendly_staff"]) for who in STAFF),
        *((f"Ik heb de {colour} {how}.", []) for colour in COLOURS for how in ("besteld", "nu")),
    ]
    lines = [json.dumps({"segments": [sentence]}) + "\n" for sentence in sentences]
    (folder / "labelled.jsonl").write_text("".join(lines), encoding="utf-8")
    (folder / "taxonomy.yaml").write_text(TAXONOMY, encoding="utf-8")
    words = ["train", "labelled.jsonl", "--taxonomy", "taxonomy.yaml", "--out", "small"]
    with contextlib.chdir(folder):
        result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    return folder / "small"


@pytest.fixture(scope="session")
def in_place_of_the_starter(small_model_folder: Path) -> Callable[[str], ThemeModel]:
    """Load models as commands do, but a small one where they load the starter model."""
    small = load_model(small_model_folder)
    return lambda name: small if name == "starter" else load_model(name)


@pytest.fixture
def command(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    in_place_of_the_starter: Callable[[str], ThemeModel],
) -> Callable[..., Ran]:
    """Run a command in this process, in an empty folder; errors nobody meant are failures.

    A small model stands in for the starter model: that is fast, and what these tests expect must
    not depend on how well the starter model tags.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(line, "load_model", in_place_of_the_starter)

    def run(*words: object, given: bytes | None = None) -> Ran:
        result = CliRunner().invoke(app, arguments(words), input=given, catch_exceptions=False)
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture(scope="session")
def reviews(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """43 reviews: 10 late deliveries, 6 rude staff, 24 of no theme, 2 empty, 1 without a score."""
    rows = [
        *(("web", 2, LATE) for _ in range(10)),
        *(("winkel", 4, RUDE) for _ in range(6)),
        *(("web", 9, BLUE) for _ in range(24)),
        *(("winkel", 10, "") for _ in range(2)),
        ("", "", LATE),
    ]
    lines = [
        f"r{number};{number % 28 + 1:02}-{number % 2 + 1:02}-2025;{score};{comment};{channel}"
        for number, (channel, score, comment) in enumerate(rows, start=1)
    ]
    file = tmp_path_factory.mktemp("reviews") / "reviews.csv"
    file.write_text("\n".join(["id;datum;cijfer;opmerking;kanaal", *lines, ""]), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def twice(
    process: Callable[..., Ran],
    reviews: Path,
    small_model_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, list[tuple[Ran, Path]]]:
    """Runs of `tag`, `rank` and `report` on the reviews: each twice, in its own empty folder."""
    commands = {
        "tag": ("tag", reviews, "--out", "tags.csv"),
        "rank": ("rank", reviews, "--metric", "nps", "--json"),
        "report": ("report", reviews, "--metric", "nps", "--out", "report"),
    }
    named = ("--model", small_model_folder)

    def run(name: str, seed: str) -> tuple[Ran, Path]:
        folder = tmp_path_factory.mktemp(f"{name}-{seed}")
        return process(*commands[name], *named, folder=folder, PYTHONHASHSEED=seed), folder

    with ThreadPoolExecutor(2) as pool:
        running = {name: [pool.submit(run, name, seed) for seed in "12"] for name in commands}
        return {name: [done.result() for done in both] for name, both in running.items()}


@pytest.fixture(scope="session")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty comments with two labels of somebody's own."""
    late = [f"te laat {how} nummer {n}" for n in (1, 2, 3) for how in ("bezorgd", "hier", "er")]
    nice = [f"mooie {what} van {n}" for n in ("hout", "wol", "leer") for what in ("tas", "stoel")]
    rows = [
        *((text, "Te laat") for text in late),
        *((text, "Mooi") for text in nice),
        *((f"{text} maar {late[0]}", "Te laat|Mooi") for text in nice),
        *((f"besteld op dag {n}", "") for n in range(9)),
    ]
    file = tmp_path_factory.mktemp("labelled") / "labelled.csv"
    lines = [f"{comment},{themes}" for comment, themes in rows]
    file.write_text("\n".join(["comment,themes", *lines, ""]), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def own_model(labelled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model trained on those thirty comments."""
    folder = tmp_path_factory.mktemp("models") / "own"
    result = CliRunner().invoke(app, ["train", str(labelled), "--out", str(folder)])
    assert result.exit_code == 0, result.output
    return folder
