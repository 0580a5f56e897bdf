"""How right are the tags? Measured on comments with human labels that stand outside the repository.

The starter model on the gold comments, as it is, adapted to comments with scores and trained
further on a growing number of gold comments, and models trained on two public tasks, in five folds:
`python tests/benchmarks/quality.py ../shared`. Add the name of a part to run that alone: gold,
curve, semeval or nhs.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import f1_score
from sklearn.model_selection import KFold
from sklearn.preprocessing import MultiLabelBinarizer

from feedback_nlp import (
    LabelledComments,
    ThemeModel,
    adapt_model,
    cross_validate,
    fine_tune,
    load_model,
    read_labelled,
)
from feedback_nlp.classifier.training import make_classifier

NOT_ANSWERED = "Did not answer"
SCORED = ("thuisbezorgd_trustpilot", "bol_clothing_utwente")


def gold(shared: Path) -> None:
    """Print the F1 of the starter model on the gold comments, before and after `adapt`."""
    labelled = read_gold(shared)
    for name, model in bases(shared).items():
        tell(name, found(model, labelled.comments), carried(labelled, model))


def curve(shared: Path) -> None:
    """Print the F1 of both trained further on a growing part of the gold comments."""
    for name, model in bases(shared).items():
        learn_more(name, model, read_gold(shared))


def bases(shared: Path) -> dict[str, ThemeModel]:
    """Return the starter model, and that model adapted to scored comments but the gold ones."""
    files = [pd.read_csv(shared / "data" / f"{name}.csv") for name in SCORED]
    scored = pd.concat(files).dropna(subset=["text"])
    new = scored[~scored["text"].map(plainly).isin(set(map(plainly, read_gold(shared).comments)))]
    starter = load_model()
    adapted = adapt_model(starter, new["text"].tolist(), new["rating"].tolist())
    return {"starter": starter, f"adapted to {len(new):,} comments": adapted.model}


def plainly(comment: str) -> str:
    """Return a comment without what a copy may have lost: capitals and white space."""
    return " ".join(comment.casefold().split())


def learn_more(name: str, model: ThemeModel, labelled: LabelledComments) -> None:
    """Print the F1 of a model trained further."""
    gold_labels = carried(labelled, model)
    for n_labels, n_folds, seeds in ((50, 2, 2), (100, 2, 2), (200, 2, 2), (400, 41, 1)):
        tags = []
        for seed in range(seeds):
            one = np.zeros_like(gold_labels)
            folds = KFold(n_folds, shuffle=True, random_state=seed)
            for train, test in folds.split(labelled.comments):
                tuned = fine_tune(model, part(labelled, train[:n_labels]))
                one[test] = found(tuned.model, [labelled.comments[row] for row in test])
            tags.append(one)
        tell(f"{name}, {n_labels} labels", np.vstack(tags), np.vstack([gold_labels] * seeds))


def semeval(shared: Path) -> None:
    """Print the F1 of twelve categories per sentence, in folds of whole reviews, and from few."""
    table = pd.read_csv(shared / "data" / "semeval16_dutch_restaurants_train.csv")
    table = table[table["out_of_scope"].isna() | (table["out_of_scope"] != 1)].reset_index()
    themes = [
        frozenset(opinion["category"] for opinion in json.loads(cell)) for cell in table["labels"]
    ]
    sentences, reviews = as_labelled(table["text"].tolist(), themes), table["review_id"]
    evaluation = cross_validate(sentences, make_classifier(None, "nl", 2), groups=reviews.tolist())
    print(f"SemEval: micro {evaluation.micro_f1:.3f}, macro {evaluation.macro_f1:.3f}")
    for n_labels in (50, 100, 200, 400, 1000):
        figures = [learn_from_few(sentences, reviews, n_labels, seed) for seed in range(4)]
        print(f"SemEval, {n_labels} labels: micro {np.mean(figures):.3f}")


def learn_from_few(
    sentences: LabelledComments, reviews: pd.Series, n_labels: int, seed: int
) -> float:
    """Return the micro F1 on 600 sentences of a model trained on others, by chance per review."""
    dealt = np.random.default_rng(seed).permutation(reviews.unique())
    order = np.argsort(reviews.map({review: at for at, review in enumerate(dealt)}), kind="stable")
    few = part(sentences, order[:n_labels])
    classifier = make_classifier(None, "nl", 2).fit(few.comments, few.themes)
    test = part(sentences, order[-600:])
    tags = [set(classifier.classes_[row]) for row in classifier.predict(test.comments)]
    # Themes that no label named are in it too: they count as missed.
    names = MultiLabelBinarizer().fit([*tags, *test.themes])
    return f1_score(names.transform(test.themes), names.transform(tags), average="micro")


def nhs(shared: Path) -> None:
    """Print the F1 of 43 themes: folds of equal texts, all and answered; folds dealt at random.

    Every unanswered one has the same text, so that folds of equal texts cannot learn its label; the
    split that the set was published with was drawn at random.
    """
    table = pd.read_csv(
        shared / "data" / "nhs_pxtextmining_train.csv", keep_default_na=False, low_memory=False
    )
    names = json.loads((shared / "data" / "nhs_pxtextmining_labels.json").read_text())["labels"]
    gold_labels = table[names].apply(pd.to_numeric).to_numpy() > 0
    themes = np.array([frozenset(np.array(names)[row]) for row in gold_labels])
    every = np.ones(len(table), dtype=bool)
    answered = (table["FFT answer"] != NOT_ANSWERED).to_numpy()
    one_by_one = [str(row) for row in range(len(table))]
    for said, kept, groups in (
        ("all", every, None),
        (f"without '{NOT_ANSWERED}'", answered, None),
        ("all, dealt at random", every, one_by_one),
    ):
        comments = table["FFT answer"][kept].astype(str).tolist()
        labelled = as_labelled(comments, themes[kept].tolist())
        evaluation = cross_validate(labelled, make_classifier(None, "en", 2), groups=groups)
        print(f"NHS, {said}: micro {evaluation.micro_f1:.3f}, macro {evaluation.macro_f1:.3f}")


def read_gold(shared: Path) -> LabelledComments:
    """Read the gold comments."""
    return read_labelled(shared / "gold" / "dev.jsonl")


def as_labelled(comments: list[str], themes: list[frozenset[str]]) -> LabelledComments:
    """Return comments and themes as labelled comments."""
    ids = [str(row) for row in range(len(comments))]
    return LabelledComments(ids, comments, themes, None, None, None)


def part(labelled: LabelledComments, rows: Sequence[int]) -> LabelledComments:
    """Return some of the comments."""
    return as_labelled(
        [labelled.comments[row] for row in rows], [labelled.themes[row] for row in rows]
    )


def found(model: ThemeModel, comments: list[str]) -> np.ndarray:
    """Tell which themes a model finds."""
    return model.predict_proba(comments) >= model.calibration.thresholds


def carried(labelled: LabelledComments, model: ThemeModel) -> np.ndarray:
    """Tell which themes the comments carry."""
    return np.array([[theme in labels for theme in model.themes] for labels in labelled.themes])


def tell(name: str, tags: np.ndarray, gold_labels: np.ndarray) -> None:
    """Print the micro F1 of all themes and of complaints, and the macro F1 of ten or more."""
    taxonomy = load_model().taxonomy
    complaint = np.array([taxonomy.side_of(theme) == "complaint" for theme in taxonomy.themes])
    often = gold_labels.sum(axis=0) >= 10
    micro = f1_score(gold_labels, tags, average="micro")
    of_complaints = f1_score(gold_labels[:, complaint], tags[:, complaint], average="micro")
    macro = f1_score(gold_labels[:, often], tags[:, often], average="macro")
    print(f"{name}: micro {micro:.3f}, complaint {of_complaints:.3f}, macro {macro:.3f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("part", nargs="?", choices=["gold", "curve", "semeval", "nhs"])
    chosen = parser.parse_args()
    for run in (gold, curve, semeval, nhs):
        if chosen.part in (None, run.__name__):
            run(chosen.shared)
