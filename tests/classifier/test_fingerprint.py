from dataclasses import fields, replace

import numpy as np
import pytest

from feedback_nlp.classifier.fingerprint import fingerprint
from feedback_nlp.classifier.model import NO_INFO
from feedback_nlp.text.pipeline import PipelineInfo
from feedback_nlp.themes.lexicon import Lexicon

PARTS = ("vocabulary", "weights", "calibration")


def changed(value):
    match value:
        case np.ndarray():
            return value[::-1]
        case tuple():
            return (*value[:-1], "anders")
    return value + 0.5


@pytest.mark.parametrize("part", PARTS)
def test_a_model_with_any_field_changed_has_another_fingerprint(starter, part):
    before = getattr(starter, part)
    others = [
        replace(starter, **{part: replace(before, **{f.name: changed(getattr(before, f.name))})})
        for f in fields(before)
    ]
    prints = {fingerprint(model) for model in (starter, *others)}
    assert len(prints) == 1 + len(fields(before))


def test_a_model_of_other_parts_has_another_fingerprint(starter):
    topics = starter.taxonomy.topics[::-1]
    others = {
        "taxonomy": starter.taxonomy.model_copy(update={"topics": topics}),
        "lexicon": Lexicon(),
        "unit": "comment",
        "pipeline": PipelineInfo("nl_core_news_md", "3.8.0", 300),
    }
    assert {*PARTS, *others, "info"} == {field.name for field in fields(starter)}
    models = [replace(starter, **{name: value}) for name, value in others.items()]
    assert len({fingerprint(model) for model in (starter, *models)}) == 1 + len(others)


def test_where_a_model_comes_from_is_no_part_of_its_fingerprint(starter):
    assert fingerprint(replace(starter, info=NO_INFO)) == fingerprint(starter)
