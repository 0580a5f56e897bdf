"""A file of twelve comments, three themes, and sheets that people fill."""

import pandas as pd
import pytest

from feedback_nlp import AuditDraw, write_audit
from feedback_nlp.themes.taxonomy import Taxonomy, Theme, Topic


def topic(topic_id: str, name: str) -> Topic:
    return Topic(id=topic_id, complaint=Theme(id=topic_id, name=name, definition="-"))


@pytest.fixture(scope="session")
def taxonomy() -> Taxonomy:
    names = {"late_delivery": "Te late levering", "dear": "Te duur", "rude": "Onbeleefd; kortaf"}
    return Taxonomy(topics=tuple(topic(theme, name) for theme, name in names.items()))


@pytest.fixture(scope="session")
def comments() -> pd.DataFrame:
    texts = ["=2+3 dagen te laat", "Te duur!\nEcht waar", *(f"zin {i}, top" for i in range(3, 13))]
    return pd.DataFrame(
        {
            "comment_id": [f"k{i}" for i in range(1, 13)],
            "comment": pd.array(texts, dtype="string"),
            "shop": ["Gent"] * 9 + ["Ede"] * 3,
        }
    )


@pytest.fixture
def sheet(comments, taxonomy, tmp_path):
    """An unfilled sheet of eight comments as a table of texts, and a way to save it again."""
    file = tmp_path / "audit.csv"
    write_audit(comments, taxonomy, file, draw=AuditDraw(n=8), model="starter@c0ffee")
    return pd.read_csv(file, dtype="str", keep_default_na=False)


@pytest.fixture
def saved(tmp_path):
    def save(table, name="filled.csv", **options):
        path = tmp_path / name
        if path.suffix == ".xlsx":
            table.to_excel(path, index=False)
        else:
            table.to_csv(path, index=False, **options)
        return path

    return save
