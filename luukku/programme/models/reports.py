"""What owners tell of their measures, and what they were asked and have not told."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.core.models import Record
from luukku.programme.models.base import WITH_PROGRAMME
from luukku.programme.models.goals import Measure
from luukku.programme.models.parties import Responsibility


class StatusReport(Record):
    """How a measure goes, told on a day. Reports are added, never changed."""

    class Standing(models.TextChoices):
        ON_COURSE = "on_course", _("Goes as planned")
        BEHIND = "behind", _("Is late")
        STUCK = "stuck", _("Is stuck and needs help")
        DONE = "done", _("Is done")

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="reports")
    reported_on = models.DateField(_("on"))
    standing = models.CharField(_("how it goes"), max_length=9, choices=Standing)
    text = models.TextField(_("what has happened"), max_length=4000)
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["-reported_on", "-created_at"]

    def __str__(self) -> str:
        return self.standing


class StatusRequest(Record):
    """An owner was asked how a measure goes. Unanswered past its day, it is silence that everybody sees."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="requests")
    responsibility = models.ForeignKey(Responsibility, models.PROTECT, related_name="requests")
    asked_on = models.DateField(_("asked on"))
    due_on = models.DateField(_("answer by"))
    report = models.OneToOneField(StatusReport, models.PROTECT, null=True, blank=True, related_name="answers")

    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["-asked_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure"], condition=Q(report=None), name="programme_one_open_request_a_measure"
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("asked_on")), name="programme_time_to_answer"),
        ]

    def __str__(self) -> str:
        return str(self.asked_on)
