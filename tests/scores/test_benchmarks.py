"""Numbers of others beside one's own."""

from dataclasses import replace

import pandas as pd
import pytest

from feedback_nlp.errors import ScoreError
from feedback_nlp.scores.answer_columns import take_answers
from feedback_nlp.scores.benchmarks import ACSI, Benchmark, compare_with_benchmark
from feedback_nlp.scores.metrics import find_metric

CSAT = find_metric("csat_top2")
EIGHT_OF_TEN = take_answers(pd.DataFrame({"score": [5.0] * 8 + [1.0] * 2}), CSAT)


def test_eight_of_ten_is_not_above_a_benchmark_of_77():
    """Wilson is 49.02 to 94.33."""
    found = compare_with_benchmark(EIGHT_OF_TEN, Benchmark("branch", 77, CSAT, "x"))
    assert found.value == pytest.approx(3)
    assert (found.low, found.high) == pytest.approx((-27.98, 17.33), abs=0.005)


@pytest.mark.parametrize("metric", [ACSI, find_metric("excellent"), find_metric("csat_mean")])
def test_a_benchmark_of_another_definition_is_refused(metric):
    """Contradiction X11 of the sources."""
    with pytest.raises(ScoreError, match="can't be compared"):
        compare_with_benchmark(EIGHT_OF_TEN, Benchmark("branch", 77, metric, "x"))


def test_a_benchmark_asked_at_another_moment_is_refused():
    """Contradiction X12 of the sources."""
    yearly = Benchmark("branch", 77, replace(CSAT, name="yearly", moment="periodic"), "x")
    with pytest.raises(ScoreError, match="asked at a transactional moment and 'yearly' a periodic"):
        compare_with_benchmark(EIGHT_OF_TEN, yearly)


def test_a_benchmark_off_its_scale_and_no_answers_are_errors():
    with pytest.raises(ScoreError, match="Benchmark 'branch' is 177, but its metric 'csat_top2'"):
        compare_with_benchmark(EIGHT_OF_TEN, Benchmark("branch", 177, CSAT, "x"))
    nobody = take_answers(pd.DataFrame({"score": pd.Series([], dtype=float)}), CSAT)
    with pytest.raises(ScoreError, match="no answers to hold against benchmark 'branch'"):
        compare_with_benchmark(nobody, Benchmark("branch", 77, CSAT, "x"))
