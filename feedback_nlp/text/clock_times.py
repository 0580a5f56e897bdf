"""Clock times in comments, and how much later each is than the one before it."""

import numpy as np

from feedback_nlp.text.form_flags import FormFlags
from feedback_nlp.text.hits import Hits
from feedback_nlp.text.numerals import is_clock_time
from feedback_nlp.text.ragged import IntArray
from feedback_nlp.text.tokens import Tokenizer, Tokens

ELAPSED = ("earlier", "at once", "within 45 minutes", "within 90 minutes", "later")
"""What can be said of two times, in the order of the numbers that `find_elapsed` gives."""
_LIMITS = np.array([0, 11, 46, 91])  # minutes
_HALF_DAY, _LATEST = 12 * 60, 25 * 60
_HALF, _QUARTER, _TO, _PAST, _AT, _UNTIL, _HOUR, _MONEY, _TIME = range(1, 10)
_MONEY_WORDS = dict.fromkeys(("euro", "eur", "€"), _MONEY)
_WORDS_OF_KIND = {
    "nl": {
        "half": _HALF,
        "kwart": _QUARTER,
        "voor": _TO,
        "over": _PAST,
        **dict.fromkeys(("om", "rond", "omstreeks", "tegen", "vanaf", "sinds", "uiterlijk"), _AT),
        **dict.fromkeys(("tot", "van"), _UNTIL),
        **dict.fromkeys(("uur", "u", "ure"), _HOUR),
    }
}


class ClockTimes:
    """Find the clock times of comments: "18.00", "18u30", "half negen", "om zes uur".

    Parameters
    ----------
    tokenizer : Tokenizer
        Makes the tokens.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        words = _MONEY_WORDS | _WORDS_OF_KIND.get(tokenizer.language, {})
        self._kinds = FormFlags(
            tokenizer, lambda form: _TIME if is_clock_time(form) else words.get(form, 0)
        )

    def find_elapsed(self, tokens: Tokens) -> Hits:
        """Compare each clock time of a comment with the one before it.

        Times are taken on a dial of twelve hours, so that "om zes uur ... half negen" and "18.00
        ... half negen" are both two hours and a half.

        Parameters
        ----------
        tokens : Tokens
            The tokens of a list of comments.

        Returns
        -------
        Hits
            From the one time to the other; the group is a place in `ELAPSED`.

        Examples
        --------
        >>> tokenizer = Tokenizer()
        >>> tokens = tokenizer.tokenize(["Om zes uur besteld, kwart over acht gebracht."])
        >>> ELAPSED[int(ClockTimes(tokenizer).find_elapsed(tokens).group[0])]
        'later'
        """
        place, minutes = self._find_times(tokens)
        second = np.flatnonzero(np.diff(tokens.comment[place]) == 0) + 1
        elapsed = minutes[second] - minutes[second - 1]
        elapsed = (elapsed + _HALF_DAY // 2) % _HALF_DAY - _HALF_DAY // 2
        group = np.searchsorted(_LIMITS, elapsed, side="right")
        return Hits(group, place[second - 1], place[second])

    def _find_times(self, tokens: Tokens) -> tuple[IntArray, IntArray]:
        """Return the tokens at which a time is complete, and its minutes since midnight."""
        hour = np.flatnonzero((tokens.minutes >= 0) & (tokens.minutes < _LATEST))
        kinds = self._kinds.flags()

        def near(distance: int) -> tuple[IntArray, IntArray]:
            """Return kind and minutes of the token so many on; 0 and -1 outside the comment."""
            place = np.clip(hour + distance, 0, len(tokens) - 1)
            inside = (tokens.comment[place] == tokens.comment[hour]) & (place == hour + distance)
            kind = np.where(inside, kinds[tokens.form[place]], 0)
            return kind, np.where(inside, tokens.minutes[place], -1)

        (kind, minutes), (before, _), (behind, _) = near(0), near(-1), near(1)
        half = before == _HALF
        second, third = near(-2), near(-3)
        preposition = np.where(half, second[0], before)
        quarter, number = np.where(half, third, second)
        part = np.where(quarter == _QUARTER, 15, np.clip(number // 60, 0, 29))
        sign = (preposition == _PAST).astype(int) - (preposition == _TO)
        minutes = minutes - 30 * half + sign * part
        told = (kind == _TIME) | half | (sign * part != 0) | (before == _AT)
        told |= np.isin(before, (_UNTIL, _TO)) & (behind == _HOUR)
        told &= (before != _MONEY) & (behind != _MONEY)
        return hour[told], minutes[told]
