import json

import pandas as pd

from feedback_nlp.report.bands import score_bands
from feedback_nlp.report.mentions import tagged_comments
from feedback_nlp.report.payload import LONGEST, comment_payload, script_json


def payload_of(findings):
    tagged = tagged_comments(findings.comments, findings.tags, findings.taxonomy)
    bands = score_bands(findings.comments["score"], findings.metric)
    return comment_payload(findings.comments, tagged, findings.metric, findings.taxonomy, bands)


def test_json_in_a_script_holds_no_markup():
    hostile = ["</script><script>alert(1)</script>", "<!--", "&amp;", "\u2028\u2029"]
    text = script_json(hostile)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == hostile


def test_rows_without_a_comment_are_left_out(make):
    payload = payload_of(
        make([("Te laat.", 3.0, None, {"late": "Te laat"}), (None, 9.0, None, {})])
    )
    assert payload["ids"] == ["1"]
    assert payload["texts"] == ["Te laat."]
    assert payload["scores"] == [3]
    assert payload["in_band"] == [0]
    assert payload["in_period"] == [-1]
    assert payload["tags"] == [[0, 0, 7]]
    assert payload["themes"][0] == ["Te late levering", "complaint", 1]


def test_spans_count_utf16_units_after_an_emoji(make):
    payload = payload_of(make([("😡😡 te laat 😡", 1.0, None, {"late": "te laat 😡"})]))
    assert payload["tags"] == [[0, 5, 15]]
    units = payload["texts"][0].encode("utf-16-le")
    assert units[10:30].decode("utf-16-le") == "te laat 😡"


def test_missing_scores_and_dates_stay_missing(make):
    payload = payload_of(make([("Goed.", None, "2025-01-02", {}), ("Ook goed.", 7.5, None, {})]))
    assert payload["scores"] == [None, 7.5]
    assert payload["dates"] == ["2025-01-02", ""]
    assert payload["in_band"] == [-1, 1]
    assert payload["in_period"] == [0, -1]
    assert payload["periods"] == ["januari 2025"]


def test_a_comment_of_a_megabyte_is_cut(make):
    payload = payload_of(make([("a " * 500_000 + "te laat", 1.0, None, {"late": "te laat"})]))
    assert len(payload["texts"][0]) < LONGEST + 20
    assert payload["texts"][0].endswith("[ingekort]")
    assert payload["tags"] == [[0, LONGEST, LONGEST]]


def test_tags_without_a_span_mark_nothing(make):
    findings = make([("Te laat.", 1.0, None, {"late": "Te laat"})])
    findings.tags["start"] = pd.NA
    findings.tags["end"] = pd.NA
    assert payload_of(findings)["tags"] == [[0, 0, 0]]
