"""The command that improves a model on comments without labels."""

import re

import pandas as pd
import pytest

from feedback_nlp.classifier.model_files import load_model


@pytest.fixture
def scored(tmp_path):
    """Sixty late deliveries with a 2, sixty nice bags with a 9, one of either missing."""
    days = [
        f"{day} {month}"
        for day in range(1, 13)
        for month in ("mei", "juni", "juli", "maart", "april")
    ]
    table = pd.DataFrame(
        {
            "opmerking": [f"pas {day} geleverd, veel te laat" for day in days]
            + [f"mooie tas, op {day} gekocht" for day in days]
            + ["", "zonder cijfer"],
            "cijfer": [2] * 60 + [9] * 60 + [5, None],
        }
    )
    table.to_csv(tmp_path / "own.csv", index=False)
    return tmp_path / "own.csv"


def test_without_gain_scores_change_nothing_and_themes_the_file_lacks_become_less_likely(
    process, scored, tmp_path
):
    ran = process("adapt", scored, "--out", "model", folder=tmp_path)
    assert ran.code == 0
    told, no_gain, rarer = ran.out.splitlines()
    assert told == (
        "Held-back low and high scores told apart: 1.0000 before, 1.0000 after "
        "(area under the ROC curve)."
    )
    assert no_gain == "That is no gain: the scores change nothing."
    assert re.fullmatch(
        r"4\d of 51 themes are rarer here than where the base learnt, and so less likely now\. "
        r"Rarest against that: ([^;]+; ){4}[^;]+\.",
        rarer,
    )
    model, starter = load_model(tmp_path / "model"), load_model()
    assert model.info.name == "model"
    assert (model.weights.coefficients == starter.weights.coefficients).all()
    queue = starter.themes.index("long_wait_on_site")
    proba = [m.predict_proba(["een uur gewacht"])[0, queue] for m in (starter, model)]
    assert proba[1] < proba[0]


def test_a_file_without_scores_is_an_error_that_writes_nothing(process, tmp_path):
    pd.DataFrame({"opmerking": ["te laat", "mooi"]}).to_csv(tmp_path / "own.csv", index=False)
    ran = process("adapt", "own.csv", "--out", "model", folder=tmp_path)
    assert ran.code == 1
    assert "score" in ran.err
    assert not (tmp_path / "model").exists()


def test_scores_that_are_all_alike_are_an_error(process, tmp_path):
    table = pd.DataFrame({"opmerking": [f"te laat {n}" for n in range(40)], "cijfer": [3] * 40})
    table.to_csv(tmp_path / "own.csv", index=False)
    ran = process("adapt", "own.csv", "--out", "model", folder=tmp_path)
    assert ran.code == 1
    assert "both are needed" in ran.err
