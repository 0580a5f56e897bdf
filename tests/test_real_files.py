"""The whole line on real exports from outside the repository: every comment is accounted for."""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

DATA = Path(__file__).parents[2] / "shared" / "data"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(
        not DATA.is_dir(), reason="the folder 'shared' is not beside the repository"
    ),
]
REPORT = {"report.html", "report.xlsx", "tags.parquet", "theme_counts.csv", "ranking.csv"}
NHS = ("--comment-column", "FFT answer", "--score-column", "FFT categorical answer")


def run(*arguments):
    command = [sys.executable, "-m", "feedback_nlp", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done


def check_report(file, metric, out, *options, n_comments):
    run("report", file, "--metric", metric, "--out", out, *options)
    assert {path.name for path in out.iterdir()} == REPORT
    counts = pd.read_csv(out / "theme_counts.csv", keep_default_na=False)
    whole = counts[(counts["period"] == "") & (counts["group"] == "")]
    assert set(whole["n_comments"]) == {n_comments}
    tags = pd.read_parquet(out / "tags.parquet")
    per_theme = tags.groupby("theme")["comment_id"].nunique()
    assert (
        per_theme.to_dict() == whole[whole["n_tagged"] > 0].set_index("theme")["n_tagged"].to_dict()
    )


def test_a_report_on_thirty_thousand_reviews(tmp_path):
    file = DATA / "thuisbezorgd_trustpilot.csv"
    check_report(file, "excellent", tmp_path / "out", n_comments=30_715)


@pytest.mark.parametrize(
    ("name", "metric", "options", "n_comments"),
    [
        ("bol_clothing_utwente.csv", "csat_top2", (), 2420),
        ("zoover_accommodations.csv", "mean", (), 275),
        ("nhs_pxtextmining_train.csv", "mean", (*NHS, "--date-column", "Date"), 5910),
    ],
)
def test_a_report_on_other_exports(tmp_path, name, metric, options, n_comments):
    check_report(DATA / name, metric, tmp_path / "out", *options, n_comments=n_comments)


@pytest.mark.parametrize("form", ["windows-1252 with semicolons", "utf-16 with tabs", "excel"])
def test_a_report_is_the_same_whatever_exported_the_file(tmp_path, form):
    rows = pd.read_csv(DATA / "bol_clothing_utwente.csv", dtype=str, keep_default_na=False)
    rows["text"] = rows["text"].str.encode("cp1252", "replace").str.decode("cp1252")
    rows.to_csv(tmp_path / "plain.csv", index=False)
    file = tmp_path / ("rows.xlsx" if form == "excel" else "rows.csv")
    if form == "excel":
        rows.to_excel(file, index=False, engine="xlsxwriter")
    elif form == "utf-16 with tabs":
        rows.to_csv(file, index=False, sep="\t", encoding="utf-16")
    else:
        rows.to_csv(file, index=False, sep=";", encoding="cp1252", errors="replace")
    check_report(file, "excellent", tmp_path / "out", n_comments=2420)
    check_report(tmp_path / "plain.csv", "excellent", tmp_path / "same", n_comments=2420)
    ranking = (tmp_path / "out" / "ranking.csv").read_bytes()
    assert ranking == (tmp_path / "same" / "ranking.csv").read_bytes()


def test_own_labels_of_restaurant_sentences_train_and_are_evaluated(tmp_path):
    file = DATA / "semeval16_dutch_restaurants_train.csv"
    labels = ("--themes-column", "labels", "--theme-key", "category")
    run("train", file, "--out", tmp_path / "model", *labels)
    done = run("evaluate", file, "--model", tmp_path / "model", "--json", *labels)
    evaluation = json.loads(done.stdout)
    assert {"FOOD#QUALITY", "SERVICE#GENERAL"} <= {row["theme"] for row in evaluation["themes"]}
    assert evaluation["micro_f1"] > 0.68


def test_own_labels_in_english_are_evaluated_by_folds(tmp_path):
    rows = pd.read_csv(DATA / "nhs_pxtextmining_train.csv", dtype=str, keep_default_na=False)
    rows.head(1500).to_csv(tmp_path / "nhs.csv", index=False)
    labels = ("--comment-column", "FFT answer", "--theme-columns",
              DATA / "nhs_pxtextmining_labels.json", "--language", "en")  # fmt: skip
    done = run("evaluate", tmp_path / "nhs.csv", "--folds", "2", "--json", *labels)
    evaluation = json.loads(done.stdout)
    assert len(evaluation["themes"]) > 30
    assert evaluation["micro_f1"] > 0.35
