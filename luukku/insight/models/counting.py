"""What is counted, before anything is published. No view reads these tables, nor does the reading role.

They are worked out from the registers alone and may be emptied at any time: `services.refreshing` makes them anew.
Ids of cases, organisations and units stand here without references: a register removes its rows without asking.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from luukku.core.retention import Retention

WITH_CASE = Retention(after="the case: gone at the next refresh", source="local", verified=False)


class ReadModel(models.Model):
    """How far the counting has come: one row, which whoever counts holds locked.

    `since`, `until`: the first month counted, and the first that is not.
    """

    name = models.CharField(max_length=10, primary_key=True, default="figures")
    since = models.DateField()
    until = models.DateField()
    refreshed_at = models.DateTimeField()
    rebuilt_at = models.DateTimeField()

    retention = Retention(after="the product itself", source="local", verified=False)

    def __str__(self) -> str:
        return f"{self.name} until {self.until}"


class Touched(models.Model):
    """A case of which something in the registers changed since it was counted. Triggers of the registers write it."""

    id = models.BigAutoField(primary_key=True)
    case_id = models.UUIDField(db_index=True)

    retention = WITH_CASE

    def __str__(self) -> str:
        return str(self.case_id)


class Fact(models.Model):
    """What one case adds to one figure: to every month whose last day lies in [from_on, until_on).

    What happened on a day spans from that day to the end of its month. `numerator` may be below zero where a span
    takes back what a longer one told; the sum of a case and month never is. `is_apart`: somebody's address is or was
    protected; no unit and no language is noted then.
    """

    id = models.BigAutoField(primary_key=True)
    figure = models.CharField(max_length=40)
    case_id = models.UUIDField(db_index=True)
    organisation_id = models.UUIDField()
    unit_id = models.UUIDField(null=True)
    language = models.CharField(max_length=5)
    is_apart = models.BooleanField(default=False, db_default=False)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    numerator = models.IntegerField()
    denominator = models.IntegerField()

    retention = WITH_CASE

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=models.F("from_on")), name="insight_fact_has_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.from_on}"


class CellQuerySet(models.QuerySet["Cell"]):
    def of(self, figure: str, month: date) -> Self:
        return self.filter(figure=figure, month=month)


class Cell(models.Model):
    """The sum of one month, place and language.

    `is_apart` cells count in the region alone. `cases` is how many cases are in it, `cases_in` how many of them add to
    the numerator and `cases_out` how many to the rest: ten meetings of one family are one family.
    """

    id = models.BigAutoField(primary_key=True)
    figure = models.CharField(max_length=40)
    month = models.DateField()
    organisation_id = models.UUIDField()
    unit_id = models.UUIDField(null=True)
    language = models.CharField(max_length=5)
    is_apart = models.BooleanField(default=False, db_default=False)
    numerator = models.IntegerField()
    denominator = models.IntegerField()
    cases = models.IntegerField()
    cases_in = models.IntegerField()
    cases_out = models.IntegerField()

    objects = CellQuerySet.as_manager()
    retention = Retention(days=800, after="the month", source="local", verified=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "month", "organisation_id", "unit_id", "language", "is_apart"],
                nulls_distinct=False,
                name="insight_one_cell_each",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.month}"
