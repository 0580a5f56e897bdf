"""What stands beside the comments: the indicators that are steered by, and what happened when."""

import datetime
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from feedback_nlp.comments.dates import parse_date
from feedback_nlp.errors import ContextError
from feedback_nlp.themes.taxonomy import Taxonomy
from feedback_nlp.themes.yaml_files import read_yaml

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


def _read_date(value: object) -> datetime.date:
    found = parse_date(value)
    if found is None:
        code, message = "date", "'{value}' is no date such as 2025-03-01 or 1-3-2025"
        raise PydanticCustomError(code, message, {"value": str(value)[:40]})
    return found.date()


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Indicator(_Strict):
    """A number that people steer by, such as the time a delivery takes.

    The score of a report is an outcome that nobody can steer; an indicator leads it.

    Attributes
    ----------
    name : str
        What it is called, with its norm.
    themes : tuple of str
        Ids of the complaints that it should bring down.
    """

    name: Text
    themes: tuple[Text, ...] = Field(min_length=1)


class Event(_Strict):
    """Something that happened which may have moved the score.

    Attributes
    ----------
    date : date
        When.
    name : str
        What.
    """

    date: Annotated[datetime.date, BeforeValidator(_read_date)]
    name: Text


class Context(_Strict):
    """What stands beside the comments.

    Attributes
    ----------
    indicators : tuple of Indicator
        What is steered by.
    events : tuple of Event
        What happened.

    Examples
    --------
    >>> Context(events=({"date": "1-3-2025", "name": "Nieuwe webwinkel"},)).events[0].date
    datetime.date(2025, 3, 1)
    """

    indicators: tuple[Indicator, ...] = ()
    events: tuple[Event, ...] = ()


def read_context(path: Path | str, taxonomy: Taxonomy) -> Context:
    """Read what stands beside the comments from a YAML file.

    Parameters
    ----------
    path : Path or str
        A YAML file with lists `indicators` (`name`, `themes`) and `events` (`date`, `name`).
    taxonomy : Taxonomy
        The themes that indicators can name.

    Returns
    -------
    Context
        Events in order of their dates.

    Raises
    ------
    ContextError
        When the file can't be read, breaks a rule or names a theme that is none.

    Examples
    --------
    >>> import tempfile
    >>> from feedback_nlp.themes.taxonomy import load_taxonomy
    >>> text = "indicators: [{name: Levertijd, themes: [late_delivery]}]"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "context.yaml")
    ...     written = file.write_text(text, encoding="utf-8")
    ...     read_context(file, load_taxonomy()).indicators[0].name
    'Levertijd'
    """
    path = Path(path)
    context = read_yaml(path, Context, ContextError)
    for indicator in context.indicators:
        for theme in indicator.themes:
            if theme not in taxonomy:
                message = (
                    f"{path.name}: indicator '{indicator.name}' names '{theme}', which is no theme "
                    f"of the taxonomy. Write ids, such as '{taxonomy.themes[0]}'."
                )
                raise ContextError(message)
    return context.model_copy(update={"events": tuple(sorted(context.events, key=_moment))})


def _moment(event: Event) -> tuple[datetime.date, str]:
    return event.date, event.name
