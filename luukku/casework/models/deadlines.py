"""Clocks that run for a case. The rule behind each is data in `casework/law/clocks.toml`."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.casework.models.cases import THIRTY_YEARS, Case
from luukku.core.models import Record


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def running(self) -> Self:
        return self.filter(done_on__isnull=True)

    def due_by(self, day: date) -> Self:
        return self.running().filter(due_on__lte=day)


class Deadline(Record):
    """One clock: what started it, when it is due, when it was done. It reminds; it never decides."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="deadlines")
    rule = models.CharField(_("rule"), max_length=60)
    rule_version = models.PositiveSmallIntegerField(default=1)
    subject_id = models.UUIDField(null=True, blank=True)
    started_on = models.DateField(_("started on"))
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)

    objects = DeadlineQuerySet.as_manager()
    retention = THIRTY_YEARS

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "rule", "subject_id"],
                condition=Q(done_on__isnull=True),
                nulls_distinct=False,
                name="casework_one_running_clock_per_subject",
            ),
        ]
        indexes = [
            models.Index(
                fields=["case", "due_on"], condition=Q(done_on__isnull=True), name="casework_running_deadlines"
            ),
        ]
