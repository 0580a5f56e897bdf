"""How often intervals hold the truth: corrected counts do, raw counts do not."""

import numpy as np
import pandas as pd
import pytest

from feedback_nlp.scores.audits import Audit
from feedback_nlp.scores.corrected_shares import wilson
from feedback_nlp.scores.counts import count_themes

N, N_AUDITED = 5000, 400
# prevalence, sensitivity and specificity; raw counts err by two points or more in the first three
BIASED = ((0.20, 0.70, 0.98), (0.05, 0.75, 0.94), (0.02, 0.70, 0.97))
SETTINGS = (*BIASED, (0.10, 0.75, 0.97), (0.20, 0.80, 0.95))


def count_once(random, settings, chances=None):
    """Count independent themes, one per setting, in one file, corrected by an audit of it."""
    prevalence, sensitivity, specificity = np.array(settings).T
    ids = pd.Index(np.arange(N).astype(str), name="comment_id")
    themes = [f"theme_{number}" for number in range(len(settings))]
    carried = random.random((N, len(settings))) < prevalence
    tagged = random.random(carried.shape) < np.where(carried, sensitivity, 1 - specificity)
    comment, theme = np.nonzero(tagged)
    tags = pd.DataFrame({"comment_id": ids[comment], "theme": np.array(themes)[theme]})
    chances = np.full(N, N_AUDITED / N) if chances is None else chances(carried)
    drawn = random.random(N) < chances
    audit = Audit(
        pd.DataFrame(carried[drawn], ids[drawn], themes), pd.Series(chances[drawn], ids[drawn])
    )
    comments = pd.DataFrame({"comment_id": ids, "comment": "x"})
    return count_themes(comments, tags, tuple(themes), audit=audit)


def coverage(settings, n_files, seed):
    """Return how often corrected and raw intervals hold the truth, and how far both shares err."""
    random, truth = np.random.default_rng(seed), np.array(settings)[:, 0]
    counts = [count_once(random, settings) for _ in range(n_files)]
    share, low, high, raw = (
        np.array([of[name] for of in counts]) for name in ("share", "low", "high", "raw_share")
    )
    ends = (low, high), wilson(raw, np.full_like(raw, N))
    held = [((below <= truth) & (truth <= above)).mean(axis=0) for below, above in ends]
    return held, [(value - truth).mean(axis=0) for value in (share, raw)]


def check_coverage(setting, held, bias):
    rare = setting[0] <= 0.02
    assert (0.92 if rare else 0.93) <= held[0] <= (1.0 if rare else 0.97)
    assert abs(bias[0]) < 0.002
    if setting in BIASED:
        assert held[1] < 0.5  # raw counting
        assert abs(bias[1]) > 0.02


@pytest.mark.parametrize("setting", BIASED)
def test_corrected_intervals_hold_the_truth_of_500_themes_where_raw_ones_do_not(setting):
    held, bias = coverage([setting] * 20, 25, seed=11)
    check_coverage(setting, [h.mean() for h in held], [b.mean() for b in bias])


@pytest.mark.slow
def test_corrected_intervals_hold_the_truth_in_500_files_where_raw_ones_do_not():
    held, bias = coverage(SETTINGS, 500, seed=3)
    for place, setting in enumerate(SETTINGS):
        check_coverage(setting, [h[place] for h in held], [b[place] for b in bias])


def test_a_sample_that_seeks_the_theme_is_weighted_back():
    def seeking(carried):
        return np.where(carried[:, 0], 0.4, 0.05)  # the first theme, as active learning would

    random, setting = np.random.default_rng(8), (0.10, 0.75, 0.97)
    rows = [count_once(random, [setting] * 20, seeking).iloc[0] for _ in range(60)]
    of_first = pd.DataFrame(rows)
    assert abs(of_first["share"].mean() - 0.10) < 0.01
    assert (of_first["low"].le(0.10) & of_first["high"].ge(0.10)).mean() >= 0.9
