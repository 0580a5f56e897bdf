import pandas as pd

from feedback_nlp.evaluation.markdown import markdown_table


def test_cells_cannot_break_a_table():
    table = pd.DataFrame({"theme": ["a|b", "c\nd"], "n": [1, 2]})
    assert markdown_table(table).splitlines() == [
        "| theme | n |",
        "| --- | ---: |",
        "| a\\|b | 1 |",
        "| c d | 2 |",
    ]
