"""Indicators and events that stand beside the comments."""

import re

import pytest

from feedback_nlp.errors import ContextError
from feedback_nlp.report.context import Context, read_context
from feedback_nlp.report.page import render_page
from feedback_nlp.report.summary import summarise

STEERED = Context(indicators=({"name": "Levertijd, norm 2 dagen", "themes": ["late"]},))
EVENTS = (
    {"date": "2025-02-03", "name": "Staking bij de <post>"},
    {"date": "1-12-2031", "name": "Nog ver weg"},
)


def page_of(findings):
    return render_page(findings, summarise(findings))


@pytest.fixture
def read(taxonomy, tmp_path):
    def read_text(text):
        file = tmp_path / "context.yaml"
        file.write_text(text, encoding="utf-8")
        return read_context(file, taxonomy)

    return read_text


def test_the_score_is_called_an_outcome_that_is_steered_by_indicators(make, shop_rows):
    """Contradiction X9 of the sources: nobody steers a score; themes lead to what one steers."""
    told = summarise(make(shop_rows, context=STEERED)).steering
    assert "De score is een uitkomst: u stuurt hem niet rechtstreeks" in told
    assert "Bestuurd: ‘Te late levering’ (Levertijd, norm 2 dagen)." in told


def test_every_ranked_theme_has_an_indicator_or_is_called_not_steered(make, shop_rows):
    """Contradiction X15 of the sources: one of four reasons to complain had no indicator."""
    summary = summarise(make(shop_rows, context=STEERED))
    names = {row.name for row in summary.improvements}
    assert names == {"Te late levering", "Onvriendelijk personeel"}
    steered, not_steered = summary.steering.split("Niet bestuurd")
    assert set(re.findall("‘(.*?)’", steered)) == {"Te late levering"}
    assert set(re.findall("‘(.*?)’", not_steered)) == {"Onvriendelijk personeel"}
    unknown = summarise(make(shop_rows)).steering
    assert "van geen van deze punten is bekend of het bestuurd is" in unknown
    assert unknown in page_of(make(shop_rows))


def test_events_stand_on_the_time_axis_of_the_score(make, shop_rows):
    """Contradiction X10 of the sources: what has nothing to do with the service moves scores."""
    findings = make(shop_rows, context=Context(events=EVENTS))
    page = page_of(findings)
    assert "3 februari 2025: Staking bij de &lt;post&gt;." in page
    assert '"moment":"2025-02-03T00:00:00"' in page.replace(": ", ":")
    assert "Nog ver weg" not in page  # after the last answer
    assert "<post>" not in page


def test_a_file_of_indicators_and_events_is_read(read):
    context = read(
        "indicators:\n"
        "  - name: Levertijd\n"
        "    themes: [late]\n"
        "events:\n"
        "  - {date: 2025-03-01, name: Nieuwe site}\n"
        "  - {date: 28-2-2025, name: Storm}\n"
    )
    assert context.indicators[0].themes == ("late",)
    assert [event.name for event in context.events] == ["Storm", "Nieuwe site"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("indicators: [{name: A, themes: [te_laat]}]", "'te_laat', which is no theme"),
        ("indicators: [{name: A, themes: []}]", "line 1: indicators > 0 > themes"),
        ("events:\n  - {date: morgen, name: A}", "line 2: events > 0 > date: 'morgen' is no date"),
        ("gebeurtenissen: []", "line 1: gebeurtenissen"),
        ("- a", "line 1: the file"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(read, text, message):
    with pytest.raises(ContextError, match=message):
        read(text)
