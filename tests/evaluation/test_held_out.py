from feedback_nlp.classifier.agreement import micro_f1
from feedback_nlp.evaluation.evaluation import evaluate_held_out, evaluate_model


def test_held_out_figures_are_those_of_the_held_out_probabilities(few, fitted):
    evaluation = evaluate_held_out(few, fitted.model_, fitted.held_out_proba_)
    found = fitted.held_out_proba_ >= fitted.model_.calibration.thresholds
    assert evaluation.micro_f1 == micro_f1(found, few.themes, fitted.classes_)
    assert evaluation.calibration.n_pairs == fitted.held_out_proba_.size
    assert set(evaluation.by_source["source"]) == set(few.groups)
    assert evaluation.by_length["n_comments"].sum() == len(few.comments)


def test_held_out_figures_are_worse_than_those_on_comments_learnt_from(few, fitted, small_model):
    assert (
        evaluate_held_out(few, fitted.model_, fitted.held_out_proba_).micro_f1
        < evaluate_model(few, small_model).micro_f1
    )
