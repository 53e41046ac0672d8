"""When something is open."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luukku.core.models import Record
from luukku.core.retention import Retention
from luukku.directory.models.activities import Activity
from luukku.directory.models.channels import Channel, Connection
from luukku.directory.models.sourced import Words


class OpeningHours(Record):
    """One line of opening hours of a channel, of a service at a channel, or of a meeting place.

    Exceptions go before holidays, holidays before the usual week; lines that people here wrote beside a source
    (`is_local`) go before the source's own, and outlive an import. `closes` at or before `opens` means the next day.
    Without times a line that is not closed means open all day.
    """

    class Kind(models.TextChoices):
        USUAL = "usual", _("Usual week")
        EXCEPTION = "exception", _("Exception")
        HOLIDAY = "holiday", _("Public holiday")

    class Weeks(models.TextChoices):
        EVERY = "every", _("Every week")
        ODD = "odd", _("Odd weeks")
        EVEN = "even", _("Even weeks")

    channel = models.ForeignKey(Channel, models.CASCADE, null=True, blank=True, related_name="hours")
    connection = models.ForeignKey(Connection, models.CASCADE, null=True, blank=True, related_name="hours")
    activity = models.ForeignKey(Activity, models.CASCADE, null=True, blank=True, related_name="hours")
    kind = models.CharField(_("kind"), max_length=9, choices=Kind, default=Kind.USUAL)
    weekdays: "ArrayField[list[int], list[int]]" = ArrayField(models.SmallIntegerField(), default=list, blank=True)
    weeks = models.CharField(_("weeks"), max_length=5, choices=Weeks, default=Weeks.EVERY)
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(_("closes"), null=True, blank=True)
    is_closed = models.BooleanField(_("closed"), default=False)
    by_appointment = models.BooleanField(_("by appointment"), default=False)
    holiday = models.CharField(_("holiday"), max_length=20, blank=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("until, that day included"), null=True, blank=True)
    note: "models.JSONField[Words, Words]" = models.JSONField(default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_local = models.BooleanField(_("added here"), default=False, db_default=False)

    retention = Retention(after="what they are the hours of", source="local", verified=False)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__isnull=False, connection__isnull=True, activity__isnull=True)
                | Q(channel__isnull=True, connection__isnull=False, activity__isnull=True)
                | Q(channel__isnull=True, connection__isnull=True, activity__isnull=False),
                name="directory_hours_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="directory_hours_end_after_start",
                violation_error_message=_("The last day must not be before the first."),
            ),
        ]
