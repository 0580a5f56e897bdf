"""How bytes spell characters."""

import io
import random

import pytest

from feedback_nlp.comments.encodings import detect_encoding, open_text
from feedback_nlp.comments.sources import Source
from feedback_nlp.errors import ReadError

DUTCH = "opmerking;cijfer\néén café, ’t was vóór de reünie geëist;8\n"


def source(content):
    return Source("reacties.csv", ".csv", io.BytesIO(content))


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_encoding_is_found_and_the_text_comes_back(written, found):
    content = source(DUTCH.encode(written))
    assert detect_encoding(content) == found
    assert open_text(content).read() == DUTCH


def test_old_dos_text_is_read():
    text = open_text(source("één café vóór de reünie".encode("cp850")))
    assert text.read() == "één café vóór de reünie"


def test_one_old_euro_sign_is_windows_1252():
    assert detect_encoding(source(b"prijs\n\x80 5\n")) == "cp1252"


def test_plain_ascii_is_utf_8():
    assert detect_encoding(source(b"opmerking\nGoed\n")) == "utf-8"


def test_utf_8_is_checked_to_the_end_of_the_file():
    assert detect_encoding(source(b"goed\n" * 500_000 + b"caf\xe9\n")) == "cp1252"


def test_utf_8_with_a_broken_character_stays_utf_8():
    text = open_text(source("één café, geëist\n".encode() + b"caf\xc3\n"))
    assert text.read() == "één café, geëist\ncaf\ufffd\n"


def test_other_alphabets_are_left_to_charset_normalizer():
    text = "Доставка была быстрой, но товар пришёл в повреждённой упаковке.\n" * 5
    assert open_text(source(text.encode("cp1251"))).read() == text


@pytest.mark.parametrize("seed", range(5))
def test_binary_junk_is_an_error(seed):
    junk = random.Random(seed).randbytes(4096)
    with pytest.raises(ReadError, match=r"reacties.csv holds no text that can be read. Save it"):
        detect_encoding(source(junk))
