"""What would tell the first areas to improve apart."""

from dataclasses import replace

from feedback_nlp.report.order import order_sentence
from feedback_nlp.report.summary import summarise


def test_the_report_says_how_many_answers_would_settle_the_first_place(make, shop_rows):
    findings = make(shop_rows)
    areas = summarise(findings).improvements
    told = order_sentence(areas, replace(findings.ranking, n_to_part=1200))
    assert told == (
        "Of ‘Te late levering’ echt meer kost dan ‘Onvriendelijk personeel’, is met 48 reacties "
        "met een score niet te zeggen; daarvoor zijn er zo’n 1.200 nodig."
    )
    many = order_sentence(areas, replace(findings.ranking, n_to_part=25_000))
    assert "daarvoor zijn er meer dan 10.000 nodig." in many


def test_areas_that_stand_apart_need_no_sentence(make, shop_rows):
    findings = make(shop_rows)
    parted = replace(findings.ranking, n_to_part=None)
    assert order_sentence(summarise(findings).improvements, parted) == ""
