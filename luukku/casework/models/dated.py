"""Relations that hold for a span of days. Rights follow them, so the span is part of every question."""

from datetime import date
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
