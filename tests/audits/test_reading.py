"""Reading a filled sheet: what people do to it is tolerated, what biases it is refused."""

import pandas as pd
import pytest

from feedback_nlp import AuditDraw, AuditError, ReadError, read_audit, write_audit
from feedback_nlp.themes.taxonomy import Taxonomy

MODEL = "starter@c0ffee"


@pytest.fixture
def read(comments, taxonomy):
    return lambda path: read_audit(path, comments, taxonomy, model=MODEL)


@pytest.fixture
def filled(sheet):
    """The first comment is late and dear, the second late, the others nothing."""
    sheet.loc[0, "themes"], sheet.loc[1, "themes"] = "late_delivery|dear", "late_delivery"
    return sheet


def test_labels_and_chances_come_back(filled, saved, read, taxonomy):
    audit = read(saved(filled))
    assert audit.themes == taxonomy.themes
    assert audit.labels.loc[filled["comment_id"][0]].tolist() == [True, True, False]
    assert audit.labels.sum().tolist() == [2, 1, 0]
    assert audit.inclusion_probability.eq(8 / 12).all()


def mistreated(table):
    """Sort, move columns, add empty rows, spaces and capitals, and use names."""
    table = table.assign(themes=table["themes"].replace(
        {"late_delivery|dear": " TE LATE  levering ; Dear |", "late_delivery": "Te late levering"}
    ))  # fmt: skip
    table = table.sort_values("comment")[list(table)[::-1]]
    empty = pd.DataFrame([[""] * len(table.columns)], columns=table.columns)
    table = pd.concat([empty, table.iloc[:3], empty, empty, table.iloc[3:], empty])
    table["comment_id"] = " " + table["comment_id"] + " "
    return table.rename(columns={"comment_id": "Comment ID ", "themes": "THEMES"})


@pytest.mark.parametrize(("name", "options"), [
    ("filled.csv", {"sep": ";", "encoding": "cp1252"}), ("filled.csv", {"sep": "\t"}),
    ("filled.xlsx", {}),
])  # fmt: skip
def test_what_people_do_to_sheets_changes_nothing(filled, saved, read, name, options):
    expected = read(saved(filled, "as_it_was.csv"))
    audit = read(saved(mistreated(filled), name, **options))
    assert audit.labels.sort_index().equals(expected.labels.sort_index())


def test_themes_may_be_chosen_in_several_columns(filled, saved, read):
    audit = read(saved(filled.assign(themes="", themes_2="Te duur", themes_3="geen thema")))
    assert audit.labels.sum().tolist() == [0, 8, 0]


def test_a_row_that_stands_twice_with_the_same_themes_counts_once(filled, saved, read):
    assert read(saved(pd.concat([filled, filled.iloc[:2]]))).n_comments == 8


def test_a_spreadsheet_may_round_and_write_the_chance_its_own_way(filled, saved, read):
    for written in ("0,667", "66.7%", "0.66666667"):
        audit = read(saved(filled.assign(inclusion_probability=written)))
        assert audit.inclusion_probability.eq(8 / 12).all()


def test_a_sheet_without_stamps_is_known_by_its_comments_and_chances(filled, saved, read):
    plain = filled.drop(columns="stamp")
    assert read(saved(plain)).labels.sum().tolist() == [2, 1, 0]
    with pytest.raises(AuditError, match=r"stand for 10 comments .* and the file has 12"):
        read(saved(plain.iloc[1:]))


def refusals():
    yield "of another file", {"comment_id": "z9"}, r"row 2: comment 'z9' was not drawn"
    yield (
        "no theme",
        {"themes": "te late leverng"},
        (r"row 2, column 'themes': 'te late leverng' is no theme .* Is 'Te late levering' meant\?"),
    )
    yield "other text", {"comment": "iets anders"}, "row 2: this is not the text of comment 'k"
    yield "no chance", {"inclusion_probability": ""}, "'inclusion_probability': '' is no chance"
    yield "a chance of 0", {"inclusion_probability": "0"}, "'0' is no chance between 0 and 1"
    yield "other chance", {"inclusion_probability": "0.1"}, "it is 0.1, and .* drawn with 0.66"
    yield "stamp", {"stamp": "audit"}, "rows of several audits: rows 2, 3 have"


@pytest.mark.parametrize(("cells", "message"), [case[1:] for case in refusals()])
def test_a_row_that_would_bias_the_counts_is_refused_by_its_number(
    filled, saved, read, cells, message
):
    filled.loc[0, list(cells)] = list(cells.values())
    with pytest.raises(AuditError, match=message):
        read(saved(filled))


def test_a_comment_labelled_in_two_ways_is_refused(filled, saved, read):
    other = filled.iloc[:1].assign(themes="rude")
    with pytest.raises(AuditError, match=r"row 10: comment 'k.*' stands here with other themes"):
        read(saved(pd.concat([filled, other])))


def test_deleted_rows_are_refused_by_name(filled, saved, read):
    gone = filled["comment_id"][2]
    with pytest.raises(AuditError, match=f"lacks 1 of the 8 comments that were drawn: {gone}"):
        read(saved(filled.drop(index=2)))


def test_labels_without_stored_chances_are_refused(filled, saved, read):
    with pytest.raises(AuditError, match=r"'inclusion_probability'.*can't correct counts"):
        read(saved(filled.drop(columns="inclusion_probability")))
    with pytest.raises(AuditError, match="no column 'themes'"):
        read(saved(filled.drop(columns="themes")))


def test_a_sheet_of_another_file_model_or_taxonomy_is_refused(filled, saved, comments, taxonomy):
    path = saved(filled)
    other_file = comments.assign(comment=comments["comment"].str.replace("top", "bar"))
    with pytest.raises(AuditError, match="drawn from another file"):
        read_audit(path, other_file, taxonomy, model=MODEL)
    with pytest.raises(AuditError, match="drawn for model 'starter@c0ffee', not for 'own@1'"):
        read_audit(path, comments, taxonomy, model="own@1")
    fewer = Taxonomy(topics=taxonomy.topics[:2])
    with pytest.raises(AuditError, match="with other themes to choose from"):
        read_audit(path, comments, fewer, model=MODEL)


def test_a_changed_stamp_and_an_empty_sheet_are_refused(filled, saved, read):
    with pytest.raises(AuditError, match="row 2, column 'stamp': it was changed"):
        read(saved(filled.assign(stamp="audit")))
    with pytest.raises((AuditError, ReadError), match=r"no filled row|no rows|header"):
        read(saved(filled.iloc[:0]))


def test_a_draw_by_groups_comes_back_with_its_chances(comments, taxonomy, tmp_path):
    path = tmp_path / "audit.xlsx"
    drawn = write_audit(comments, taxonomy, path, draw=AuditDraw(n=6, seed=5, by="shop"))
    audit = read_audit(path, comments, taxonomy)
    expected = drawn.set_index("comment_id")["inclusion_probability"]
    assert audit.inclusion_probability.to_dict() == expected.to_dict()
    assert set(expected) == {3 / 9, 1.0}
