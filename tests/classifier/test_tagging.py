import numpy as np
import pandas as pd
import pytest

from feedback_nlp.classifier import tagging
from feedback_nlp.classifier.tagging import TAG_COLUMNS, tag_comments
from feedback_nlp.errors import ColumnError, TaxonomyError
from feedback_nlp.themes.taxonomy import Taxonomy


def frame(comments, ids=None):
    return pd.DataFrame(
        {"comment_id": ids or [f"c{i}" for i in range(len(comments))], "comment": comments}
    )


@pytest.fixture(scope="module")
def reviews(few):
    return frame(few.comments)


@pytest.fixture(scope="module")
def tags(reviews, small_model):
    return tag_comments(reviews, small_model)


def test_tags_have_their_columns_and_types(tags):
    assert list(tags) == TAG_COLUMNS
    assert [str(dtype) for dtype in tags.dtypes] == [
        "string", "string", "string", "string", "float64", "int64", "int64", "string",
    ]  # fmt: skip
    assert (tags["source"] == "model").all()
    assert tags.index.tolist() == list(range(len(tags)))


def test_tags_are_the_themes_that_reach_their_threshold(tags, reviews, small_model):
    evidence = small_model.find_evidence(reviews["comment"].tolist())
    columns = (evidence.comment, evidence.theme, evidence.start, evidence.end)
    spans = {
        (row, column): [int(start), int(end)]
        for row, column, start, end in zip(*columns, strict=True)
    }
    expected = []
    for row, comment_id in enumerate(reviews["comment_id"]):
        for column, theme in enumerate(small_model.themes):
            proba = evidence.proba[row, column]
            if proba >= small_model.calibration.thresholds[column]:
                expected.append([comment_id, theme, round(float(proba), 4), *spans[row, column]])
    columns = ["comment_id", "theme", "proba", "start", "end"]
    assert tags[columns].to_numpy().tolist() == expected
    assert len(expected) > 100


def test_topic_and_side_are_those_of_the_taxonomy(tags, small_model):
    taxonomy = small_model.taxonomy
    assert tags["topic"].tolist() == [taxonomy.topic_of(theme).id for theme in tags["theme"]]
    assert tags["side"].tolist() == [taxonomy.side_of(theme) for theme in tags["theme"]]


def test_no_comment_has_a_theme_twice(tags):
    assert not tags.duplicated(["comment_id", "theme"]).any()


def test_missing_comments_carry_no_theme(small_model):
    comments = frame(["Veel te laat geleverd", None, float("nan"), "", pd.NA])
    tags = tag_comments(comments, small_model)
    assert set(tags["comment_id"]) == {"c0"}


@pytest.mark.parametrize("comments", [[], [None], [""]])
def test_no_tags_have_the_same_columns_and_types(tags, small_model, comments):
    empty = tag_comments(frame(comments), small_model)
    assert len(empty) == 0
    assert empty.dtypes.to_dict() == tags.dtypes.to_dict()


def test_the_index_and_other_columns_of_the_comments_do_not_matter(tags, reviews, small_model):
    other = reviews.assign(score=7).set_index(pd.Index([1] * len(reviews)))
    before = other.copy()
    pd.testing.assert_frame_equal(tag_comments(other, small_model), tags)
    pd.testing.assert_frame_equal(other, before)


def test_ids_may_be_numbers(small_model):
    tags = tag_comments(frame(["Veel te laat geleverd"], ids=[12]), small_model)
    assert set(tags["comment_id"]) == {"12"}


def test_tags_do_not_depend_on_the_order_of_the_comments(tags, reviews, small_model):
    backwards = tag_comments(reviews.iloc[::-1], small_model)
    place = {comment_id: row for row, comment_id in enumerate(reviews["comment_id"])}
    again = backwards.sort_values("comment_id", key=lambda ids: ids.map(place), kind="stable")
    pd.testing.assert_frame_equal(again.reset_index(drop=True), tags)


def test_tags_do_not_depend_on_batches_or_jobs(tags, reviews, small_model, monkeypatch):
    for batch, n_jobs in ((50, 1), (23, 1), (150, 2)):
        monkeypatch.setattr(tagging, "BATCH", batch)
        told = []
        again = tag_comments(reviews, small_model, n_jobs=n_jobs, on_batch=told.append)
        pd.testing.assert_frame_equal(again, tags)
        assert again.to_csv() == tags.to_csv()
        n_last = len(reviews) % batch or batch
        assert told == [batch] * (-(-len(reviews) // batch) - 1) + [n_last]


@pytest.mark.shared
def test_tags_of_real_comments_do_not_depend_on_batches_or_jobs(shared, starter, monkeypatch):
    reviews = pd.read_csv(shared / "data" / "bol_backpacks.csv", dtype=str)
    reviews = reviews.rename(columns={"id": "comment_id", "text": "comment"})
    monkeypatch.setattr(tagging, "BATCH", 400)
    expected = tag_comments(reviews, starter)
    assert len(expected) > len(reviews)
    assert tag_comments(reviews, starter, n_jobs=2).to_csv() == expected.to_csv()


@pytest.fixture(scope="module")
def delivery():
    """Some themes of the model under another topic and side."""
    topics = [
        {"id": "bezorging", "praise": {"id": "late_delivery", "name": "Laat"}},
        {"id": "prijs", "complaint": {"id": "too_expensive", "name": "Duur"}},
    ]
    return Taxonomy.model_validate({"topics": topics})


def test_a_taxonomy_can_name_otherwise_and_leave_out(tags, reviews, small_model, delivery):
    shown = tag_comments(reviews, small_model, taxonomy=delivery)
    kept = tags[tags["theme"].isin(delivery.themes)].reset_index(drop=True)
    columns = ["comment_id", "theme", "proba", "start", "end"]
    pd.testing.assert_frame_equal(shown[columns], kept[columns])
    named = shown[["theme", "topic", "side"]].drop_duplicates().to_numpy().tolist()
    assert sorted(named) == [
        ["late_delivery", "bezorging", "praise"],
        ["too_expensive", "prijs", "complaint"],
    ]


def test_a_taxonomy_with_a_theme_the_model_does_not_know_is_refused(small_model):
    topics = [{"id": "x", "complaint": {"id": n, "name": n}} for n in ("new_theme",)]
    taxonomy = Taxonomy.model_validate({"topics": topics})
    with pytest.raises(TaxonomyError) as error:
        tag_comments(frame(["a"]), small_model, taxonomy=taxonomy)
    assert str(error.value) == (
        "The model does not know theme 'new_theme' of the taxonomy (1 such themes). Train a model "
        "that does: feedback-nlp train LABELLED --taxonomy FILE."
    )


def test_spans_lie_inside_their_comment(tags, reviews):
    lengths = reviews.set_index("comment_id")["comment"].map(len)
    assert (tags["start"] < tags["end"]).all()
    assert (tags["end"] <= tags["comment_id"].map(lengths)).all()
    assert np.isfinite(tags["proba"]).all()


@pytest.mark.parametrize("missing", ["comment_id", "comment"])
def test_a_table_without_a_column_is_refused(reviews, small_model, missing):
    with pytest.raises(ColumnError, match=f"Column '{missing}' not found"):
        tag_comments(reviews.drop(columns=missing), small_model)
