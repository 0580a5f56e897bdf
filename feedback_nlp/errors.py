"""Every error raised on purpose, as one tree.

FeedbackNlpError
├── ReadError         a file of comments cannot be read
│   └── ColumnError   a column is missing, or more than one could be meant
├── ScoreError        a score lies outside its scale, or a metric does not fit the scores
├── MetricError       a file of metrics breaks its rules
├── ContextError      a file of indicators and events breaks its rules
├── TaxonomyError     a taxonomy file breaks its rules
├── LexiconError      a lexicon file breaks its rules
├── LabelError        labelled comments cannot train or evaluate a model
├── AuditError        labels of an audit are damaged, or would bias what they correct
├── ModelFileError    a model folder is damaged, unsafe or of another format
├── PipelineError     a spaCy pipeline is not installed, or not the one a model needs
├── WorkerError       processes or a cluster cannot do the work
└── WriteError        a result cannot be written

Each message says what is wrong, what was found and what to do about it.
"""

__all__ = [
    "AuditError",
    "ColumnError",
    "ContextError",
    "FeedbackNlpError",
    "LabelError",
    "LexiconError",
    "MetricError",
    "ModelFileError",
    "PipelineError",
    "ReadError",
    "ScoreError",
    "TaxonomyError",
    "WorkerError",
    "WriteError",
]


class FeedbackNlpError(Exception):
    """The base of every error this package raises on purpose."""


class ReadError(FeedbackNlpError):
    """A file of comments cannot be read."""


class ColumnError(ReadError):
    """A column is missing, or more than one could be meant."""


class ScoreError(FeedbackNlpError):
    """A score lies outside its scale, or a metric does not fit the scores."""


class MetricError(FeedbackNlpError):
    """A file of metrics breaks its rules."""


class ContextError(FeedbackNlpError):
    """A file of indicators and events breaks its rules."""


class TaxonomyError(FeedbackNlpError):
    """A taxonomy file breaks its rules."""


class LexiconError(FeedbackNlpError):
    """A lexicon file breaks its rules."""


class LabelError(FeedbackNlpError):
    """Labelled comments cannot train or evaluate a model."""


class AuditError(FeedbackNlpError):
    """Labels of an audit are damaged, or would bias what they correct."""


class ModelFileError(FeedbackNlpError):
    """A model folder is damaged, unsafe or of another format."""


class PipelineError(FeedbackNlpError):
    """A spaCy pipeline is not installed, or not the one a model needs."""


class WorkerError(FeedbackNlpError):
    """Processes or a cluster cannot do the work."""


class WriteError(FeedbackNlpError):
    """A result cannot be written."""
