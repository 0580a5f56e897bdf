"""Two plain labels that anything can learn."""

import pytest

from feedback_nlp.classifier.classifier import ThemeClassifier

LATE = [
    f"{when} {how} {what}"
    for when in ("veel", "twee dagen")
    for how, what in [
        ("te laat", "bezorgd"),
        ("te laat", "gebracht"),
        ("te laat", "er"),
        ("later", "gekomen"),
        ("later", "dan beloofd"),
    ]
]
NICE = [
    f"{how} mooie {what}"
    for how in ("heel", "wat een")
    for what in ("tas", "jas", "trui", "broek", "schoenen")
]


@pytest.fixture(scope="session")
def comments():
    return [*LATE, *NICE]


@pytest.fixture(scope="session")
def themes():
    return [["te laat!"]] * len(LATE) + [["mooi|fraai"]] * len(NICE)


@pytest.fixture(scope="session")
def plain(comments, themes):
    """A classifier fitted on plain labels of whole comments."""
    return ThemeClassifier().fit(comments, themes)
