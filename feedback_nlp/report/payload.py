"""The comments as the page's search list reads them: compact arrays in one JSON text."""

import json
from typing import Any

import numpy as np
import pandas as pd

from feedback_nlp.report.bands import Band, band_codes
from feedback_nlp.report.dates import period_name
from feedback_nlp.report.plain_text import printable, utf16_offset
from feedback_nlp.report.trend import respondent_periods
from feedback_nlp.scores.metrics import Metric
from feedback_nlp.themes.taxonomy import Taxonomy

LONGEST = 20_000
_ESCAPES = str.maketrans(
    {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"}
)


def script_json(value: Any) -> str:
    r"""Return JSON that can stand in a script element, whatever its texts hold.

    Parameters
    ----------
    value : object
        Anything JSON can hold.

    Returns
    -------
    str
        JSON without a character that HTML could take for markup.

    Examples
    --------
    >>> script_json(["</script>"])
    '["\\u003c/script\\u003e"]'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.translate(_ESCAPES)


def comment_payload(
    comments: pd.DataFrame,
    tagged: pd.DataFrame,
    metric: Metric,
    taxonomy: Taxonomy,
    bands: tuple[Band, ...],
) -> dict[str, Any]:
    """Return all comments with what the list shows and filters on.

    Parameters
    ----------
    comments : DataFrame
        One row per respondent; those without a comment are left out.
    tagged : DataFrame
        As `tagged_comments` returns it.
    metric : Metric
        Gives the bands.
    taxonomy : Taxonomy
        The themes; tags name them by their place in it.
    bands : tuple of Band
        The bands of the scale.

    Returns
    -------
    dict
        `themes` (name, side and count), `bands` and `periods` (names), `language`, then one value
        per comment: `ids`, `texts`, `scores`, `dates`, `in_band` and `in_period` (places, or -1)
        and `tags` (theme, start and end of each, in UTF-16 units, one after the other).
    """
    in_band = band_codes(comments["score"], metric)
    written = comments["comment"].notna().to_numpy(bool)
    periods, names = pd.factorize(respondent_periods(comments), sort=True)
    shown = comments[written]
    texts = [_shortened(printable(text)) for text in shown["comment"]]
    ids = [printable(str(comment_id)) for comment_id in shown["comment_id"]]
    tags = _tags_of(tagged, dict(zip(shown["comment_id"], texts, strict=True)), taxonomy)
    n_tagged = tagged["theme"].value_counts()
    return {
        "themes": [
            [taxonomy.name_of(theme), taxonomy.side_of(theme), int(n_tagged.get(theme, 0))]
            for theme in taxonomy.themes
        ],
        "bands": [f"{band.name} ({band.scores})" for band in bands],
        "periods": [period_name(str(name)) for name in names],
        "language": taxonomy.language,
        "ids": ids,
        "texts": texts,
        "scores": [_score(score) for score in shown["score"]],
        "dates": _dates(shown),
        "in_band": in_band[written].tolist(),
        "in_period": periods[written].tolist(),
        "tags": [tags.get(comment_id, []) for comment_id in shown["comment_id"]],
    }


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST]} … [ingekort]"


def _score(score: float) -> float | int | None:
    if np.isnan(score):
        return None
    return int(score) if score == int(score) else float(score)


def _dates(comments: pd.DataFrame) -> list[str]:
    if "date" not in comments:
        return [""] * len(comments)
    dates: list[str] = comments["date"].dt.strftime("%Y-%m-%d").fillna("").tolist()
    return dates


def _tags_of(
    tagged: pd.DataFrame, texts: dict[str, str], taxonomy: Taxonomy
) -> dict[str, list[int]]:
    place_of = {theme: place for place, theme in enumerate(taxonomy.themes)}
    tags: dict[str, list[int]] = {}
    ordered = tagged.sort_values(["comment_id", "start", "end", "theme"], kind="stable")
    for comment_id, theme, start, end in zip(
        ordered["comment_id"], ordered["theme"], ordered["start"], ordered["end"], strict=True
    ):
        text = texts[comment_id]
        span = [utf16_offset(text, min(int(offset), LONGEST)) for offset in (start, end)]
        tags.setdefault(comment_id, []).extend((place_of[theme], *span))
    return tags
