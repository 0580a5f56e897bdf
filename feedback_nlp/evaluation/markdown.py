"""Tables as Markdown."""

import pandas as pd


def markdown_table(table: pd.DataFrame) -> str:
    r"""Write a table as Markdown; numbers stand right.

    Parameters
    ----------
    table : DataFrame
        What the cells hold is written as it is.

    Returns
    -------
    str
        Lines without a last line end.

    Examples
    --------
    >>> print(markdown_table(pd.DataFrame({"theme": ["price|value"], "n": [3]})))
    | theme | n |
    | --- | ---: |
    | price\|value | 3 |
    """
    rules = ["---:" if pd.api.types.is_numeric_dtype(table[c]) else "---" for c in table]
    rows = [list(table.columns), *table.itertuples(index=False)]
    lines = ["| " + " | ".join(_cell(value) for value in row) + " |" for row in rows]
    return "\n".join([lines[0], "| " + " | ".join(rules) + " |", *lines[1:]])


def _cell(value: object) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")
