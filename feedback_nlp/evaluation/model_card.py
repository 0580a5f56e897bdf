"""Write the card of a model: what it is, what it learnt from, how good it is and where it fails."""

from collections import Counter
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from feedback_nlp.classifier.manifest import FORMAT
from feedback_nlp.classifier.model import ModelInfo, ThemeModel
from feedback_nlp.classifier.weights import has_two_sides
from feedback_nlp.comments.labelled import LabelledComments
from feedback_nlp.comments.writing import atomic_path
from feedback_nlp.evaluation.card_figures import held_out_figures, pair_figures
from feedback_nlp.evaluation.comparison import Evaluation
from feedback_nlp.evaluation.phenomena import PairEvaluation
from feedback_nlp.evaluation.theme_figures import MIN_SUPPORT

_LIBRARIES = ("numpy", "scikit-learn", "scipy", "spacy")
_MOST_SOURCES = 12

_JUDGES = {
    "segment": "A comment is split into segments; linear layers over words, word pairs, sub-words, "
    "negation and cues judge each segment, and the comment carries what its segments carry.",
    "comment": "A comment is split into segments; linear layers over words, word pairs, sub-words, "
    "negation and cues judge each segment together with its whole comment, and the comment carries "
    "what its segments carry.",
}
_PROBABILITIES = (
    "Probabilities are calibrated. A comment carries a theme where the probability reaches the "
    "threshold of that theme; a comment without a theme is an outcome. The folder holds arrays and "
    "JSON only: loading it runs no code from it."
)
_USE = """\
```console
$ feedback-nlp evaluate LABELLED --model FOLDER
$ feedback-nlp tag FILE --model FOLDER --out tags.csv
```

`FOLDER` is the folder of this card. The first command measures the model on your own labelled \
comments: do that before you rely on it."""
_WRITTEN = (
    "Written data: every comment was composed for training. No customer wrote any of them, and no "
    "figure below was measured on real comments."
)
_ORIGIN_UNKNOWN = (
    "Who wrote the comments, when and about what is known to whoever trained the model, not to the "
    "program that wrote this card."
)
_HELD_OUT = (
    "Every comment of the training data was judged by layers that had not seen it or any comment "
    "with the same text. The figures are still a little too good: the vocabulary was made with all "
    "comments, and calibration and thresholds were fitted on these same held-out judgements. "
    "`feedback-nlp evaluate LABELLED` without `--model` holds all of that out. Intervals are 95%: "
    "of F1 from 200 samples of comments drawn anew, of precision and recall exact "
    f"(Clopper-Pearson). Themes with fewer than {MIN_SUPPORT} comments are not measurable."
)


@dataclass(frozen=True)
class Origin:
    """What a card says of where a model comes from.

    Attributes
    ----------
    written : bool, default=False
        The comments were composed for training, not written by customers.
    base : ModelInfo or None, default=None
        The model that was trained further.
    prior : ModelInfo or None, default=None
        The model of other themes that training started from.
    """

    written: bool = False
    base: ModelInfo | None = None
    prior: ModelInfo | None = None


UNSTATED = Origin()


def write_model_card(
    model: ThemeModel,
    labelled: LabelledComments,
    evaluation: Evaluation,
    path: Path | str,
    *,
    pairs: PairEvaluation | None = None,
    origin: Origin = UNSTATED,
) -> None:
    """Write the card of a model as Markdown; the same model and figures give the same bytes.

    Parameters
    ----------
    model : ThemeModel
        The model.
    labelled : LabelledComments
        What it learnt from.
    evaluation : Evaluation
        Of held-out predictions, as `evaluate_held_out` gives it.
    path : Path or str
        The file: ``MODEL_CARD.md`` in the folder of the model, written after `save_model`, which
        replaces the whole folder.
    pairs : PairEvaluation, optional
        Results on minimal pairs.
    origin : Origin, optional
        Where the comments and the model come from, as far as is known.

    Raises
    ------
    WriteError
        When the file can't be written.
    """
    blocks = [
        f"# Model card: {model.info.name}",
        *("## What it is", _what(model, origin), _JUDGES[model.unit], _PROBABILITIES),
        *("## Data", _data(model, labelled, origin.written)),
        *("## Labels", _labels(model)),
        *("## How to use it", _USE),
        *("## Limits", _limits(model, labelled, evaluation, origin.written)),
        *("## Figures on held-out comments", _HELD_OUT, held_out_figures(evaluation)),
    ]
    if pairs is not None:
        blocks += ["## Minimal pairs", pair_figures(pairs)]
    blocks += ["## Versions", _versions(model)]
    with atomic_path(path) as temporary:
        temporary.write_text("\n\n".join(blocks) + "\n", encoding="utf-8", newline="\n")


def _what(model: ThemeModel, origin: Origin) -> str:
    start = ""
    if origin.base is not None:
        start = f" It started from {_known(origin.base)}, and corrects it."
    elif origin.prior is not None:
        start = (
            f" It started from what another model knows of other themes: {_known(origin.prior)}."
        )
    return (
        f"It finds which of {len(model.themes)} themes a customer comment carries: none, one or "
        f"several. It was made by `feedback-nlp train`.{start}"
    )


def _known(start: ModelInfo) -> str:
    return (
        f"the model {start.name}, which had learnt from {start.n_comments:,} comments (SHA-256 "
        f"`{start.training_hash}`)"
    )


def _data(model: ThemeModel, labelled: LabelledComments, written: bool) -> str:
    n = len(labelled.comments)
    n_segments = sum(len(parts or ()) for parts in labelled.segments or ())
    n_without = sum(not themes for themes in labelled.themes)
    per_comment = sum(map(len, labelled.themes)) / max(1, n)
    facts = [
        f"{n:,} labelled comments"
        + (f" in {n_segments:,} labelled segments" if n_segments else ""),
        f"{n_without:,} comments ({n_without / max(1, n):.0%}) carry no theme; on average a "
        f"comment carries {per_comment:.2f}",
        f"Language: {model.taxonomy.language}",
        f"Sources: {_sources(labelled)}",
        _WRITTEN if written else _ORIGIN_UNKNOWN,
        f"SHA-256 of comments, themes and segments: `{model.info.training_hash}`",
    ]
    return _bullets(facts)


def _sources(labelled: LabelledComments) -> str:
    counts = _source_counts(labelled)
    if not counts:
        return "not stated in the data"
    largest = [f"{name or 'not stated'} {n:,}" for name, n in counts[:_MOST_SOURCES]]
    rest = counts[_MOST_SOURCES:]
    if rest:
        largest.append(f"{len(rest)} others with {sum(n for _, n in rest):,} together")
    return ", ".join(largest)


def _source_counts(labelled: LabelledComments) -> list[tuple[str, int]]:
    counts = Counter(labelled.groups or ())
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _labels(model: ThemeModel) -> str:
    taxonomy = model.taxonomy
    if not has_two_sides(taxonomy):
        return f"{len(taxonomy.themes)} themes. They are listed with their figures below."
    n_themes = len(taxonomy.themes)
    n_complaints = sum(taxonomy.side_of(theme) == "complaint" for theme in taxonomy.themes)
    return (
        f"{n_themes} themes of {len(taxonomy.topics)} topics: {n_complaints} complaints and "
        f"{n_themes - n_complaints} praises. What each means stands in `taxonomy.json` beside this "
        f"card, version {taxonomy.version}."
    )


def _limits(
    model: ThemeModel, labelled: LabelledComments, evaluation: Evaluation, written: bool
) -> str:
    n_rare = int((~evaluation.themes["measurable"]).sum())
    n_sources = len(_source_counts(labelled))
    limits = [
        "**Association, not cause.** A theme that goes together with low scores need not be what "
        "lowers them",
        "**Labels.** Each comment has one set of labels. How far two readers would agree is not "
        "known from the data, and no figure below can mean more than that agreement",
        "**Sectors.** It learnt from "
        + (f"{n_sources} sources" if n_sources else "comments whose sources are not stated")
        + "; expect less where comments speak of other things or in another way",
        f"**Language.** It reads {model.taxonomy.language}; comments in another language get wrong "
        "themes or none",
        "**Single comments.** Tags are made to read and count many comments. Do not judge a person "
        "by the tag of one",
    ]
    if written:
        limits.insert(
            2,
            "**Written data.** The figures say how the model does on more text of the same kind. "
            "On real comments it does otherwise, and mostly worse",
        )
    if n_rare:
        limits.append(
            f"**Rare themes.** {n_rare} of {len(evaluation.themes)} themes have fewer than "
            f"{MIN_SUPPORT} comments; what their figures say is chance"
        )
    return _bullets(limits)


def _versions(model: ThemeModel) -> str:
    made_with = [f"feedback_nlp {model.info.package_version}", f"model format {FORMAT}"]
    if (pipeline := model.pipeline) is not None:
        made_with.append(f"spaCy pipeline {pipeline.name} {pipeline.version}, which it needs")
    return _bullets(made_with + [f"{name} {version(name)}" for name in _LIBRARIES], end="")


def _bullets(lines: list[str], *, end: str = ".") -> str:
    return "\n".join(f"- {line.removesuffix(end)}{end}" for line in lines)
