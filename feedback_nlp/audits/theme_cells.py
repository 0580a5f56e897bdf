"""The themes in the cells of an audit sheet: what people choose from, and what they typed."""

import re
from difflib import get_close_matches

from feedback_nlp.errors import AuditError
from feedback_nlp.themes.taxonomy import Taxonomy

NO_THEME = "geen thema"
_NOTHING = {NO_THEME, "geen", "-", "none", "no theme"}
_SEPARATORS = re.compile(r"[|;\n]")


class ThemeCells:
    """Ids and names of themes as cells of a sheet.

    Parameters
    ----------
    taxonomy : Taxonomy
        The themes.

    Examples
    --------
    >>> from feedback_nlp.themes.taxonomy import load_taxonomy
    >>> cells = ThemeCells(load_taxonomy())
    >>> cells.shown("late_delivery")
    'Te late levering'
    >>> sorted(cells.parse(" te  late levering | Too_expensive |"))
    ['late_delivery', 'too_expensive']
    """

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._ids = set(taxonomy.themes)
        by_id = [(_folded(theme), theme) for theme in taxonomy.themes]
        by_name = [(_folded(taxonomy.name_of(theme)), theme) for theme in taxonomy.themes]
        self._found = _unambiguous(by_name) | _unambiguous(by_id)
        self._shown = {
            theme: name
            for theme in taxonomy.themes
            if self._found.get(_folded(name := taxonomy.name_of(theme))) == theme
            and not _SEPARATORS.search(name)
        }

    def shown(self, theme: str) -> str:
        """Return what people choose: the name of a theme, or its id if the name could be another.

        Parameters
        ----------
        theme : str
            An id.

        Returns
        -------
        str
            A text that `parse` turns into the id again.
        """
        return self._shown.get(theme, theme)

    def parse(self, cell: str) -> frozenset[str]:
        """Read the themes in a cell: ids or names, separated by ``|``, ``;`` or a line break.

        Parameters
        ----------
        cell : str
            What was typed or chosen; capitals and spaces do not matter.

        Returns
        -------
        frozenset of str
            Ids; none for an empty cell or "geen thema".

        Raises
        ------
        AuditError
            When something is no theme.
        """
        whole = self._find(cell)
        if whole is not None:
            return frozenset({whole})
        return frozenset(filter(None, map(self._known, _SEPARATORS.split(cell))))

    def _known(self, part: str) -> str | None:
        theme = self._find(part)
        if theme is None and part.strip() and _folded(part) not in _NOTHING:
            close = get_close_matches(_folded(part), list(self._found), n=1)
            meant = f" Is '{self.shown(self._found[close[0]])}' meant?" if close else ""
            message = f"'{part.strip()[:60]}' is no theme of the taxonomy.{meant}"
            raise AuditError(message)
        return theme

    def _find(self, text: str) -> str | None:
        tidied = text.strip()
        return tidied if tidied in self._ids else self._found.get(_folded(tidied))


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())


def _unambiguous(pairs: list[tuple[str, str]]) -> dict[str, str]:
    names = [name for name, _ in pairs]
    return {name: theme for name, theme in pairs if names.count(name) == 1}
