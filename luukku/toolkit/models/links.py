"""Addresses that items lead to, whether they still answer, and every place that leads there."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from luukku.core.models import Record
from luukku.core.retention import Retention
from luukku.toolkit.models.items import WITH_ITEM
from luukku.toolkit.models.versions import ItemVersion


class CheckedLinkQuerySet(models.QuerySet["CheckedLink"]):
    def to_check(self, before: datetime) -> Self:
        return self.filter(models.Q(checked_at__isnull=True) | models.Q(checked_at__lt=before)).order_by(
            models.F("checked_at").asc(nulls_first=True), "pk"
        )


class CheckedLink(Record):
    """One address, and how it last answered. It counts as broken only when it failed twice."""

    class Answer(models.TextChoices):
        UNKNOWN = "unknown", _("Not checked yet")
        WORKS = "works", _("It works")
        DOUBTFUL = "doubtful", _("It did not answer; we will try again")
        BROKEN = "broken", _("Broken")
        NOT_CHECKED = "not_checked", _("We do not check this kind of address")

    url = models.CharField(_("address"), max_length=500, unique=True)
    answer = models.CharField(_("how it answers"), max_length=12, choices=Answer, default=Answer.UNKNOWN)
    http_status = models.PositiveSmallIntegerField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0, db_default=0)
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)

    objects = CheckedLinkQuerySet.as_manager()
    retention = Retention(after="the last text that leads there", source="local", verified=False)

    def __str__(self) -> str:
        return self.url


class LinkUse(Record):
    """One block of one version that leads to an address."""

    link = models.ForeignKey(CheckedLink, models.CASCADE, related_name="uses")
    version = models.ForeignKey(ItemVersion, models.CASCADE, related_name="link_uses")
    block = models.CharField(max_length=40)

    retention = WITH_ITEM

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link", "version", "block"], name="toolkit_a_use_once"),
        ]

    def __str__(self) -> str:
        return self.block
