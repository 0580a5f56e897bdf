"""Read the cells that hold labels: lists of themes, and segments with theirs."""

import json
from typing import Any

Segments = tuple[tuple[str, tuple[str, ...]], ...]


def parse_themes(cell: str, *, theme_key: str | None = None) -> frozenset[str] | None:
    """Read the themes of one comment.

    Parameters
    ----------
    cell : str
        Themes separated by ``|``, or a JSON list of them.
    theme_key : str, optional
        The key of the theme where the list holds objects.

    Returns
    -------
    frozenset of str or None
        The themes; None if the cell holds something else.

    Examples
    --------
    >>> sorted(parse_themes("te_laat | te_duur"))
    ['te_duur', 'te_laat']
    >>> parse_themes('[{"category": "FOOD#QUALITY"}]', theme_key="category")
    frozenset({'FOOD#QUALITY'})
    """
    items = _json_list(cell) if cell.lstrip().startswith("[") else cell.split("|")
    themes: list[Any] = [
        item.get(theme_key) if isinstance(item, dict) else item for item in items or ()
    ]
    if items is None or not _are_texts(themes):
        return None
    return frozenset(theme.strip() for theme in themes if theme.strip())


def parse_segments(cell: str) -> Segments | None:
    """Read the segments of one comment.

    Parameters
    ----------
    cell : str
        A JSON list of pairs: a text and the list of its themes.

    Returns
    -------
    tuple or None
        Per segment its text and a tuple of its themes; None if the cell holds something else.

    Examples
    --------
    >>> parse_segments('[["Snel geleverd,", ["on_time"]], ["maar duur.", ["too_dear"]]]')
    (('Snel geleverd,', ('on_time',)), ('maar duur.', ('too_dear',)))
    """
    segments = _json_list(cell)
    if segments is None or not all(map(_is_segment, segments)):
        return None
    return tuple((text, tuple(themes)) for text, themes in segments)


def _json_list(cell: str) -> list[Any] | None:
    try:
        parsed = json.loads(cell)
    except (ValueError, RecursionError):
        return None
    return parsed if isinstance(parsed, list) else None


def _are_texts(items: list[Any]) -> bool:
    return all(isinstance(item, str) for item in items)


def _is_segment(item: Any) -> bool:
    match item:
        case [str(), list(themes)]:
            return _are_texts(themes)
    return False
