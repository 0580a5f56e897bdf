"""The metrics that come with the package, and how one is found by its names."""

import re
import unicodedata
from collections.abc import Sequence

import numpy as np

from feedback_nlp.errors import ScoreError
from feedback_nlp.scores.metric import PERCENT, Band, Family, FloatArray, Metric

__all__ = ["METRICS", "Family", "FloatArray", "Metric", "find_metric", "plain_name"]


def _net(promoters: tuple[int, int], critics: tuple[int, int]) -> tuple[Band, ...]:
    return (
        Band("criticasters", *critics, -100.0),
        Band("passief tevreden", critics[1] + 1, promoters[0] - 1, 0.0),
        Band("promoters", *promoters, 100.0),
    )


_ALL = (
    Metric(
        name="nps", title="Net Promoter Score (NPS)", english="Net Promoter Score (NPS)",
        lowest=0, highest=10, family="net", bands=_net((9, 10), (0, 6)),
        explanation="Het percentage promoters (9 of 10) min het percentage criticasters "
        "(0 tot en met 6).",
        formula="100 × (n(9–10) − n(0–6)) / n", source="Reichheld 2003", moment="periodic",
        aliases=("nps 0-10", "net promoter score", "net promotor score", "aanbeveling"),
    ),
    Metric(
        name="nps_1_10", title="Net Promoter Score (schaal 1–10)",
        english="Net Promoter Score (scale 1–10)",
        lowest=1, highest=10, family="net", bands=_net((9, 10), (1, 6)),
        explanation="Het percentage promoters (9 of 10) min het percentage criticasters "
        "(1 tot en met 6).",
        formula="100 × (n(9–10) − n(1–6)) / n", source="Dutch variant without a zero",
        moment="periodic", aliases=("net promoter score 1-10",),
    ),
    Metric(
        name="csat_top2", title="Klanttevredenheid (CSAT)",
        english="Customer Satisfaction Score (CSAT, top 2)",
        lowest=1, highest=5, family="share", bands=(Band("tevreden", 4, 5, 100.0),), unit=PERCENT,
        explanation="Het percentage klanten dat een 4 of een 5 geeft.",
        formula="100 × n(4–5) / n", source="usual practice", moment="transactional",
        aliases=(
            "csat", "customer satisfaction score", "customer satisfaction survey",
            "klanttevredenheid", "klanttevredenheidsscore",
        ),
    ),
    Metric(
        name="csat_mean", title="Klanttevredenheid (gemiddelde in %)",
        english="Customer Satisfaction Score (mean in %)",
        lowest=1, highest=5, family="mean", factor=20.0, unit=PERCENT,
        explanation="De gemiddelde score als percentage van de hoogste score.",
        formula="100 × mean / 5", source="usual practice", moment="transactional",
        aliases=("csat gemiddelde", "csat gemiddeld", "gemiddelde klanttevredenheid"),
    ),
    Metric(
        name="ces_1_5", title="Customer Effort Score (klantinspanning, 1–5)",
        english="Customer Effort Score (1–5, lower is better)",
        lowest=1, highest=5, family="mean",
        explanation="De gemiddelde inspanning op een schaal van 1 tot 5; lager is beter.",
        formula="mean, 1 = very low effort", source="Dixon, Freeman & Toman 2010",
        moment="transactional", higher_is_better=False,
        aliases=(
            "ces", "ces 1.0", "customer effort score", "customer engagement score",
            "klantinspanning", "klantinspanningsscore", "klantbetrokkenheidsscore",
        ),
    ),
    Metric(
        name="ces_1_7", title="Customer Effort Score (klantinspanning, 1–7)",
        english="Customer Effort Score (1–7, higher is better)",
        lowest=1, highest=7, family="mean",
        explanation="De gemiddelde instemming met ‘het was makkelijk’ van 1 tot 7; hoger is beter.",
        formula="mean, 7 = agrees that it was easy", source="CEB 2013 (CES 2.0)",
        moment="transactional", aliases=("ces 2.0", "customer effort score 2.0", "ces 7"),
    ),
    Metric(
        name="excellent", title="Uitstekende beoordelingen", english="Excellent ratings",
        lowest=1, highest=5, family="share", bands=(Band("uitstekend", 5, 5, 100.0),), unit=PERCENT,
        explanation="Het percentage klanten dat 5 sterren geeft.",
        formula="100 × n(5) / n", source="review sites", moment="transactional",
        aliases=("uitstekend", "percentage uitstekend", "% uitstekend", "tp_excellent"),
    ),
    Metric(
        name="mean", title="Gemiddelde score", english="Mean score",
        lowest=-np.inf, highest=np.inf, family="mean",
        explanation="Het gemiddelde van alle scores.", formula="sum / n", source="arithmetic",
        aliases=(
            "gemiddelde", "gemiddelde score", "average", "stars", "sterren", "average rating",
            "gemiddeld aantal sterren", "gemiddelde beoordeling",
        ),
    ),
)  # fmt: skip
METRICS = {metric.name: metric for metric in _ALL}


def plain_name(name: str) -> str:
    """Return a name in which capitals, accents, spaces and punctuation make no difference.

    Parameters
    ----------
    name : str
        What somebody calls a metric.

    Returns
    -------
    str
        Letters, digits and ``%`` only.

    Examples
    --------
    >>> plain_name("Net Promoter Score "), plain_name("CSAT-top2")
    ('netpromoterscore', 'csattop2')
    """
    letters = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[^a-z0-9%]", "", letters)


def find_metric(name: str, own: Sequence[Metric] = ()) -> Metric:
    """Return the metric of a name, or of one of the other names that people use for it.

    Parameters
    ----------
    name : str
        Such as ``"nps"`` or ``"Customer Effort Score"``.
    own : sequence of Metric
        Metrics of the user's own, as `read_metrics` returns them.

    Returns
    -------
    Metric
        The metric.

    Raises
    ------
    ScoreError
        When there is no metric of that name; the message lists them.

    Examples
    --------
    >>> find_metric("nps").value(np.array([10.0, 8.0, 3.0])).tolist()
    [100.0, 0.0, -100.0]
    >>> find_metric("Customer Engagement Score").title
    'Customer Effort Score (klantinspanning, 1–5)'
    """
    known = {metric.name: metric for metric in (*own, *_ALL)}
    wanted = plain_name(name)
    for metric in known.values():
        if wanted and wanted in {plain_name(n) for n in (metric.name, *metric.aliases)}:
            return metric
    message = f"Metric '{name}' is unknown. Choose one of {', '.join(known)}."
    raise ScoreError(message)
