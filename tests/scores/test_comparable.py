"""Which metrics may stand beside each other."""

from dataclasses import replace

import pytest

from feedback_nlp.errors import ScoreError
from feedback_nlp.scores.comparable import check_comparable
from feedback_nlp.scores.metrics import METRICS, find_metric


@pytest.mark.parametrize("name", METRICS)
def test_a_metric_is_comparable_with_itself_and_with_no_other(name):
    metric = find_metric(name)
    check_comparable(metric, metric)
    check_comparable(metric, replace(metric, name="own", title="Eigen", aliases=("x",)))
    for other in METRICS.values():
        if other != metric:
            with pytest.raises(ScoreError, match=f"'{name}' and '{other.name}' can't be compared"):
                check_comparable(metric, other)


def test_asked_after_an_event_and_asked_now_and_then_are_two_things():
    """Contradiction X12 of the sources."""
    after_delivery = replace(find_metric("nps"), name="nps_delivery", moment="transactional")
    with pytest.raises(ScoreError) as raised:
        check_comparable(find_metric("nps"), after_delivery)
    assert "'nps' is asked at a periodic moment and 'nps_delivery' a transactional moment." in str(
        raised.value
    )
    check_comparable(find_metric("nps"), replace(after_delivery, moment="any"))


def test_effort_is_not_compared_with_ease_on_the_same_scale():
    """Contradiction X4 of the sources."""
    ease = replace(find_metric("ces_1_5"), name="ease", higher_is_better=True)
    with pytest.raises(ScoreError, match="'ces_1_5' is better where it is lower and 'ease' higher"):
        check_comparable(find_metric("ces_1_5"), ease)
