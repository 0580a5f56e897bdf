"""What is said of metrics, each with its source."""

from feedback_nlp.report.claims import LOYALTY
from feedback_nlp.report.glossary import glossary
from feedback_nlp.report.summary import summarise


def test_claims_about_loyalty_stand_side_by_side_with_their_sources(make, shop_rows):
    """Contradiction X8 of the sources: NPS or CES; the report takes nobody's word."""
    terms = {term.name: term.meaning for term in glossary(summarise(make(shop_rows)))}
    told = terms["Welk cijfer meet loyaliteit?"]
    assert {claim.metric for claim in LOYALTY} == {"NPS", "CES", "CSAT"}
    for claim in LOYALTY:
        assert f"{claim.metric}: {claim.says} ({claim.source})" in told
    assert "kiest er geen" in told
