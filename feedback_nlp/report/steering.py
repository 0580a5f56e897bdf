"""Which areas to improve have an indicator that is steered by, and which have none."""

from collections.abc import Sequence

from feedback_nlp.report.context import Context
from feedback_nlp.report.standings import Standing

_OUTCOME = "De score is een uitkomst: u stuurt hem niet rechtstreeks, maar via deze punten."


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
        Dutch sentences that name every area, or say that none has an indicator.

    Examples
    --------
    >>> print(steering_sentence((), Context()))
    De score is een uitkomst: u stuurt hem niet rechtstreeks, maar via deze punten. Er zijn geen
    prestatie-indicatoren opgegeven, dus geen van deze punten is bestuurd.
    """
    steered = {
        row.name: [i.name for i in context.indicators if row.theme in i.themes]
        for row in improvements
    }
    if not any(steered.values()):
        given = "bij deze punten opgegeven" if context.indicators else "opgegeven"
        return (
            f"{_OUTCOME} Er zijn geen prestatie-indicatoren {given}, dus geen van deze punten is "
            "bestuurd."
        )
    with_one = [f"‘{name}’ ({', '.join(by)})" for name, by in steered.items() if by]
    without = [f"‘{name}’" for name, by in steered.items() if not by]
    rest = f" Niet bestuurd, want zonder prestatie-indicator: {', '.join(without)}."
    return f"{_OUTCOME} Bestuurd: {', '.join(with_one)}.{rest if without else ''}"
