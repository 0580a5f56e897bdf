"""Training on comments in another language than Dutch, for which there is no lexicon."""

import json

import pandas as pd
import pytest

from feedback_nlp.classifier.model_files import load_model

COMMENTS = {
    "en": (
        [f"The parcel came {n} days late, didn't it" for n in range(3, 13)],
        [f"What a lovely {what}" for what in ("bag", "coat", "hat", "tie", "shirt", "lamp")],
        ("It came days late", "A lovely skirt"),
    ),
    "fr": (
        [f"Le colis est arrivé avec {n} jours de retard" for n in range(3, 13)],
        [f"C'est un très joli {what}" for what in ("sac", "pull", "chapeau", "lit", "gilet")],
        ("Des jours de retard", "Un très joli manteau"),
    ),
    "zh": (
        [f"物流太慢了，等了{n}天。" for n in range(3, 13)],
        [f"{what}质量很好，很喜欢。" for what in ("包", "鞋子", "裤子", "帽子", "衣服")],
        ("物流慢，等了很久。", "裙子质量很好。"),
    ),
    "xx": (
        [f"balík přišel o {n} dní pozdě" for n in range(3, 13)],
        [f"krásná {what}" for what in ("taška", "bunda", "lampa", "sukně", "košile")],
        ("přišel pozdě", "krásná košile a sukně"),
    ),
}
LATE, LOVELY = "Too late!", "1|lovely"


@pytest.mark.parametrize("language", sorted(COMMENTS))
def test_any_language_and_any_labels_are_learnt_and_tagged(command, tmp_path, language):
    late, lovely, unseen = COMMENTS[language]
    rows = [(comment, [LATE]) for comment in late] + [(comment, [LOVELY]) for comment in lovely]
    lines = [json.dumps({"comment": comment, "themes": themes}) + "\n" for comment, themes in rows]
    (tmp_path / "labelled.jsonl").write_text("".join(lines), encoding="utf-8")
    ran = command("train", "labelled.jsonl", "--language", language, "--out", "model")
    assert (ran.code, ran.out.split(",")[0]) == (0, "2 themes")
    model = load_model(tmp_path / "model")
    assert model.taxonomy.language == language
    assert not model.lexicon.words  # the lexicon that comes with the package is Dutch
    pd.DataFrame({"comment": unseen}).to_csv("new.csv", index=False)
    assert command("tag", "new.csv", "--model", "model", "--out", "tags.csv").code == 0
    tags = pd.read_csv("tags.csv")
    assert tags[["comment_id", "theme"]].to_numpy().tolist() == [[1, LATE], [2, LOVELY]]


def test_a_language_that_spacy_does_not_know_is_one_sentence(command, labelled, tmp_path):
    ran = command("train", labelled, "--language", "zz", "--out", "model")
    assert ran.code == 1
    assert ran.err.splitlines()[-1].startswith("LabelError: Language 'zz' is not one spaCy has")
    assert not (tmp_path / "model").exists()
