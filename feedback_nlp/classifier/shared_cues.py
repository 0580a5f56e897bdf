"""What cues of one side have in common: all that praise teach each of them what praise is."""

import numpy as np

from feedback_nlp.classifier.added_columns import AddedColumns
from feedback_nlp.text.analysis import group_names
from feedback_nlp.text.feature_blocks import FeatureBlocks
from feedback_nlp.themes.lexicon import Lexicon
from feedback_nlp.themes.taxonomy import Taxonomy


def share_cues(lexicon: Lexicon, taxonomy: Taxonomy, blocks: FeatureBlocks) -> AddedColumns:
    """Return columns that count cues by their side, whatever their theme.

    Parameters
    ----------
    lexicon : Lexicon
        Where the cues come from.
    taxonomy : Taxonomy
        Which side each theme has; cues of themes that it does not know share nothing.
    blocks : FeatureBlocks
        Of the model being trained.

    Returns
    -------
    AddedColumns
        How many cues and opinion words praise, how many complain and how many aspects are judged;
        then the same of those that a negation turns round, or that are blamed. What the whole
        comment says counts along, at the weight of context.

    Examples
    --------
    >>> from feedback_nlp.themes.taxonomy import load_taxonomy
    >>> lexicon = Lexicon(cues={"late_delivery": ("te laat",)})
    >>> n_groups = len(group_names(lexicon))
    >>> blocks = FeatureBlocks(0, 0, 0, 2 * n_groups, 0, 2 * n_groups)
    >>> shared = share_cues(lexicon, load_taxonomy(), blocks).coefficients
    >>> shared.shape, shared[0].tolist()
    ((56, 6), [0.0, 1.0, 0.0, 0.0, 0.0, 0.0])
    """
    shared = np.array([_kinds(name, taxonomy) for name in group_names(lexicon)], dtype=np.float32)
    nothing = np.zeros_like(shared)
    cues = np.block([[shared, nothing], [nothing, shared]])
    n_columns = cues.shape[1]
    before = np.zeros((blocks.words + blocks.pairs + blocks.subwords, n_columns))
    between = np.zeros((blocks.context_words, n_columns))
    rows = np.vstack([before, cues, between, cues])
    return AddedColumns(rows.astype(np.float32), np.zeros(n_columns, dtype=np.float32))


def _kinds(group: str, taxonomy: Taxonomy) -> tuple[bool, bool, bool]:
    """Return whether a group of cues praises, complains, or is an aspect with its judgement."""
    kind, _, name = group.partition(":")
    side = taxonomy.side_of(name) if kind == "cue" and name in taxonomy.themes else kind
    return side in {"praise", "positive"}, side in {"complaint", "negative"}, side == "judged"
