"""A taxonomy with two sides and a topic that nobody can act on."""

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
