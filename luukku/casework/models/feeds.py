"""A worker's own dates in their own calendar: a secret address that shows days and nothing of families."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, User
from luukku.core.models import Record
from luukku.core.retention import Retention


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def open(self) -> Self:
        return self.filter(revoked_at__isnull=True)


class CalendarFeed(Record):
    """One worker's address at one workplace. Only the hash of its secret is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    token_hash = models.BinaryField(max_length=32, unique=True)
    revoked_at = models.DateTimeField(_("no longer works since"), null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()
    retention = Retention(years=1, after="it stopped working", source="local", verified=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                condition=Q(revoked_at__isnull=True),
                name="casework_one_calendar_address_per_workplace",
            ),
        ]
