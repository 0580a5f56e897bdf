"""Files tagged in batches: the same tags, whatever stops the work on the way."""

import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from feedback_nlp.classifier import file_tagging
from feedback_nlp.classifier.file_tagging import tag_file
from feedback_nlp.classifier.model import Calibration
from feedback_nlp.classifier.model_files import save_model
from feedback_nlp.classifier.tagging import tag_comments
from feedback_nlp.comments.columns import Columns
from feedback_nlp.comments.parts import parts_folder
from feedback_nlp.comments.reading import read_comments
from feedback_nlp.comments.writing import write_table
from feedback_nlp.errors import ReadError, TaxonomyError, WriteError
from feedback_nlp.themes.taxonomy import plain_taxonomy


@pytest.fixture(scope="module")
def file(few, tmp_path_factory):
    """270 comments with quotes and repeated ids, in Parquet."""
    comments = [*few.comments[:268], None, 'Zei "te laat", echt']
    ids = [f'{place % 200}, "x"' for place in range(len(comments))]
    path = tmp_path_factory.mktemp("file") / "reviews.parquet"
    write_table(pd.DataFrame({"id": ids, "opmerking": comments}), path)
    return path


@pytest.fixture(scope="module")
def tags(file, small_model):
    return tag_comments(read_comments(file).comments, small_model)


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch):
    monkeypatch.setattr(file_tagging, "BATCH", 20)


def stop_after(n_rows):
    """Press Ctrl-C once so many rows are done."""
    done = []

    def on_batch(n):
        done.append(n)
        if sum(done) >= n_rows:
            raise KeyboardInterrupt

    return on_batch


def interrupt(file, out, model, *, after=60, **options):
    with pytest.raises(KeyboardInterrupt):
        tag_file(file, out, model, on_batch=stop_after(after), **options)


def times(out):
    return {part.name: part.stat().st_mtime_ns for part in parts_folder(out).glob("0*")}


@pytest.mark.parametrize("batch", [1, 7, 100, 10_000])
def test_csv_is_that_of_the_whole_table(file, tags, small_model, tmp_path, monkeypatch, batch):
    monkeypatch.setattr(file_tagging, "BATCH", batch)
    told = []
    tally = tag_file(file, tmp_path / "tags.csv", small_model, on_batch=told.append)
    write_table(tags, tmp_path / "whole.csv")
    assert (tmp_path / "tags.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert tally.summary() == read_comments(file).summary()
    assert sum(told) == tally.n_rows
    assert max(told) <= batch
    assert not parts_folder(tmp_path / "tags.csv").exists()


@pytest.mark.parametrize("ending", [".parquet", ".xlsx"])
def test_other_formats_hold_the_whole_table(file, tags, small_model, tmp_path, ending):
    tag_file(file, tmp_path / f"tags{ending}", small_model)
    read = pd.read_parquet if ending == ".parquet" else partial(pd.read_excel, engine="calamine")
    found = read(tmp_path / f"tags{ending}")
    pd.testing.assert_frame_equal(found, tags, check_dtype=ending == ".parquet")


def test_processes_side_by_side_write_the_same(file, tags, small_model, tmp_path):
    tag_file(file, tmp_path / "tags.csv", small_model, n_jobs=2)
    write_table(tags, tmp_path / "whole.csv")
    assert (tmp_path / "tags.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()


def test_file_without_tags_has_its_columns(small_model, tags, tmp_path):
    (tmp_path / "blue.csv").write_text("opmerking\nhm\n")
    tag_file(tmp_path / "blue.csv", tmp_path / "tags.csv", small_model)
    assert (tmp_path / "tags.csv").read_text() == ",".join(tags.columns) + "\n"


# Going on


def test_resumed_run_goes_on_after_the_last_batch(file, small_model, tmp_path):
    whole, out = tmp_path / "whole.csv", tmp_path / "tags.csv"
    tag_file(file, whole, small_model)
    interrupt(file, out, small_model)
    first = times(out)
    assert len(first) == 3
    assert not out.exists()
    interrupt(file, out, small_model, after=100, resume=True)
    assert len(times(out)) == 5
    assert times(out).items() >= first.items()  # the first three are not made again
    tag_file(file, out, small_model, resume=True)
    assert out.read_bytes() == whole.read_bytes()
    assert not parts_folder(out).exists()


def test_run_without_resume_starts_afresh(file, small_model, tmp_path):
    out = tmp_path / "tags.csv"
    interrupt(file, out, small_model)
    first = times(out)
    interrupt(file, out, small_model)
    assert first.keys() == times(out).keys()
    assert not first.items() & times(out).items()


def test_resume_without_an_earlier_run_starts(file, small_model, tmp_path):
    tag_file(file, tmp_path / "a.csv", small_model, resume=True)
    tag_file(file, tmp_path / "b.csv", small_model)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


@pytest.mark.parametrize("what", ["input", "columns", "model", "taxonomy", "version"])
def test_run_that_changed_is_not_resumed(file, small_model, tmp_path, monkeypatch, what):
    out = tmp_path / "tags.csv"
    interrupt(file, out, small_model)
    source, model, options = file, small_model, {}
    match what:
        case "input":
            source = tmp_path / "other.parquet"
            write_table(pd.read_parquet(file).iloc[:-1], source)
        case "columns":
            options["columns"] = Columns(comment="opmerking")
        case "model":
            c = small_model.calibration
            model = replace(small_model, calibration=Calibration(1.5, c.offsets, c.thresholds))
        case "taxonomy":
            options["taxonomy"] = plain_taxonomy(small_model.themes[:2], language="nl")
        case "version":
            monkeypatch.setattr(file_tagging, "version", lambda name: "99")
    with pytest.raises(WriteError) as error:
        tag_file(source, out, model, resume=True, **options)
    assert str(error.value) == (
        f"tags.csv can't be resumed: the {what} changed since the run that was interrupted. "
        "Run it again without --resume, from the start."
    )
    assert len(times(out)) == 3


KILLED = """
import os, random, signal, sys, time
from pathlib import Path
from feedback_nlp.classifier import file_tagging
from feedback_nlp.classifier.model_files import load_model

file_tagging.BATCH = 4
source, model = sys.argv[1], load_model(sys.argv[2])
chance = random.Random(int(sys.argv[3]))

def tag(out, kill_after=None):
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        file_tagging.tag_file(source, out, model, resume=True)
        os._exit(0)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL), status
    return time.monotonic() - began

model.features  # so that the time of a run is that of its batches
for ending in ("csv", "parquet"):
    whole = Path(f"whole.{ending}")
    duration = tag(whole)
    unfinished = 0
    for number in range(5):
        out = Path(f"tags{number}.{ending}")
        tag(out, kill_after=chance.uniform(0, duration))
        unfinished += not out.exists()
        tag(out, kill_after=chance.uniform(0, duration / 2))
        tag(out)
        assert out.read_bytes() == whole.read_bytes(), (number, ending)
    assert unfinished
assert not list(Path().glob(".*")), list(Path().glob(".*"))
print("same")
"""


@pytest.mark.slow
def test_run_killed_at_ten_random_points_and_resumed_gives_the_same_bytes(
    file, small_model, tmp_path
):
    save_model(small_model, tmp_path / "model")
    folder = tmp_path / "killed"
    folder.mkdir()
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, file, tmp_path / "model", "5"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (0, "same\n"), ran.stderr


# What goes wrong


def test_file_that_is_wrong_leaves_nothing(small_model, tmp_path):
    broken = tmp_path / "broken.parquet"
    rows = pd.DataFrame({"opmerking": [f"te laat {n}" for n in range(9000)]})
    rows.to_parquet(broken, row_group_size=1000, compression=None)
    content = bytearray(broken.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 400] = bytes(400)
    broken.write_bytes(content)
    with pytest.raises(ReadError, match="is no readable Parquet file"):
        tag_file(broken, tmp_path / "tags.csv", small_model)
    assert list(tmp_path.iterdir()) == [broken]


def test_taxonomy_that_the_model_does_not_know_leaves_nothing(file, small_model, tmp_path):
    other = plain_taxonomy(("x",), language="nl")
    with pytest.raises(TaxonomyError):
        tag_file(file, tmp_path / "a.csv", small_model, taxonomy=other)
    assert list(tmp_path.iterdir()) == []


def test_full_disk_keeps_what_is_done(file, small_model, tmp_path, monkeypatch):
    original = Path.write_bytes

    def run_full(self, content):
        if len(times(tmp_path / "tags.csv")) == 2:
            raise OSError(28, "No space left on device")
        return original(self, content)

    monkeypatch.setattr(Path, "write_bytes", run_full)
    with pytest.raises(WriteError, match="No space left on device"):
        tag_file(file, tmp_path / "tags.csv", small_model)
    assert len(times(tmp_path / "tags.csv")) == 2
