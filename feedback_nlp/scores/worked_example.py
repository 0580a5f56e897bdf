"""The formula of an impact, worked out with the user's own numbers."""

from dataclasses import dataclass

VERSION = 2
FORMULA = (
    "impact = points worse among those who mention the theme, the other themes equal "
    "x share of the comments that mention it x reduction of those mentions"
)


@dataclass(frozen=True)
class WorkedExample:
    """The numbers of one theme that make its impact.

    Attributes
    ----------
    theme : str
        Its id.
    loss : float
        Points worse among those who mention it, the other themes equal.
    share : float
        Fraction of all comments that mention it, corrected where there is an audit.
    reduction : float
        Part of the mentions that would go.
    n_tagged, n_comments : int
        Comments the model tagged with it, of how many.
    audited : bool
        Whether an audit corrected loss and share.
    """

    theme: str
    loss: float
    share: float
    reduction: float
    n_tagged: int
    n_comments: int
    audited: bool = False

    @property
    def impact(self) -> float:
        """The product of the three."""
        return self.loss * self.share * self.reduction

    def text(self, name: str) -> str:
        """Return the example in English.

        Parameters
        ----------
        name : str
            What people call the theme.

        Returns
        -------
        str
            Two sentences.

        Examples
        --------
        >>> example = WorkedExample("late", 60.0, 0.25, 0.5, 10, 40)
        >>> print(example.text("Te laat"))
        'Te laat' is in 10 of 40 comments (25.00%); those who mention it are 60.00 points worse, the
        other themes equal. With 50% fewer mentions the metric gains 60.00 x 0.2500 x 0.5 = 7.50
        points.
        """
        corrected = f", {self.share:.2%} corrected by the audit" if self.audited else ""
        raw = self.n_tagged / self.n_comments
        return (
            f"'{name}' is in {self.n_tagged} of {self.n_comments} comments ({raw:.2%}{corrected}); "
            f"those who mention it are {self.loss:z.2f} points worse, the other themes equal. "
            f"With {self.reduction:.0%} fewer mentions the metric gains {self.loss:z.2f} x "
            f"{self.share:.4f} x {self.reduction:g} = {self.impact:z.2f} points."
        )
