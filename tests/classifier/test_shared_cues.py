"""Cues of one side share what they tell, and the layers that come out need nothing of it."""

import numpy as np
import pytest

from feedback_nlp.classifier.layers import fit_layers
from feedback_nlp.classifier.shared_cues import share_cues
from feedback_nlp.text.analysis import group_names, make_analyser
from feedback_nlp.text.feature_blocks import feature_blocks
from feedback_nlp.text.features import SegmentFeatures
from feedback_nlp.text.vocabulary import Vocabulary
from feedback_nlp.themes.lexicon import Lexicon, Opinions
from feedback_nlp.themes.taxonomy import load_taxonomy

LEXICON = Lexicon(
    cues={"on_time_delivery": ("op tijd",), "too_expensive": ("te duur",), "unheard_of": ("xyz",)},
    aspects={"staff": ("bediening",)},
    opinions=Opinions(positive=("goed",), negative=("slecht",), closing_negators=("niet",)),
)
NOTHING = np.zeros(0, dtype=np.float32)


VOCABULARY = Vocabulary((), (), (), NOTHING, NOTHING, NOTHING)


@pytest.fixture(scope="module")
def rows_of():
    analyser = make_analyser("nl", LEXICON)
    features = SegmentFeatures(analyser, VOCABULARY)
    return lambda comments: features.transform(analyser.analyse(comments, whole=True))


@pytest.fixture(scope="module")
def shared():
    blocks = feature_blocks(VOCABULARY, len(group_names(LEXICON)))
    return share_cues(LEXICON, load_taxonomy(), blocks)


@pytest.mark.parametrize(
    ("comment", "counted"),
    [
        ("op tijd", [1.5, 0, 0, 0, 0, 0]),  # a half more for the comment that says it
        ("op tijd en goed maar te duur", [3, 1.5, 0, 0, 0, 0]),
        ("niet op tijd", [0, 0, 0, 1.5, 0, 0]),
        ("niet slecht", [0, 0, 0, 0, 1.5, 0]),
        ("goed: bediening", [1.5, 0, 1.5, 0, 0, 0]),
        ("slecht: bediening", [0, 1.5, 0, 0, 0, 1.5]),
        ("xyz bediening", [0, 0, 0, 0, 0, 0]),  # no theme of the taxonomy, and no judgement
    ],
)
def test_cues_are_counted_by_side_and_by_what_turns_them_round(rows_of, shared, comment, counted):
    added = shared.beside(rows_of([comment])).toarray()[0, -6:]
    assert added.tolist() == counted


def test_a_cue_that_training_never_met_tells_the_side_that_others_taught(rows_of, shared):
    taxonomy = load_taxonomy()
    comments = ["goed", "slecht", "niets te melden", "goed gedaan", "slecht gedaan", "niets"] * 5
    carried = np.zeros((len(comments), len(taxonomy.themes)), dtype=bool)
    for row, comment in enumerate(comments):
        carried[row, taxonomy.themes.index("general_satisfaction")] = "goed" in comment
        carried[row, taxonomy.themes.index("general_dissatisfaction")] = "slecht" in comment
    rows = rows_of(comments)
    with_shared, alone = (
        fit_layers(rows, carried, taxonomy, C=1.0, n_jobs=1, added=added)
        for added in (shared, None)
    )
    assert with_shared.coefficients.shape == alone.coefficients.shape
    unmet = rows_of(["op tijd", "te duur"])
    side_of_praise, side_of_complaint = (unmet @ with_shared.coefficients)[:, -1]
    assert side_of_complaint < 0 < side_of_praise
    assert (unmet @ alone.coefficients)[:, -1].tolist() == [0, 0]
