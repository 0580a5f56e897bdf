import io

import pandas as pd
import pytest

from feedback_nlp.comments.reading import read_comments
from feedback_nlp.report.findings import ReadingSummary
from feedback_nlp.report.remarks import dutch_reason, list_unread


def test_every_remark_of_a_broken_file_is_told_in_dutch():
    file = (
        b"cijfer;datum;opmerking\n"
        b"elf;31-02-2025;Goed\n"
        b"8;1-2-2025;Te veel;velden\n"
        b"9\n"
        b'7;2-2-2025;"niet gesloten\n'
        b"6;3-2-2025;nul \x00 teken\n"
    )
    unread = list_unread(ReadingSummary.of(read_comments(io.BytesIO(file))))
    assert [remark.reason for remark in unread.refused] == ["heeft 4 velden, de kop heeft er 3"]
    assert unread.n_noted >= 5
    assert {remark.language for remark in unread.notes} == {"nl"}
    assert "'elf' is geen score" in {remark.reason for remark in unread.notes}


@pytest.mark.parametrize(
    "reason",
    [
        "is no JSON object",
        "holds lines that may be rows of their own: check the quotes",
        "is no valid JSON (Expecting value at character 3)",
    ],
)
def test_remarks_on_json_are_known(reason):
    assert dutch_reason(reason)[1] == "nl"


def test_an_unknown_remark_stays_english():
    assert dutch_reason("is odd; is even") == ("is odd; is even", "en")


def test_a_cell_with_a_line_break_is_told_in_dutch():
    assert dutch_reason("'a\nb' is no score") == ("'a\nb' is geen score", "nl")


def test_several_remarks_on_a_row_are_told_in_dutch():
    several = (
        "a quote is not closed as it should be; the line was read as it stands; "
        "has 1 of the 2 fields of the header; the others are taken as empty"
    )
    assert dutch_reason(several) == (
        "een aanhalingsteken is niet goed gesloten; de regel is gelezen zoals hij er staat; "
        "heeft 1 van de 2 velden van de kop; de andere zijn als leeg gelezen",
        "nl",
    )


def test_a_cell_of_semicolons_takes_no_time():
    cell = "a; " * 1000
    assert dutch_reason(f"'{cell}' is odd")[1] == "en"  # twice as long for each, it would not end


def test_only_the_first_remarks_are_listed():
    many = pd.DataFrame({"line": range(2, 102), "reason": "is no JSON object"})
    none = pd.DataFrame(columns=["line", "column", "reason"])
    unread = list_unread(ReadingSummary("x.csv", 100, 0, 0, 0, 0, many, none))
    assert unread.n_refused == 100
    assert [remark.line for remark in unread.refused] == list(range(2, 52))
    assert unread.notes == ()
