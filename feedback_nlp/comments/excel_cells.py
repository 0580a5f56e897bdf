"""How much text a cell of Excel holds, which counts an emoji as two characters."""

LONGEST_IN_EXCEL = 32_767


def excel_length(text: str) -> int:
    """Count the characters of a text as Excel does.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    int
        Its UTF-16 units: one for most characters, two for an emoji.

    Examples
    --------
    >>> excel_length("top"), excel_length("👍")
    (3, 2)
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut_for_excel(text: str, mark: str = "") -> str:
    """Return as much of a text as a cell holds.

    Parameters
    ----------
    text : str
        Any text.
    mark : str
        What a text that is cut ends with.

    Returns
    -------
    str
        The text, or its beginning with the mark; no emoji is cut in two.

    Examples
    --------
    >>> cut_for_excel("top"), cut_for_excel("👍" * 20_000, "…")[-3:]
    ('top', '👍👍…')
    """
    if excel_length(text) <= LONGEST_IN_EXCEL:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    kept = units[: 2 * (LONGEST_IN_EXCEL - excel_length(mark))]
    return kept.decode("utf-16-le", "ignore") + mark
