"""A benchmark: somebody else's number, with the definition it was made by."""

from dataclasses import dataclass

from feedback_nlp.errors import ScoreError
from feedback_nlp.scores.answers import Answers
from feedback_nlp.scores.comparable import check_comparable
from feedback_nlp.scores.intervals import Estimate, estimate_answers
from feedback_nlp.scores.metric import Metric

ACSI = Metric(
    name="acsi",
    title="American Customer Satisfaction Index (ACSI)",
    english="American Customer Satisfaction Index (ACSI)",
    lowest=0,
    highest=100,
    family="mean",
    explanation="Een gewogen gemiddelde van drie vragen op een schaal van 1 tot 10, als 0 tot 100.",
    formula="weighted mean of three items from 1 to 10, as 0 to 100",
    source="Fornell et al. 1996",
    moment="periodic",
)
"""What the benchmark of 77 to 80% is made of that is often held against a CSAT."""


@dataclass(frozen=True)
class Benchmark:
    """Somebody else's number to stand beside one's own.

    Attributes
    ----------
    name : str
        What it is called.
    value : float
        The number, in points of its metric.
    metric : Metric
        The definition it was made by; a number without one can't be compared.
    source : str
        Where it was published.
    """

    name: str
    value: float
    metric: Metric
    source: str


def compare_with_benchmark(answers: Answers, benchmark: Benchmark) -> Estimate:
    """Return how far some answers stand above a benchmark.

    A benchmark is taken as it is: its own chance error is not in the interval.

    Parameters
    ----------
    answers : Answers
        The answers.
    benchmark : Benchmark
        The number they are held against.

    Returns
    -------
    Estimate
        The difference with its 95% interval; where 0 lies in it, nothing is known of the sign.

    Raises
    ------
    ScoreError
        When the benchmark is made by another definition, lies outside its scale, or there are no
        answers.

    Examples
    --------
    >>> import pandas as pd
    >>> from feedback_nlp import find_metric, take_answers
    >>> csat = find_metric("csat_top2")
    >>> answers = take_answers(pd.DataFrame({"score": [5] * 8 + [1] * 2}), csat)
    >>> found = compare_with_benchmark(answers, Benchmark("branch", 77, csat, "own research"))
    >>> found.value, round(found.low, 1), round(found.high, 1)
    (3.0, -28.0, 17.3)
    >>> compare_with_benchmark(answers, Benchmark("ACSI", 77, ACSI, "theacsi.org"))
    Traceback (most recent call last):
    feedback_nlp.errors.ScoreError: 'csat_top2' and 'acsi' can't be compared: 'csat_top2' is a share
    and 'acsi' a mean. Compute the same metric for both.
    """
    check_comparable(answers.metric, benchmark.metric)
    low, high = benchmark.metric.ends
    if not low <= benchmark.value <= high:
        message = (
            f"Benchmark '{benchmark.name}' is {benchmark.value:g}, but its metric "
            f"'{benchmark.metric.name}' goes from {low:g} to {high:g}. Correct one of the two."
        )
        raise ScoreError(message)
    if not answers.n:
        message = f"There are no answers to hold against benchmark '{benchmark.name}'."
        raise ScoreError(message)
    own = estimate_answers(answers)
    value, low, high = (end - benchmark.value for end in (own.value, own.low, own.high))
    return Estimate(value, low, high, own.n)
