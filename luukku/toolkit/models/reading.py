"""What readers leave behind: a thumb, a comment without personal data, and counts without people."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.core.clock import helsinki_day
from luukku.core.models import Record
from luukku.core.retention import Retention
from luukku.toolkit.models.items import ToolkitItem

FEEDBACK_DAYS = 730
COUNT_DAYS = 1096


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def expired(self, at: datetime) -> Self:
        return self.filter(given_on__lt=helsinki_day(at) - timedelta(days=FEEDBACK_DAYS))

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)


class Feedback(Record):
    """Did this page help? Nothing tells who answered: no user, no address, a day instead of a moment."""

    item = models.ForeignKey(ToolkitItem, models.CASCADE, related_name="feedback")
    language = models.CharField(max_length=8)
    given_on = models.DateField()
    helped = models.BooleanField(_("it helped"))
    comment = models.CharField(_("comment"), max_length=1000, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = FeedbackQuerySet.as_manager()
    retention = Retention(days=FEEDBACK_DAYS, after="it was given", source="local", verified=False)

    def __str__(self) -> str:
        return str(self.pk)


class UsageCountQuerySet(models.QuerySet["UsageCount"]):
    def expired(self, at: datetime) -> Self:
        return self.filter(day__lt=helsinki_day(at) - timedelta(days=COUNT_DAYS))


class UsageCount(Record):
    """How often an item was opened on one day from one municipality. No cookie, no person, no visit is kept."""

    item = models.ForeignKey(ToolkitItem, models.CASCADE, related_name="usage")
    day = models.DateField()
    municipality = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=8)
    count = models.PositiveIntegerField(default=0)

    objects = UsageCountQuerySet.as_manager()
    retention = Retention(days=COUNT_DAYS, after="the day", source="local", verified=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "day", "municipality", "language"], name="toolkit_one_count_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.count}"
