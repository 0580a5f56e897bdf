"""Print one JSON object to stdout."""

import json
import math
from typing import Any

import typer


def print_json(content: dict[str, Any]) -> None:
    """Print an object on one line in ASCII; what is not a finite number becomes null."""
    typer.echo(json.dumps(_plain(content), allow_nan=False))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_plain(member) for member in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value
