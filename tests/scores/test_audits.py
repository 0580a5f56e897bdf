"""What an audit must be before anything is corrected with it."""

import numpy as np
import pandas as pd
import pytest

from feedback_nlp import Audit, AuditError

IDS = pd.Index(["1", "2", "3"], name="comment_id")


def labels(**themes):
    return pd.DataFrame(themes or {"late": [True, False, False]}, IDS)


def chances(*values):
    return pd.Series(values or (0.5, 0.5, 0.5), IDS)


def test_an_audited_comment_stands_for_one_over_its_chance():
    audit = Audit(labels(late=[True, False, False], rude=[False] * 3), chances(0.5, 0.25, 1.0))
    assert audit.weights.to_dict() == {"1": 2.0, "2": 4.0, "3": 1.0}
    assert (audit.n_comments, audit.themes) == (3, ("late", "rude"))


def test_an_audit_without_comments_or_themes_is_refused():
    for empty in (labels().iloc[:0], labels()[[]]):
        with pytest.raises(AuditError, match="holds no labelled comment"):
            Audit(empty, chances().reindex(empty.index))


def test_a_comment_or_theme_that_stands_twice_is_refused_by_name():
    twice = labels().set_axis(["1", "7", "7"])
    with pytest.raises(AuditError, match="comment '7' twice"):
        Audit(twice, chances().set_axis(twice.index))
    with pytest.raises(AuditError, match="theme 'late' twice"):
        Audit(pd.concat([labels(), labels()], axis=1), chances())


@pytest.mark.parametrize("cells", [[1, 0, 0], [True, None, False], [0.5, 0.0, 1.0]])
def test_labels_that_are_not_true_or_false_are_refused(cells):
    with pytest.raises(AuditError, match="theme 'late' are not all true or false"):
        Audit(labels(late=cells), chances())


@pytest.mark.parametrize("chance", [0.0, -0.1, 1.01, np.nan, np.inf])
def test_a_chance_that_is_none_is_refused_with_the_comment(chance):
    with pytest.raises(AuditError, match=r"Comment '2' .* above 0 and at most 1"):
        Audit(labels(), chances(0.5, chance, 0.5))


def test_chances_of_other_comments_are_refused():
    with pytest.raises(AuditError, match="of other comments"):
        Audit(labels(), chances().set_axis(["3", "2", "1"]))


def test_chances_that_are_no_numbers_are_refused():
    with pytest.raises(AuditError, match="Comment '1'"):
        Audit(labels(), chances("a", "b", "c"))
