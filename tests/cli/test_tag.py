"""The command that tags a file."""

import pandas as pd
import pytest

LATE, BLUE = "De bestelling is te laat bezorgd.", "Ik heb de blauwe besteld."
COLUMNS = ["comment_id", "theme", "topic", "side", "proba", "start", "end", "source"]


def read(file):
    match file.suffix:
        case ".csv":
            return pd.read_csv(file, dtype={"comment_id": str})
        case ".parquet":
            return pd.read_parquet(file)
        case _:
            return pd.read_excel(file, engine="calamine", dtype={"comment_id": str})


def rows(tags):
    return tags.drop(columns="proba").to_numpy().tolist()


def test_tags_of_a_file_are_written_as_csv(twice):
    ran, folder = twice["tag"][0]
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        "43 rows read from reviews.csv (UTF-8, ';'): 41 with a comment, 2 without, "
        "1 without a score, 37 duplicates.",
        "Tags written to tags.csv",
    ]
    tags = read(folder / "tags.csv")
    assert list(tags) == COLUMNS
    late = ["late_delivery", "delivery_time", "complaint", 0, 33, "model"]
    rude = ["unfriendly_staff", "staff", "complaint", 0, 24, "model"]
    assert rows(tags) == [
        *([f"r{number}", *late] for number in range(1, 11)),
        *([f"r{number}", *rude] for number in range(11, 17)),
        ["r43", *late],
    ]
    assert tags["proba"].between(0, 1).all()
    assert [file.name for file in folder.iterdir()] == ["tags.csv"]


@pytest.mark.parametrize("ending", [".parquet", ".xlsx"])
def test_tags_are_the_same_in_every_format(command, reviews, tmp_path, ending):
    command("tag", reviews, "--out", "tags.csv")
    ran = command("tag", reviews, "--out", f"tags{ending}")
    assert ran.code == 0
    pd.testing.assert_frame_equal(
        read(tmp_path / f"tags{ending}"), read(tmp_path / "tags.csv"), check_dtype=False
    )


def test_standard_input_without_ids_gets_the_row_numbers(command, tmp_path):
    given = f"toelichting\n{BLUE}\n\n{LATE}\n".encode("cp1252")
    ran = command("tag", "-", "--out", "tags.csv", given=given)
    assert ran.code == 0
    assert ran.err.startswith("2 rows read from standard input (UTF-8): 2 with a comment")
    assert rows(read(tmp_path / "tags.csv")) == [
        ["2", "late_delivery", "delivery_time", "complaint", 0, 33, "model"]
    ]


def test_named_columns_go_before_recognised_ones(command, tmp_path):
    (tmp_path / "two.csv").write_text(f"id,nr,opmerking,toelichting\n1,a,{LATE},{BLUE}\n")
    named = ["--comment-column", "opmerking", "--id-column", "nr"]
    assert command("tag", "two.csv", "--out", "tags.csv", *named).code == 0
    assert read(tmp_path / "tags.csv")["comment_id"].tolist() == ["a"]


def test_repeated_ids_are_told_apart_in_the_tags(command, tmp_path):
    (tmp_path / "ids.csv").write_text(f"id;opmerking\n7;{LATE}\n7;{BLUE}\n7;{LATE}\n7#2;{LATE}\n")
    ran = command("tag", "ids.csv", "--out", "tags.csv")
    assert "2 duplicates, 2 repeated ids." in ran.err
    assert read(tmp_path / "tags.csv")["comment_id"].tolist() == ["7", "7#4", "7#2"]


def test_comments_without_themes_give_a_table_with_columns_only(command, tmp_path):
    (tmp_path / "blue.csv").write_text(f"opmerking\n{BLUE}\n")
    for name in ("tags.csv", "tags.parquet", "tags.xlsx"):
        assert command("tag", "blue.csv", "--out", name).code == 0
        tags = read(tmp_path / name)
        assert (list(tags), len(tags)) == (COLUMNS, 0)


def test_refused_rows_are_told_with_their_lines(command, tmp_path):
    lines = ["opmerking;kanaal", f"{LATE};web", *("a;b;c" for _ in range(22))]
    (tmp_path / "rows.csv").write_text("\n".join(lines))
    ran = command("tag", "rows.csv", "--out", "tags.csv")
    assert ran.code == 0
    told = ran.err.splitlines()
    assert told[0].endswith("1 with a comment, 0 without, 22 refused.")
    assert told[1] == "  line 3 refused: has 3 fields where the header has 2"
    assert told[20] == "  line 22 refused: has 3 fields where the header has 2"
    assert told[21:] == ["  and 2 more refused lines", "Tags written to tags.csv"]


def test_earlier_tags_are_replaced(command, reviews, tmp_path):
    (tmp_path / "tags.csv").write_text("something else")
    assert command("tag", reviews, "--out", "tags.csv").code == 0
    assert list(read(tmp_path / "tags.csv")) == COLUMNS


def test_own_taxonomy_renames_and_leaves_out_themes(command, reviews, tmp_path):
    (tmp_path / "own.yaml").write_text(
        "version: 1\ntopics:\n"
        "  - id: op_tijd\n    group: logistiek\n"
        "    complaint: {id: late_delivery, name: Komt te laat, definition: Later dan beloofd.}\n"
    )
    assert command("tag", reviews, "--taxonomy", "own.yaml", "--out", "tags.csv").code == 0
    tags = read(tmp_path / "tags.csv")
    assert len(tags) == 11
    assert set(zip(tags["theme"], tags["topic"], strict=True)) == {("late_delivery", "op_tijd")}
    ran = command("rank", reviews, "--metric", "nps", "--taxonomy", "own.yaml")
    assert "Komt te laat" in ran.out
    assert "personeel" not in ran.out


def test_theme_that_the_model_does_not_know_is_an_error(command, reviews, tmp_path):
    (tmp_path / "own.yaml").write_text(
        "version: 1\ntopics:\n"
        "  - id: levering\n    group: logistiek\n"
        "    complaint: {id: te_laat, name: Te laat, definition: Later dan beloofd.}\n"
        "    praise: {id: op_tijd, name: Op tijd, definition: Snel.}\n"
    )
    ran = command("tag", reviews, "--taxonomy", "own.yaml", "--out", "tags.csv")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[-1] == (
        "TaxonomyError: The model does not know theme 'te_laat' of the taxonomy (2 such themes). "
        "Train a model that does: feedback-nlp train LABELLED --taxonomy FILE."
    )
    assert not (tmp_path / "tags.csv").exists()


@pytest.mark.slow
def test_two_processes_write_the_same_bytes_as_one(process, tmp_path):
    lines = [f"{LATE} Nummer {n}." if n % 3 else f"{BLUE} {n}" for n in range(10_001)]
    (tmp_path / "long.csv").write_text("\n".join(["opmerking", *lines]))
    for jobs in ("1", "2"):
        ran = process("tag", "long.csv", "--jobs", jobs, "--out", f"{jobs}.csv", folder=tmp_path)
        assert ran.code == 0
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "2.csv").read_bytes()
    assert len(read(tmp_path / "1.csv")) >= 6667


def test_two_columns_of_ids_are_told_and_rows_are_numbered(command, tmp_path):
    (tmp_path / "ids.csv").write_text(f"Review ID;Reactie ID;review\n70;80;{LATE}\n")
    ran = command("tag", "ids.csv", "--out", "tags.csv")
    assert ran.code == 0
    assert ran.err.splitlines()[1] == (
        "Column 'id' could be 'Review ID' or 'Reactie ID'; none is used. "
        "Name yours with --id-column."
    )
    assert pd.read_csv(tmp_path / "tags.csv")["comment_id"].tolist() == [1]
