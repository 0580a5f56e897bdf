"""Read a YAML file into a checked model; what is wrong is said with its line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from feedback_nlp.errors import FeedbackNlpError

Model = TypeVar("Model", bound=BaseModel)
Keys = tuple[str | int, ...]
_DEEPEST = 100
"""Levels in each other. LibYAML calls itself for each, and some ten thousands end the process."""


def read_yaml(path: Path, model: type[Model], error: type[FeedbackNlpError]) -> Model:
    """Read a YAML file and check it against a model.

    Parameters
    ----------
    path : Path
        The YAML file, UTF-8.
    model : type of BaseModel
        What the file must hold. A validator that knows the place of a mistake raises a
        `PydanticCustomError` whose context has it as ``path``.
    error : type of FeedbackNlpError
        The error to raise.

    Returns
    -------
    BaseModel
        The checked content.

    Raises
    ------
    FeedbackNlpError
        Of type `error`, naming file and line, when the file can't be read or breaks a rule.
    """
    text = _text_of(path, error)
    try:
        _refuse_deep(text, path.name, error)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        content = yaml.load(text, Loader=yaml.CSafeLoader)  # the C twin of SafeLoader
        for mapping in _mappings(node):
            _refuse_double_keys(mapping, path.name, error)
    except yaml.MarkedYAMLError as cause:
        line = cause.problem_mark.line + 1 if cause.problem_mark else 1
        message = (
            f"{path.name}, line {line}: this is not YAML ({cause.problem}). Correct that line."
        )
        raise error(message) from cause
    except (yaml.YAMLError, ValueError) as cause:
        line = text.count("\n", 0, getattr(cause, "position", 0)) + 1
        message = (
            f"{path.name}, from line {line}: this is not YAML ({_first_line(cause)}). Correct it."
        )
        raise error(message) from cause
    if not isinstance(content, dict):
        keys_of_file = ", ".join(f"'{key}:'" for key in model.model_fields)
        message = f"{path.name}, line 1: the file must begin with keys: {keys_of_file}."
        raise error(message)
    try:
        return model.model_validate(content)
    except ValidationError as cause:
        first = cause.errors()[0]
        keys: Keys = first.get("ctx", {}).get("path", first["loc"])
        place = " > ".join(map(str, keys)) or "the file"
        message = f"{path.name}, line {_line_of(node, keys)}: {place}: {_said(first)}."
        raise error(message) from cause


def _text_of(path: Path, error: type[FeedbackNlpError]) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as cause:
        found = getattr(cause, "strerror", None) or cause
        message = f"{path.name} can't be read: {found}. Name an existing YAML file in UTF-8."
        raise error(message) from cause


def _refuse_deep(text: str, name: str, error: type[FeedbackNlpError]) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            line = event.start_mark.line + 1 if event.start_mark else 1
            message = (
                f"{name}, line {line}: lists and mappings stand in each other "
                f"more than {_DEEPEST} deep. Write it flatter."
            )
            raise error(message)


def _said(problem: ErrorDetails) -> str:
    if problem["type"] == "too_short":
        return f"it must have at least {problem['ctx']['min_length']} in its list"
    return problem["msg"]


def _first_line(cause: Exception) -> str:
    return str(cause).partition("\n")[0]


def _mappings(node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    """Yield every mapping once, in the order of the file, also where aliases repeat it."""
    waiting, met = [node], set()
    while waiting:
        node = waiting.pop()
        if id(node) in met:
            continue
        met.add(id(node))
        if isinstance(node, yaml.MappingNode):
            yield node
            waiting += [value for _, value in reversed(node.value)]
        elif isinstance(node, yaml.SequenceNode):
            waiting += reversed(node.value)


def _refuse_double_keys(node: yaml.MappingNode, name: str, error: type[FeedbackNlpError]) -> None:
    """Refuse a mapping with the same key twice, of which YAML would silently keep the last."""
    seen: dict[Any, int] = {}
    for key, _ in node.value:
        line = key.start_mark.line + 1
        if key.value in seen:
            message = (
                f"{name}, line {line}: {key.value!r} stands here a second time, after line "
                f"{seen[key.value]}. Keep one of the two."
            )
            raise error(message)
        seen[key.value] = line


def _line_of(node: yaml.Node | None, keys: Keys) -> int:
    """Return the line on which the deepest part of `keys` that exists begins."""
    line = 1
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == str(key)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
            line = node.start_mark.line + 1
        else:
            break
    return line
