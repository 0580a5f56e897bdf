"""Does an audit mend counts and rankings? A study of NHS comments with human labels.

A model learns from half of the comments and tags the other half. Then 300 of the other half are
drawn as an audit and get their human labels, over and over. Reported: how often the corrected
interval of a theme holds the count that people made of all comments, how wide it is next to
labels alone, how far raw counts are off, and whether the ranking comes closer to the one made
from human labels. Identical comments stand in the same half, and the folder of the data is the
argument: `python tests/benchmarks/nhs_audit_study.py ../shared/data`.
"""

import argparse
import hashlib
import json
from dataclasses import dataclass, replace
from itertools import compress
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

from feedback_nlp import (
    Audit,
    AuditDraw,
    Columns,
    LabelledComments,
    Taxonomy,
    count_themes,
    find_metric,
    rank_themes,
    read_labelled,
    tag_comments,
    train_model,
)
from feedback_nlp.audits.drawing import draw_comments
from feedback_nlp.evaluation.markdown import markdown_table
from feedback_nlp.scores.corrected_shares import wilson

N_AUDITED = 300
MIN_MENTIONS = 30
TOP = 3


@dataclass(frozen=True)
class Half:
    """The tagged half: its comments with scores, its tags, and what people found in it."""

    comments: pd.DataFrame
    tags: pd.DataFrame
    carried: pd.DataFrame
    taxonomy: Taxonomy

    @property
    def human_tags(self) -> pd.DataFrame:
        """The human labels in the form of tags."""
        comment, theme = np.nonzero(self.carried.to_numpy())
        ids, themes = self.carried.index[comment], self.carried.columns[theme]
        return pd.DataFrame({"comment_id": ids, "theme": themes})

    def audit(self, seed: int) -> Audit:
        """Draw comments and give them their human labels."""
        drawn = draw_comments(self.comments, AuditDraw(N_AUDITED, seed))
        drawn = drawn.set_index("comment_id")
        return Audit(self.carried.loc[drawn.index], drawn["inclusion_probability"])


def read_nhs(folder: Path) -> LabelledComments:
    """Read the comments with their human labels and scores."""
    names = json.loads((folder / "nhs_pxtextmining_labels.json").read_text(encoding="utf-8"))
    return read_labelled(
        folder / "nhs_pxtextmining_train.csv",
        columns=Columns(comment="FFT answer", id="Comment ID", score="FFT categorical answer"),
        theme_columns=names["labels"],
    )


def split(labelled: LabelledComments) -> tuple[LabelledComments, LabelledComments]:
    """Split in two, each text in the order of its hash to the half that has fewer comments."""
    texts = [" ".join(comment.casefold().split()) for comment in labelled.comments]
    side: dict[str, int] = {}
    sizes = [0, 0]
    for text in sorted(set(texts), key=lambda text: hashlib.sha256(text.encode()).digest()):
        side[text] = sizes.index(min(sizes))
        sizes[side[text]] += texts.count(text)
    return part(labelled, [side[text] == 0 for text in texts]), part(
        labelled, [side[text] == 1 for text in texts]
    )


def part(labelled: LabelledComments, kept: list[bool]) -> LabelledComments:
    """Keep some of the comments."""
    lists = {name: cells for name, cells in vars(labelled).items() if cells is not None}
    return replace(labelled, **{name: list(compress(lists[name], kept)) for name in lists})


def tag_half(learnt: LabelledComments, rest: LabelledComments) -> Half:
    """Train on one half and tag the other."""
    model = train_model(learnt, name="nhs", language="en")
    ids = pd.Index(rest.comment_ids, name="comment_id")
    scores = pd.Series(rest.scores, dtype=float)
    comments = pd.DataFrame(
        {
            "comment_id": ids,
            "comment": pd.array(rest.comments, dtype="string"),
            "score": (6 - scores).where(scores.between(1, 5)),  # 1 is very good
        }
    )
    carried = pd.DataFrame(
        [[theme in themes for theme in model.themes] for themes in rest.themes],
        index=ids,
        columns=list(model.themes),
    )
    return Half(comments, tag_comments(comments, model), carried, model.taxonomy)


def study_counts(half: Half, n_runs: int) -> pd.DataFrame:
    """Return, per theme, coverage, widths and the bias of raw counts."""
    truth = half.carried.mean()
    often = half.carried.columns[half.carried.sum() >= MIN_MENTIONS]
    runs = []
    for seed in range(1, n_runs + 1):
        audit = half.audit(seed)
        counts = count_themes(half.comments, half.tags, tuple(often), audit=audit)
        counts = counts.set_index("theme")
        low, high = wilson(audit.labels[often].mean().to_numpy(), np.full(len(often), N_AUDITED))
        runs.append(
            pd.DataFrame(
                {
                    "held": counts["low"].le(truth[often]) & counts["high"].ge(truth[often]),
                    "width": counts["high"] - counts["low"],
                    "width_labels_alone": high - low,
                    "corrected": counts["share"],
                    "raw": counts["raw_share"],
                }
            )
        )
    mean = pd.concat(runs).astype(float).groupby(level=0, sort=False).mean()
    mean.insert(0, "human", truth[often])
    mean["bias_raw"] = mean.pop("raw") - mean["human"]
    mean["bias_corrected"] = mean.pop("corrected") - mean["human"]
    return mean.rename(columns={"held": "coverage"}).sort_values("human", ascending=False)


def study_ranking(half: Half, n_runs: int) -> pd.DataFrame:
    """Return how close rankings from tags come to that from human labels."""
    human = ranked(half, half.human_tags, None)
    rows = {"tags": [agreement(human, ranked(half, half.tags, None))]}
    rows["tags with audit"] = [
        agreement(human, ranked(half, half.tags, half.audit(seed))) for seed in range(1, n_runs + 1)
    ]
    return pd.DataFrame({name: pd.DataFrame(found).mean() for name, found in rows.items()}).T


def ranked(half: Half, tags: pd.DataFrame, audit: Audit | None) -> pd.DataFrame:
    """Rank the themes by their impact on the mean score and return those with enough mentions."""
    ranking = rank_themes(half.comments, tags, find_metric("mean"), half.taxonomy, audit=audit)
    return ranking.improvements[ranking.improvements["ranked"]].set_index("theme")


def agreement(human: pd.DataFrame, other: pd.DataFrame) -> dict[str, float]:
    """Return how alike the two orders are, and how often an interval holds the human impact."""
    both = human.index.intersection(other.index)
    truth, found = human.loc[both, "impact"], other.loc[both]
    first = [set(rows["impact"].nlargest(TOP).index) for rows in (human, other)]
    return {
        "themes in both": len(both),
        "rank correlation": float(stats.spearmanr(truth, found["impact"]).statistic),
        "top 3 overlap": len(first[0] & first[1]) / TOP,
        "intervals that hold the human impact": float(
            (found["low"].le(truth) & found["high"].ge(truth)).mean()
        ),
    }


def print_table(table: pd.DataFrame) -> None:
    """Print a table with its index as Markdown."""
    print(markdown_table(table.rename_axis("").reset_index()))


def main() -> None:
    """Run the study and print it as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--ranking-runs", type=int, default=100)
    asked = parser.parse_args()
    half = tag_half(*split(read_nhs(asked.folder)))
    counts = study_counts(half, asked.runs)
    print(f"{len(half.comments)} comments, {asked.runs} audits of {N_AUDITED}.\n")
    print_table(counts.map("{:.3f}".format))
    mean = counts.mean()
    narrower = (counts["width"] < counts["width_labels_alone"]).mean()
    print(
        f"\nMean coverage {mean['coverage']:.3f}; mean width {mean['width']:.4f}, labels alone "
        f"{mean['width_labels_alone']:.4f} (narrower for {narrower:.0%} of the themes); mean "
        f"absolute bias {counts['bias_raw'].abs().mean():.4f} raw, "
        f"{counts['bias_corrected'].abs().mean():.4f} corrected.\n"
    )
    print_table(study_ranking(half, asked.ranking_runs).map("{:.2f}".format))


if __name__ == "__main__":
    main()
