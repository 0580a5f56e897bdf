"""What is asked of a ranking."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RankingOptions:
    """What is asked of a ranking.

    Attributes
    ----------
    reduction : float, default=1.0
        Part of the mentions of a theme that would go: 1 is all of them.
    min_mentions : int, default=20
        Themes that fewer customers with a score mention, or do not mention, are not ranked.
    customer_column : str, optional
        Column of the comments that tells who wrote each; then a customer is resampled whole.

    Examples
    --------
    >>> RankingOptions(reduction=0.3)
    RankingOptions(reduction=0.3, min_mentions=20, customer_column=None)
    """

    reduction: float = 1.0
    min_mentions: int = 20
    customer_column: str | None = None
