from feedback_nlp.text import tokens as tokens_module
from feedback_nlp.text.form_flags import FormFlags, has_letter
from feedback_nlp.text.tokens import Tokenizer


def test_a_form_with_a_letter_is_a_word():
    assert [has_letter(form) for form in ("tas", "4x4", "ë", "!", "00", "👍", "")] == [
        1, 1, 1, 0, 0, 0, 0,
    ]  # fmt: skip


def test_each_form_is_looked_at_once_until_memory_starts_afresh(monkeypatch):
    monkeypatch.setattr(tokens_module, "MAX_CHUNKS", 3)
    tokenizer, seen = Tokenizer(), []

    def length(form):
        seen.append(form)
        return len(form)

    lengths = FormFlags(tokenizer, length)
    for comment, expected in (("een tas", [3, 3]), ("dure tas", [4, 3]), ("een", [3])):
        tokens = tokenizer.tokenize([comment])
        assert lengths.flags()[tokens.form].tolist() == expected
    assert seen == ["een", "tas", "dure"]
    tokenizer.tokenize(["vierde"])
    tokens = tokenizer.tokenize(["dure een"])
    assert tokenizer.generation == 1
    assert lengths.flags()[tokens.form].tolist() == [4, 3]
    assert seen == ["een", "tas", "dure", "dure", "een"]
