"""Metrics of the user's own, read from YAML."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from feedback_nlp.errors import MetricError
from feedback_nlp.scores.metric import PERCENT, POINTS, Band, Family, Metric, Moment
from feedback_nlp.scores.metrics import METRICS, plain_name
from feedback_nlp.themes.yaml_files import read_yaml

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.\-]{1,80}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Reach = tuple[FiniteFloat, FiniteFloat]
_POINTS = {"detractors": -100.0, "promoters": 100.0, "counted": 100.0}
_DUTCH = {"detractors": "criticasters", "promoters": "promoters", "counted": "gehaald"}
_BANDS = {"net": ("detractors", "promoters"), "share": ("counted",), "mean": (), "percentage": ()}


class OwnMetric(BaseModel):
    """One entry of a file of metrics.

    Attributes
    ----------
    name : str
        What commands call it; no name that the package has already.
    title, english : str
        What reports call it, in Dutch and in English.
    scale : tuple of float
        First and last score that can be given.
    direction : {"higher", "lower"}
        Whether a higher or a lower value of the metric is better; never guessed.
    formula : {"net", "share", "mean", "percentage"}
        Promoters minus detractors; the share that counts; the mean; the mean as a percentage of the
        highest score.
    promoters, detractors : tuple of float or None
        First and last score of each band of a net score.
    counted : tuple of float or None
        First and last score that a share counts.
    moment : {"transactional", "periodic", "any"}
        When it is asked.
    source : str
        Who defined it so.
    aliases : tuple of str
        Other names for it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Name
    title: Text
    english: Text | None = None
    scale: Reach
    direction: Literal["higher", "lower"]
    formula: Literal["net", "share", "mean", "percentage"]
    promoters: Reach | None = None
    detractors: Reach | None = None
    counted: Reach | None = None
    moment: Moment = "any"
    source: Text = "own"
    aliases: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _is_possible(self) -> "OwnMetric":
        if self.scale[0] >= self.scale[1]:
            raise _mistake(self, "scale must go from a lower to a higher score")
        if self.formula == "percentage" and self.scale[0] < 0:
            raise _mistake(self, "a percentage needs a scale without negative scores")
        for band in _POINTS:
            reach: Reach | None = getattr(self, band)
            if (reach is not None) != (band in _BANDS[self.formula]):
                lacks = "needs" if reach is None else "has no"
                raise _mistake(self, f"formula '{self.formula}' {lacks} {band}")
            if reach and not self.scale[0] <= reach[0] <= reach[1] <= self.scale[1]:
                raise _mistake(self, f"{band} must lie on the scale, from low to high")
        if self.promoters and self.detractors and _overlap(self.promoters, self.detractors):
            raise _mistake(self, "promoters and detractors overlap")
        return self

    def metric(self) -> Metric:
        """Return the metric that the entry describes."""
        percentage = self.formula == "percentage"
        family: Family = "mean" if self.formula == "percentage" else self.formula
        reaches = [(band, getattr(self, band)) for band in _BANDS[self.formula]]
        bands = tuple(Band(_DUTCH[b], low, high, _POINTS[b]) for b, (low, high) in reaches)
        return Metric(
            name=self.name,
            title=self.title,
            english=self.english or self.title,
            lowest=self.scale[0],
            highest=self.scale[1],
            family=family,
            bands=bands,
            factor=100 / self.scale[1] if percentage else 1.0,
            unit=PERCENT if percentage or self.formula == "share" else POINTS,
            explanation=self._explanation(),
            formula=_formula(self),
            source=self.source,
            moment=self.moment,
            higher_is_better=self.direction == "higher",
            aliases=self.aliases,
        )

    def _explanation(self) -> str:
        how = {
            "net": f"Het percentage {_tot(self.promoters)} min het percentage "
            f"{_tot(self.detractors)}",
            "share": f"Het percentage klanten dat {_tot(self.counted)} geeft",
            "mean": f"De gemiddelde score op een schaal van {_tot(self.scale)}",
            "percentage": "De gemiddelde score als percentage van de hoogste score",
        }[self.formula]
        return f"{how}; {'hoger' if self.direction == 'higher' else 'lager'} is beter."


class _MetricFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    metrics: tuple[OwnMetric, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_are_new(self) -> "_MetricFile":
        shipped = {plain_name(n) for m in METRICS.values() for n in (m.name, *m.aliases)}
        taken = dict.fromkeys(shipped, "the package")
        for place, entry in enumerate(self.metrics):
            for name in dict.fromkeys(map(plain_name, (entry.name, *entry.aliases))):
                if name in taken:
                    code, message = "double_name", "{own} has a name that {other} has already"
                    context = {"own": f"'{entry.name}'", "other": taken[name]}
                    raise PydanticCustomError(
                        code, message, {**context, "path": ("metrics", place, "name")}
                    )
                taken[name] = f"'{entry.name}'"
        return self


def read_metrics(path: Path | str) -> tuple[Metric, ...]:
    r"""Read metrics of the user's own from a YAML file.

    Parameters
    ----------
    path : Path or str
        A YAML file with a list ``metrics``; each has `name`, `title`, `scale`, `direction` and
        `formula`, and the bands that the formula needs.

    Returns
    -------
    tuple of Metric
        The metrics, for `find_metric` or any function that takes one.

    Raises
    ------
    MetricError
        When the file can't be read or breaks a rule; the message names the line.

    Examples
    --------
    >>> import tempfile
    >>> text = '''metrics:
    ...   - name: school_mark
    ...     title: Rapportcijfer voldoende
    ...     scale: [1, 10]
    ...     direction: higher
    ...     formula: share
    ...     counted: [6, 10]
    ... '''
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "own.yaml"
    ...     written = file.write_text(text, encoding="utf-8")
    ...     (mark,) = read_metrics(file)
    >>> mark.explanation
    'Het percentage klanten dat 6 tot en met 10 geeft; hoger is beter.'
    """
    return tuple(
        entry.metric() for entry in read_yaml(Path(path), _MetricFile, MetricError).metrics
    )


def _mistake(entry: OwnMetric, what: str) -> PydanticCustomError:
    return PydanticCustomError(
        "metric", "metric '{name}': {what}", {"name": entry.name, "what": what}
    )


def _overlap(first: Reach, second: Reach) -> bool:
    return max(first[0], second[0]) <= min(first[1], second[1])


def _tot(reach: Reach | None) -> str:
    if reach is None:
        return ""
    low, high = (f"{end:g}".replace(".", ",") for end in reach)
    return low if low == high else f"{low} tot en met {high}"


def _formula(entry: OwnMetric) -> str:
    def n(reach: Reach | None) -> str:
        return f"n({reach[0]:g}–{reach[1]:g})" if reach else ""

    return {
        "net": f"100 × ({n(entry.promoters)} − {n(entry.detractors)}) / n",
        "share": f"100 × {n(entry.counted)} / n",
        "mean": "sum / n",
        "percentage": f"100 × mean / {entry.scale[1]:g}",
    }[entry.formula]
