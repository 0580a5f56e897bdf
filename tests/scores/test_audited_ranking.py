"""An audit corrects effects and shares for what the tagger got wrong."""

import numpy as np
import pandas as pd
import pytest

from feedback_nlp.errors import AuditError
from feedback_nlp.scores.audits import Audit
from feedback_nlp.scores.counts import count_themes
from feedback_nlp.scores.metrics import find_metric
from feedback_nlp.scores.ranking import rank_themes
from feedback_nlp.themes.taxonomy import plain_taxonomy

MEAN = find_metric("mean")
THEMES = tuple("abcdef")
TAXONOMY = plain_taxonomy(THEMES, language="nl")
SHARES = np.array([0.25, 0.2, 0.15, 0.1, 0.08, 0.06])
EFFECTS = np.array([-1.0, -2, 0, -1.5, -3, -0.5])
PLANTED = -EFFECTS * SHARES
FOUND, FALSE = 0.7, 0.04  # of the comments with and without a theme, those that are tagged


def misread(respondents, generator, n=4000, n_audited=400):
    """Return comments, tags with errors, and an audit of some with the right labels."""
    carried = generator.random((n, len(THEMES))) < SHARES
    hit = generator.random(carried.shape)
    tagged = np.where(carried, hit < FOUND, hit < FALSE)
    scores = 8 + carried @ EFFECTS + generator.normal(0, 2, n)
    comments, tags = respondents(scores, tagged, THEMES)
    drawn = np.sort(generator.choice(n, n_audited, replace=False))
    ids = pd.Index(comments["comment_id"].to_numpy()[drawn], name="comment_id")
    labels = pd.DataFrame(carried[drawn], ids, list(THEMES))
    return comments, tags, Audit(labels, pd.Series(n_audited / n, ids))


def held(rows):
    rows = rows.set_index("theme").loc[list(THEMES)]
    return ((rows["low"] <= PLANTED) & (rows["high"] >= PLANTED)).mean()


def share_held(respondents, runs):
    generator = np.random.default_rng(11)
    corrected, raw = [], []
    for _ in range(runs):
        comments, tags, audit = misread(respondents, generator)
        for shares, with_audit in ((corrected, audit), (raw, None)):
            ranking = rank_themes(comments, tags, MEAN, TAXONOMY, audit=with_audit)
            shares.append(held(ranking.improvements))
    return np.mean(corrected), np.mean(raw)


def test_intervals_hold_the_truth_with_an_audit_and_not_without(respondents):
    corrected, raw = share_held(respondents, 6)
    assert corrected >= 0.85
    assert raw < 0.7


@pytest.mark.slow
def test_intervals_with_an_audit_hold_the_truth_in_as_many_runs_as_they_say(respondents):
    corrected, raw = share_held(respondents, 100)
    assert 0.92 <= corrected <= 0.985
    assert raw < 0.7


def test_shares_are_those_of_the_corrected_counts(respondents):
    comments, tags, audit = misread(respondents, np.random.default_rng(1))
    rows = rank_themes(comments, tags, MEAN, TAXONOMY, audit=audit).improvements
    counts = count_themes(comments, tags, THEMES, audit=audit).set_index("theme")
    found = rows.set_index("theme")
    for theme in THEMES:
        assert found.loc[theme, "share"] == pytest.approx(counts.loc[theme, "share"])
        assert found.loc[theme, "n_labelled"] == audit.labels[theme].sum()


def test_an_audit_that_finds_no_error_changes_no_number(respondents):
    """Then labels and tags of the audited comments cancel; only the margin stays wider."""
    generator = np.random.default_rng(3)
    carried = generator.random((3000, len(THEMES))) < SHARES
    comments, tags = respondents(8 + carried @ EFFECTS, carried, THEMES)
    comments["score"] += generator.normal(0, 2, 3000)
    ids = pd.Index(comments["comment_id"][:300], name="comment_id")
    audit = Audit(pd.DataFrame(carried[:300], ids, list(THEMES)), pd.Series(0.1, ids))
    plain, audited = (
        rank_themes(comments, tags, MEAN, TAXONOMY, audit=a).improvements.set_index("theme")
        for a in (None, audit)
    )
    pd.testing.assert_series_equal(plain["share"], audited["share"].loc[plain.index])
    assert np.allclose(plain["impact"], audited["impact"].loc[plain.index], atol=0.02)


def test_an_audit_without_any_theme_leaves_no_impact_but_a_margin(respondents):
    comments, tags, audit = misread(respondents, np.random.default_rng(2))
    none = Audit(audit.labels & False, audit.inclusion_probability)
    rows = rank_themes(comments, tags, MEAN, TAXONOMY, audit=none).improvements
    figures = rows[["share", "effect", "impact", "low", "high"]].to_numpy(float)
    assert np.isfinite(figures).all()
    assert rows["share"].max() == pytest.approx(0)
    assert (rows["low"] < 0).all()
    assert (rows["high"] > 0).all()


def test_a_theme_that_the_audit_did_not_meet_may_yet_be_there(respondents):
    """None of 400 says that up to 0.92% may carry it (Clopper and Pearson); 1 in 200 is tagged."""
    comments, tags, audit = misread(respondents, np.random.default_rng(2))
    audited = comments["comment_id"].isin(audit.labels.index)
    some = comments["comment_id"][~audited].iloc[::180].to_list()
    tags = tags[tags["theme"] != "f"]
    tags = pd.concat([tags, pd.DataFrame({"comment_id": some, "theme": "f"})])
    unmet = Audit(audit.labels.assign(f=False), audit.inclusion_probability)
    found = rank_themes(comments, tags, MEAN, TAXONOMY, audit=unmet).improvements
    row = found.set_index("theme").loc["f"]
    assert (row["share"], row["impact"]) == (0, 0)
    assert row["low"] < 0 < row["high"]
    assert 0.003 < row["high"] - row["low"] < 0.0092 * 20


def test_comments_drawn_with_unequal_chances_count_for_what_they_stand_for(respondents):
    """All with theme a are audited and one in ten of the others: the share must not triple."""
    comments, tags, _ = misread(respondents, np.random.default_rng(5))
    carried = comments["comment_id"].isin(tags.loc[tags["theme"] == "a", "comment_id"])
    audited = carried | (np.arange(len(comments)) % 10 == 0)
    ids = pd.Index(comments["comment_id"][audited], name="comment_id")
    labels = pd.DataFrame(False, ids, list(THEMES))
    labels["a"] = carried[audited].to_numpy()
    chances = pd.Series(np.where(labels["a"], 1.0, 0.1), ids)
    rows = rank_themes(comments, tags, MEAN, TAXONOMY, audit=Audit(labels, chances)).improvements
    assert rows.set_index("theme").loc["a", "share"] == pytest.approx(carried.mean(), rel=0.01)


def test_an_audit_of_other_comments_or_without_a_theme_is_refused(respondents):
    comments, tags, audit = misread(respondents, np.random.default_rng(6))
    with pytest.raises(AuditError, match="is not among the comments"):
        rank_themes(comments.iloc[:5], tags, MEAN, TAXONOMY, audit=audit)
    less = Audit(audit.labels.drop(columns="f"), audit.inclusion_probability)
    with pytest.raises(AuditError, match="no column for theme 'f'"):
        rank_themes(comments, tags, MEAN, TAXONOMY, audit=less)
