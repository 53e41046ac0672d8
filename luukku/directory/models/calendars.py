"""Calendars at an address that an organisation follows."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation
from luukku.core.models import Record
from luukku.core.retention import Retention
from luukku.directory.models.activities import Activity
from luukku.directory.models.channels import Channel


class FollowedCalendarQuerySet(models.QuerySet["FollowedCalendar"]):
    def followed(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def due(self, at: datetime) -> Self:
        return self.followed().filter(Q(next_at__isnull=True) | Q(next_at__lte=at))


class FollowedCalendar(Record):
    """A calendar (iCal) that somebody else keeps at an address, and whose events become activities here.

    `etag` and `last_modified` are how its server marked the last answer: the next question is only for what changed.
    `counts` tells what the last reading changed. `failures` counts tries in a row that failed.
    """

    class Fault(models.TextChoices):
        """Why the last try failed, as the page says it."""

        AWAY = "away", _("The calendar did not answer. We try again later.")
        NOT_ALLOWED = "not_allowed", _("The address is not one that may be fetched from. Ask the operator.")
        TOO_LARGE = "too_large", _("The calendar is larger than 5 MB, or has more than 2,000 events.")
        UNREADABLE = "unreadable", _("The address does not give a calendar that we can read.")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    url = models.CharField(_("address of the calendar"), max_length=500)
    kind = models.CharField(_("kind"), max_length=16, choices=Activity.Kind, default=Activity.Kind.EVENT)
    language = models.CharField(_("language"), max_length=8, default="fi")
    municipality = models.CharField(_("municipality"), max_length=3, blank=True)
    place = models.ForeignKey(Channel, models.SET_NULL, null=True, blank=True, related_name="+")
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    checked_at = models.DateTimeField(_("last tried"), null=True, blank=True)
    read_at = models.DateTimeField(_("last read"), null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(_("why it failed"), max_length=11, choices=Fault, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    counts: "models.JSONField[dict[str, int], dict[str, int]]" = models.JSONField(default=dict, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(_("followed until"), null=True, blank=True)

    objects = FollowedCalendarQuerySet.as_manager()
    retention = Retention(after="the directory itself", source="local", verified=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "url"],
                condition=Q(ended_at__isnull=True),
                name="directory_calendar_followed_once",
                violation_error_message=_("Your organisation follows this calendar already."),
            ),
        ]
