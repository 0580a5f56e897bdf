import json
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.base import BaseEstimator

from feedback_nlp.comments.labelled import LabelledComments, read_labelled
from feedback_nlp.errors import ColumnError
from feedback_nlp.evaluation.bootstrap import N_RESAMPLES, f1_intervals, micro_f1_interval
from feedback_nlp.evaluation.comparison import compare
from feedback_nlp.evaluation.evaluation import cross_validate
from feedback_nlp.evaluation.kept_together import kept_together

TOLD = []
"""What every fit of a parrot was told; clones share nothing else."""


class Parrot(BaseEstimator):
    """Tells which comments it is to learn from, in which groups, and learns nothing."""

    taxonomy = None

    def fit(self, X, y, segments=None, groups=None):
        TOLD.append((list(X), list(groups)))
        self.classes_ = np.array([])
        self.model_ = SimpleNamespace(calibration=SimpleNamespace(thresholds=np.zeros(0)))
        return self

    def predict_proba(self, X):
        return np.zeros((len(X), 0))


def labelled(comments, clusters):
    themes = [frozenset(["a"])] * len(comments)
    ids = [str(place) for place in range(len(comments))]
    return LabelledComments(ids, comments, themes, None, None, None, clusters)


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(["", *"123456"]))))
def test_comments_are_together_where_a_chain_of_texts_and_clusters_joins_them(rows):
    comments, clusters = [list(column) for column in zip(*rows, strict=True)] or ([], [])
    found = kept_together(comments, clusters)
    joined = list(range(len(rows)))  # every comment by itself, then joined until nothing changes
    for _ in rows:
        for i, (text, cluster) in enumerate(rows):
            for j, (other, its) in enumerate(rows):
                if text == other or (cluster and cluster == its):
                    joined[i] = joined[j] = min(joined[i], joined[j])
    assert [[a == b for b in found] for a in found] == [[a == b for b in joined] for a in joined]


def test_comments_of_one_cluster_are_never_on_both_sides_nor_apart_within():
    comments = [f"zin {n}" for n in range(24)]
    clusters = [f"r{n // 6}" for n in range(24)]
    TOLD.clear()
    cross_validate(labelled(comments, clusters), Parrot(), n_folds=2)
    assert len(TOLD) == 2
    cluster_of = dict(zip(comments, clusters, strict=True))
    for learnt, groups in TOLD:
        here = {cluster_of[comment] for comment in learnt}
        left = {cluster_of[comment] for comment in comments if comment not in learnt}
        assert len(here) == len(left) == 2
        assert not here & left
        assert len(set(groups)) == 2  # the folds within hold them together too


def test_intervals_draw_clusters_whole():
    random = np.random.default_rng(4)
    clusters = np.repeat(np.arange(40) * 7, 3)
    carried = np.repeat(random.random((40, 2)) < 0.5, 3, axis=0)
    found = np.where(np.repeat(random.random((40, 2)) < 0.8, 3, axis=0), carried, ~carried)
    draw = np.random.default_rng(1)
    micro = []
    for _ in range(N_RESAMPLES):
        drawn = np.concatenate(
            [np.flatnonzero(clusters == 7 * c) for c in draw.integers(40, size=40)]
        )
        right = (found & carried)[drawn].sum()
        micro.append(2 * right / (found[drawn].sum() + carried[drawn].sum()))
    low, high = micro_f1_interval(found, carried, clusters)
    assert (low, high) == pytest.approx(tuple(np.quantile(micro, [0.025, 0.975])))
    alone = micro_f1_interval(found, carried)
    assert high - low > 1.3 * (alone[1] - alone[0])  # three alike tell as much as one
    whole = compare(found, [["a", "b"]] * 120, ["a", "b"], clusters=clusters)
    every = np.ones_like(carried)
    assert whole.micro_f1_low == f1_intervals(found, every, clusters).micro_low


def test_the_column_is_read_by_its_name(tmp_path):
    rows = [{"comment": f"c{n}", "themes": [], "bestelling": r} for n, r in enumerate([1, None, 1])]
    rows += [{"comment": None, "themes": [], "bestelling": 2}]
    file = tmp_path / "labelled.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)))
    assert read_labelled(file).clusters is None
    assert read_labelled(file, group_column="bestelling").clusters == ["1", "", "1"]
    with pytest.raises(ColumnError, match=r"^Column 'review' not found; the table .*bestelling"):
        read_labelled(file, group_column="review")


def test_the_column_may_be_that_of_the_ids(tmp_path):
    (tmp_path / "labelled.csv").write_text("id,comment,themes\nr1,a,\nr1,b,x\nr2,c,x\n")
    read = read_labelled(tmp_path / "labelled.csv", group_column="id")
    assert read.clusters == ["r1", "r1", "r2"]
    assert read.comment_ids == ["r1", "r1#2", "r2"]
