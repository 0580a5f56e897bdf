"""A taxonomy with two sides and a topic that nobody can act on."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from feedback_nlp.themes.taxonomy import Taxonomy, Theme, Topic


def topic(topic_id: str, *, actionable: bool = True) -> Topic:
    complaint = Theme(id=f"bad_{topic_id}", name=f"Slechte {topic_id}", definition="Slecht.")
    praise = Theme(id=f"good_{topic_id}", name=f"Goede {topic_id}", definition="Goed.")
    return Topic(
        id=topic_id, group="alles", actionable=actionable, complaint=complaint, praise=praise
    )


@pytest.fixture(scope="session")
def taxonomy() -> Taxonomy:
    topics = (topic("delivery"), topic("staff"), topic("price"), topic("range"))
    return Taxonomy(version=1, topics=(*topics, topic("overall", actionable=False)))


@pytest.fixture(scope="session")
def respondents() -> Callable[..., tuple[pd.DataFrame, pd.DataFrame]]:
    """Make comments and tags of scores and a table of who mentions what."""

    def make(
        scores: np.ndarray, mentioned: np.ndarray, themes: tuple[str, ...]
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        ids = np.array([f"{number:06}" for number in range(len(scores))])
        comments = pd.DataFrame({"comment_id": ids, "comment": "x", "score": scores.astype(float)})
        rows, columns = np.nonzero(mentioned)
        tags = pd.DataFrame({"comment_id": ids[rows], "theme": np.array(themes)[columns]})
        return comments, tags

    return make
