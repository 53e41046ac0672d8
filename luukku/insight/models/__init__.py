"""Tables of the read model and of what has been published of it."""

from luukku.insight.models.counting import Cell, CellQuerySet, Fact, ReadModel, Touched
from luukku.insight.models.published import PublishedCell, PublishedCellQuerySet, PublishedMonth

__all__ = [
    "Cell",
    "CellQuerySet",
    "Fact",
    "PublishedCell",
    "PublishedCellQuerySet",
    "PublishedMonth",
    "ReadModel",
    "Touched",
]
