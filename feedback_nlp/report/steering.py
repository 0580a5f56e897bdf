"""Which areas to improve have an indicator that is steered by, and which have none."""

from collections.abc import Sequence

from feedback_nlp.report.context import Context
from feedback_nlp.report.standings import Standing

_OUTCOME = (
    "De score is een uitkomst: u stuurt hem niet rechtstreeks, maar via wat klanten meemaken."
)
_UNKNOWN = (
    "Er zijn geen prestatie-indicatoren opgegeven: van geen van deze punten is bekend of het "
    "bestuurd is."
)


def steering_sentence(improvements: Sequence[Standing], context: Context) -> str:
    """Say what the ranked areas to improve are steered by, and which are not steered.

    Parameters
    ----------
    improvements : sequence of Standing
        The ranked areas.
    context : Context
        The indicators.

    Returns
    -------
    str
        Dutch sentences that name every area, or say that no indicators were given.

    Examples
    --------
    >>> print(steering_sentence((), Context()))
    De score is een uitkomst: u stuurt hem niet rechtstreeks, maar via wat klanten
    meemaken. Er zijn geen prestatie-indicatoren opgegeven: van geen van deze punten is bekend of
    het bestuurd is.
    """
    if not context.indicators:
        return f"{_OUTCOME} {_UNKNOWN}"
    steered = {
        row.name: [i.name for i in context.indicators if row.theme in i.themes]
        for row in improvements
    }
    with_one = "; ".join(f"‘{name}’ ({', '.join(by)})" for name, by in steered.items() if by)
    without = ", ".join(f"‘{name}’" for name, by in steered.items() if not by)
    steered_by = f" Bestuurd: {with_one}." if with_one else ""
    rest = f" Niet bestuurd, want zonder prestatie-indicator: {without}." if without else ""
    return f"{_OUTCOME}{steered_by}{rest}"
