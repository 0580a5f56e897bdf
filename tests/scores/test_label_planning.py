"""How many labels a margin takes."""

import pandas as pd
import pytest

from feedback_nlp import AuditError
from feedback_nlp.scores.label_planning import plan_labels


def row(low, high, *, corrected=False, n_audited=0, n_comments=100_000):
    cells = {"n_comments": n_comments, "n_audited": n_audited, "low": low, "high": high}
    middle = {"share": (low + high) / 2, "raw_share": (low + high) / 2, "n_effective": n_comments}
    return pd.DataFrame({**cells, **middle, "corrected": corrected}, [0])


@pytest.mark.parametrize(
    ("low", "high", "labels"),
    [
        (0.08, 0.10, 865),  # 1.96^2 * .1 * .9 / .02^2 = 864.3
        (0.0, 0.02, 189),  # 188.2: a theme nobody is known to mention is planned at its high end
        (0.3, 0.7, 2401),  # a half is the worst
        (0.9, 0.95, 865),
    ],
)
def test_labels_alone_need_what_the_worst_share_in_the_interval_needs(low, high, labels):
    assert plan_labels(row(low, high), 2).item() == labels


def test_after_an_audit_twice_as_precise_takes_four_times_the_labels():
    known = row(0.06, 0.14, corrected=True, n_audited=300, n_comments=10**15)
    assert plan_labels(known, 4).item() == 300
    assert plan_labels(known, 2).item() == 1200


def test_the_part_of_the_interval_that_the_comments_make_does_not_narrow():
    """By hand: the raw share of .2 of 1,000 is known to .024772, and 300 labels know it to .04.

    300 * (.04^2 - .024772^2) / (.035^2 - .024772^2) = 300 * .00098635 / .00061135 = 484.02.
    """
    known = row(0.16, 0.24, corrected=True, n_audited=300, n_comments=1000)
    assert plan_labels(known, 3.5).item() == 485
    assert plan_labels(known, 2.4).item() == 1000  # below what labels can bring
    assert plan_labels(known, 5).item() == 192  # 300 * (4 / 5)^2: never too few


def test_no_more_labels_than_comments():
    assert plan_labels(row(0.3, 0.7, n_comments=80), 1).item() == 80


@pytest.mark.parametrize("margin", [0, -1, 50, float("nan")])
def test_a_margin_that_says_nothing_is_refused(margin):
    with pytest.raises(AuditError, match="between 0 and 50"):
        plan_labels(row(0.1, 0.2), margin)
