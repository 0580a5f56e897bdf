"""A report with an audit: which numbers are corrected, and what is said of it."""

import re

import pandas as pd
import pytest

from feedback_nlp.comments.reading import read_comments
from feedback_nlp.report.assembly import make_findings
from feedback_nlp.report.page import render_page
from feedback_nlp.report.summary import summarise
from feedback_nlp.scores.audits import Audit
from feedback_nlp.scores.metrics import find_metric

N = 240


@pytest.fixture(scope="module")
def parts(tmp_path_factory, taxonomy):
    """240 comments in two months, every fourth tagged late; half of the tags are right."""
    path = tmp_path_factory.mktemp("audited") / "file.csv"
    lines = [f"{n};Reactie {n};{3 if n % 4 == 0 else 9};2025-0{1 + n % 2}-10" for n in range(N)]
    path.write_text("\n".join(["id;comment;score;date", *lines]))
    reading = read_comments(path)
    ids = reading.comments["comment_id"]
    tags = pd.DataFrame(
        {"comment_id": ids[::4], "theme": "late", "topic": "delivery", "side": "complaint",
         "proba": 0.9, "start": 0, "end": 4, "source": "model"}
    )  # fmt: skip
    return reading, tags, taxonomy, find_metric("nps")


def audit_of(parts, n_audited):
    ids = pd.Index(parts[0].comments["comment_id"][:n_audited], name="comment_id")
    labels = pd.DataFrame(data=False, index=ids, columns=list(parts[2].themes))
    labels.loc[ids[::8], "late"] = True  # every second tag is right, and none is missed
    return Audit(labels, pd.Series(n_audited / N, ids))


def text_of(findings):
    page = render_page(findings, summarise(findings))
    body = re.sub(r"<(script|style).*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_shares_and_ranking_are_corrected_by_the_audit(parts):
    """60 of 240 are tagged, 15 of 30 audited tags are right: 25% becomes 12.5%."""
    findings = make_findings(*parts, audit=audit_of(parts, 120))
    summary = summarise(findings)
    assert summary.n_audited == 120
    late = next(theme for theme in summary.themes if theme.theme == "late")
    assert (late.raw_share, late.share, late.corrected) == (0.25, 0.125, True)
    assert summary.improvements[0].share == 0.125
    text = text_of(findings)
    assert "Gevonden in 60 van de 240 reacties: 25,0%; na correctie 12,5%." in text
    assert "met 120 reacties die mensen nakeken. De marges tellen die fouten mee." in text
    assert "dat is inclusief fouten van het model" in text


def test_the_worked_example_of_an_audited_ranking_uses_the_corrected_share(parts):
    summary = summarise(make_findings(*parts, audit=audit_of(parts, 120)))
    assert summary.example.share == pytest.approx(0.125, abs=0.02)
    assert summary.example.impact == pytest.approx(summary.improvements[0].impact)


def test_without_an_audit_the_report_says_so(parts):
    findings = make_findings(*parts)
    assert summarise(findings).n_audited == 0
    text = text_of(findings)
    assert "Fouten van het model zijn in dit rapport niet meegeteld" in text
    assert "dat is inclusief fouten van het model" not in text


def test_periods_are_all_corrected_or_none(parts):
    """Of 120 audited comments each month has 60, of 58 it has 29: too few for a month."""
    many, few = (make_findings(*parts, audit=audit_of(parts, n)) for n in (120, 58))
    assert many.period_counts["corrected"].all()
    assert few.counts["corrected"].all()
    assert not few.period_counts["corrected"].any()
