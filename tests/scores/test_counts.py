"""How often each theme is mentioned."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedback_nlp.errors import AuditError
from feedback_nlp.scores.audits import Audit
from feedback_nlp.scores.counts import COLUMNS, count_themes, name_periods

THEMES = ("late", "rude", "dear")


def respondents(*texts):
    ids = pd.Series([str(number) for number in range(1, len(texts) + 1)], dtype="str")
    return pd.DataFrame({"comment_id": ids, "comment": pd.array(texts, dtype="string")})


def tagged(*pairs):
    return pd.DataFrame(pairs, columns=["comment_id", "theme"], dtype="string")


def test_every_theme_is_counted_in_the_comments_that_are_written():
    counts = count_themes(
        respondents("a", "b", None, "c", "d"),
        tagged(("1", "late"), ("2", "late"), ("2", "rude"), ("2", "rude")),
        THEMES,
    )
    assert list(counts) == COLUMNS
    assert counts[["period", "group"]].eq("").all(axis=None)
    assert counts["theme"].tolist() == list(THEMES)
    assert counts["n_comments"].tolist() == [4, 4, 4]
    assert counts["n_tagged"].tolist() == [2, 1, 0]
    assert counts["share"].tolist() == [0.5, 0.25, 0.0]
    # Wilson, by hand: of 2 in 4 and, at the edge, of 0 in 4
    assert counts.loc[0, ["low", "high"]].tolist() == pytest.approx([0.1500, 0.8500], abs=5e-5)
    assert counts.loc[2, ["low", "high"]].tolist() == pytest.approx([0.0, 0.4899], abs=5e-5)


def test_ids_that_are_whole_numbers_find_their_tags():
    comments = respondents("a", "b").assign(comment_id=[1, 2])
    tags = tagged(("1", "late"), ("2", "late"), ("2", "rude"))
    assert count_themes(comments, tags, THEMES)["n_tagged"].tolist() == [2, 1, 0]


def test_periods_and_groups_are_counted_apart_and_unknown_ones_left_out():
    comments = respondents("a", "b", "c", "d", None, "e")
    counts = count_themes(
        comments,
        tagged(("1", "late"), ("2", "late"), ("3", "late"), ("6", "late")),
        ("late",),
        period=pd.Series(["2025-01", "2025-01", "2025-02", "2025-02", "2025-02", None]),
        group=pd.Series(["web", "web", "web", "shop", "shop", "shop"]),
    )
    assert counts[["period", "group", "n_comments", "n_tagged"]].to_numpy().tolist() == [
        ["2025-01", "web", 2, 2],
        ["2025-02", "shop", 1, 0],
        ["2025-02", "web", 1, 1],
    ]


def test_tags_of_other_comments_and_themes_are_not_counted():
    counts = count_themes(
        respondents("a", None), tagged(("2", "late"), ("9", "late"), ("1", "other")), ("late",)
    )
    assert counts[["n_comments", "n_tagged"]].to_numpy().tolist() == [[1, 0]]


@pytest.mark.parametrize("texts", [(), (None, None)])
def test_no_comments_give_an_empty_table(texts):
    counts = count_themes(respondents(*texts), tagged(), THEMES)
    assert list(counts) == COLUMNS
    assert counts.empty


laws = settings(max_examples=40)
people = st.lists(
    st.tuples(
        st.sampled_from(["text", None]),
        st.sampled_from(["2025", "2026", None]),
        st.sampled_from(["web", "shop"]),
        st.sets(st.sampled_from([*THEMES, "other"])),
    ),
    max_size=25,
)


@laws
@given(people, st.randoms())
def test_cells_add_up_to_the_whole_in_any_order(rows, random):
    comments = respondents(*(text for text, *_ in rows))
    pairs = [(str(n), theme) for n, row in enumerate(rows, start=1) for theme in row[3]]
    random.shuffle(pairs)
    period = pd.Series([row[1] for row in rows], dtype="string")
    group = pd.Series([row[2] for row in rows], dtype="string")
    whole = count_themes(comments, tagged(*pairs), THEMES, group=group)
    cells = count_themes(comments, tagged(*pairs), THEMES, group=group, period=period.fillna("-"))
    expected = {
        (place, theme): sum(
            row[0] is not None and row[2] == place and theme in row[3] for row in rows
        )
        for place, theme in zip(whole["group"], whole["theme"], strict=True)
    }
    assert whole.set_index(["group", "theme"])["n_tagged"].to_dict() == expected
    summed = cells.groupby(["group", "theme"])[["n_comments", "n_tagged"]].sum()
    again = whole.set_index(["group", "theme"])[["n_comments", "n_tagged"]].sort_index()
    assert summed.to_dict() == again.to_dict()
    assert cells[["share", "low", "high"]].apply(np.isfinite).all(axis=None)
    assert (cells["low"] <= cells["share"] + 1e-12).all()
    assert (cells["share"] <= cells["high"] + 1e-12).all()
    assert cells["low"].ge(0).all()
    assert cells["high"].le(1).all()


@laws
@given(people, st.randoms())
def test_order_of_rows_changes_no_count(rows, random):
    comments = respondents(*(text for text, *_ in rows))
    pairs = [(str(n), theme) for n, row in enumerate(rows, start=1) for theme in row[3]]
    counts = count_themes(comments, tagged(*pairs), THEMES)
    order = list(range(len(rows)))
    random.shuffle(order)
    random.shuffle(pairs)
    shuffled = count_themes(comments.iloc[order], tagged(*pairs), THEMES)
    pd.testing.assert_frame_equal(shuffled, counts)


@pytest.mark.parametrize(
    ("dates", "at_most", "names"),
    [
        (["2025-03-31", "2025-04-01"], 36, ["2025-03", "2025-04"]),
        (["2025-03-31", "2025-04-01", "2025-06-30"], 2, ["2025-K1", "2025-K2", "2025-K2"]),
        (["2024-12-31", "2025-04-01", "2025-12-01"], 2, ["2024", "2025", "2025"]),
        (["2024-12-31", "2025-04-01", "2026-12-01"], 2, ["2024", "2025", "2026"]),
    ],
)
def test_periods_are_the_finest_that_stay_few(dates, at_most, names):
    periods = name_periods(pd.Series(pd.to_datetime(dates)), at_most=at_most)
    assert periods.tolist() == names


def test_three_years_of_months_are_named_by_month_and_a_day_more_by_quarter():
    months = pd.Series(pd.date_range("2022-01-01", "2024-12-31", freq="D"))
    assert name_periods(months).nunique() == 36
    assert name_periods(months).iloc[0] == "2022-01"
    longer = pd.Series(pd.date_range("2022-01-01", "2025-01-01", freq="D"))
    assert name_periods(longer).iloc[[0, -1]].tolist() == ["2022-K1", "2025-K1"]


def test_missing_dates_have_no_period():
    periods = name_periods(pd.Series(pd.to_datetime(["2025-03-31 23:59", None])))
    assert periods.isna().tolist() == [False, True]
    assert periods[0] == "2025-03"


def audit_of(labels, chance=0.5):
    index = pd.Index(labels, name="comment_id")
    return Audit(pd.DataFrame(list(labels.values()), index), pd.Series(chance, index))


def test_an_audit_corrects_the_share_and_leaves_the_raw_one_beside_it():
    # of 6 comments 1, 2 and 3 are tagged; the audit of 1, 2, 4 and 5 says 1 and 4 carry it
    audit = audit_of({i: {"late": i in "14"} for i in "1245"})
    counts = count_themes(
        respondents(*"abcdef"),
        tagged(("1", "late"), ("2", "late"), ("3", "late")),
        ("late", "rude"),
        audit=audit,
    )
    late, rude = counts.iloc[0], counts.iloc[1]
    assert (late["share"], late["raw_share"]) == (0.5 * 0.5 + 0.5 * 0.5, 0.5)
    assert (late["n_tagged"], late["n_audited"], late["corrected"]) == (3, 4, True)
    # Wilson: 1 of 2 is .5 -+ .4053, of the tagged and of the others; each is half of the comments
    assert late["low"] == pytest.approx(0.5 - np.sqrt(2) * 0.5 * 0.4055, abs=1e-4)
    assert (rude["share"], rude["raw_share"], rude["corrected"]) == (0, 0, False)  # not looked for


def test_a_part_with_too_few_audited_comments_is_not_corrected():
    n = 200
    comments = respondents(*["x"] * n)
    shop = pd.Series(["web"] * 160 + ["shop"] * 40)
    drawn = {str(i): {"late": i % 3 == 0} for i in range(1, n + 1, 5)}  # 32 of web, 8 of shop
    tags = tagged(*((str(i), "late") for i in range(1, n + 1, 4)))
    counts = count_themes(comments, tags, ("late",), group=shop, audit=audit_of(drawn))
    by_group = counts.set_index("group")
    assert by_group["n_audited"].to_dict() == {"shop": 8, "web": 32}
    assert by_group["corrected"].to_dict() == {"shop": False, "web": True}
    assert by_group.loc["shop", "share"] == by_group.loc["shop", "raw_share"]


def test_an_audit_of_one_comment_says_next_to_nothing():
    counts = count_themes(
        respondents("a", "b"),
        tagged(("1", "late")),
        ("late",),
        audit=audit_of({"1": {"late": 1 > 0}}),
    )
    assert counts["corrected"].all()
    assert counts["high"].item() - counts["low"].item() > 0.7


def test_an_audit_of_other_comments_is_refused():
    with pytest.raises(AuditError, match="Comment '9' of the audit is not among"):
        count_themes(respondents("a"), tagged(), ("late",), audit=audit_of({"9": {"late": True}}))
