"""Real exports, as they are and in the forms people save them in."""

import csv
import json
import time
from pathlib import Path

import pandas as pd
import pytest

from feedback_nlp.comments.columns import Columns
from feedback_nlp.comments.labelled import read_labelled
from feedback_nlp.comments.reading import read_comments
from feedback_nlp.comments.writing import write_table

SHARED = Path(__file__).parents[3] / "shared"
DATA = SHARED / "data"
NHS = Columns(comment="FFT answer", score="FFT categorical answer", date="Date")

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"{DATA} with the real files is not there"),
]


@pytest.fixture(scope="module")
def reviews():
    with (DATA / "thuisbezorgd_trustpilot.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["id"], row["text"], row["rating"]) for row in csv.DictReader(file)]
    return pd.DataFrame(rows, columns=["id", "text", "rating"])


def check_same(reading, reviews):
    assert reading.columns == Columns(comment="text", id="id", score="rating", date=None)
    assert len(reading.refused) == len(reading.notes) == 0
    assert reading.comments["comment_id"].tolist() == reviews["id"].tolist()
    assert reading.comments["comment"].tolist() == reviews["text"].tolist()
    assert reading.comments["score"].tolist() == reviews["rating"].astype(float).tolist()


@pytest.mark.parametrize(
    ("name", "n_rows", "n_without_score"),
    [
        ("thuisbezorgd_trustpilot.csv", 30_715, 0),
        ("bol_clothing_utwente.csv", 2_420, 0),
        ("bol_backpacks.csv", 1_347, 1_347),
        ("zoover_accommodations.csv", 275, 1),
        ("airbnb_brussels_nl.csv", 500, 500),
        ("semeval16_dutch_restaurants_train.csv", 1_722, 1_722),
    ],
)
def test_every_row_is_read_and_its_columns_are_recognised(name, n_rows, n_without_score):
    reading = read_comments(DATA / name)
    assert reading.columns == Columns(comment="text", id="id", score="rating", date="date")
    assert (reading.n_rows, reading.n_comments) == (n_rows, n_rows)
    assert reading.n_without_score == n_without_score
    assert len(reading.refused) == len(reading.notes) == 0


def test_thirty_thousand_reviews_are_read_in_seconds():
    start = time.perf_counter()
    read_comments(DATA / "thuisbezorgd_trustpilot.csv")
    assert time.perf_counter() - start < 5  # half a second on a quiet machine


def test_named_columns_and_two_forms_of_date():
    reading = read_comments(DATA / "nhs_pxtextmining_train.csv", columns=NHS)
    assert (reading.n_rows, reading.n_empty, reading.n_without_score) == (5_918, 8, 0)
    assert reading.comments["date"].notna().all()
    assert set(reading.notes["column"]) == {"Date"}
    assert reading.notes["reason"].str.endswith("is read as month, day, year").all()


@pytest.mark.parametrize(
    ("encoding", "found", "delimiter"),
    [("cp1252", "cp1252", ";"), ("utf-16", "utf-16", "\t"), ("utf-8-sig", "utf-8-sig", "|")],
)
def test_reviews_are_the_same_in_another_encoding(tmp_path, reviews, encoding, found, delimiter):
    file = tmp_path / "reviews.txt"
    with file.open("w", encoding=encoding, errors="replace", newline="") as stream:
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerow(reviews)
        writer.writerows(reviews.itertuples(index=False))
    reading = read_comments(file)
    assert (reading.encoding, reading.delimiter) == (found, delimiter)
    replaced = reviews["text"].map(lambda text: text.encode(encoding, "replace").decode(encoding))
    check_same(reading, reviews.assign(text=replaced))


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".xlsx"])
def test_reviews_are_the_same_after_writing(tmp_path, reviews, ending):
    write_table(reviews, tmp_path / f"reviews{ending}")
    check_same(read_comments(tmp_path / f"reviews{ending}"), reviews)


def test_labels_in_a_json_column():
    labelled = read_labelled(DATA / "semeval16_dutch_restaurants_train.csv", theme_key="category")
    assert len(labelled.comments) == 1_722
    assert labelled.themes[0] == {"SERVICE#GENERAL"}


def test_labels_in_columns_of_0_and_1():
    labels = json.loads((DATA / "nhs_pxtextmining_labels.json").read_bytes())["labels"]
    labelled = read_labelled(DATA / "nhs_pxtextmining_train.csv", columns=NHS, theme_columns=labels)
    assert len(labelled.comments) == 5_910  # eight people answered "None"
    assert set().union(*labelled.themes) == set(labels)


def test_labels_in_json_lines():
    labelled = read_labelled(SHARED / "gold" / "dev.jsonl")
    assert len(labelled.comments) == 410
    assert set(labelled.groups) >= {"thuisbezorgd_trustpilot", "zoover_accommodations"}
