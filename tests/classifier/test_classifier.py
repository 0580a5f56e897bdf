import numpy as np
import pytest

from feedback_nlp.classifier.classifier import N_STEPS, ThemeClassifier
from feedback_nlp.classifier.training import segments_of
from feedback_nlp.errors import LabelError
from feedback_nlp.themes.taxonomy import Taxonomy, load_taxonomy

UNSEEN = ["kwam drie weken te laat", "mooie sokken", "te laat maar wel mooi", "geen idee"]


def test_plain_labels_are_learnt_without_a_taxonomy(plain):
    assert plain.classes_.tolist() == ["mooi|fraai", "te laat!"]
    assert plain.model_.unit == "comment"
    assert plain.predict(UNSEEN).tolist()[:2] == [[False, True], [True, False]]


def test_labels_given_once_do_not_drown_the_others(comments, themes):
    lone = [f"de {what} was {what}" for what in ("lamp", "stoel", "kast", "tafel", "bank", "klok")]
    y = [*themes, *([what] for what in "abcdef")]
    classifier = ThemeClassifier().fit([*comments, *lone], y)
    names = [classifier.classes_[row].tolist() for row in classifier.predict(UNSEEN[:2])]
    assert names == [["te laat!"], ["mooi|fraai"]]


@pytest.mark.parametrize(
    "labels", [("SERVICE#GENERAL", "é"), ("a\nb", "A"), (" spaced ", "💶"), ("1", "True")]
)
def test_labels_may_be_any_text(comments, labels):
    y = [[labels[0]]] * 10 + [[labels[1]]] * 10
    classifier = ThemeClassifier(n_folds=2).fit(comments, y)
    assert classifier.classes_.tolist() == sorted(labels)
    late = sorted(labels).index(labels[0])
    assert classifier.predict_proba(UNSEEN[:1]).argmax() == late


def test_comments_in_another_language_are_learnt(comments):
    late = [f"The parcel came {n} days late, didn't it" for n in range(3, 10)]
    nice = [f"What a lovely {what}, isn't it" for what in ("bag", "coat", "hat", "tie", "shirt")]
    classifier = ThemeClassifier(language="en").fit(late + nice, [["late"]] * 7 + [["nice"]] * 5)
    assert classifier.model_.taxonomy.language == "en"
    assert "n't" in classifier.model_.vocabulary.words
    proba = classifier.predict_proba(["it was late", "a lovely scarf"])
    assert proba.argmax(axis=1).tolist() == [0, 1]


def test_themes_are_in_the_order_of_the_taxonomy(fitted):
    assert fitted.classes_.tolist() == list(load_taxonomy().themes)
    assert fitted.model_.unit == "segment"


def test_what_is_learnt_from_segments_finds_both_points_of_a_comment(fitted):
    names = fitted.classes_[fitted.predict(["Mooie tas, maar veel te laat geleverd"])[0]]
    assert "late_delivery" in names
    assert not {"on_time_delivery"} & set(names)


def test_held_out_probabilities_are_of_layers_that_had_not_seen_the_comment(fitted, few):
    assert fitted.held_out_proba_.shape == (len(few.comments), 51)
    seen = fitted.predict_proba(few.comments)
    carried = np.array([[theme in own for theme in fitted.classes_] for own in few.themes])
    assert seen[carried].mean() > fitted.held_out_proba_[carried].mean() + 0.1


def test_comments_of_a_group_are_held_out_together(comments):
    # Every comment stands there twice; were its twin learnt from, its label would be easy to guess.
    random = np.random.default_rng(3)
    texts = [f"{random.integers(10**9)} {random.integers(10**9)}" for _ in range(31)]
    texts = ["".join(chr(97 + int(digit)) if digit != " " else " " for digit in t) for t in texts]
    labels = [["a"] if place % 2 else ["b"] for place in range(31)]
    doubled = texts + [text.upper() for text in texts]
    grouped = ThemeClassifier().fit(doubled, labels + labels)
    leaking = ThemeClassifier().fit(doubled, labels + labels, groups=list(range(62)))
    carried = np.array([[theme in own for theme in ("a", "b")] for own in labels + labels])
    assert leaking.held_out_proba_[carried].mean() > grouped.held_out_proba_[carried].mean() + 0.2


def test_somebody_is_told_of_every_step(comments, themes):
    told = []
    ThemeClassifier().fit(comments, themes, on_step=lambda: told.append(1))
    assert len(told) == N_STEPS == 4


# Odd comments


@pytest.mark.parametrize(
    ("texts", "shape"),
    [
        ([], (0, 51)),
        (["te laat"], (1, 51)),
        ([""] * 3, (3, 51)),
        (["👍👍", "?!...", "\n"], (3, 51)),
    ],
)
def test_few_and_odd_comments_have_probabilities_too(fitted, texts, shape):
    proba = fitted.predict_proba(texts)
    assert proba.shape == shape
    assert ((proba >= 0) & (proba <= 1)).all()


def test_a_comment_without_words_carries_no_theme(fitted, plain):
    for classifier in (fitted, plain):
        assert not classifier.predict(["", " \n\t"]).any()
        assert classifier.predict_proba([""]).max() < 1e-6


def test_odd_comments_can_be_learnt_from(comments, themes):
    odd = ["", " \n", "😀" * 50, "¨ ¨ ¨", "!?", "a\ud83db", "\x00", "¨ ¨"]
    classifier = ThemeClassifier().fit([*comments, *odd], [*themes, *([[]] * len(odd))])
    assert classifier.predict(UNSEEN[:2]).tolist() == [[False, True], [True, False]]


@pytest.mark.parametrize(
    "comment", ["te laat. " * 120_000, "laat" * 250_000, "👍" * 100_000, "te laat" + " " * 10**6]
)
def test_a_comment_of_a_megabyte_is_judged(fitted, comment):
    assert fitted.predict_proba([comment, "te laat"]).shape == (2, 51)


# Errors


@pytest.mark.parametrize(
    ("y", "message"),
    [
        (["laat"] * 20, "The themes of comment 1 are 'laat'; give a list of names"),
        ([[1]] * 20, r"The themes of comment 1 are \[1\]; give a list of names"),
        (np.eye(20), "The themes of comment 1 are array"),
        ([["a"]] * 19, "20 comments have 19 sets of themes"),
        ([[]] * 20, "No comment carries a theme"),
        ([["a"]] * 20, "Every comment carries every theme"),
    ],
)
def test_labels_that_teach_nothing_are_refused(comments, y, message):
    with pytest.raises(LabelError, match=message):
        ThemeClassifier().fit(comments, y)


def test_a_label_outside_the_taxonomy_is_refused(comments, themes):
    with pytest.raises(LabelError, match="Label 'te laat!' of comment 1 is not in the taxonomy"):
        ThemeClassifier(taxonomy=load_taxonomy()).fit(comments, themes)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"C": 0.0}, "C is 0.0; give a number above 0."),
        ({"n_folds": 1}, "n_folds is 1; give 2 or more, or None for the default."),
        ({"n_folds": 0}, "n_folds is 0; give 2 or more, or None for the default."),
        ({"n_jobs": 0}, "n_jobs is 0; give 1 or more."),
    ],
)
def test_settings_that_cannot_be_are_refused(comments, themes, settings, message):
    with pytest.raises(LabelError) as error:
        ThemeClassifier(**settings).fit(comments, themes)
    assert str(error.value) == message


def test_each_comment_needs_a_text_and_a_group_of_its_own(comments, themes):
    with pytest.raises(LabelError, match="Comment 20 is nan, which is no text; leave it out"):
        ThemeClassifier().fit([*comments[:-1], float("nan")], themes)
    with pytest.raises(LabelError, match="20 comments have 2 groups; give each its own"):
        ThemeClassifier().fit(comments, themes, groups=["a", "b"])


def test_fewer_than_ten_comments_are_too_few(comments):
    y = [["a"], ["b"]] * 4 + [["a"]]
    with pytest.raises(LabelError, match=r"^9 labelled comments are too few to learn from; label"):
        ThemeClassifier().fit(comments[:9], y)


def test_comments_that_are_all_the_same_are_refused():
    with pytest.raises(LabelError, match="All labelled comments are the same or in one group"):
        ThemeClassifier().fit(["te laat", "Te  laat"] * 10, [["a"], ["b"]] * 10)


def test_a_language_unknown_to_spacy_is_refused(comments, themes):
    with pytest.raises(LabelError, match="Language 'zz' is not one spaCy has a tokenizer for"):
        ThemeClassifier(language="zz").fit(comments, themes)


def test_one_theme_of_a_taxonomy_that_nobody_carries_is_never_found(comments):
    topics = [
        {
            "id": topic,
            "complaint": {"id": f"bad_{topic}", "name": "Slecht"},
            "praise": {"id": f"good_{topic}", "name": "Goed"},
        }
        for topic in ("time", "look")
    ]
    taxonomy = Taxonomy.model_validate({"topics": topics})
    y = [["bad_time"]] * 10 + [["good_look"]] * 10
    classifier = ThemeClassifier(taxonomy=taxonomy).fit(comments, y)
    assert classifier.classes_.tolist() == ["bad_time", "good_time", "bad_look", "good_look"]
    assert not classifier.predict([*comments, *UNSEEN])[:, [1, 2]].any()
    assert classifier.predict(UNSEEN[:2])[:, [0, 3]].tolist() == [[True, False], [False, True]]


def test_segments_without_words_and_comments_without_segments_can_be_learnt_from(few):
    segments = segments_of(few)[:40]
    segments[0], segments[1] = [], [("", [])]
    classifier = ThemeClassifier(taxonomy=load_taxonomy(), n_folds=2)
    classifier.fit(few.comments[:40], few.themes[:40], segments=segments)
    assert np.isfinite(classifier.held_out_proba_).all()
