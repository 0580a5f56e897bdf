"""The days between two dates, or two weekdays, of a comment are told."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.text.calendar_days import DAYS_ELAPSED, CalendarDays
from feedback_nlp.text.tokens import Tokenizer

TOKENIZER = Tokenizer()
DAYS = CalendarDays(TOKENIZER)
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september"),
    *("oktober", "november", "december"),
)


def elapsed_in(*comments):
    tokens = TOKENIZER.tokenize(comments)
    hits = DAYS.find_elapsed(tokens)
    return [
        (int(tokens.comment[last]), DAYS_ELAPSED[group])
        for group, last in zip(hits.group, hits.last, strict=True)
    ]


@pytest.mark.parametrize(
    ("comment", "elapsed"),
    [
        ("Op 3 maart besteld, op 4 maart in huis", "at most a day"),
        ("Op 28 feb. besteld, 1 mrt. in huis", "at most a day"),
        ("Besteld 3 maart, gekregen 7 maart", "within four days"),
        ("Besteld 26 maart, gekregen 8 april", "within two weeks"),
        ("Besteld 26 maart, gekregen 9 april", "weeks after"),
        ("Begin maart besteld, half mei in huis", "weeks after"),
        ("Op 20 december besteld, 4 januari in huis", "weeks after"),  # in the next year
        ("Beloofd op 12 juni, gebracht op 10 juni", "days before"),
        ("Beloofd op twaalf juni, gebracht op elf juni", "days before"),
        ("Maandagavond besteld, dinsdagochtend in huis", "at most a day"),
        ("Vrijdag gebeld, maandag opgelost", "within four days"),
        ("Op woensdag besteld en donderdag in huis", "at most a day"),
        ("Zou dinsdag komen, werd maandag", "within two weeks"),  # the first that follows
    ],
)
def test_the_days_from_one_to_the_next_are_told(comment, elapsed):
    assert elapsed_in(comment) == [(0, elapsed)]


@pytest.mark.parametrize(
    "comment",
    [
        "Op 3 maart besteld",
        "We waren er van 7 mei tot 13 mei",
        "Open van dinsdag t/m zaterdag",
        "Elke zaterdag en zondag dicht",
        "Open van dinsdag tot en met zaterdag",
        "Van 7 mei tot en met 13 mei",
        "10 mei - 14 mei",
        "In de nacht van zaterdag op zondag",
        "32 maart, 0 april",
        "maart mei",
        "Mei. 3 keer besteld in mei",
        "3",
        "",
    ],
)
def test_spans_and_months_without_a_day_tell_nothing(comment):
    assert elapsed_in(comment) == []


def test_days_are_compared_within_their_comment_alone():
    assert elapsed_in("Op 3 maart", "maart 4 maart", "5 maart, 5 maart") == [(2, "at most a day")]


def test_other_languages_have_no_days():
    tokenizer = Tokenizer(language="de")
    tokens = tokenizer.tokenize(["3 april, 20 april"])
    assert len(CalendarDays(tokenizer).find_elapsed(tokens)) == 0


@given(st.dates(datetime.date(2025, 1, 1), datetime.date(2025, 6, 20)), st.integers(0, 180))
def test_days_agree_with_the_calendar_of_a_common_year(date, n_days):
    later = date + datetime.timedelta(n_days)
    first, second = (f"{day.day} {MONTHS[day.month - 1]}" for day in (date, later))
    limits = {1: "at most a day", 4: "within four days", 13: "within two weeks"}
    expected = next((name for limit, name in limits.items() if n_days <= limit), "weeks after")
    assert elapsed_in(f"{first} besteld, {second} gekregen") == [(0, expected)]
