"""Comments per second of the starter model against other tools, on the same texts in the same run.

The comments are written segments put together anew, so their vocabulary grows less than that of
real comments. Figures are ratios: the machine's own speed says nothing.
"""

import json
import random
import resource
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline, make_union
from sklearn.preprocessing import MultiLabelBinarizer

from feedback_nlp import load_model, read_labelled

ROOT = Path(__file__).parents[2]
N_COMMENTS = 20_000
N_TRAINING = 3_000


def make_comments(segments: list[str], n: int) -> list[str]:
    """Put two to four written segments together, n times."""
    chance = random.Random(1)
    return [" ".join(chance.sample(segments, chance.randint(2, 4))) for _ in range(n)]


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measure() -> dict[str, float]:
    """Return comments per second of each tool."""
    labelled = read_labelled(ROOT / "data" / "training.jsonl")
    segments = [text for parts in labelled.segments or [] for text, _ in parts or ()]
    comments = make_comments(segments, N_COMMENTS)
    model = load_model()
    cold = seconds(lambda: model.find_evidence(comments))
    warm = seconds(lambda: model.find_evidence(comments))
    features = make_union(
        TfidfVectorizer(ngram_range=(1, 2)),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5)),
    )
    peer = make_pipeline(features, OneVsRestClassifier(LogisticRegression(solver="liblinear")))
    themes = MultiLabelBinarizer().fit_transform(labelled.themes[:N_TRAINING])
    peer.fit(labelled.comments[:N_TRAINING], themes)
    tokenizer = spacy.blank("nl").tokenizer
    return {
        "this package, vocabulary new": N_COMMENTS / cold,
        "this package, vocabulary known": N_COMMENTS / warm,
        "scikit-learn word + char_wb": N_COMMENTS / seconds(lambda: peer.predict(comments)),
        "spaCy tokenizer alone": N_COMMENTS / seconds(lambda: list(tokenizer.pipe(comments))),
    }


if __name__ == "__main__":
    speeds = measure()
    ours = speeds["this package, vocabulary known"]
    for name, speed in speeds.items():
        print(f"{name:32s} {speed:10,.0f} comments/s   {ours / speed:6.1f} x")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the whole run {peak:,.0f} MB")
    (ROOT / "out").mkdir(exist_ok=True)
    (ROOT / "out" / "tagging_speed.json").write_text(json.dumps(speeds, indent=1) + "\n")
