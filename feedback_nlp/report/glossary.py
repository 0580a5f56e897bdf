"""What the words and numbers of a report mean, for the page and the workbook alike."""

from dataclasses import dataclass

from feedback_nlp.report.claims import claims_sentence
from feedback_nlp.report.sentences import audit_sentence
from feedback_nlp.report.summary import Summary


@dataclass(frozen=True)
class Term:
    """A word with its meaning.

    Attributes
    ----------
    name, meaning : str
        Both in Dutch.
    """

    name: str
    meaning: str


_NUMBERS = (
    Term(
        "Betrouwbaarheidsinterval (marge)",
        "De twee getallen waar de werkelijke waarde zeer waarschijnlijk tussen ligt: bij 95 van de "
        "100 zulke metingen klopt dat. Hoe meer reacties, hoe smaller.",
    ),
    Term(
        "Aandeel",
        "Het deel van de reacties waarin een thema voorkomt. Eén reactie kan meer thema’s hebben; "
        "de aandelen tellen dus niet op tot 100%.",
    ),
)
_RANKING = (
    Term(
        "Samenhang, geen bewijs",
        "Wie over een punt klaagt, geeft gemiddeld een andere score. Of het punt daar de oorzaak "
        "van is, weet u pas als u het verbetert en opnieuw meet.",
    ),
    Term(
        "Kans op top 3",
        "We rekenen 1.000 keer opnieuw, telkens met een willekeurige greep uit dezelfde klanten. "
        "De kans is het deel van die keren dat het thema bij de eerste drie staat.",
    ),
    Term(
        "Groep",
        "Thema’s waarvan de onderlinge volgorde toeval kan zijn. Een nieuwe groep begint pas "
        "bij een thema dat zeker onder het eerste van de vorige groep ligt, ook nu die twee uit "
        "alle thema’s gekozen zijn. Over andere paren zegt een groep niets.",
    ),
    Term(
        "Basis, prestatie, enthousiasme",
        "Basis: klachten kosten meer dan lof oplevert. Prestatie: klachten kosten punten en lof "
        "levert ze op. Enthousiasme: lof levert meer op dan klachten kosten. Zonder label laten "
        "de reacties het niet zien.",
    ),
)
_CHANGES = (
    Term(
        "Ruis, waarschijnlijk echt, echt",
        "Hoe vaak toeval alleen een verschil geeft dat minstens zo groot is: bij ‘echt’ minder dan "
        "1 op de 100 keer, bij ‘waarschijnlijk echt’ minder dan 1 op de 10, anders is het ruis. "
        "Daarbij telt mee dat we naar veel thema’s tegelijk kijken.",
    ),
)
_TAGGING = (
    Term(
        "Geen thema",
        "Het model herkende geen van de thema’s. Zulke reacties blijven meetellen.",
    ),
    Term("Markering", "Het deel van een reactie waarin het model een thema herkende."),
)
_METRICS = (
    Term(
        "NPS",
        "Net Promoter Score: het percentage promoters min het percentage criticasters, van −100 "
        "tot 100.",
    ),
    Term(
        "CSAT",
        "Customer Satisfaction Score, tevredenheid: het percentage dat een van de twee hoogste "
        "cijfers geeft, of het gemiddelde cijfer als percentage.",
    ),
    Term(
        "CES",
        "Customer Effort Score: hoeveel moeite het klanten kostte. Soms is een lage score goed, "
        "soms een hoge.",
    ),
)


def glossary(summary: Summary) -> tuple[Term, ...]:
    """Return the terms of a report with their meaning.

    Parameters
    ----------
    summary : Summary
        Gives the metric, the audit, names and versions.

    Returns
    -------
    tuple of Term
        The metric first.
    """
    metric, origin = summary.metric, summary.origin
    return (
        Term(metric.title, f"{metric.explanation} Een verschil wordt uitgedrukt in {metric.unit}."),
        *_NUMBERS,
        Term(
            "Gecorrigeerd",
            "Bijgesteld voor reacties waarin het model een thema mist of er ten onrechte een ziet. "
            f"{audit_sentence(summary.n_audited)}",
        ),
        Term(
            "Impact (kost, levert op)",
            "Wat de score naar schatting zou veranderen als niemand dat thema nog noemde: het "
            "verschil in score bij wie het noemt, met de andere thema’s gelijk gehouden, keer het "
            "aandeel. Een thema dat weinigen noemen, wordt voorzichtig geschat: dichter bij nul. "
            f"Versie van de berekening: {origin.formula}.",
        ),
        *_RANKING,
        *(_CHANGES if summary.trend is not None else ()),
        *_TAGGING,
        Term(
            "Model",
            f"{origin.model_name}, versie {origin.model_version}. Een model maakt fouten: het mist "
            "thema’s en ziet er soms een dat er niet staat. Lees daarom altijd een paar reacties "
            "voordat u iets besluit.",
        ),
        *(term for term in _METRICS if term.name not in metric.title),
        Term("Welk cijfer meet loyaliteit?", claims_sentence()),
    )
