"""Real exports from file to report, and models trained on labels that others gave."""

import json
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from feedback_nlp.classifier.model_files import load_model
from feedback_nlp.cli.app import app
from feedback_nlp.comments.writing import write_table

pytestmark = [pytest.mark.shared, pytest.mark.slow]

FILES = {"report.html", "report.xlsx", "tags.parquet", "theme_counts.csv", "ranking.csv"}
NHS = [
    *("--comment-column", "FFT answer", "--score-column", "FFT categorical answer"),
    *("--date-column", "Date"),
]
# 1 is very good there, 6 and 7 are no answer
OWN_METRIC = "metrics: [{name: fft, title: FFT, scale: [1, 5], direction: lower, formula: mean}]"
# file, metric, options, rows and rows with a comment
REAL = [
    ("thuisbezorgd_trustpilot.csv", "excellent", [], 30_715, 30_715),
    ("bol_clothing_utwente.csv", "csat_top2", [], 2_420, 2_420),
    ("zoover_accommodations.csv", "mean", [], 275, 275),
    ("nhs_pxtextmining_train.csv", "fft", NHS, 5_918, 5_910),
]
LARGEST_PAGE = 25e6  # bytes


def run(*words):
    result = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert "Traceback" not in result.stderr
    return result


def report(file, metric, options, folder):
    """Make a report, check that all comments are in it, and return its tags and counts."""
    own = folder.with_suffix(".yaml")
    own.write_text(OWN_METRIC, encoding="utf-8")
    words = ("--metric", metric, "--metrics", own, "--out", folder)
    result = run("report", file, *words, *options)
    assert {written.name for written in folder.iterdir()} == FILES
    assert (folder / "report.html").stat().st_size < LARGEST_PAGE
    counts = pd.read_csv(folder / "theme_counts.csv", keep_default_na=False)
    tags = pd.read_parquet(folder / "tags.parquet")
    everything = counts[counts["period"] == ""]
    assert len(everything) == 51
    tagged = tags.groupby("theme")["comment_id"].nunique()
    assert everything.set_index("theme")["n_tagged"].to_dict() == (
        tagged.reindex(everything["theme"], fill_value=0).to_dict()
    )
    assert not tags.duplicated(["comment_id", "theme"]).any()
    assert (tags["start"] < tags["end"]).all()
    (n_comments,) = everything["n_comments"].unique()
    return result.stderr.splitlines()[0], n_comments, tags


@pytest.mark.parametrize(("name", "metric", "options", "n_rows", "n_comments"), REAL)
def test_report_accounts_for_every_comment_of_a_real_file(
    shared, tmp_path, name, metric, options, n_rows, n_comments
):
    read, counted, tags = report(shared / "data" / name, metric, options, tmp_path / "report")
    assert read.startswith(f"{n_rows} rows read from {name} (UTF-8, ','): ")
    assert f"{n_comments} with a comment, {n_rows - n_comments} without" in read
    assert "refused" not in read
    assert counted == n_comments
    ranking = pd.read_csv(tmp_path / "report" / "ranking.csv")
    assert len(ranking) >= 3
    assert ranking["n_comments"].le(n_comments).all()
    assert tags["comment_id"].nunique() > n_comments / 10  # fewest in the English file


def sample_in(form, file, folder):
    """Save the first 800 rows of a file in another form; return it and these rows."""
    rows = pd.read_csv(file, dtype="str", keep_default_na=False, nrows=800)
    saved = folder / f"{file.stem}-{form}{'.xlsx' if form == 'excel' else '.csv'}"
    if form == "excel":
        write_table(rows, saved)
    else:
        encoding, delimiter = {
            "utf-8": ("utf-8", ","),
            "windows-1252": ("cp1252", ";"),
            "utf-16": ("utf-16", "\t"),
        }[form]
        rows.to_csv(saved, index=False, sep=delimiter, encoding=encoding, errors="replace")
    return saved, rows


@pytest.fixture(scope="module")
def plain_reports(shared, tmp_path_factory):
    """Reports on samples as they are: per file how many comments, and the tags."""
    folder = tmp_path_factory.mktemp("plain")
    reports = {}
    for name, metric, options, *_ in REAL:
        plain, _ = sample_in("utf-8", shared / "data" / name, folder)
        reports[name] = report(plain, metric, options, folder / plain.stem)[1:]
    return reports


@pytest.mark.parametrize("form", ["windows-1252", "utf-16", "excel"])
def test_reports_are_the_same_for_the_forms_people_save_files_in(
    shared, tmp_path, plain_reports, form
):
    for name, metric, options, *_ in REAL:
        saved, rows = sample_in(form, shared / "data" / name, tmp_path)
        _, n_saved, tags = report(saved, metric, options, tmp_path / saved.stem)
        n_plain, expected = plain_reports[name]
        assert n_saved == n_plain >= 270
        if form == "windows-1252":  # which lacks emoji and the like: compare the other rows
            lossless = [
                "".join(row).encode("cp1252", "replace").decode("cp1252") == "".join(row)
                for row in rows.to_numpy().tolist()
            ]
            ids = (rows["id"] if "id" in rows else rows["Comment ID"])[lossless]
            assert len(ids) > 0.8 * len(rows)
            expected, tags = (t[t["comment_id"].isin(ids)] for t in (expected, tags))
        pd.testing.assert_frame_equal(tags.reset_index(drop=True), expected.reset_index(drop=True))


def sample_of_labels(shared, folder, name, n):
    rows = pd.read_csv(shared / "data" / name, dtype="str", keep_default_na=False)
    saved = folder / name
    write_table(rows.iloc[:: max(1, len(rows) // n)], saved)
    return saved


def test_labels_of_semeval_train_and_evaluate(shared, tmp_path):
    name = "semeval16_dutch_restaurants_train.csv"
    file = sample_of_labels(shared, tmp_path, name, 600)
    labels = [file, "--themes-column", "labels", "--theme-key", "category"]
    run("train", *labels, "--out", tmp_path / "model")
    model = load_model(tmp_path / "model")
    assert len(model.themes) == 12
    assert "FOOD#QUALITY" in model.themes
    figures = json.loads(run("evaluate", *labels, "--folds", "2", "--json").stdout)
    assert len(figures["themes"]) == 12
    assert 0.45 < figures["micro_f1"] < 0.85  # on all, the best system of the task had 0.60


def test_labels_of_the_nhs_train_and_evaluate(shared, tmp_path):
    name = "nhs_pxtextmining_train.csv"
    file = sample_of_labels(shared, tmp_path, name, 800)
    names = shared / "data" / "nhs_pxtextmining_labels.json"
    labels = [
        *(file, "--theme-columns", names, "--language", "en", "--comment-column", "FFT answer"),
    ]
    run("train", *labels, "--out", tmp_path / "model")
    model = load_model(tmp_path / "model")
    assert set(model.themes) <= set(json.loads(Path(names).read_text(encoding="utf-8"))["labels"])
    assert len(model.themes) >= 40
    assert model.taxonomy.language == "en"
    assert not model.lexicon.cues  # the lexicon is Dutch
    figures = json.loads(run("evaluate", *labels, "--folds", "2", "--json").stdout)
    assert 0.25 < figures["micro_f1"] < 0.85
    tags = tmp_path / "tags.csv"
    run("tag", file, "--model", tmp_path / "model", *NHS[:2], "--out", tags)
    assert pd.read_csv(tags)["theme"].isin(model.themes).all()
