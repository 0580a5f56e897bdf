"""Which comments are drawn, and with what chance."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_nlp import AuditDraw, AuditError, ColumnError
from feedback_nlp.audits.drawing import draw_comments


def respondents(n, **columns):
    return pd.DataFrame({"comment_id": [str(i) for i in range(n)], "comment": "x", **columns})


def test_every_comment_has_the_same_chance():
    drawn = draw_comments(respondents(40), AuditDraw(n=10))
    assert len(drawn) == drawn["comment_id"].nunique() == 10
    assert drawn["inclusion_probability"].eq(0.25).all()


def test_over_many_seeds_every_comment_is_drawn_as_often_as_its_chance_says():
    seeds = 2000
    times = pd.concat(
        [draw_comments(respondents(10), AuditDraw(n=3, seed=seed)) for seed in range(seeds)]
    )["comment_id"].value_counts()
    assert len(times) == 10
    assert ((times / seeds - 0.3).abs() < 4 * (0.3 * 0.7 / seeds) ** 0.5).all()


@given(st.permutations(range(12)))
def test_the_order_of_rows_draws_no_others(order):
    comments = respondents(12)
    draw = AuditDraw(n=5, seed=3)
    assert draw_comments(comments.iloc[order], draw).equals(draw_comments(comments, draw))


def test_rows_without_comment_are_never_drawn():
    comments = respondents(6)
    comments.loc[[0, 3], "comment"] = None
    drawn = draw_comments(comments, AuditDraw(n=100))
    assert sorted(drawn["comment_id"]) == ["1", "2", "4", "5"]
    assert drawn["inclusion_probability"].eq(1).all()


def test_small_groups_get_as_many_as_large_ones_and_leave_what_they_do_not_have():
    shop = ["Gent"] * 50 + ["Ede"] * 20 + [None] * 2
    drawn = draw_comments(respondents(72, shop=shop), AuditDraw(n=20, by="shop"))
    group = drawn["comment_id"].astype(int).map(lambda i: shop[i] or "")
    assert group.value_counts().to_dict() == {"Gent": 9, "Ede": 9, "": 2}
    chances = drawn.groupby(group)["inclusion_probability"].first().to_dict()
    assert chances == pytest.approx({"Gent": 9 / 50, "Ede": 9 / 20, "": 1.0})


@given(st.lists(st.sampled_from("abc"), min_size=3, max_size=40), st.integers(3, 50))
def test_drawn_comments_stand_for_all(groups, n):
    drawn = draw_comments(respondents(len(groups), group=groups), AuditDraw(n=n, by="group"))
    assert len(drawn) == min(n, len(groups))
    assert (1 / drawn["inclusion_probability"]).sum() == pytest.approx(len(groups))


def test_what_cannot_be_drawn_is_said():
    with pytest.raises(AuditError, match="0 comments"):
        draw_comments(respondents(0))
    with pytest.raises(AuditError, match="2 groups and only 1"):
        draw_comments(respondents(2, shop=["a", "b"]), AuditDraw(n=1, by="shop"))
    with pytest.raises(ColumnError, match="'winkel' not found; the table has 'comment_id'"):
        draw_comments(respondents(2), AuditDraw(by="winkel"))
