"""Changes between the last two periods, as a report tells them."""

import pandas as pd
import pytest

from feedback_nlp.report.sentences import change_sentence
from feedback_nlp.report.summary import summarise
from feedback_nlp.scores.changes import Change


def rows_of(month, n_late, n):
    date = f"2025-{month:02d}-15"
    return [("Te laat.", 2.0, date, {"late": "Te laat"})] * n_late + [("Goed.", 9.0, date, {})] * (
        n - n_late
    )


def test_the_last_two_periods_are_compared(make):
    """Requirement 000-32: From 4 to 40 late ones of 80: 5% to 50%, and the NPS from 90 to 0."""
    rows = [*rows_of(1, 79, 80), *rows_of(2, 4, 80), *rows_of(3, 40, 80)]
    changes = summarise(make(rows)).changes
    assert (changes.before, changes.after) == ("2025-02", "2025-03")
    assert (changes.score.before, changes.score.after) == (90.0, 0.0)
    assert changes.score.verdict == "echt"
    ((theme, change),) = changes.themes
    assert (theme.theme, change.before, change.after) == ("late", 0.05, 0.5)
    assert change.verdict == "echt"


def test_themes_that_few_mention_are_not_judged(make):
    assert summarise(make([*rows_of(1, 2, 40), *rows_of(2, 2, 40)])).changes.themes == ()
    assert len(summarise(make([*rows_of(1, 2, 40), *rows_of(2, 3, 40)])).changes.themes) == 1


def test_a_period_without_scores_has_no_change_of_the_score(make):
    rows = [("Goed.", 9.0, "2025-01-15", {}), ("Goed.", None, "2025-02-15", {})]
    assert summarise(make(rows)).changes.score is None


def test_without_two_periods_nothing_changed(make):
    assert summarise(make([("Goed.", 9.0, "2025-01-15", {})])).changes is None


@pytest.mark.parametrize(("day", "told"), [(1, True), (27, True), (28, False), (31, False)])
def test_a_last_period_that_goes_on_for_a_tenth_after_its_last_answer_is_told(make, day, told):
    """Four of the 31 days of March are more than a tenth, and three are less."""
    rows = [("Goed.", 9.0, "2025-02-01", {}), ("Goed.", 9.0, f"2025-03-{day:02d}", {})]
    changes = summarise(make(rows)).changes
    assert changes.until == (pd.Timestamp(2025, 3, day) if told else None)


def test_sentences_say_what_would_settle_a_change():
    noise = Change(0.1, 0.12, 60, 55, -0.1, 0.14, 0.6, 1234)
    assert change_sentence(noise) == (
        "Zo’n verschil kan goed toeval zijn. Om een verschil van deze grootte aan te tonen zijn "
        "ongeveer 1.300 onafhankelijke antwoorden per periode nodig; nu zijn het er 60 en 55."
    )
    tiny = Change(0.1, 0.1001, 60, 55, -0.1, 0.1, 0.9, 123_456)
    assert change_sentence(tiny).endswith("meer dan 10.000 antwoorden per periode nodig.")
    sure = Change(0.1, 0.5, 60, 55, 0.2, 0.5, 0.001, None)
    assert change_sentence(sure) == "Toeval alleen geeft zo’n verschil hoogst zelden."
    assert change_sentence(Change(0.1, 0.1, 9, 9, -0.1, 0.1, 1.0, None)) == (
        "Er is geen verschil te zien."
    )
