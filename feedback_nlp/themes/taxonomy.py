"""The taxonomy: what a comment can be about, each topic with a complaint and a praise side."""

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from feedback_nlp.errors import TaxonomyError
from feedback_nlp.shipped import shipped_file
from feedback_nlp.themes.yaml_files import read_yaml

ANY_NAMES = "any names"
"""Validation context in which an id may be any text, as a plain label is."""


def _check_identifier(name: str, info: ValidationInfo) -> str:
    if info.context != ANY_NAMES and not re.fullmatch(r"[A-Za-z0-9_.\-]{1,80}", name):
        code = "identifier"
        message = "id '{id}' has other signs than letters, digits, _ . and -, or more than 80"
        raise PydanticCustomError(code, message, {"id": name})
    return name


Identifier = Annotated[str, AfterValidator(_check_identifier)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Side = Literal["complaint", "praise"]
SIDES: tuple[Side, Side] = ("complaint", "praise")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Theme(_Strict):
    """One side of a topic: the label that a comment carries.

    Attributes
    ----------
    id : str
        The label, as it stands in tags, models and labelled files.
    name : str
        What people read.
    definition : str
        When a comment carries it, in a sentence.
    """

    id: Identifier
    name: Text
    definition: Text = "-"


class Topic(_Strict):
    """What comments are about, with a complaint side, a praise side or both.

    Attributes
    ----------
    id : str
        Name of the topic in tags.
    group : str
        Heading under which a report shows it.
    actionable : bool
        Whether it can be ranked as an area to improve.
    complaint, praise : Theme or None
        Its sides.
    """

    id: Identifier
    group: Identifier = "general"
    actionable: bool = True
    complaint: Theme | None = None
    praise: Theme | None = None

    @model_validator(mode="after")
    def _has_a_side(self) -> "Topic":
        if self.complaint is None and self.praise is None:
            code, message = "missing_side", "topic '{id}' has neither a complaint nor a praise side"
            raise PydanticCustomError(code, message, {"id": self.id})
        return self

    def sides(self) -> Iterator[tuple[Side, Theme]]:
        """Yield each side the topic has, with its theme."""
        for side in SIDES:
            theme: Theme | None = getattr(self, side)
            if theme is not None:
                yield side, theme


class Taxonomy(_Strict):
    """All topics and their themes.

    Attributes
    ----------
    version : int
        Version of the taxonomy, printed in every report.
    language : str
        Language of the comments, such as ``"nl"``.
    topics : tuple of Topic
        The topics, in the order in which reports list them.

    Examples
    --------
    >>> taxonomy = load_taxonomy()
    >>> taxonomy.name_of("late_delivery"), taxonomy.side_of("late_delivery")
    ('Te late levering', 'complaint')
    """

    version: int = 1
    language: Text = "nl"
    topics: tuple[Topic, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_stand_once(self) -> "Taxonomy":
        seen: set[str] = set()
        for place, topic in enumerate(self.topics):
            named: list[tuple[tuple[str | int, ...], str]] = [(("topics", place, "id"), topic.id)]
            own = topic.id if topic.complaint is None or topic.praise is None else None
            named += [
                (("topics", place, side, "id"), theme.id)
                for side, theme in topic.sides()
                if theme.id != own  # a topic with one side may share its name with it
            ]
            for path, name in named:
                if name in seen:
                    code, message = "double_id", "id '{id}' is used twice; give each its own"
                    raise PydanticCustomError(code, message, {"id": name, "path": path})
                seen.add(name)
        return self

    @cached_property
    def _places(self) -> dict[str, tuple[Topic, Side, Theme]]:
        return {theme.id: (t, side, theme) for t in self.topics for side, theme in t.sides()}

    @property
    def themes(self) -> tuple[str, ...]:
        """The label ids, complaint before praise within each topic."""
        return tuple(self._places)

    def __contains__(self, theme: object) -> bool:
        return theme in self._places

    def topic_of(self, theme: str) -> Topic:
        """Return the topic a theme belongs to."""
        return self._places[theme][0]

    def side_of(self, theme: str) -> Side:
        """Return whether a theme is a complaint or praise."""
        return self._places[theme][1]

    def name_of(self, theme: str) -> str:
        """Return what people read for a theme."""
        return self._places[theme][2].name

    def definition_of(self, theme: str) -> str:
        """Return when a comment carries a theme."""
        return self._places[theme][2].definition


def load_taxonomy(path: Path | str | None = None) -> Taxonomy:
    """Read and check a taxonomy.

    Parameters
    ----------
    path : Path or str, optional
        A YAML file; by default the starter taxonomy that comes with the package.

    Returns
    -------
    Taxonomy
        The checked taxonomy.

    Raises
    ------
    TaxonomyError
        When the file can't be read or breaks a rule; the message names the line.

    Examples
    --------
    >>> len(load_taxonomy().themes)
    51
    """
    file = shipped_file("data/taxonomy.yaml") if path is None else Path(path)
    return read_yaml(file, Taxonomy, TaxonomyError)


def plain_taxonomy(labels: tuple[str, ...], *, language: str) -> Taxonomy:
    """Return a taxonomy for plain labels: each is a topic with a complaint side only.

    Parameters
    ----------
    labels : tuple of str
        Any names; they become ids as they are.
    language : str
        Language of the comments.

    Returns
    -------
    Taxonomy
        One topic per label.

    Examples
    --------
    >>> plain_taxonomy(("Wachttijd", "Arts"), language="nl").name_of("Arts")
    'Arts'
    """
    sides = [Theme.model_construct(id=label, name=label, definition="-") for label in labels]
    topics = [
        Topic.model_construct(id=s.id, group="general", actionable=True, complaint=s, praise=None)
        for s in sides
    ]
    return Taxonomy.model_construct(version=1, language=language, topics=tuple(topics))
