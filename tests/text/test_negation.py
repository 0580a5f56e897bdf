import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.text.hits import Hits
from feedback_nlp.text.negation import (
    CLOSER,
    DENIAL,
    NEAR,
    NEGATOR,
    PSEUDO,
    REACH_BACK,
    SCOPE,
    find_negation,
)

TEXTS = st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans(), st.booleans()), max_size=30)


def single(places, kind=CLOSER):
    """Hits of one token each."""
    array = np.array(places, dtype=np.int64)
    return Hits(np.full_like(array, kind), array, array)


def spans(pairs):
    first, last = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return Hits(np.zeros_like(first), first, last)


def negate(comment, negators, meaning=(), clause=None, signs=()):
    n = len(comment.split())
    return find_negation(
        negators if isinstance(negators, Hits) else single(negators),
        single(meaning),
        np.zeros(n, dtype=np.int64) if clause is None else np.array(clause),
        np.array([place not in signs for place in range(n)]),
    )


def test_a_negator_turns_round_what_follows_it():
    negation = negate("het eten was niet echt heel erg lekker voor dat geld", [3], [7])
    assert negation.of_token.tolist() == [False] * 4 + [True] * SCOPE + [False]


def test_a_negator_does_not_reach_into_the_next_clause():
    negation = negate("niet duur maar goed", [0], [1, 3], clause=[0, 0, 1, 1])
    assert negation.of_token.tolist() == [False, True, False, False]


def test_a_near_negator_turns_round_the_next_word_alone():
    negation = negate("zonder uitleg geweigerd", single([0], NEAR))
    assert negation.of_token.tolist() == [False, True, False]


def test_a_negator_that_shares_a_word_with_a_denial_turns_nothing_round():
    nog_geen, geen_die, niet = (2, 3), (3, 5), (6, 6)
    groups = np.array([NEGATOR, DENIAL, CLOSER])
    first, last = np.array([nog_geen, geen_die, niet]).T
    negation = negate("ik heb nog geen klacht die niet werd opgelost", Hits(groups, first, last))
    assert not negation.of_token.any()
    assert negation.cancelled.tolist() == [False] * 3 + [True] * 4 + [False] * 2


def test_a_negator_that_closes_its_clause_turns_round_what_stands_before():
    comment = "de bezorger was vriendelijk niet ."
    negation = negate(comment, [4], [3], signs=[5])
    found = spans([(3, 3), (0, 1)])
    assert negation.of_hits(found, np.array([False, False])).tolist() == [True, True]


def test_a_negator_with_an_opinion_behind_it_does_not_close_its_clause():
    negation = negate("vriendelijk maar niet snel", [2], [0, 3])
    found = spans([(0, 0), (3, 3)])
    assert negation.of_hits(found, np.array([False, False])).tolist() == [False, True]


def test_a_negator_with_three_words_behind_it_does_not_close_its_clause():
    comment = "lekker is dat niet meer bij ons"
    assert negate(comment, [3]).of_hits(spans([(0, 0)]), np.array([False])).tolist() == [False]
    comment = comment.removesuffix(" ons")
    assert negate(comment, [3]).of_hits(spans([(0, 0)]), np.array([False])).tolist() == [True]


def test_a_find_is_not_turned_round_by_the_negator_it_holds_itself():
    negation = negate("werkt niet", [1], [0])
    werkt_niet = spans([(0, 1)])
    assert negation.of_hits(werkt_niet, np.array([True])).tolist() == [False]


def test_a_negator_in_the_gap_of_a_find_turns_it_round():
    negation = negate("kwam echt niet op tijd", [2], [0])
    kwam_op_tijd = spans([(0, 4)])
    assert negation.of_hits(kwam_op_tijd, np.array([False])).tolist() == [True]


def test_without_negators_nothing_is_turned_round():
    negation = negate("alles was goed", [], [2])
    assert not negation.of_token.any()
    assert negation.of_hits(spans([(2, 2)]), np.array([False])).tolist() == [False]


def test_no_tokens_are_no_trouble():
    assert len(negate("", []).of_token) == 0


def test_a_negator_that_is_no_closer_turns_round_only_what_follows_it():
    negation = negate("een half uur wachten geen stoel", single([4], NEGATOR))
    assert negation.of_hits(spans([(3, 3), (5, 5)]), np.array([False, False])).tolist() == [
        False,
        True,
    ]


def test_words_in_the_gap_of_a_negator_are_turned_round():
    geen_die = Hits(np.array([DENIAL]), np.array([0]), np.array([3]))
    negation = negate("geen goede pizza die lekker was", geen_die)
    assert negation.of_token.tolist() == [False] + [True] * 5


def test_a_denied_negator_turns_nothing_round():
    negators = Hits(np.array([DENIAL, CLOSER]), np.array([0, 2]), np.array([1, 2]))
    negation = negate("niemand die niet vriendelijk is", negators, [3])
    assert not negation.of_token.any()
    assert negation.of_hits(spans([(3, 3)]), np.array([False])).tolist() == [False]


def test_a_denied_negator_turns_round_the_find_it_is_part_of():
    negators = Hits(np.array([DENIAL, CLOSER]), np.array([0, 4]), np.array([2, 4]))
    negation = negate("nooit meegemaakt dat ze niet bereikbaar zijn", negators, [4])
    niet_bereikbaar = spans([(4, 5)])
    assert negation.of_hits(niet_bereikbaar, np.array([True])).tolist() == [True]


def test_a_denial_in_another_clause_denies_nothing():
    negators = Hits(np.array([DENIAL, CLOSER]), np.array([0, 3]), np.array([1, 3]))
    negation = negate("niemand die belde en niet vriendelijk", negators, [5], [0, 0, 0, 1, 1, 1])
    assert negation.of_token.tolist() == [False, True, True, False, True, True]


def test_a_phrase_that_only_looks_like_a_negator_turns_nothing_round():
    nooit_zo = Hits(np.array([PSEUDO]), np.array([0]), np.array([1]))
    negation = negate("nooit zo lekker gegeten", nooit_zo, [2])
    assert not negation.of_token.any()
    assert negation.of_hits(spans([(2, 2)]), np.array([False])).tolist() == [False]


@given(TEXTS)
def test_negation_is_that_of_a_plain_loop(text):
    n = len(text)
    clause = np.cumsum([new for new, *_ in text], dtype=np.int64)
    is_word = np.array([word for _, word, *_ in text], dtype=bool)
    negators = [place for place in range(n) if text[place][2]]
    meaning = [place for place in range(n) if text[place][3]]
    negation = find_negation(single(negators), single(meaning), clause, is_word)
    before = [
        any(m < place <= m + SCOPE and clause[m] == clause[place] for m in negators)
        for place in range(n)
    ]
    assert negation.of_token.tolist() == before
    closing = []
    for m in negators:
        behind = [p for p in range(m + 1, n) if clause[p] == clause[m]]
        if sum(is_word[p] for p in behind) <= 2 and not set(behind) & set(meaning):
            closing.append(m)
    turned = [
        before[place]
        or any(place < m <= place + REACH_BACK and clause[m] == clause[place] for m in closing)
        for place in range(n)
    ]
    everywhere = single(range(n))
    assert negation.of_hits(everywhere, np.zeros(n, dtype=bool)).tolist() == turned
