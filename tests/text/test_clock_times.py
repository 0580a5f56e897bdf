import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.text.clock_times import ELAPSED, ClockTimes
from feedback_nlp.text.tokens import Tokenizer

TOKENIZER = Tokenizer()
CLOCK_TIMES = ClockTimes(TOKENIZER)


def elapsed_in(*comments):
    tokens = TOKENIZER.tokenize(comments)
    hits = CLOCK_TIMES.find_elapsed(tokens)
    return [
        (int(tokens.comment[last]), ELAPSED[group])
        for group, last in zip(hits.group, hits.last, strict=True)
    ]


@pytest.mark.parametrize(
    ("comment", "elapsed"),
    [
        ("Om 18.00 besteld, 18.05 gebracht", "at once"),
        ("Om 18:00 besteld, om 18u30 gebracht", "within 45 minutes"),
        ("18u besteld, 19u15 gebracht", "within 90 minutes"),
        ("Om zes uur besteld, om half negen gebracht", "later"),
        ("Om 18.00 besteld, kwart over acht gebracht", "later"),  # on a dial of twelve hours
        ("Om 6 besteld, kwart voor zeven gebracht", "within 45 minutes"),
        ("Rond zessen besteld, tien voor half zeven gebracht", "within 45 minutes"),
        ("Rond zessen besteld, tien over half zeven gebracht", "within 45 minutes"),
        ("Rond zessen besteld, tien over zeven gebracht", "within 90 minutes"),
        ("Beloofd voor 18 uur, om 17.45 stond hij er", "earlier"),
        ("Vanaf half twaalf gebeld, om 1 uur iemand", "within 90 minutes"),
        ("Open tot 17 uur, om 17.00 weggestuurd", "at once"),
    ],
)
def test_the_time_from_one_clock_time_to_the_next_is_told(comment, elapsed):
    assert elapsed_in(comment) == [(0, elapsed)]


@pytest.mark.parametrize(
    "comment",
    [
        "Om zes uur besteld",
        "Om zes uur besteld en 2 uur gewacht",  # a span, not a time
        "Na 3 uur en 20 minuten geleverd om 18.00",
        "Van 18.00 euro voor 12.50 euro",
        "€ 18.00 of € 12.50",
        "Twee pizza's en drie salades",
        "Om 48 uur en om 18.75",
        "half, kwart over, tien voor",
        "",
    ],
)
def test_spans_prices_and_counts_are_no_clock_times(comment):
    assert elapsed_in(comment) == []


def test_each_time_is_compared_with_the_one_before_it_in_its_comment():
    comments = ["8.00 binnen, 8.05 in de stoel, 9.30 buiten", "Om 10 uur gebeld", "half elf gebeld"]
    assert elapsed_in(*comments) == [(0, "at once"), (0, "within 90 minutes")]


def test_words_at_the_edge_of_another_comment_count_for_nothing():
    assert elapsed_in("Besteld om 18.00, dat was half", "zeven keer rond", "9 uur en 18.00") == []


@given(first=st.integers(0, 1439), later=st.integers(0, 359))
def test_only_the_difference_of_two_times_matters(first, later):
    times = [f"{at // 60:02}:{at % 60:02}" for at in (first, (first + later) % 1440)]
    limits = [(11, "at once"), (46, "within 45 minutes"), (91, "within 90 minutes")]
    expected = next((name for limit, name in limits if later < limit), "later")
    assert elapsed_in(f"{times[0]} besteld, {times[1]} gebracht") == [(0, expected)]


def test_other_languages_know_times_in_digits_only():
    tokenizer = Tokenizer(language="en")
    tokens = tokenizer.tokenize(["Ordered at 18:00, brought at 20:00", "half negen, half elf"])
    assert len(ClockTimes(tokenizer).find_elapsed(tokens)) == 1
