"""Relations that hold for a span of days. Rights follow them, so the span is part of every question."""

from datetime import date, timedelta
from typing import Any, Self, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from luukku.core.models import Record

Relation_co = TypeVar("Relation_co", bound=models.Model, covariant=True)


class DatedQuerySet(models.QuerySet[Relation_co]):
    def on(self, day: date) -> Self:
        """Relations that hold on the day."""
        return self.filter(during__contains=day)


class Dated(Record):
    """A relation with its days: the first day counts, the day after the last one closes the range: [from, until)."""

    during = DateRangeField(_("days"))

    class Meta:
        abstract = True

    @property
    def first_on(self) -> date:
        first: date = self.during.lower
        return first

    @property
    def last_on(self) -> date | None:
        """The last day that counts; None until further notice."""
        return self.during.upper - timedelta(days=1) if self.during.upper else None


def once_at_a_time(name: str, fields: list[str], *, told: Any, condition: Q | None = None) -> ExclusionConstraint:
    """No two rows that agree on these fields hold on the same day.

    Args:
        told: what is said when one would.
        condition: which rows it is about; all of them unless told.
    """
    same = [(field, RangeOperators.EQUAL) for field in fields]
    overlapping = ("during", RangeOperators.OVERLAPS)
    return ExclusionConstraint(
        name=name, expressions=[*same, overlapping], condition=condition, violation_error_message=told
    )


def has_days(name: str) -> CheckConstraint:
    """A span without a day would hold never, and stand beside any other."""
    return CheckConstraint(condition=~Q(during__isempty=True), name=name)


def has_last_day(name: str) -> CheckConstraint:
    """The first and the last day are both known."""
    is_closed = Q(during__isempty=False, during__upper_inf=False, during__lower_inf=False)
    return CheckConstraint(condition=is_closed, name=name)
