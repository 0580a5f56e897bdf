"""Dates and weekdays in Dutch comments, and how many days each is after the one before it."""

from dataclasses import replace

import numpy as np

from feedback_nlp.text.form_flags import FormFlags
from feedback_nlp.text.hits import Hits
from feedback_nlp.text.ragged import IntArray
from feedback_nlp.text.tokens import Tokenizer, Tokens

DAYS_ELAPSED = (
    "days before",
    "at most a day",
    "within four days",
    "within two weeks",
    "weeks after",
)
"""What can be said of two days, in the order of the numbers that `find_elapsed` gives."""
_LIMITS = np.array([0, 2, 5, 14])  # days
_YEAR, _WEEK = 365, 7
_DAYS_BEFORE = np.cumsum([0, 0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30])  # from January on: 1
_MONTHS = (
    *("januari jan jan.", "februari feb febr feb.", "maart mrt mrt.", "april apr apr.", "mei"),
    *("juni jun", "juli jul", "augustus aug aug.", "september sep sept sept."),
    *("oktober okt okt.", "november nov nov.", "december dec dec."),
)
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_WEEKDAY_OF_START = {day[:5]: number for number, day in enumerate(_WEEKDAYS)}
_WEEKDAY, _PART, _UNTIL = 20, 40, 80
"""Kinds of word: months from 1 on, weekdays and days of the month from here on; "tot", "-"."""
_SPAN, _NEIGHBOURS = 5, 2
"""Tokens from one day to another that "tot" joins, and to one beside it: "zaterdag of zondag"."""
_PARTS = {"begin": 3, "half": 15, "midden": 15, "eind": 27, "einde": 27}
_KINDS = {
    **{word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()},
    **{word: _PART + day for word, day in _PARTS.items()},
    **dict.fromkeys(("tot", "t/m", "-", "–"), _UNTIL),
}


class CalendarDays:
    """Find the days of comments: "3 maart", "half mei", "dinsdagochtend".

    Parameters
    ----------
    tokenizer : Tokenizer
        Makes the tokens. Of languages other than Dutch nothing is found.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        is_dutch = tokenizer.language == "nl"
        self._kinds = FormFlags(tokenizer, _kind if is_dutch else lambda _: 0)

    def find_elapsed(self, tokens: Tokens) -> Hits:
        """Compare each date of a comment with the one before it, and each weekday.

        Years count 365 days, and a date in the other half of the year may be in another year. A
        weekday after another is the first one that follows, or the same day. Between days that
        "tot" joins, and between neighbours ("zaterdag en zondag"), no time goes by.

        Parameters
        ----------
        tokens : Tokens
            The tokens of a list of comments.

        Returns
        -------
        Hits
            From the one day to the other; the group is a place in `DAYS_ELAPSED`.

        Examples
        --------
        >>> tokenizer = Tokenizer()
        >>> tokens = tokenizer.tokenize(["Op 3 maart besteld, op 4 april gebracht."])
        >>> DAYS_ELAPSED[int(CalendarDays(tokenizer).find_elapsed(tokens).group[0])]
        'weeks after'
        """
        kind = self._kinds.flags().take(tokens.form)
        month = np.flatnonzero((kind > 0) & (kind < _WEEKDAY))
        before = np.maximum(month - 1, 0)
        day = np.where(kind[before] > _PART, kind[before] - _PART, tokens.minutes[before] // 60)
        is_date = (day >= 1) & (day <= 31) & (tokens.comment[before] == tokens.comment[month])
        month, day = month[is_date], day[is_date]
        weekday = np.flatnonzero((kind >= _WEEKDAY) & (kind < _PART))
        dates = _between(tokens, kind, month, _DAYS_BEFORE[kind[month]] + day)
        weekdays = _between(tokens, kind, weekday, kind[weekday].astype(int))
        n_days = np.append((dates.group + _YEAR // 2) % _YEAR - _YEAR // 2, weekdays.group % _WEEK)
        return replace(dates + weekdays, group=np.searchsorted(_LIMITS, n_days, side="right"))


def _kind(form: str) -> int:
    weekday = _WEEKDAY_OF_START.get(form[:5])
    if weekday is not None and form.startswith(_WEEKDAYS[weekday]):
        return _WEEKDAY + weekday
    return _KINDS.get(form, 0)


def _between(tokens: Tokens, kind: IntArray, place: IntArray, day: IntArray) -> Hits:
    """Return from each day to the next in its comment, with the days between as the group."""
    first, last = place[:-1], place[1:]
    n_until = np.cumsum(kind == _UNTIL)
    is_span = (n_until[last] > n_until[first]) & (last - first <= _SPAN)
    follows = (tokens.comment[first] == tokens.comment[last]) & ~is_span
    follows &= last - first > _NEIGHBOURS
    return Hits(np.diff(day)[follows], first[follows], last[follows])
