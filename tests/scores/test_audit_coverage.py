"""How often intervals hold the truth: corrected counts do, raw counts do not."""

import numpy as np
import pandas as pd
import pytest

from feedback_nlp.scores.audits import Audit
from feedback_nlp.scores.counts import count_themes

N, N_AUDITED, N_THEMES = 5000, 400, 20
# prevalence, sensitivity and specificity; raw counts err by two points or more in each
SETTINGS = [(0.20, 0.70, 0.98), (0.05, 0.75, 0.94), (0.02, 0.70, 0.97)]


def count_once(random, prevalence, sensitivity, specificity, chances=None):
    """Count independent themes in one file, with and without an audit of it."""
    ids = pd.Index(np.arange(N).astype(str), name="comment_id")
    themes = [f"theme_{number}" for number in range(N_THEMES)]
    carried = random.random((N, N_THEMES)) < prevalence
    tagged = random.random((N, N_THEMES)) < np.where(carried, sensitivity, 1 - specificity)
    comment, theme = np.nonzero(tagged)
    tags = pd.DataFrame({"comment_id": ids[comment], "theme": np.array(themes)[theme]})
    chances = np.full(N, N_AUDITED / N) if chances is None else chances(carried)
    drawn = random.random(N) < chances
    audit = Audit(
        pd.DataFrame(carried[drawn], ids[drawn], themes), pd.Series(chances[drawn], ids[drawn])
    )
    comments = pd.DataFrame({"comment_id": ids, "comment": "x"})
    return [count_themes(comments, tags, tuple(themes), audit=of) for of in (audit, None)]


def coverage(setting, n_runs, seed, chances=None):
    random = np.random.default_rng(seed)
    counts = [count_once(random, *setting, chances) for _ in range(n_runs // N_THEMES)]
    both = [pd.concat(of) for of in zip(*counts, strict=True)]
    held = [float(of["low"].le(setting[0]).mul(of["high"].ge(setting[0])).mean()) for of in both]
    bias = [float(of["share"].mean() - setting[0]) for of in both]
    return held, bias


def check_coverage(setting, held, bias):
    rare = setting[0] <= 0.02
    assert (0.92 if rare else 0.93) <= held[0] <= (1.0 if rare else 0.97)
    assert abs(bias[0]) < 0.002
    assert held[1] < 0.5  # raw counting
    assert abs(bias[1]) > 0.02


@pytest.mark.parametrize("setting", SETTINGS)
def test_corrected_intervals_hold_the_truth_in_500_runs_where_raw_ones_do_not(setting):
    check_coverage(setting, *coverage(setting, 500, seed=11))


@pytest.mark.slow
@pytest.mark.parametrize("setting", SETTINGS)
def test_corrected_intervals_hold_the_truth_in_2000_runs(setting):
    check_coverage(setting, *coverage(setting, 2000, seed=3))


def test_a_sample_that_seeks_the_theme_is_weighted_back():
    def seeking(carried):
        return np.where(carried[:, 0], 0.4, 0.05)  # the first theme, as active learning would

    random, setting = np.random.default_rng(8), (0.10, 0.75, 0.97)
    rows = [count_once(random, *setting, seeking)[0].iloc[0] for _ in range(60)]
    of_first = pd.DataFrame(rows)
    assert abs(of_first["share"].mean() - 0.10) < 0.01
    assert (of_first["low"].le(0.10) & of_first["high"].ge(0.10)).mean() >= 0.9
