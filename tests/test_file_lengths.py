"""No file of Python is longer than what people read in one sitting."""

from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
MAX_LINES = 250


def test_no_python_file_is_over_250_lines():
    lengths = {
        str(file.relative_to(REPOSITORY)): len(file.read_text(encoding="utf-8").splitlines())
        for folder in ("feedback_nlp", "tests")
        for file in (REPOSITORY / folder).rglob("*.py")
    }
    assert len(lengths) > 100
    assert {file: length for file, length in lengths.items() if length > MAX_LINES} == {}
