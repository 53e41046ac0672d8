"""The one way in which figures leave the product for a reader: page, file and API read the same result."""

from collections.abc import Mapping

from luukku.numbers import rules
from luukku.numbers.rules import THRESHOLD, Figure, Figures
from luukku.numbers.rules.linking import Beside
from luukku.numbers.rules.tables import Dimension, Safety, Table, TableError, Zeros
from luukku.numbers.services.tables import PublishedTable, publish_table, published_table, work_on

__all__ = [
    "Beside",
    "Dimension",
    "Figure",
    "Figures",
    "PublishedTable",
    "Safety",
    "Table",
    "TableError",
    "Zeros",
    "publish",
    "publish_one",
    "publish_table",
    "published_table",
    "work_on",
]


def publish(counts: Mapping[str, int], *, threshold: int = THRESHOLD, hides_zeros: bool = False) -> Figures:
    """A breakdown by one thing (day, municipality, answer) as it may be shown.

    Args:
        counts: by key, in the order in which they are shown; the keys do not overlap.
        threshold: the smallest count shown.
        hides_zeros: nobody is masked as few are, so that a mask does not tell that there is somebody.
    """
    return rules.published(counts, threshold, hides_zeros=hides_zeros)


def publish_one(count: int, *, threshold: int = THRESHOLD) -> Figure:
    """A single count as it may be shown. Not for one part of a breakdown: the rest would tell it."""
    return rules.published({"": count}, threshold).total
