from types import SimpleNamespace

import numpy as np
import pytest
from sklearn.base import BaseEstimator

from feedback_nlp.classifier.classifier import ThemeClassifier
from feedback_nlp.comments.labelled import LabelledComments
from feedback_nlp.errors import LabelError
from feedback_nlp.evaluation.evaluation import cross_validate, evaluate_model
from feedback_nlp.themes.taxonomy import load_taxonomy, plain_taxonomy


def normal(text):
    return " ".join(text.lower().split())


class Rote(BaseEstimator):
    """Knows every comment it has learnt by heart, and nothing else."""

    def __init__(self, *, taxonomy=None, log=None):
        self.taxonomy = taxonomy
        self.log = log

    def __deepcopy__(self, memo):
        return self

    def fit(self, X, y, segments=None, groups=None):
        self.memory_ = {normal(text): set(labels) for text, labels in zip(X, y, strict=True)}
        self.classes_ = np.array(sorted(set().union(*y)))
        thresholds = np.full(len(self.classes_), 0.5)
        self.model_ = SimpleNamespace(calibration=SimpleNamespace(thresholds=thresholds))
        if self.log is not None:
            self.log((list(X), segments))
        return self

    def predict_proba(self, X):
        known = [self.memory_.get(normal(text), set()) for text in X]
        return np.array([[float(theme in labels) for theme in self.classes_] for labels in known])


def label(comments, themes, **more):
    more = {"segments": None, "scores": None, "groups": None} | more
    return LabelledComments(
        comment_ids=[str(place) for place in range(len(comments))],
        comments=comments,
        themes=[frozenset(own) for own in themes],
        **more,
    )


DOUBLED = label(
    [f"zin {n}" for n in range(10)] + [f"ZIN  {n}" for n in range(10)],
    [["even" if n % 2 == 0 else "odd"] for n in range(10)] * 2,
)


# Cross-validation


def test_equal_texts_are_never_on_both_sides():
    assert cross_validate(DOUBLED, Rote()).micro_f1 == 0


def test_comments_of_a_given_group_stay_together_and_others_need_not():
    named = [f"g{n}" for n in range(10)]
    assert cross_validate(DOUBLED, Rote(), groups=named * 2).micro_f1 == 0
    apart = cross_validate(DOUBLED, Rote(), n_folds=3, groups=list(range(20)))
    assert apart.micro_f1 > 0.5


def test_every_comment_is_held_out_once_and_learnt_from_in_all_other_parts():
    seen, told = [], []
    rote = Rote()
    rote.log = seen.append
    labelled = label([f"zin {n}" for n in range(16)], [["a"], ["b"]] * 8)
    evaluation = cross_validate(labelled, rote, n_folds=4, on_fold=lambda: told.append(1))
    assert (len(seen), len(told), evaluation.n_comments) == (4, 4, 16)
    left_out = [set(labelled.comments) - set(texts) for texts, _ in seen]
    assert sorted(text for part in left_out for text in part) == sorted(labelled.comments)
    assert all(segments is None for _, segments in seen)


def test_segments_go_with_their_comments():
    seen = []
    rote = Rote()
    rote.log = seen.append
    texts = [f"zin {n}" for n in range(15)]
    segments = [((text, ("a",)),) for text in texts]
    cross_validate(label(texts, [["a"]] * 15, segments=segments), rote, n_folds=3)
    assert all([part[0][0] for part in parts] == learnt for learnt, parts in seen)


def test_a_label_that_a_part_was_not_learnt_from_is_missed():
    # "rare" is on one comment only: when that is held out nobody knows the label.
    labelled = label([f"zin {n}" for n in range(16)], [["rare"], *[["usual"]] * 15])
    themes = cross_validate(labelled, Rote(), n_folds=4).themes
    assert themes["theme"].tolist() == ["rare", "usual"]
    assert themes["support"].tolist() == [1, 15]
    assert themes["n_found"].tolist() == [0, 0]


def test_themes_are_those_of_the_taxonomy_if_there_is_one():
    taxonomy = plain_taxonomy(("z", "even", "odd"), language="nl")
    themes = cross_validate(DOUBLED, Rote(taxonomy=taxonomy)).themes
    assert themes["theme"].tolist() == ["z", "even", "odd"]
    assert themes["support"].tolist() == [0, 10, 10]


def test_more_parts_than_distinct_comments_are_refused():
    with pytest.raises(LabelError) as error:
        cross_validate(DOUBLED, Rote(), n_folds=11)
    assert str(error.value) == (
        "10 distinct comments can't be dealt into 11 parts. Label more comments, or name fewer "
        "with --folds."
    )


def test_one_part_or_groups_of_other_comments_are_refused():
    labelled = label([f"zin {n}" for n in range(8)], [["a"], ["b"]] * 4)
    with pytest.raises(LabelError, match=r"^1 parts leave no comments to train on; name 2 or more"):
        cross_validate(labelled, Rote(), n_folds=1)
    with pytest.raises(LabelError, match=r"^8 comments have 2 groups; give each its own"):
        cross_validate(labelled, Rote(), groups=["a", "b"])


def test_too_few_comments_to_learn_from_in_every_part_are_told_by_their_own_number():
    labelled = label([f"zin {n}" for n in range(10)], [["a"], ["b"]] * 5)
    with pytest.raises(LabelError) as error:
        cross_validate(labelled, ThemeClassifier())
    assert str(error.value) == (
        "10 labelled comments are too few to cross-validate in 5 parts: a model would learn from "
        "8 of them, and needs 10. Label more."
    )


def test_the_classifier_itself_is_cross_validated_and_left_unfitted():
    late = [f"kwam {n} dagen te laat" for n in "abcdefghijklmn"]
    nice = [f"wat een mooie {what}" for what in "opqrstuvwxyzab"]
    labelled = label(late + nice, [["laat"]] * 14 + [["mooi"]] * 14)
    classifier = ThemeClassifier(n_folds=2)
    evaluation = cross_validate(labelled, classifier, n_folds=2)
    assert evaluation.micro_f1 == 1
    assert evaluation.calibration.n_pairs == 56
    assert not hasattr(classifier, "classes_")


# Evaluation of a model


def test_found_themes_are_compared_with_those_given(small_model, few):
    evaluation = evaluate_model(few, small_model)
    found = small_model.predict_proba(few.comments) >= small_model.calibration.thresholds
    right = carried = 0
    for place, own in enumerate(few.themes):
        names = {theme for theme, at in zip(small_model.themes, found[place], strict=True) if at}
        right += len(names & own)
        carried += len(own)
    assert evaluation.micro_f1 == pytest.approx(2 * right / (found.sum() + carried))
    assert evaluation.themes["theme"].tolist() == list(load_taxonomy().themes)
    assert evaluation.n_comments == len(few.comments)


def test_labels_that_the_model_does_not_know_count_as_misses(small_model):
    labelled = label(["Kwam drie dagen te laat"] * 2, [["late_delivery", "weather"], ["zoo"]])
    evaluation = evaluate_model(labelled, small_model)
    themes = evaluation.themes.set_index("theme")
    assert themes.index[-2:].tolist() == ["weather", "zoo"]
    assert themes.loc["weather", ["support", "n_found", "recall", "f1"]].tolist() == [1, 0, 0, 0]
    assert themes.loc["late_delivery", "recall"] == 1
    n_found = themes["n_found"].sum()
    assert evaluation.micro_f1 == pytest.approx(2 / (n_found + 3))
    assert evaluation.calibration.n_pairs == 2 * 51


def test_a_model_that_knows_none_of_the_labels_is_refused(small_model):
    with pytest.raises(LabelError) as error:
        evaluate_model(label(["a", "b"], [["zoo"], ["weather"]]), small_model)
    assert str(error.value) == (
        "The model knows none of the labels in this file (such as 'weather'); it knows "
        f"'{small_model.themes[0]}' and others. Leave --model out to evaluate by cross-validation."
    )


def test_comments_without_any_label_are_all_false_alarms(small_model):
    evaluation = evaluate_model(label(["Kwam drie dagen te laat"], [[]]), small_model)
    assert evaluation.micro_f1 == evaluation.macro_f1 == 0
    assert evaluation.themes["n_found"].sum() > 0
    assert evaluation.themes["support"].sum() == 0
