"""What may be shown of the figures, as `numbers` published it: the one table that pages are made from."""

from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, Unit
from luukku.core.models import Record
from luukku.core.retention import Retention

PUBLISHED = Retention(after="what was published; removed by hand", source="local", verified=False)


class PublishedMonth(Record):
    """One figure of one region and month, published or refused. `edition`: how many times it has been published."""

    class State(models.TextChoices):
        PUBLISHED = "published", _("Published")
        REFUSED = "refused", _("Can't be published")

    figure = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    month = models.DateField()
    region = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State)
    edition = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField()

    retention = PUBLISHED

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["figure", "month", "region"], name="insight_a_month_is_published_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="insight_a_month_is_its_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.month}"


class PublishedCellQuerySet(models.QuerySet["PublishedCell"]):
    def at_region(self, region: UUID) -> Self:
        """The totals of a region."""
        return self.filter(publication__region=region, organisation=None)

    def at_organisation(self, organisation: UUID) -> Self:
        return self.filter(organisation=organisation, unit=None)

    def at_unit(self, unit: UUID) -> Self:
        return self.filter(unit=unit)

    def whole(self) -> Self:
        """Of all languages together."""
        return self.filter(language="")


class PublishedCell(models.Model):
    """One figure as it may be shown, in one place: a region, an organisation or a unit; in one language or all.

    A count that is hidden is empty.
    """

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(PublishedMonth, models.CASCADE, related_name="cells")
    figure = models.CharField(max_length=40)
    month = models.DateField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=5, blank=True)
    numerator = models.PositiveIntegerField(null=True)
    denominator = models.PositiveIntegerField(null=True)

    objects = PublishedCellQuerySet.as_manager()
    retention = PUBLISHED

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "organisation", "unit", "language"],
                nulls_distinct=False,
                name="insight_one_published_cell_each",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "figure", "month"], name="insight_cells_of_a_place"),
            models.Index(fields=["unit", "figure", "month"], name="insight_cells_of_a_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.month}"
