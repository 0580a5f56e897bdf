"""What published research says each kind of metric measures; the sources contradict each other."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Claim:
    """What somebody says of a metric.

    Attributes
    ----------
    metric : str
        What is claimed about: NPS, CSAT or CES.
    says : str
        The claim, in Dutch.
    source : str
        Who claims it.
    """

    metric: str
    says: str
    source: str


LOYALTY = (
    Claim("NPS", "meet loyaliteit en hangt samen met groei", "Reichheld 2003"),
    Claim("NPS", "hangt niet sterker samen met groei dan andere cijfers", "Keiningham e.a. 2007"),
    Claim("CES", "voorspelt loyaliteit beter dan NPS en CSAT", "Dixon, Freeman en Toman 2010"),
    Claim(
        "CSAT",
        "het percentage tevreden klanten voorspelt het best wie klant blijft, en cijfers samen "
        "voorspellen beter dan elk apart",
        "De Haan, Verhoef en Wiesel 2015",
    ),
)
"""Which metric measures loyalty (contradiction X8 of the sources): nobody's word is taken."""


def claims_sentence(claims: tuple[Claim, ...] = LOYALTY) -> str:
    """Put claims side by side, each with its source.

    Parameters
    ----------
    claims : tuple of Claim
        What is claimed.

    Returns
    -------
    str
        Dutch sentences.

    Examples
    --------
    >>> claims_sentence(LOYALTY[:1])[:72]
    'De bronnen spreken elkaar tegen. NPS: meet loyaliteit en hangt samen met'
    """
    told = "; ".join(f"{claim.metric}: {claim.says} ({claim.source})" for claim in claims)
    return (
        f"De bronnen spreken elkaar tegen. {told}. Dit rapport kiest er geen: neem het cijfer dat "
        "bij uw vraag past, en liever twee naast elkaar."
    )
