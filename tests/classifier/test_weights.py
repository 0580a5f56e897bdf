from math import exp, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp.classifier.weights import combine, has_two_sides, sensitivity
from feedback_nlp.themes.taxonomy import Taxonomy, plain_taxonomy

TAXONOMY = Taxonomy.model_validate(
    {
        "topics": [
            {
                "id": "time",
                "complaint": {"id": "late", "name": "Te laat"},
                "praise": {"id": "fast", "name": "Snel"},
            },
            {"id": "stock", "complaint": {"id": "sold_out", "name": "Op"}},
            {"id": "staff", "praise": {"id": "kind", "name": "Aardig"}},
        ]
    }
)
# Outputs: late, fast, sold_out, kind; time, stock, staff; praise against complaint.
OUTPUTS = st.lists(st.floats(-20, 20, width=32), min_size=8, max_size=8)


def expit(x):
    return 1 / (1 + exp(-x))


def scalar_log_odds(outputs):
    """One log-odds per theme, theme by theme as the docstring says it."""
    topic_of, sign = [4, 4, 5, 6], [-1, 1, -1, 1]
    judged = []
    for theme in range(4):
        a, b = outputs[topic_of[theme]], 1.5 * sign[theme] * outputs[7]
        against_both = exp(-a) + exp(-b) + exp(-a - b)
        judged.append((outputs[theme] - log(against_both)) / 2)
    late, fast, sold_out, kind = judged
    return [late - 2 * max(fast - late, 0), fast - 2 * max(late - fast, 0), sold_out, kind]


@given(OUTPUTS)
def test_layers_are_joined_as_in_scalar_arithmetic(outputs):
    combined = combine(np.array([outputs]), TAXONOMY)
    assert combined[0] == pytest.approx(scalar_log_odds(outputs), abs=1e-9)


@given(OUTPUTS, OUTPUTS)
def test_segments_are_joined_independently(one, other):
    together = combine(np.array([one, other]), TAXONOMY)
    assert together[0].tolist() == combine(np.array([one]), TAXONOMY)[0].tolist()
    assert together[1].tolist() == combine(np.array([other]), TAXONOMY)[0].tolist()


def test_topic_and_side_count_as_two_independent_events():
    # Outputs of 0 and 0 are even chances of topic and side: together a quarter, log-odds ln(1/3).
    combined = combine(np.zeros((1, 8)), TAXONOMY)
    assert combined[0] == pytest.approx([log(1 / 3) / 2] * 4)


def test_the_weaker_side_of_a_topic_loses_twice_what_the_stronger_leads_by():
    outputs = np.zeros((1, 8))
    outputs[0, 0] = 4  # late leads fast by 2
    even = log(1 / 3) / 2
    assert combine(outputs, TAXONOMY)[0] == pytest.approx([even + 2, even - 4, even, even])


def test_extreme_outputs_stay_finite():
    outputs = np.array([[-1000.0] * 8, [1000.0] * 8, [-30.0] * 7 + [30.0]])
    with np.errstate(over="raise", invalid="raise"):
        assert np.isfinite(combine(outputs, TAXONOMY)).all()


def test_one_sided_themes_are_judged_by_their_own_column_alone():
    taxonomy = plain_taxonomy(("a", "b"), language="nl")
    outputs = np.array([[1.5, -2.5]])
    assert not has_two_sides(taxonomy)
    assert has_two_sides(TAXONOMY)
    assert combine(outputs, taxonomy).tolist() == [[1.5, -2.5]]
    assert sensitivity(outputs[0], taxonomy, 1).tolist() == [0, 1]


@given(st.lists(st.floats(-8, 8), min_size=8, max_size=8), st.integers(0, 3))
def test_sensitivity_is_the_slope_before_the_sides_are_settled(outputs, column):
    def unsettled(values):
        late, fast, sold_out, kind = combine(np.array([values]), TAXONOMY)[0]
        lead = (fast - late) / 3  # settled triples the lead at the cost of the weaker
        strong, weak = max(late, fast), min(late, fast)
        own = {True: strong, False: weak + 2 * abs(lead)}
        return [own[late == strong], own[fast == strong], sold_out, kind][column]

    step = 1e-6
    slopes = []
    for at in range(8):
        up, down = list(outputs), list(outputs)
        up[at] += step
        down[at] -= step
        slopes.append((unsettled(up) - unsettled(down)) / (2 * step))
    assert sensitivity(np.array(outputs), TAXONOMY, column) == pytest.approx(slopes, abs=1e-5)
