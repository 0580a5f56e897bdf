import math

import pandas as pd

from feedback_nlp.report.quotes import LONGEST, pick_quotes

FILLER = "Daarna ging alles verder zoals het hoort. "


def mentions(*rows):
    """Rows of comment, score and proba; the evidence is the first ten characters."""
    return pd.DataFrame(
        {
            "comment_id": [str(number) for number in range(len(rows))],
            "comment": pd.array([row[0] for row in rows], dtype="string"),
            "score": [row[1] for row in rows],
            "date": pd.NaT,
            "proba": [row[2] for row in rows],
            "start": 0,
            "end": 10,
        }
    )


def test_the_surest_legible_comment_comes_first():
    found = pick_quotes(
        mentions(
            ("Veel te laat.", 3.0, 0.99),
            ("Veel te laat bezorgd, en niemand die iets liet weten.", 3.0, 0.7),
            ("Het duurde veel langer dan was beloofd op de site.", 3.0, 0.8),
        )
    )
    assert [quote.comment_id for quote in found] == ["2", "1", "0"]


def test_the_second_quote_has_another_score():
    found = pick_quotes(
        mentions(
            ("Pakket een: " + FILLER, 2.0, 0.9),
            ("Pakket twee: " + FILLER, 2.0, 0.8),
            ("Pakket drie: " + FILLER, 9.0, 0.6),
        ),
        n_quotes=2,
    )
    assert [quote.score for quote in found] == [2.0, 9.0]


def test_the_same_text_is_quoted_once():
    found = pick_quotes(mentions((FILLER, 3.0, 0.9), (FILLER.upper(), 4.0, 0.8)))
    assert len(found) == 1


def test_a_comment_quoted_elsewhere_comes_last():
    rows = mentions(("Pakket een: " + FILLER, 2.0, 0.9), ("Pakket twee: " + FILLER, 2.0, 0.5))
    assert pick_quotes(rows, seen=["0"])[0].comment_id == "1"
    assert len(pick_quotes(rows, seen=["0", "1"])) == 2


def test_the_order_of_rows_does_not_matter():
    rows = mentions(*((f"Pakket {n}: " + FILLER, float(n % 5), 0.9) for n in range(20)))
    assert pick_quotes(rows) == pick_quotes(rows.sample(frac=1, random_state=3))


def test_a_long_comment_is_cut_around_its_evidence():
    rows = mentions((FILLER * 30 + "Veel te laat. " + FILLER * 30, 3.0, 0.9))
    rows["start"], rows["end"] = len(FILLER) * 30, len(FILLER) * 30 + 13
    (quote,) = pick_quotes(rows)
    assert quote.evidence == "Veel te laat."
    assert quote.before.startswith("…")
    assert quote.after.endswith("…")
    assert len(quote.before + quote.evidence + quote.after) <= LONGEST + 2


def test_evidence_without_spaces_is_cut_too():
    rows = mentions(("a" * 100_000, 3.0, 0.9))
    rows["end"] = 100_000
    (quote,) = pick_quotes(rows)
    assert len(quote.evidence) == LONGEST + 1


def test_spans_outside_the_comment_are_left_out():
    rows = mentions((FILLER, 3.0, 0.9), ("Pakket: " + FILLER, 3.0, 0.9), (FILLER + "!", 1.0, 0.9))
    rows["start"], rows["end"] = [0, 5, -1], [1000, 5, 3]
    assert pick_quotes(rows) == ()


def test_missing_scores_do_not_matter():
    assert (
        len(pick_quotes(mentions((FILLER, math.nan, 0.9), ("Een " + FILLER, math.nan, 0.9)))) == 2
    )
