"""The straight line from a file to findings, as the commands walk it."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from feedback_nlp.classifier.file_tagging import tag_file
from feedback_nlp.classifier.fingerprint import fingerprint
from feedback_nlp.classifier.model import ThemeModel
from feedback_nlp.classifier.model_files import load_model
from feedback_nlp.classifier.tagging import tag_comments
from feedback_nlp.cli.progress import working
from feedback_nlp.cli.reading import Source, read_scores, tell
from feedback_nlp.comments.reading import Reading
from feedback_nlp.scores.metrics import Metric
from feedback_nlp.themes.taxonomy import Taxonomy, load_taxonomy

if TYPE_CHECKING:
    from feedback_nlp.report.context import Context
    from feedback_nlp.report.findings import Findings


_ENOUGH = 2000
"""Comments that are enough to see which end of a scale is good."""


@dataclass(frozen=True)
class Tagger:
    """What tags the comments.

    Attributes
    ----------
    model : ThemeModel
        The model.
    taxonomy : Taxonomy
        The user's own, or that of the model.
    n_jobs : int
        Processes side by side.
    cluster : str or None
        Address of a Dask scheduler whose workers tag instead.
    """

    model: ThemeModel
    taxonomy: Taxonomy
    n_jobs: int
    cluster: str | None = None

    @cached_property
    def version(self) -> str:
        """What tells its model from others of the same name that answer otherwise."""
        return fingerprint(self.model)[:12]


def make_tagger(model: str, taxonomy: Path | None, jobs: int, cluster: str | None = None) -> Tagger:
    """Load the model and taxonomy that a command names.

    Parameters
    ----------
    model : str
        Model folder or ``"starter"``.
    taxonomy : Path or None
        Own taxonomy.
    jobs : int
        Processes side by side.
    cluster : str, optional
        Address of a Dask scheduler whose workers tag instead.

    Returns
    -------
    Tagger
        Ready to tag.
    """
    loaded = load_model(model)
    return Tagger(loaded, load_taxonomy(taxonomy) if taxonomy else loaded.taxonomy, jobs, cluster)


def tag_reading(reading: Reading, tagger: Tagger) -> pd.DataFrame:
    """Tag the comments of a file, with a progress bar.

    Parameters
    ----------
    reading : Reading
        The comments.
    tagger : Tagger
        What tags them.

    Returns
    -------
    DataFrame
        The tags, as `tag_comments` gives them.
    """
    with working("Tagging comments", reading.n_comments) as advance:
        return tag_comments(
            reading.comments,
            tagger.model,
            taxonomy=tagger.taxonomy,
            n_jobs=tagger.n_jobs,
            cluster=tagger.cluster,
            on_batch=advance,
        )


def tag_in_batches(source: Source, out: Path, tagger: Tagger, *, resume: bool) -> None:
    """Tag a file of any size, with a progress bar, and say on stderr what was read.

    Parameters
    ----------
    source : Source
        The file.
    out : Path
        File of tags to write.
    tagger : Tagger
        What tags the comments.
    resume : bool
        Whether to go on with an interrupted run.
    """
    with working("Tagging comments") as advance:
        tally = tag_file(
            source.file,
            out,
            tagger.model,
            taxonomy=tagger.taxonomy,
            columns=source.columns,
            sheet=source.sheet,
            n_jobs=tagger.n_jobs,
            cluster=tagger.cluster,
            resume=resume,
            on_batch=advance,
        )
    tell(tally)


def check_scores(reading: Reading, metric: Metric) -> None:
    """Raise if scores contradict the comments beside them, as some of these are tagged.

    Parameters
    ----------
    reading : Reading
        The respondents; those without a comment tell nothing.
    metric : Metric
        The metric the scores are given as.

    Raises
    ------
    ScoreError
        When the scores are better where people complain.
    """
    from feedback_nlp.scores.directions import check_direction

    written = reading.comments.dropna(subset=["comment", "score"])
    some = written.iloc[:: max(1, len(written) // _ENOUGH)]
    check_direction(some, tag_comments(some, load_model("starter")), metric)


def find(
    source: Source,
    metric: Metric,
    tagger: Tagger,
    *,
    audit: str | None = None,
    context: "Context | None" = None,
    written_data: bool = False,
) -> "Findings":
    """Walk the whole line: read, tag, count and rank.

    Parameters
    ----------
    source : Source
        The file.
    metric : Metric
        What the scores are turned into.
    tagger : Tagger
        What tags the comments.
    audit : str, optional
        Filled sheet of the audit.
    context : Context, optional
        What is steered by, and what happened when.
    written_data : bool, default=False
        Whether the comments are the written example.

    Returns
    -------
    Findings
        What a report shows.

    Raises
    ------
    ScoreError
        When the scores contradict the comments.
    """
    from feedback_nlp.cli.audit_sheets import read_labels_of_audit
    from feedback_nlp.report.assembly import make_findings
    from feedback_nlp.report.findings import NO_CONTEXT
    from feedback_nlp.scores.directions import check_direction

    reading = read_scores(source, metric)
    labels = None if audit is None else read_labels_of_audit(audit, reading, tagger)
    tags = tag_reading(reading, tagger)
    check_direction(reading.comments, tags, metric)
    with working("Counting and ranking"):
        return make_findings(
            reading,
            tags,
            tagger.taxonomy,
            metric,
            model=(tagger.model.info.name, tagger.version),
            audit=labels,
            written_data=written_data,
            context=context or NO_CONTEXT,
        )
