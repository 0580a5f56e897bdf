"""Resamples of the customers, in which equal customers count as one kind."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from feedback_nlp.scores.effects.mentions import IntArray, Mentions
from feedback_nlp.scores.metrics import FloatArray

SEED = 20_260


@dataclass(frozen=True)
class Kinds:
    """Customers who said and scored the same, taken together.

    Attributes
    ----------
    of_comment : array of int of shape (n_comments,)
        Kind of the customer whose comment stands for its kind; -1 for the comments of others.
    n_customers : array of int of shape (n_kinds,)
        Customers of each kind.
    """

    of_comment: IntArray
    n_customers: IntArray

    def resample(self, n_draws: int, generator: np.random.Generator) -> FloatArray:
        """Draw as many customers as there are, with replacement.

        Parameters
        ----------
        n_draws : int
            How often.
        generator : Generator
            Source of randomness.

        Returns
        -------
        array of shape (n_draws, n_kinds)
            How many of each kind were drawn.
        """
        n = self.n_customers.sum()
        return generator.multinomial(n, self.n_customers / n, size=n_draws).astype(float)


def customer_kinds(mentions: Mentions) -> Kinds:
    """Take together the customers who said and scored the same.

    Parameters
    ----------
    mentions : Mentions
        Who said and scored what.

    Returns
    -------
    Kinds
        In order of appearance.
    """
    said = np.column_stack(
        [
            np.packbits(mentions.tagged, axis=1),
            np.packbits(mentions.labels, axis=1),
            np.column_stack([mentions.points, mentions.weight]).view(np.uint8),
        ]
    )
    lines = np.ascontiguousarray(said).view(f"V{said.shape[1]}").ravel()
    line = np.unique(lines, return_inverse=True)[1]
    customer = mentions.customer
    if mentions.clustered:
        lists = pd.Series(line).groupby(customer).agg(lambda own: str(sorted(own)))
        kind_of_customer = pd.factorize(lists)[0]
    else:
        kind_of_customer = pd.factorize(line)[0]
    first = pd.Series(kind_of_customer).drop_duplicates().index.to_numpy()
    stands = np.isin(customer, first)
    return Kinds(
        np.where(stands, kind_of_customer[customer], -1),
        np.bincount(kind_of_customer),
    )
