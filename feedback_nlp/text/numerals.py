"""Numbers that may be hours, in digits and in Dutch words."""

import re

_TIME = re.compile(r"(\d{1,2})(?:[.:uh](\d\d))?(?:[uh](?:ur)?)?", re.ASCII)
_HOURS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf")
_ABOUT = ("enen", "tweeën", "drieën", "vieren", "vijven", "zessen", "zevenen", "achten")
_HOUR_OF_WORD = {word: hour for words in (_HOURS, _ABOUT) for hour, word in enumerate(words, 1)}
_HOUR_OF_WORD |= {"één": 1, "negenen": 9, "tienen": 10, "elven": 11, "twaalf": 12, "twaalven": 12}
_HOUR_OF_WORD |= {"twintig": 20}


def minutes_named(token: str) -> int:
    """Return the minutes since midnight of a token that may name a time, an hour or a day.

    Parameters
    ----------
    token : str
        A token as it was written.

    Returns
    -------
    int
        Hours times sixty plus minutes; numbers to 31 count as hours too; -1 for any other token.

    Examples
    --------
    >>> minutes_named("18u30"), minutes_named("zes"), minutes_named("achten"), minutes_named("48")
    (1110, 360, 480, -1)
    """
    if not token[:1].isdigit():
        hour = _HOUR_OF_WORD.get(token.lower())
        return -1 if hour is None else 60 * hour
    found = _TIME.fullmatch(token.lower())
    if not found:
        return -1
    hour, minute = int(found[1]), int(found[2] or 0)
    return 60 * hour + minute if hour <= (31 if token.isdigit() else 24) and minute < 60 else -1


def is_clock_time(form: str) -> bool:
    """Tell whether a token is a time of day by its shape: "18:30", "9u", but not "18".

    Parameters
    ----------
    form : str
        A token in normal form.

    Returns
    -------
    bool
        Whether minutes or the sign for hours are written.

    Examples
    --------
    >>> is_clock_time("18u30"), is_clock_time("9h"), is_clock_time("18")
    (True, True, False)
    """
    return _TIME.fullmatch(form) is not None and not form.isdigit()
