"""Relations that hold for a span of days. Rights follow them, so the span is part of every question."""

from datetime import date, timedelta
from typing import Self, TypeVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
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
