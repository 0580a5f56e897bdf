"""Tag a file of any size: read, tag and write batch by batch, and go on after an interruption."""

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from importlib.metadata import version
from itertools import islice
from typing import BinaryIO

import pandas as pd

from feedback_nlp.classifier.fingerprint import fingerprint
from feedback_nlp.classifier.model import ThemeModel
from feedback_nlp.classifier.tagging import BATCH, TAG_COLUMNS, Tagger, tag_batch, tag_batches
from feedback_nlp.comments.columns import USUAL_NAMES, Columns
from feedback_nlp.comments.overwriting import check_no_input
from feedback_nlp.comments.parts import Parts, ending_of_parts, part_bytes
from feedback_nlp.comments.sources import CommentSource, open_source
from feedback_nlp.comments.streaming import batches_of
from feedback_nlp.comments.tally import Tally
from feedback_nlp.comments.writing import check_writable
from feedback_nlp.themes.taxonomy import Taxonomy

_BLOCK = 2**20


def tag_file(  # noqa: PLR0913  one parameter per option of the command
    source: CommentSource,
    out: str | os.PathLike[str],
    model: ThemeModel,
    *,
    taxonomy: Taxonomy | None = None,
    columns: Columns = USUAL_NAMES,
    sheet: str | None = None,
    n_jobs: int = 1,
    cluster: str | None = None,
    resume: bool = False,
    on_batch: Callable[[int], None] | None = None,
) -> Tally:
    r"""Tag a file of any size: read, tag and write batch by batch.

    Finished batches are kept in a hidden folder beside `out` until all are done, so that a run
    that was interrupted, killed even, can go on. The file is the same, byte for byte.

    Parameters
    ----------
    source : path, "-" or binary file
        The comments; a workbook is read whole, any other file batch by batch.
    out : path
        File of tags to make or replace, ending in .csv, .parquet or .xlsx.
    model : ThemeModel
        What finds the themes.
    taxonomy : Taxonomy, optional
        Names topics and sides in another way than the model's own, or leaves themes out.
    columns : Columns
        Names of columns; those not named are recognised by their usual names.
    sheet : str, optional
        Sheet of a workbook; needed if several have a comment column.
    n_jobs : int, default=1
        Processes that tag side by side; the result does not depend on it.
    cluster : str, optional
        Address of a Dask scheduler whose workers tag instead, such as ``tcp://10.0.0.1:8786``.
    resume : bool, default=False
        Whether to go on after the last finished batch of an interrupted run, if there is one.
    on_batch : callable, optional
        Called with the number of rows done since the last call.

    Returns
    -------
    Tally
        Counts of the rows that were read.

    Raises
    ------
    ReadError
        If the file cannot be read, has no rows or no comment column.
    WriteError
        If the tags can't be written, would replace the input, or the interrupted run had another
        input, model or version.
    TaxonomyError
        When the taxonomy has a theme that the model does not know.
    WorkerError
        When the processes or the cluster can't do the work; what is done is kept for `resume`.

    Examples
    --------
    >>> import io, tempfile
    >>> from feedback_nlp.classifier.model_files import load_model
    >>> file = io.BytesIO(b"id;opmerking\n7;Kwam twee dagen te laat.\n")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     tally = tag_file(file, f"{folder}/tags.parquet", load_model())
    ...     pd.read_parquet(f"{folder}/tags.parquet")[["comment_id", "theme"]].values.tolist()
    [['7', 'late_delivery']]
    >>> tally.n_comments
    1
    """
    check_writable(out)
    check_no_input(out, [source])
    tally = Tally()
    sizes: deque[int] = deque()
    with open_source(source) as opened:
        batches = batches_of(
            opened, columns=columns, sheet=sheet, need=("comment",), size=BATCH, tally=tally
        )
        depends_on = {
            "the input": _digest(opened.rewound()),
            "the columns": f"{columns} {sheet}",
            "the model": fingerprint(model),
            "the taxonomy": repr(taxonomy),
            "the version": f"{version('feedback_nlp')}, spaCy {version('spacy')}, {BATCH}",
        }
        with Parts(out, depends_on, resume=resume, header=TAG_COLUMNS) as parts:
            counted = _counted(batches, sizes)
            for _ in islice(counted, len(parts)):
                _tell(on_batch, sizes.popleft())
            done = tag_batches(
                counted,
                model,
                taxonomy=taxonomy,
                n_jobs=n_jobs,
                cluster=cluster,
                work=partial(_tag_part, ending=ending_of_parts(out)),
            )
            with closing(done) as made:
                for part in made:
                    parts.add(part)
                    _tell(on_batch, sizes.popleft())
            parts.finish()
    return tally


def _tag_part(tagger: Tagger, batch: pd.DataFrame, ending: str) -> bytes:
    return part_bytes(tag_batch(tagger, batch), ending)


def _digest(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    while block := stream.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()


def _counted(batches: Iterator[pd.DataFrame], sizes: deque[int]) -> Iterator[pd.DataFrame]:
    for batch in batches:
        sizes.append(len(batch))
        yield batch


def _tell(on_batch: Callable[[int], None] | None, n_rows: int) -> None:
    if on_batch is not None:
        on_batch(n_rows)
