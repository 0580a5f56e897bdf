"""Metrics of the user's own."""

import pandas as pd
import pytest

from feedback_nlp.errors import MetricError, ScoreError
from feedback_nlp.scores.metrics import find_metric
from feedback_nlp.scores.own_metrics import read_metrics

NET = {
    "name": "advice",
    "title": "Advies",
    "scale": "[1, 7]",
    "direction": "higher",
    "formula": "net",
    "promoters": "[6, 7]",
    "detractors": "[1, 4]",
}


@pytest.fixture
def read(tmp_path):
    """Read a file with metrics, each given as its fields."""

    def read(*entries):
        lines = ["metrics:"]
        for entry in entries:
            fields = [f"{key}: {value}" for key, value in entry.items() if value is not None]
            lines += [f"  - {fields[0]}", *(f"    {field}" for field in fields[1:])]
        file = tmp_path / "own.yaml"
        file.write_text("\n".join(lines), encoding="utf-8")
        return read_metrics(file)

    return read


def changed(**fields):
    return NET | fields


def values(metric, *scores):
    return metric.values(pd.Series(scores, dtype="float64")).tolist()


def test_net_score_on_another_scale(read):
    (advice,) = read(NET)
    assert values(advice, 1, 4, 5, 6, 7) == [-100, -100, 0, 100, 100]
    assert (advice.lowest, advice.highest, advice.unit, advice.moment) == (1, 7, "punten", "any")
    assert advice.formula == "100 × (n(6–7) − n(1–4)) / n"
    assert advice.explanation == (
        "Het percentage 6 tot en met 7 min het percentage 1 tot en met 4; hoger is beter."
    )
    assert (advice.english, advice.source) == ("Advies", "own")


def test_share_mean_and_percentage(read):
    base = {"title": "Naam", "scale": "[0, 4]", "direction": "lower"}
    share, mean, percentage = read(
        {"name": "a", **base, "formula": "share", "counted": "[0, 0]", "moment": "periodic"},
        {"name": "b", **base, "formula": "mean", "english": "Name", "source": "Ourselves"},
        {"name": "c", **base, "formula": "percentage"},
    )
    assert [values(m, 0, 2, 4) for m in (share, mean, percentage)] == [
        [100, 0, 0], [0, 2, 4], [0, 50, 100],
    ]  # fmt: skip
    assert [m.family for m in (share, mean, percentage)] == ["share", "mean", "mean"]
    assert [m.unit for m in (share, mean, percentage)] == ["procentpunt", "punten", "procentpunt"]
    assert not any(m.higher_is_better for m in (share, mean, percentage))
    assert share.explanation == "Het percentage klanten dat 0 geeft; lager is beter."
    assert (mean.english, mean.source, share.moment) == ("Name", "Ourselves", "periodic")


def test_own_metric_is_found_by_name_and_alias(read):
    own = read(changed(aliases="[Adviesscore]"))
    assert find_metric("advice", own) == find_metric("adviesscore", own) == own[0]
    assert find_metric("nps", own).name == "nps"
    with pytest.raises(ScoreError, match=r"excellent, mean|advice, nps, "):
        find_metric("other", own)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (changed(direction=None), "line 2: metrics > 0 > direction: Field required."),
        (changed(direction="up"), "direction: Input should be 'higher' or 'lower'."),
        (changed(scale="[7, 1]"), "metric 'advice': scale must go from a lower to a higher score."),
        (changed(scale="[1, .inf]"), "scale > 1: Input should be a finite number."),
        (changed(promoters=None), "metric 'advice': formula 'net' needs promoters."),
        (changed(counted="[6, 7]"), "metric 'advice': formula 'net' has no counted."),
        (changed(promoters="[6, 10]"), "promoters must lie on the scale, from low to high."),
        (changed(promoters="[7, 6]"), "promoters must lie on the scale, from low to high."),
        (changed(promoters="[4, 7]"), "metric 'advice': promoters and detractors overlap."),
        (changed(colour="red"), "colour: Extra inputs are not permitted."),
        (changed(name="my metric"), "line 2: metrics > 0 > name: String should match pattern"),
        (changed(name="nps"), "line 2: metrics > 0 > name: 'nps' has a name that the package has"),
        (changed(aliases="[CSAT]"), "'advice' has a name that the package has already."),
        (
            {"name": "p", "title": "P", "scale": "[-2, 2]", "direction": "higher",
             "formula": "percentage"},
            "metric 'p': a percentage needs a scale without negative scores.",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(read, entry, message):
    with pytest.raises(MetricError) as raised:
        read(entry)
    assert str(raised.value).startswith("own.yaml, line ")
    assert message in str(raised.value)


def test_two_metrics_of_one_name_are_refused(read):
    with pytest.raises(MetricError, match=r"line 9: .* 'ADVICE' has a name that 'advice' has"):
        read(NET, changed(name="ADVICE"))


def test_file_without_metrics_is_refused(tmp_path):
    (tmp_path / "own.yaml").write_text("metrics: []\n")
    with pytest.raises(MetricError, match=r"own\.yaml, line 1: metrics: it must have at least 1"):
        read_metrics(tmp_path / "own.yaml")
    with pytest.raises(MetricError, match=r"absent\.yaml can't be read"):
        read_metrics(tmp_path / "absent.yaml")
