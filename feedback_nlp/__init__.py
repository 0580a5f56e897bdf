"""Dutch customer comments with scores in, a ranked list of what to improve first out."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feedback_nlp.audits.drawing import AuditDraw
    from feedback_nlp.audits.reading import read_audit
    from feedback_nlp.audits.sheets import write_audit
    from feedback_nlp.classifier.adaptation import adapt_model
    from feedback_nlp.classifier.classifier import ThemeClassifier
    from feedback_nlp.classifier.cluster import tag_frame
    from feedback_nlp.classifier.explanation import explain
    from feedback_nlp.classifier.file_tagging import tag_file
    from feedback_nlp.classifier.fine_tuning import fine_tune
    from feedback_nlp.classifier.model import ThemeModel
    from feedback_nlp.classifier.model_files import load_model, save_model
    from feedback_nlp.classifier.tagging import tag_comments
    from feedback_nlp.classifier.training import train_model
    from feedback_nlp.comments.columns import Columns
    from feedback_nlp.comments.labelled import LabelledComments, read_labelled
    from feedback_nlp.comments.reading import Reading, read_comments
    from feedback_nlp.comments.streaming import read_batches
    from feedback_nlp.comments.tally import Tally
    from feedback_nlp.comments.writing import write_table
    from feedback_nlp.errors import (
        AuditError,
        ColumnError,
        ContextError,
        FeedbackNlpError,
        LabelError,
        LexiconError,
        MetricError,
        ModelFileError,
        PipelineError,
        ReadError,
        ScoreError,
        TaxonomyError,
        WorkerError,
        WriteError,
    )
    from feedback_nlp.evaluation.comparison import Evaluation
    from feedback_nlp.evaluation.evaluation import cross_validate, evaluate_model
    from feedback_nlp.report.assembly import make_findings
    from feedback_nlp.report.context import Context, read_context
    from feedback_nlp.report.files import write_report
    from feedback_nlp.report.findings import Findings
    from feedback_nlp.scores.answer_columns import take_answers
    from feedback_nlp.scores.answers import Answers
    from feedback_nlp.scores.audits import Audit
    from feedback_nlp.scores.benchmarks import Benchmark, compare_with_benchmark
    from feedback_nlp.scores.counts import count_themes
    from feedback_nlp.scores.differences import Difference, compare
    from feedback_nlp.scores.directions import check_direction
    from feedback_nlp.scores.estimates import score_groups, score_metric
    from feedback_nlp.scores.intervals import Estimate
    from feedback_nlp.scores.label_planning import plan_labels
    from feedback_nlp.scores.metric import Metric
    from feedback_nlp.scores.metrics import find_metric
    from feedback_nlp.scores.own_metrics import read_metrics
    from feedback_nlp.scores.published_scores import PublishedScores
    from feedback_nlp.scores.ranking import Ranking, rank_themes
    from feedback_nlp.scores.ranking_options import RankingOptions
    from feedback_nlp.scores.scales import scores_on_scale
    from feedback_nlp.scores.theme_sums import add_sums, count_sums, sum_themes
    from feedback_nlp.text.segments import split_segments
    from feedback_nlp.themes.lexicon import Lexicon, load_lexicon
    from feedback_nlp.themes.taxonomy import Taxonomy, load_taxonomy

_HOME = {
    "Answers": "scores.answers",
    "Audit": "scores.audits",
    "AuditDraw": "audits.drawing",
    "AuditError": "errors",
    "Benchmark": "scores.benchmarks",
    "ColumnError": "errors",
    "Columns": "comments.columns",
    "Context": "report.context",
    "ContextError": "errors",
    "Difference": "scores.differences",
    "Estimate": "scores.intervals",
    "Evaluation": "evaluation.comparison",
    "FeedbackNlpError": "errors",
    "Findings": "report.findings",
    "LabelError": "errors",
    "LabelledComments": "comments.labelled",
    "Lexicon": "themes.lexicon",
    "LexiconError": "errors",
    "Metric": "scores.metric",
    "MetricError": "errors",
    "ModelFileError": "errors",
    "PipelineError": "errors",
    "PublishedScores": "scores.published_scores",
    "Ranking": "scores.ranking",
    "RankingOptions": "scores.ranking_options",
    "ReadError": "errors",
    "Reading": "comments.reading",
    "ScoreError": "errors",
    "Tally": "comments.tally",
    "Taxonomy": "themes.taxonomy",
    "TaxonomyError": "errors",
    "ThemeClassifier": "classifier.classifier",
    "ThemeModel": "classifier.model",
    "WorkerError": "errors",
    "WriteError": "errors",
    "adapt_model": "classifier.adaptation",
    "add_sums": "scores.theme_sums",
    "check_direction": "scores.directions",
    "compare": "scores.differences",
    "compare_with_benchmark": "scores.benchmarks",
    "count_sums": "scores.theme_sums",
    "count_themes": "scores.counts",
    "cross_validate": "evaluation.evaluation",
    "evaluate_model": "evaluation.evaluation",
    "explain": "classifier.explanation",
    "find_metric": "scores.metrics",
    "fine_tune": "classifier.fine_tuning",
    "load_lexicon": "themes.lexicon",
    "load_model": "classifier.model_files",
    "load_taxonomy": "themes.taxonomy",
    "make_findings": "report.assembly",
    "plan_labels": "scores.label_planning",
    "rank_themes": "scores.ranking",
    "read_audit": "audits.reading",
    "read_batches": "comments.streaming",
    "read_comments": "comments.reading",
    "read_context": "report.context",
    "read_labelled": "comments.labelled",
    "read_metrics": "scores.own_metrics",
    "save_model": "classifier.model_files",
    "score_groups": "scores.estimates",
    "score_metric": "scores.estimates",
    "scores_on_scale": "scores.scales",
    "split_segments": "text.segments",
    "sum_themes": "scores.theme_sums",
    "tag_comments": "classifier.tagging",
    "tag_file": "classifier.file_tagging",
    "tag_frame": "classifier.cluster",
    "take_answers": "scores.answer_columns",
    "train_model": "classifier.training",
    "write_audit": "audits.sheets",
    "write_report": "report.files",
    "write_table": "comments.writing",
}

__all__ = [
    "Answers",
    "Audit",
    "AuditDraw",
    "AuditError",
    "Benchmark",
    "ColumnError",
    "Columns",
    "Context",
    "ContextError",
    "Difference",
    "Estimate",
    "Evaluation",
    "FeedbackNlpError",
    "Findings",
    "LabelError",
    "LabelledComments",
    "Lexicon",
    "LexiconError",
    "Metric",
    "MetricError",
    "ModelFileError",
    "PipelineError",
    "PublishedScores",
    "Ranking",
    "RankingOptions",
    "ReadError",
    "Reading",
    "ScoreError",
    "Tally",
    "Taxonomy",
    "TaxonomyError",
    "ThemeClassifier",
    "ThemeModel",
    "WorkerError",
    "WriteError",
    "adapt_model",
    "add_sums",
    "check_direction",
    "compare",
    "compare_with_benchmark",
    "count_sums",
    "count_themes",
    "cross_validate",
    "evaluate_model",
    "explain",
    "find_metric",
    "fine_tune",
    "load_lexicon",
    "load_model",
    "load_taxonomy",
    "make_findings",
    "plan_labels",
    "rank_themes",
    "read_audit",
    "read_batches",
    "read_comments",
    "read_context",
    "read_labelled",
    "read_metrics",
    "save_model",
    "score_groups",
    "score_metric",
    "scores_on_scale",
    "split_segments",
    "sum_themes",
    "tag_comments",
    "tag_file",
    "tag_frame",
    "take_answers",
    "train_model",
    "write_audit",
    "write_report",
    "write_table",
]


def __getattr__(name: str) -> Any:
    """Load a public name on first use, so that importing the package stays instant."""
    if name not in _HOME:
        message = f"module 'feedback_nlp' has no attribute '{name}'"
        raise AttributeError(message)
    return getattr(import_module(f"feedback_nlp.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
