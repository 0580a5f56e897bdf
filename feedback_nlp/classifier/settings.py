"""Check the settings of a classifier before any work is done with them."""

from feedback_nlp.errors import LabelError


def check_settings(C: float, n_folds: int | None, n_jobs: int) -> None:
    """Raise if a classifier can't be fitted with its settings.

    Parameters
    ----------
    C : float
        Inverse strength of the ridge penalty.
    n_folds : int or None
        Parts into which the comments are dealt.
    n_jobs : int
        Processes that fit side by side.

    Raises
    ------
    LabelError
        When `C` is not positive, there would be one part or none, or no process.

    Examples
    --------
    >>> check_settings(1.0, 1, 1)
    Traceback (most recent call last):
    feedback_nlp.errors.LabelError: n_folds is 1; give 2 or more, or None for the default.
    """
    rules = [
        ("C", C, C > 0, "a number above 0"),
        ("n_folds", n_folds, n_folds is None or n_folds > 1, "2 or more, or None for the default"),
        ("n_jobs", n_jobs, n_jobs != 0, "1 or more"),
    ]
    for name, value, fits, wanted in rules:
        if not fits:
            message = f"{name} is {value}; give {wanted}."
            raise LabelError(message)
