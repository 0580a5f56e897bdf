"""Tagging on a Dask cluster of two worker processes, one of which is killed while it works."""

import subprocess
import sys

import dask.dataframe
import pandas as pd
import pytest

from feedback_nlp.classifier import cluster
from feedback_nlp.classifier.cluster import tag_frame, work_on_cluster
from feedback_nlp.classifier.model_files import save_model
from feedback_nlp.classifier.tagging import tag_comments
from feedback_nlp.comments.writing import write_table
from feedback_nlp.errors import ColumnError, TaxonomyError, WorkerError
from feedback_nlp.scores.theme_sums import add_sums, sum_themes
from feedback_nlp.themes.taxonomy import plain_taxonomy

ON_A_CLUSTER = """
import os, signal, sys
import dask.dataframe
import pandas as pd
from distributed import Client, LocalCluster
from feedback_nlp import load_model, sum_themes, tag_file, tag_frame
from feedback_nlp.classifier import file_tagging

def main():
    model = load_model(sys.argv[2])
    file_tagging.BATCH = 10
    options = dict(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)
    with LocalCluster(**options) as local, Client(local) as client:
        address = local.scheduler_address
        victims = client.run(os.getpid)
        killed = []

        def on_batch(n_rows):
            if not killed:
                killed.append(list(victims.values())[0])
                os.kill(killed[0], signal.SIGKILL)

        tag_file(sys.argv[1], "cluster.csv", model, cluster=address, on_batch=on_batch)
        assert killed
        client.wait_for_workers(2, timeout=300)
        table = pd.read_parquet(sys.argv[1])
        comments = dask.dataframe.from_pandas(table, npartitions=5)
        tags = tag_frame(comments, model)
        workers = list(client.run(os.getpid).values())
        running = client.compute(tags)
        os.kill(workers[0], signal.SIGKILL)
        running.result().to_csv("frame.csv", index=False)
        sums = dask.dataframe.map_partitions(sum_themes, comments, tags, align_dataframes=False)
        sums.compute().to_csv("sums.csv", index=False)
    tag_file(sys.argv[1], "alone.csv", model)

if __name__ == "__main__":
    main()
"""


@pytest.fixture(scope="module")
def reviews(few):
    comments = [*few.comments, None]
    ids = [f"c{place}" for place in range(len(comments))]
    scores = [float(place % 11) for place in range(len(comments))]
    return pd.DataFrame({"comment_id": ids, "comment": comments, "score": scores})


@pytest.mark.slow
def test_a_killed_worker_changes_nothing(reviews, small_model, tmp_path):
    write_table(reviews, tmp_path / "reviews.parquet")
    save_model(small_model, tmp_path / "model")
    (tmp_path / "on_a_cluster.py").write_text(ON_A_CLUSTER)
    ran = subprocess.run(
        [sys.executable, "on_a_cluster.py", "reviews.parquet", "model"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    alone = (tmp_path / "alone.csv").read_text()
    assert (tmp_path / "cluster.csv").read_text() == alone
    assert (tmp_path / "frame.csv").read_text() == alone
    tags = tag_comments(reviews, small_model)
    assert len(tags) == alone.count("\n") - 1 > 100
    sums = pd.read_csv(tmp_path / "sums.csv", keep_default_na=False)
    expected = add_sums([sum_themes(reviews, tags)])
    pd.testing.assert_frame_equal(add_sums([sums]), expected, check_dtype=False)


def test_frame_has_the_tags_of_the_table(reviews, small_model):
    comments = dask.dataframe.from_pandas(reviews, npartitions=3)
    tags = tag_frame(comments, small_model)
    assert tags.npartitions == 3
    found = tags.compute(scheduler="threads").reset_index(drop=True)
    expected = tag_comments(reviews, small_model)
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)


def test_each_frame_has_the_themes_of_its_own_taxonomy(reviews, small_model):
    comments = dask.dataframe.from_pandas(reviews, npartitions=1)
    fewer = plain_taxonomy(small_model.themes[:2], language="nl")
    for taxonomy in (None, fewer):
        tags = tag_frame(comments, small_model, taxonomy=taxonomy).compute(scheduler="sync")
        assert set(tags["theme"]) == set((taxonomy or small_model.taxonomy).themes)


def test_frame_without_comments_is_refused_before_anything_is_computed(reviews, small_model):
    nameless = dask.dataframe.from_pandas(reviews.rename(columns={"comment": "text"}))
    with pytest.raises(ColumnError, match="Column 'comment' not found"):
        tag_frame(nameless, small_model)


def test_frame_with_a_theme_the_model_does_not_know_is_refused(reviews, small_model):
    comments = dask.dataframe.from_pandas(reviews, npartitions=1)
    with pytest.raises(TaxonomyError):
        tag_frame(comments, small_model, taxonomy=plain_taxonomy(("x",), language="nl"))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://x", "not an address"])
def test_cluster_that_is_not_there_is_an_error(address, monkeypatch):
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    with pytest.raises(WorkerError, match=f"The cluster at {address} can't be reached: "):
        next(work_on_cluster(max, 1, [2], address))


def test_absent_dask_is_an_error_with_the_command_to_install_it(reviews, small_model):
    code = """
import sys
sys.modules["dask"] = sys.modules["distributed"] = None
from feedback_nlp.classifier.cluster import tag_frame, work_on_cluster
from feedback_nlp.errors import WorkerError
for use in (lambda: next(work_on_cluster(max, 1, [2], "tcp://x:1")), lambda: tag_frame(None, None)):
    try:
        use()
    except WorkerError as error:
        print(error)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    line = "Dask is not installed. Install it: pip install 'feedback_nlp[dask]'.\n"
    assert ran.stdout == 2 * line
