"""When we meet, where, in which language and through whom."""

from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.casework.models.cases import THIRTY_YEARS, Case
from luukku.core.clock import start_of_day
from luukku.core.models import Record


class InterpreterMode(models.TextChoices):
    """How an interpreter takes part. A child or a relative is not one."""

    NONE = "none", _("No interpreter")
    ON_SITE = "on_site", _("Interpreter on site")
    VIDEO = "video", _("Interpreter by video")
    PHONE = "phone", _("Interpreter by phone")


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def on_day(self, day: date) -> Self:
        """Meetings that begin on a Helsinki day."""
        return self.filter(starts_at__gte=start_of_day(day), starts_at__lt=start_of_day(day + timedelta(days=1)))


class Meeting(Record):
    """An agreed meeting with a family."""

    class InterpreterState(models.TextChoices):
        NOT_NEEDED = "not_needed", _("No interpreter needed")
        MISSING = "missing", _("Interpreter missing")
        BOOKED = "booked", _("Interpreter booked")

    case = models.ForeignKey(Case, models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=60)
    topic = models.CharField(_("what about"), max_length=200)
    place = models.CharField(_("place"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=12, default="fi")
    interpreter_state = models.CharField(_("interpreter"), max_length=10, choices=InterpreterState)
    interpreter_mode = models.CharField(
        _("how the interpreter takes part"), max_length=10, choices=InterpreterMode, default=InterpreterMode.NONE
    )
    interpreter_name = models.CharField(_("interpreter's name or number"), max_length=120, blank=True)
    held_at = models.DateTimeField(_("noted as held"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    objects = MeetingQuerySet.as_manager()
    retention = THIRTY_YEARS

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__range=(5, 600)), name="casework_meeting_length_is_sane"),
        ]
        indexes = [models.Index(fields=["case", "starts_at"], name="casework_meetings_of_a_case")]

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)
