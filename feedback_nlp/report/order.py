"""How many answers it would take to tell the first areas to improve apart."""

from collections.abc import Sequence

from feedback_nlp.report.dutch import amount, number
from feedback_nlp.report.standings import Standing
from feedback_nlp.scores.ranking import Ranking

_TOO_MANY = 10_000


def order_sentence(improvements: Sequence[Standing], ranking: Ranking) -> str:
    """Say what would settle which of the first two areas to improve costs most.

    Parameters
    ----------
    improvements : sequence of Standing
        The ranked areas.
    ranking : Ranking
        Tells how many answers it takes.

    Returns
    -------
    str
        A Dutch sentence; empty where the first two stand apart, or nothing can part them.
    """
    if ranking.n_to_part is None:
        return ""
    first, second = (row.name for row in improvements[:2])
    n = ranking.n_to_part
    needed = f"meer dan {number(_TOO_MANY)}" if n > _TOO_MANY else f"zo’n {number(n)}"
    scores = amount(ranking.n_scored, "reactie met een score", "reacties met een score")
    more = ", met naar verhouding meer nagekeken reacties" if ranking.mentions.audited else ""
    return (
        f"Of ‘{first}’ echt meer kost dan ‘{second}’, is met {scores} niet te zeggen; daarvoor "
        f"zijn er {needed} nodig{more}."
    )
