"""Where the files lie that come with the package: starter model, taxonomy, lexicon, example."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped_file(name: str) -> Path:
    """Return the path of a file or folder that comes with the package.

    A wheel carries `models/` and `data/` inside the package; a checkout has them beside it.

    Parameters
    ----------
    name : str
        Path below the repository, such as ``"data/taxonomy.yaml"``.

    Returns
    -------
    Path
        Where it lies in this installation.

    Examples
    --------
    >>> shipped_file("data/taxonomy.yaml").name
    'taxonomy.yaml'
    """
    inside = _PACKAGE / "shipped_files" / name
    return inside if inside.exists() else _PACKAGE.parent / name
