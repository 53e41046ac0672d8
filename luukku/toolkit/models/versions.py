"""Versions of an item's text. A published one never changes again."""

from datetime import datetime
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.core.models import Record
from luukku.toolkit.models.items import WITH_ITEM, ToolkitItem
from luukku.toolkit.rules.blocks import Block, Unit, from_data, units
from luukku.toolkit.rules.states import OPEN_VERSIONS


class ItemVersionQuerySet(models.QuerySet["ItemVersion"]):
    def open(self) -> Self:
        return self.filter(state__in=OPEN_VERSIONS)

    def published(self) -> Self:
        return self.filter(state=ItemVersion.State.PUBLISHED)

    def waiting_for(self, at: datetime) -> Self:
        """Approved versions whose moment of publishing has come."""
        return self.filter(state=ItemVersion.State.APPROVED, publish_at__lte=at)


class ItemVersion(Record):
    """One wording of an item, in the item's own language.

    `edits` grows with every saving of a draft; `writer_ids` are all who wrote in it: none of them approves it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("Being reviewed")
        APPROVED = "approved", _("Approved, waits for its day")
        PUBLISHED = "published", _("Published")
        SUPERSEDED = "superseded", _("Earlier version")

    item = models.ForeignKey(ToolkitItem, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    title = models.CharField(_("title"), max_length=200)
    summary = models.CharField(_("in one or two sentences"), max_length=500, blank=True)
    blocks: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(default=list, blank=True)
    change_note = models.CharField(_("what changed"), max_length=300, blank=True)
    author = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    writer_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    edits = models.PositiveIntegerField(default=1, db_default=1)
    submitted_at = models.DateTimeField(null=True, blank=True)
    approver = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    publish_at = models.DateTimeField(_("publish at"), null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)

    objects = ItemVersionQuerySet.as_manager()
    retention = WITH_ITEM

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="toolkit_version_numbers_differ"),
            models.UniqueConstraint(
                fields=["item"], condition=Q(state__in=OPEN_VERSIONS), name="toolkit_one_open_version"
            ),
            models.UniqueConstraint(
                fields=["item"], condition=Q(state="published"), name="toolkit_one_published_version"
            ),
            models.CheckConstraint(
                condition=Q(approver__isnull=True) | Q(author__isnull=True) | ~Q(approver=F("author")),
                name="toolkit_approver_is_not_the_author",
                violation_error_message=_("Somebody else than the writer approves a text."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_VERSIONS) | ~Q(content_hash="") & Q(published_at__isnull=False),
                name="toolkit_published_versions_are_sealed",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("toolkit:version", args=[self.item_id, self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_VERSIONS

    @property
    def content(self) -> list[Block]:
        return from_data(self.blocks)

    @property
    def units(self) -> list[Unit]:
        return units(self.title, self.summary, self.content)
