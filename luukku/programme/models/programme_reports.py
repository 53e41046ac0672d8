"""Reports of a programme: how it stood at one moment, in numbered editions that never change."""

from typing import Any, Self

from django.db import models
from django.db.models import Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.core.models import Record
from luukku.programme.models.base import WITH_PROGRAMME
from luukku.programme.models.programmes import Programme

DECISIONS = 3
"""So many decisions a board is asked for at a time."""


class ProgrammeReportQuerySet(models.QuerySet["ProgrammeReport"]):
    def made(self) -> Self:
        """Those that hold something; the others are still being made."""
        return self.exclude(state=ProgrammeReport.State.WAITING)

    def published(self) -> Self:
        return self.filter(state=ProgrammeReport.State.PUBLISHED)


class ProgrammeReport(Record):
    """One edition of a programme's report. Made, its content never changes: the database refuses it.

    Attributes:
        number: the edition, counted up in each programme.
        day: the day it was asked for; what it tells is of the moment in `kept`.
        summary, decisions: what the maker wrote for the board.
        kept: all that the report tells, as docs/programme-report.md describes.
        seal: the hash of `kept`, printed at the foot of its papers.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Being made")
        MADE = "made", _("Made")
        PUBLISHED = "published", _("On the public site")
        WITHDRAWN = "withdrawn", _("Taken off the public site")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="programme_reports")
    number = models.PositiveIntegerField(_("edition"))
    day = models.DateField(_("day"))
    summary = models.TextField(_("in a few words"), max_length=400, blank=True, db_default="")
    decisions: "models.JSONField[list[str], list[str]]" = models.JSONField(
        default=list, blank=True, db_default=Value([], models.JSONField())
    )
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.WAITING, db_default="waiting")
    kept: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(
        default=dict, blank=True, db_default=Value({}, models.JSONField())
    )
    seal = models.CharField(max_length=64, blank=True, db_default="")
    made_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ProgrammeReportQuerySet.as_manager()
    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="programme_report_number_once"),
            models.CheckConstraint(
                condition=Q(state="waiting", made_at__isnull=True, seal="")
                | (~Q(state="waiting") & Q(made_at__isnull=False) & ~Q(seal="")),
                name="programme_report_made_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False), name="programme_report_public_since"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)

    def get_absolute_url(self) -> str:
        return reverse("programme:report-page", args=[self.programme_id, self.pk])

    @property
    def is_ready(self) -> bool:
        return self.state != ProgrammeReport.State.WAITING
