"""Keep the finished parts of a long table beside the file they will become until it is whole."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from feedback_nlp.comments.csv_text import csv_rows
from feedback_nlp.comments.writing import write_errors, write_table
from feedback_nlp.errors import ReadError, WriteError

_IDENTITY = "identity.json"
_ROWS_IN_A_GROUP = 2**17


class Parts:
    """The finished parts of a table, in a hidden folder beside the file.

    Each part appears whole or not at all, so that a run that was killed can go on after the last.

    Parameters
    ----------
    target : path
        The file that the parts will become, ending in .csv, .parquet or .xlsx.
    identity : mapping of str to str
        All that the parts depend on, by the name that a message gives it.
    resume : bool
        Whether to keep the parts of an earlier run; otherwise they are removed.
    header : sequence of str
        Names of the columns, for a CSV file.

    Attributes
    ----------
    target : Path
        The file.

    Raises
    ------
    WriteError
        If the parts can't be written, or those of the earlier run were made from anything else.
    """

    def __init__(
        self,
        target: str | os.PathLike[str],
        identity: Mapping[str, str],
        *,
        resume: bool,
        header: Sequence[str],
    ) -> None:
        self.target = Path(target).resolve()
        self._ending = ending_of_parts(target)
        self._header = (",".join(header) + "\n").encode()
        self._folder = parts_folder(target)
        with write_errors(self.target):
            if self._folder.exists() and not (resume and self._check(identity)):
                shutil.rmtree(self._folder)
            self._folder.mkdir(exist_ok=True)
            self._write(_IDENTITY, json.dumps(dict(identity)).encode())
            self._n = self._count()

    def __len__(self) -> int:
        return self._n

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, problem: BaseException | None, trace: object) -> None:
        """Remove the parts where there is nothing to go on with: none, or a file that is wrong."""
        if self._n == 0 or isinstance(problem, ReadError):
            self.remove()

    def _check(self, identity: Mapping[str, str]) -> bool:
        """Tell whether an earlier run got as far as its first part; raise if it was another."""
        try:
            earlier = json.loads((self._folder / _IDENTITY).read_bytes())
        except (FileNotFoundError, ValueError):
            return False
        if changed := [name for name, value in identity.items() if earlier.get(name) != value]:
            message = (
                f"{self.target.name} can't be resumed: {', '.join(changed)} changed since the run "
                "that was interrupted. Run it again without --resume, from the start."
            )
            raise WriteError(message)
        return True

    def _count(self) -> int:
        n = 0
        while self._part(n).exists():
            n += 1
        return n

    def _part(self, number: int) -> Path:
        return self._folder / f"{number:08}{self._ending}"

    def _write(self, name: str, content: bytes) -> None:
        temporary = self._folder / "unfinished"
        temporary.write_bytes(content)
        temporary.replace(self._folder / name)

    def add(self, part: bytes) -> None:
        """Keep the next part.

        Parameters
        ----------
        part : bytes
            What `part_bytes` gave for its rows.

        Raises
        ------
        WriteError
            If it can't be written.
        """
        with write_errors(self.target):
            self._write(self._part(self._n).name, part)
            self._n += 1

    def finish(self) -> None:
        """Make the file from all parts and remove them.

        Raises
        ------
        WriteError
            If it can't be written, or does not fit into an Excel sheet.
        """
        whole = self._folder / f"whole{self.target.suffix.lower()}"
        with write_errors(self.target):
            if whole.suffix == ".csv":
                self._join_into(whole)
            elif whole.suffix == ".parquet":
                _write_parquet(self._tables(), whole)
            else:
                write_table(pd.concat(self._tables(), ignore_index=True), whole)
            whole.replace(self.target)
        self.remove()

    def remove(self) -> None:
        """Forget the parts."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _join_into(self, path: Path) -> None:
        with path.open("wb") as file:
            file.write(self._header)
            for number in range(self._n):
                with self._part(number).open("rb") as part:
                    shutil.copyfileobj(part, file)

    def _tables(self) -> Iterator[pd.DataFrame]:
        for number in range(self._n):
            yield pd.read_parquet(self._part(number))


def ending_of_parts(target: str | os.PathLike[str]) -> str:
    """Return the ending of the parts of a file: rows of CSV for that, else Parquet.

    Parameters
    ----------
    target : path
        The file.

    Returns
    -------
    str
        ``".csv"`` or ``".parquet"``.
    """
    return ".csv" if Path(target).suffix.lower() == ".csv" else ".parquet"


def part_bytes(table: pd.DataFrame, ending: str) -> bytes:
    """Return a part of a table as it is kept; any process can do that.

    Parameters
    ----------
    table : DataFrame
        Its rows.
    ending : str
        What `ending_of_parts` gives for the file.

    Returns
    -------
    bytes
        Rows of CSV without a header, or a Parquet file.
    """
    return csv_rows(table) if ending == ".csv" else bytes(table.to_parquet(index=False))


def parts_folder(target: str | os.PathLike[str]) -> Path:
    """Return the folder that holds the parts of a file that is not whole yet.

    Parameters
    ----------
    target : path
        The file.

    Returns
    -------
    Path
        A hidden folder beside it.
    """
    whole = Path(target).resolve()
    return whole.with_name(f".{whole.name}.parts")


def _write_parquet(tables: Iterator[pd.DataFrame], path: Path) -> None:
    """Write parts as row groups of a size that is quick to read."""
    waiting = [pa.Table.from_pandas(next(tables), preserve_index=False)]
    with pq.ParquetWriter(path, waiting[0].schema) as writer:
        for table in tables:
            if sum(map(len, waiting)) >= _ROWS_IN_A_GROUP:
                writer.write_table(pa.concat_tables(waiting))
                waiting.clear()
            waiting.append(pa.Table.from_pandas(table, preserve_index=False))
        writer.write_table(pa.concat_tables(waiting))
