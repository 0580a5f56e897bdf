"""The tools that are compared: each learns from the same comments and tags the same comments.

A tagger is a function that trains and returns another that tags: a list of comments in, a table of
bool of shape (n_comments, n_themes) out. spaCy's tokenizer finds no themes; its table is empty.
"""

import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import spacy
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline, make_union
from spacy.training import Example

from feedback_nlp import ThemeClassifier, load_taxonomy
from feedback_nlp.themes.lexicon import load_lexicon

Tag = Callable[[list[str]], np.ndarray]
_BOW_LESSONS = 300_000
"""Comments that spaCy's classifier is shown, at up to 15 times each: more would take an hour."""


@dataclass(frozen=True)
class Lessons:
    """What a tagger learns from.

    Attributes
    ----------
    comments : list of str
        Written comments.
    carried : array of bool of shape (n_comments, n_themes)
        Which themes each carries.
    segments : list
        Its labelled segments.
    themes : tuple of str
        Names of the themes.
    """

    comments: list[str]
    carried: np.ndarray
    segments: list
    themes: tuple[str, ...]


def ours(lessons: Lessons) -> Tag:
    """Segments, probabilities of all themes and spans of their evidence."""
    names = [
        [theme for theme, carried in zip(lessons.themes, row, strict=True) if carried]
        for row in lessons.carried
    ]
    classifier = ThemeClassifier(taxonomy=load_taxonomy(), lexicon=load_lexicon())
    model = classifier.fit(lessons.comments, names, segments=lessons.segments).model_
    return lambda comments: model.find_evidence(comments).proba >= model.calibration.thresholds


def sklearn_words_and_letters(lessons: Lessons) -> Tag:
    """TF-IDF of words, word pairs and letters within words; a logistic regression per theme."""
    features = make_union(
        TfidfVectorizer(ngram_range=(1, 2)),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5)),
    )
    layers = OneVsRestClassifier(LogisticRegression(solver="liblinear", C=10))
    pipeline = make_pipeline(features, layers).fit(lessons.comments, lessons.carried)
    return lambda comments: pipeline.predict(comments).astype(bool)


def _fasttext(lessons: Lessons, shortest: int, longest: int) -> Tag:
    import fasttext

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "lessons.txt")
        with file.open("w", encoding="utf-8") as lines:
            for comment, row in zip(lessons.comments, lessons.carried, strict=True):
                labels = "".join(f"__label__{place} " for place in np.flatnonzero(row))
                lines.write(f"{labels}{' '.join(comment.split())}\n")
        model = fasttext.train_supervised(
            str(file), loss="ova", epoch=40, lr=0.5, wordNgrams=2, dim=100, minCount=2,
            minn=shortest, maxn=longest, bucket=200_000, thread=1, seed=1, verbose=0,
        )  # fmt: skip

    def tag(comments: list[str]) -> np.ndarray:
        labels, _ = model.predict(comments, k=-1, threshold=0.5)
        found = np.zeros((len(comments), len(lessons.themes)), dtype=bool)
        for place, names in enumerate(labels):
            found[place, [int(name.removeprefix("__label__")) for name in names]] = True
        return found

    return tag


def fasttext_words(lessons: Lessons) -> Tag:
    """One-vs-all fastText over words and word pairs."""
    return _fasttext(lessons, 0, 0)


def fasttext_subwords(lessons: Lessons) -> Tag:
    """One-vs-all fastText over words, word pairs and sub-words of three to five letters."""
    return _fasttext(lessons, 3, 5)


def spacy_bow(lessons: Lessons) -> Tag:
    """The bag-of-words text classifier of spaCy."""
    nlp = spacy.blank("nl")
    architecture = {
        "@architectures": "spacy.TextCatBOW.v3",
        "exclusive_classes": False,
        "length": 262_144,
        "ngram_size": 2,
        "no_output_layer": False,
    }
    textcat = nlp.add_pipe("textcat_multilabel", config={"model": architecture})
    for theme in lessons.themes:
        textcat.add_label(theme)
    examples = [
        Example.from_dict(
            nlp.make_doc(comment),
            {"cats": dict(zip(lessons.themes, row.astype(float).tolist(), strict=True))},
        )
        for comment, row in zip(lessons.comments, lessons.carried, strict=True)
    ]
    optimizer = nlp.initialize(lambda: examples[:100])
    chance = random.Random(1)
    for _ in range(min(15, _BOW_LESSONS // len(examples))):
        chance.shuffle(examples)
        for start in range(0, len(examples), 128):
            nlp.update(examples[start : start + 128], sgd=optimizer)

    def tag(comments: list[str]) -> np.ndarray:
        cats = (doc.cats for doc in nlp.pipe(comments))
        return np.array([[cat[theme] >= 0.5 for theme in lessons.themes] for cat in cats])

    return tag


def spacy_tokenizer(lessons: Lessons) -> Tag:
    """The tokens of spaCy and nothing else."""
    tokenizer = spacy.blank("nl").tokenizer

    def tag(comments: list[str]) -> np.ndarray:
        for _ in tokenizer.pipe(comments):
            pass
        return np.zeros((len(comments), len(lessons.themes)), dtype=bool)

    return tag


TAGGERS: dict[str, Callable[[Lessons], Tag]] = {
    "ours": ours,
    "fastText, words": fasttext_words,
    "fastText, sub-words": fasttext_subwords,
    "scikit-learn word + char_wb": sklearn_words_and_letters,
    "spaCy textcat bow": spacy_bow,
    "spaCy tokenizer alone": spacy_tokenizer,
}


def f1(found: np.ndarray, carried: np.ndarray) -> float:
    """Return the F1 over all themes and comments together."""
    total = found.sum() + carried.sum()
    return float(2 * (found & carried).sum() / total) if total else 0.0


def held_out(n_comments: int, every: int = 5) -> Sequence[bool]:
    """Tell which comments no tagger learns from: every fifth."""
    return np.arange(n_comments) % every == 0
