import pandas as pd

from feedback_nlp.report.mentions import tagged_comments, theme_mentions


def test_most_mentioned_themes_come_first_and_silent_ones_stay(make):
    findings = make(
        [
            ("Kortaf en te laat.", 3.0, None, {"rude": "Kortaf", "late": "te laat"}),
            ("Onbeleefd.", 4.0, None, {"rude": "Onbeleefd"}),
        ]
    )
    tagged = tagged_comments(findings.comments, findings.tags, findings.taxonomy)
    found = theme_mentions(tagged, findings.counts, findings.taxonomy)
    assert [(theme.theme, theme.n_tagged) for theme in found] == [
        ("rude", 2),
        ("late", 1),
        ("fast", 0),
        ("kind", 0),
    ]
    assert found[0].number == 2
    assert [quote.evidence for quote in found[1].quotes] == ["te laat"]
    assert found[2].quotes == ()


def test_spans_are_kept_within_the_comment(make):
    findings = make([("Te laat.", 3.0, None, {"late": "Te laat"})])
    findings.tags["start"], findings.tags["end"] = 5, 500
    tagged = tagged_comments(findings.comments, findings.tags, findings.taxonomy)
    assert tagged[["start", "end"]].to_numpy().tolist() == [[5, 8]]


def test_tags_of_other_themes_are_left_out(make):
    findings = make([("Te laat.", 3.0, None, {"late": "Te laat"})])
    other = findings.tags.assign(theme="unheard_of")
    tags = pd.concat([findings.tags, other], ignore_index=True)
    tagged = tagged_comments(findings.comments, tags, findings.taxonomy)
    assert tagged["theme"].tolist() == ["late"]


def test_tags_whose_ids_came_back_as_whole_numbers_are_joined(make):
    findings = make([("Te laat.", 3.0, None, {"late": "Te laat"})])
    comments = findings.comments.assign(comment_id=["7"])
    tagged = tagged_comments(comments, findings.tags.assign(comment_id=[7]), findings.taxonomy)
    assert tagged["comment_id"].tolist() == ["7"]
