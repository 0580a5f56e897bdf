"""Any number of distinct comments whose vocabulary grows as that of real comments does.

Written segments of `data/training.jsonl` are put together anew, two to four at a time, and one word
in fifty is misspelt: a letter lost, doubled, changed or swapped with the next. They are no real
comments, but the work they make is alike: words are as long, and new ones keep coming.
"""

import random
import string
from collections.abc import Iterator
from pathlib import Path

from feedback_nlp import LabelledComments, read_labelled

ROOT = Path(__file__).parents[2]
_MISSPELT = 0.02
_MIN_LETTERS = 3


def written() -> LabelledComments:
    """Return the written comments with their labels."""
    return read_labelled(ROOT / "data" / "training.jsonl")


def make_comments(n: int, *, seed: int = 1) -> list[str]:
    """Return distinct comments on one line each."""
    found: dict[str, None] = {}
    comments = endless_comments(seed=seed)
    while len(found) < n:
        found[next(comments)] = None
    return list(found)


def endless_comments(*, seed: int = 1) -> Iterator[str]:
    """Yield comments on one line each, of which a few come back."""
    parts = written().segments or []
    segments = [" ".join(text.split()) for part in parts for text, _ in part or ()]
    chance = random.Random(seed)
    while True:
        words = " ".join(chance.sample(segments, chance.randint(2, 4))).split(" ")
        yield " ".join(_misspelt(word, chance) for word in words)


def _misspelt(word: str, chance: random.Random) -> str:
    if len(word) < _MIN_LETTERS or chance.random() >= _MISSPELT:
        return word
    at = chance.randrange(len(word) - 1)
    before, letter, following, after = word[:at], word[at], word[at + 1], word[at + 2 :]
    return before + chance.choice(
        [
            following + after,
            letter + letter + following + after,
            chance.choice(string.ascii_lowercase) + following + after,
            following + letter + after,
        ]
    )
