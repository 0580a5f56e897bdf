"""The cue lexicon: words and phrases that point to themes, topics and opinions."""

from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from feedback_nlp.errors import LexiconError
from feedback_nlp.shipped import shipped_file
from feedback_nlp.themes.yaml_files import read_yaml

Pattern = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Patterns = dict[str, tuple[Pattern, ...]]


class Opinions(BaseModel):
    """General opinion words, and the words that turn or soften them.

    Attributes
    ----------
    positive, negative : tuple of str
        Words and phrases that praise or complain whatever they are about.
    negators : tuple of str
        What turns round the opinion behind it ("geen").
    near_negators : tuple of str
        What turns round the two words behind it and no more ("zonder").
    closing_negators : tuple of str
        Those that turn round what stands before them too, where they close the clause ("niet").
    denials : tuple of str
        Those that deny a clause, and with it a negator in it ("niet zeggen dat").
    pseudo_negators : tuple of str
        What holds a negator and turns nothing round ("niet alleen", "nooit zo").
    hedges : tuple of str
        Mild wishes ("had beter gekund").
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    positive: tuple[Pattern, ...] = ()
    negative: tuple[Pattern, ...] = ()
    negators: tuple[Pattern, ...] = ()
    near_negators: tuple[Pattern, ...] = ()
    closing_negators: tuple[Pattern, ...] = ()
    denials: tuple[Pattern, ...] = ()
    pseudo_negators: tuple[Pattern, ...] = ()
    hedges: tuple[Pattern, ...] = ()


class Lexicon(BaseModel):
    """Patterns per theme, per topic and per kind of opinion.

    A pattern is one or more words in lower case. ``stem*`` is any word that begins with the stem;
    ``a .. b`` is a, then at most four other words, then b.

    Attributes
    ----------
    version : int
        Version of the lexicon.
    language : str
        Language it is for.
    cues : dict of str to tuple of str
        Per theme id, patterns that by themselves point to the theme.
    aspects : dict of str to tuple of str
        Per topic id, words that name the topic without choosing a side.
    opinions : Opinions
        Opinion words, negators and hedges.

    Examples
    --------
    >>> lexicon = load_lexicon()
    >>> "geen" in lexicon.opinions.negators
    True
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int = 1
    language: str = "nl"
    cues: Patterns = Field(default_factory=dict)
    aspects: Patterns = Field(default_factory=dict)
    opinions: Opinions = Opinions()

    @cached_property
    def words(self) -> frozenset[str]:
        """The whole words that patterns are made of, stems left out."""
        opinions = (kind for _, kind in self.opinions if isinstance(kind, tuple))
        patterns = [*self.cues.values(), *self.aspects.values(), *opinions]
        parts = {word for group in patterns for pattern in group for word in pattern.split(" ")}
        return frozenset(word for word in parts if word.isalpha())

    @model_validator(mode="after")
    def _patterns_are_well_formed(self) -> "Lexicon":
        groups = [("cues", self.cues), ("aspects", self.aspects)]
        groups.append(("opinions", {k: v for k, v in self.opinions if isinstance(v, tuple)}))
        for kind, patterns in groups:
            for name, members in patterns.items():
                for place, pattern in enumerate(members):
                    _check_pattern(pattern, (kind, name, place))
        return self


def load_lexicon(path: Path | str | None = None) -> Lexicon:
    """Read and check a cue lexicon.

    Parameters
    ----------
    path : Path or str, optional
        A YAML file; by default the Dutch lexicon that comes with the package.

    Returns
    -------
    Lexicon
        The checked lexicon.

    Raises
    ------
    LexiconError
        When the file can't be read or breaks a rule; the message names the line.

    Examples
    --------
    >>> "te laat" in load_lexicon().cues["late_delivery"]
    True
    """
    file = shipped_file("data/lexicon.yaml") if path is None else Path(path)
    return read_yaml(file, Lexicon, LexiconError)


def _check_pattern(pattern: str, path: tuple[str | int, ...]) -> None:
    words = pattern.split(" ")
    problem = None
    if pattern != pattern.lower():
        problem = "is not in lower case"
    elif words != pattern.split():
        problem = "has other white space than single spaces"
    elif words[0] == ".." or words[-1] == "..":
        problem = "begins or ends with a gap"
    elif ("..", "..") in pairwise(words):
        problem = "has two gaps in a row"
    elif any("*" in word[:-1] or word == "*" for word in words):
        problem = "has a * that is not at the end of a stem"
    if problem:
        context = {"pattern": pattern, "problem": problem, "path": path}
        code, template = "pattern", "pattern '{pattern}' {problem}"
        raise PydanticCustomError(code, template, context)
