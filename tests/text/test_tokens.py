import csv
import re
import time
from importlib.util import find_spec

import pytest
import spacy
from hypothesis import assume, given
from hypothesis import strategies as st

from feedback_nlp.errors import LabelError
from feedback_nlp.text import tokens as tokens_module
from feedback_nlp.text.spelling import Spelling
from feedback_nlp.text.splitting import LONGEST_CHUNK, blank_tokenizer
from feedback_nlp.text.tokens import Tokenizer

DUTCH = spacy.blank("nl").tokenizer
SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
PIECES = (
    "snel", "Te", "laat.", "geleverd.Eten", "geleverd,maar", "bv.", "d.w.z.", "a.u.b", "10:30",
    "12.15u", "€5,-", "5,95", "24/7", "'s", "'t", "zo'n", "foto's", "‘nooit’", '"weer"', "(te",
    "duur)", "wifi-code", "mail@bol.com", "www.bol.com/x?y=1", "https://a.nl", "#top", "👍",
    "👍🏽👍🏽", "❤️", "😀😀", ":)", ";-)", ":-(", "<3", "xD", "...", "…", "!!!", "?!", "-", "+", "/",
    "1.", "2)", "Fam.", "ë", "e\u0301", "\ufffd", "\u200b", "\ud83d", "İ", "ﬁjn",
)  # fmt: skip
SPACES = (" ", "  ", "\n", "\r\n", "\t", "\u00a0", "\u2003", "\u3000", "\u2028", " \n ", "\x1c", "")
COMMENTS = st.one_of(
    st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(SPACES))).map(
        lambda pairs: "".join(piece + space for piece, space in pairs)
    ),
    st.text(st.characters(exclude_categories=())),
)


def spacy_tokens(comment):
    """The tokens of spaCy that are no white space, with their offsets."""
    made = DUTCH(comment.translate(SURROGATES))
    return [(token.text, token.idx, token.idx + len(token)) for token in made if not token.is_space]


def our_tokens(tokenizer, comments):
    found = [[] for _ in comments]
    tokens = tokenizer.tokenize(comments)
    whole = [comment.translate(SURROGATES) for comment in comments]
    for place, start, end in zip(tokens.comment, tokens.start, tokens.end, strict=True):
        found[place].append((whole[place][start:end], int(start), int(end)))
    return found


def forms_of(tokenizer, comments):
    tokens = tokenizer.tokenize(comments)
    found = [[] for _ in comments]
    for place, form in zip(tokens.comment, tokens.form, strict=True):
        found[place].append(tokenizer.forms[form])
    return found


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer()


@given(st.lists(COMMENTS, max_size=5))
def test_tokens_are_exactly_those_of_spacy(tokenizer, comments):
    assume(not any(re.search(r"[>()oO0]\s+[:;=8]", comment) for comment in comments))
    assert our_tokens(tokenizer, comments) == [spacy_tokens(comment) for comment in comments]


@given(st.lists(COMMENTS, max_size=5))
def test_tokens_are_those_of_spacy_for_every_chunk_apart(tokenizer, comments):
    chunks = [chunk for comment in comments for chunk in comment.split()]
    assert our_tokens(tokenizer, chunks) == [spacy_tokens(chunk) for chunk in chunks]


def test_an_emoticon_stays_whole_where_spacy_sees_another_across_the_blank(tokenizer):
    row_of_signs = "> :((}/"
    assert [text for text, *_ in spacy_tokens(row_of_signs)] == [">", ":", "(", "(", "}", "/"]
    [found] = our_tokens(tokenizer, [row_of_signs])
    assert [text for text, *_ in found] == [">", ":((", "}", "/"]


@pytest.mark.shared
@pytest.mark.slow
def test_tokens_are_exactly_those_of_spacy_on_every_real_comment(tokenizer, shared):
    n_comments = 0
    for file in sorted((shared / "data").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        column = "text" if "text" in rows[0] else "FFT answer"
        comments = [row[column] for row in rows]
        different = [
            comment
            for comment, found in zip(comments, our_tokens(tokenizer, comments), strict=True)
            if found != spacy_tokens(comment)
        ]
        assert different == []
        n_comments += len(comments)
    assert n_comments == 42_897


@pytest.fixture(scope="module")
def one_by_one():
    return Tokenizer()


@given(st.lists(COMMENTS, max_size=6))
def test_tokens_do_not_depend_on_order_or_batch(tokenizer, one_by_one, comments):
    alone = [forms_of(one_by_one, [comment])[0] for comment in comments[::-1]]
    assert forms_of(tokenizer, comments) == alone[::-1]


def test_a_line_break_is_noticed_at_the_first_token_after_it(tokenizer):
    tokens = tokenizer.tokenize(["Goed!\nSnel.\n\nMooi", "\nDuur"])
    assert tokens.after_break.tolist() == [False, False, True, False, True, False]


def test_forms_are_plain_and_corrected():
    tokenizer = Tokenizer(spelling=Spelling(["levering", "heel"]))
    assert forms_of(tokenizer, ["HEEEEL snelle leevering, Privé"]) == [
        ["heel", "snelle", "levering", ",", "prive"]
    ]


def test_equal_forms_have_one_number(tokenizer):
    tokens = tokenizer.tokenize(["Snel snel SNEL"])
    assert len(set(tokens.form.tolist())) == 1
    assert tokenizer.form_id("snel") == tokens.form[0]


def test_comments_without_tokens_are_no_trouble(tokenizer):
    assert len(tokenizer.tokenize([])) == 0
    assert our_tokens(tokenizer, ["", " \n\t", "goed"]) == [[], [], [("goed", 0, 4)]]


def test_memory_starts_afresh_and_gives_the_same_tokens(monkeypatch):
    monkeypatch.setattr(tokens_module, "MAX_CHUNKS", 5)
    batches = [[f"woord{i} is te laat.", "Snel, goed!"] for i in range(8)]
    small = Tokenizer()
    found = [our_tokens(small, batch) + forms_of(small, batch) for batch in batches]
    assert small.generation > 3
    assert len(small.forms) < 20
    monkeypatch.setattr(tokens_module, "MAX_CHUNKS", 1_000)
    large = Tokenizer()
    assert found == [our_tokens(large, batch) + forms_of(large, batch) for batch in batches]
    assert large.generation == 0


def test_spacy_keeps_no_word_it_has_cut(tokenizer):
    known = blank_tokenizer("nl").vocab.strings
    n_known = len(known)
    found = our_tokens(tokenizer, ["nieuwwoord7,zonderblank."])
    assert [token for token, *_ in found[0]] == [str(t) for t in DUTCH("nieuwwoord7,zonderblank.")]
    assert len(known) == n_known


@pytest.mark.parametrize("mark", ["😀", "!", "(", "a", "é"])
def test_a_hundred_thousand_of_one_character_take_seconds(mark):
    start = time.process_time()
    [found] = our_tokens(Tokenizer(), [mark * 100_000])
    assert time.process_time() - start < 10
    assert "".join(text for text, *_ in found) == mark * 100_000


def test_a_chunk_too_long_for_spacy_is_cut(tokenizer):
    [found] = our_tokens(tokenizer, ["a" * (LONGEST_CHUNK + 5) + " goed"])
    assert [(start, end) for _, start, end in found] == [
        (0, LONGEST_CHUNK),
        (LONGEST_CHUNK, LONGEST_CHUNK + 5),
        (LONGEST_CHUNK + 6, LONGEST_CHUNK + 10),
    ]


def test_other_languages_have_their_own_rules():
    english = forms_of(Tokenizer(language="en"), ["I don't care"])
    assert english == [["i", "do", "n't", "care"]]
    assert forms_of(Tokenizer(language="xx"), ["dobrý den"]) == [["dobry", "den"]]


def test_a_language_without_blanks_has_the_tokens_of_spacy_too():
    comment = "物流太慢了，质量很好。OK 12"
    tokens = our_tokens(Tokenizer(language="zh"), [comment])[0]
    made = spacy.blank("zh")(comment)
    assert [text for text, _, _ in tokens] == [t.text for t in made if not t.is_space]
    assert tokens[5] == ("，", 5, 6)


@pytest.mark.skipif(bool(find_spec("pythainlp")), reason="the package that Thai needs is there")
def test_a_language_that_needs_another_package_says_which():
    with pytest.raises(LabelError, match=r"'th' needs another package.*PyThaiNLP"):
        Tokenizer(language="th")


@pytest.mark.parametrize("language", ["zz", "", "..", "en.stop_words", "/tmp/x"])
def test_language_that_spacy_does_not_have_is_refused(language):
    with pytest.raises(LabelError, match=r"Language '.*' is not one spaCy has a tokenizer for"):
        Tokenizer(language=language)
