"""What the numbers say, each in one Dutch sentence."""

import math
from typing import Literal

from feedback_nlp.report.dutch import amount, number, percent
from feedback_nlp.report.mentions import ThemeMentions
from feedback_nlp.report.notation import Notation
from feedback_nlp.report.standings import Standing
from feedback_nlp.scores.changes import Change
from feedback_nlp.scores.metrics import Metric
from feedback_nlp.scores.planning import rounded_up
from feedback_nlp.scores.worked_example import WorkedExample
from feedback_nlp.themes.taxonomy import Side

_TOO_MANY = 10_000
_ERRORS = {
    True: "dat is inclusief fouten van het model",
    False: "fouten van het model zijn daar niet in meegeteld",
}
_FACTORS = {
    "basis": "gaat het mis, dan kost het meer dan het oplevert als het goed gaat",
    "prestatie": "het kost punten als het misgaat en levert punten op als het goed gaat",
    "enthousiasme": "gaat het goed, dan levert het meer op dan het kost als het misgaat",
}


def audit_sentence(n_audited: int) -> str:
    """Say whether errors of the model are in the numbers.

    Parameters
    ----------
    n_audited : int
        Comments that people labelled; 0 without an audit.

    Returns
    -------
    str
        One or two sentences.

    Examples
    --------
    >>> print(audit_sentence(300))
    De aandelen en de volgorde zijn gecorrigeerd voor fouten van het model, met 300 reacties die
    mensen nakeken. De marges tellen die fouten mee.
    """
    if n_audited:
        checked = amount(n_audited, "reactie die mensen nakeken", "reacties die mensen nakeken")
        return (
            "De aandelen en de volgorde zijn gecorrigeerd voor fouten van het model, met "
            f"{checked}. De marges tellen die fouten mee."
        )
    return (
        "Fouten van het model zijn in dit rapport niet meegeteld: de marges gaan alleen over "
        "toeval. Laat mensen een steekproef nakijken om ook die fouten mee te tellen."
    )


def share_sentence(theme: ThemeMentions) -> str:
    """Say which part of the customers mentions a theme.

    Parameters
    ----------
    theme : ThemeMentions
        The theme and its count.

    Returns
    -------
    str
        A sentence that also tells whether errors of the model are in it.
    """
    low, high = percent(theme.low, 1), percent(theme.high, 1)
    return (
        f"Met 95% zekerheid noemt tussen {low} en {high} van de klanten die iets schreven dit "
        f"thema; {_ERRORS[theme.corrected]}."
    )


def count_sentence(theme: ThemeMentions) -> str:
    """Say in how many comments a theme was found.

    Parameters
    ----------
    theme : ThemeMentions
        The theme and its count.

    Returns
    -------
    str
        The count, the share, and the corrected share where there is one.
    """
    found = (
        f"Gevonden in {number(theme.n_tagged)} van de "
        f"{amount(theme.n_comments, 'reactie', 'reacties')}: {percent(theme.raw_share, 1)}"
    )
    corrected = f"; na correctie {percent(theme.share, 1)}" if theme.corrected else ""
    return f"{found}{corrected}."


def impact_sentence(row: Standing, side: Side, metric: Metric, notation: Notation) -> str:
    """Say what the score would be if nobody mentioned a theme and all else stayed the same.

    Parameters
    ----------
    row : Standing
        The theme.
    side : {"complaint", "praise"}
        Its side.
    metric : Metric
        Tells the unit and which way is better.
    notation : Notation
        How points are written.

    Returns
    -------
    str
        A sentence with the interval, or that there is none.
    """
    if math.isnan(row.impact):
        return "Wat dit met de score doet, is niet te bepalen: er is niets om mee te vergelijken."
    up = metric.higher_is_better == (side == "complaint")
    one_way = row.low * row.high > 0
    ends = sorted((row.low, row.high), key=abs if one_way else None)
    (low, first_way), (high, way) = (_moved(end, notation, up=up) for end in ends)
    first = low if one_way else f"{low} {metric.unit} {first_way}"
    chance = "" if one_way else " Dat kan toeval zijn."
    return (
        "Zonder dit punt, en als de rest gelijk blijft, komt de score naar schatting tussen "
        f"{first} en {high} {metric.unit} {way} uit (95%-marge).{chance}"
    )


def _moved(points: float, notation: Notation, *, up: bool) -> tuple[str, Literal["hoger", "lager"]]:
    return notation.impact(abs(points)), "hoger" if up == (points > 0) else "lager"


def factor_sentence(factor: str) -> str:
    """Say what kind of factor a topic is.

    Parameters
    ----------
    factor : {"basis", "prestatie", "enthousiasme", ""}
        The kind; empty where the comments do not tell.

    Returns
    -------
    str
        The kind with its meaning; empty where there is none.

    Examples
    --------
    >>> factor_sentence("basis")
    'Basis: gaat het mis, dan kost het meer dan het oplevert als het goed gaat.'
    """
    return f"{factor.capitalize()}: {_FACTORS[factor]}." if factor else ""


def example_sentence(example: WorkedExample, name: str, metric: Metric) -> str:
    """Work out an impact with the user's own numbers.

    Parameters
    ----------
    example : WorkedExample
        The numbers; its impact is above 0.
    name : str
        What people call the theme.
    metric : Metric
        Tells the unit and which way is better.

    Returns
    -------
    str
        Three sentences.

    Examples
    --------
    >>> from feedback_nlp.scores.metrics import find_metric
    >>> example = WorkedExample("late", 60.0, 0.25, 1.0, 10, 40)
    >>> print(example_sentence(example, "Te laat", find_metric("nps")))
    ‘Te laat’ staat in 10 van de 40 reacties: 25,00%. Wie dat noemt, komt 60,00 punten lager uit dan
    wie het niet noemt, met de andere thema’s gelijk. Dat kost dus 60,00 × 25,00% = 15,00 punten.
    """
    digits = max(2, 1 - math.floor(math.log10(example.impact)))  # two that are not 0
    raw = percent(example.n_tagged / example.n_comments, 2)
    corrected = f", na correctie {percent(example.share, 2)}" if example.audited else ""
    parts = f"{number(example.loss, digits)} × {percent(example.share, 2)}"
    if example.reduction < 1:
        parts = f"{parts} × {percent(example.reduction)}"
    return (
        f"‘{name}’ staat in {number(example.n_tagged)} van de "
        f"{amount(example.n_comments, 'reactie', 'reacties')}: {raw}{corrected}. Wie dat noemt, "
        f"komt {number(example.loss, digits)} {metric.unit} "
        f"{'lager' if metric.higher_is_better else 'hoger'} uit dan wie het niet noemt, met de "
        f"andere thema’s gelijk. Dat kost dus {parts} = {number(example.impact, digits)} "
        f"{metric.unit}."
    )


def change_sentence(change: Change) -> str:
    """Say whether a change is more than chance, and what would settle it.

    Parameters
    ----------
    change : Change
        The change.

    Returns
    -------
    str
        One or two sentences.

    Examples
    --------
    >>> print(change_sentence(Change(10.0, 4.0, 60, 55, -30.0, 18.0, 0.6, 942)))
    Zo’n verschil kan goed toeval zijn. Om een verschil van deze grootte aan te tonen zijn ongeveer
    950 onafhankelijke antwoorden per periode nodig; nu zijn het er 60 en 55.
    """
    if change.value == 0:
        return "Er is geen verschil te zien."
    said = {
        "echt": "Toeval alleen geeft zo’n verschil hoogst zelden.",
        "waarschijnlijk echt": "Toeval alleen geeft zo’n verschil niet vaak, maar het kan.",
        "ruis": "Zo’n verschil kan goed toeval zijn.",
    }[change.verdict]
    if change.n_needed is None:
        return said
    if change.n_needed > _TOO_MANY:
        return (
            f"{said} Om een zo klein verschil aan te tonen zijn meer dan {number(_TOO_MANY)} "
            "antwoorden per periode nodig."
        )
    return (
        f"{said} Om een verschil van deze grootte aan te tonen zijn ongeveer "
        f"{number(rounded_up(change.n_needed))} onafhankelijke antwoorden per periode nodig; nu "
        f"zijn het er {number(change.n_before)} en {number(change.n_after)}."
    )
