"""What was brought in from files, what it changed, and what it could not."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, User
from luukku.core.models import Record
from luukku.core.retention import Retention
from luukku.programme.models.programmes import Programme

KEPT = timedelta(days=730)


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def expired(self, at: datetime) -> Self:
        return self.filter(started_at__lt=at - KEPT)


class ImportRun(Record):
    """One file or one pasted table: looked at first, then brought in whole or not at all.

    Attributes:
        content: the file itself, compressed, until it is brought in.
        counts: {kind: {what happens: how many}}.
        changes: [{"kind", "code", "what", "title", "fields": [{"field", "before", "after"}]}].
        faults: [{"code", "place", "told"}], why it can't be brought in.
        left_out: {why: how many}, what was not brought in and why.
    """

    class Form(models.TextChoices):
        JSON = "json", _("Programme as JSON")
        CSV = "csv", _("Table (CSV)")
        PASTE = "paste", _("Pasted table")

    class State(models.TextChoices):
        LOOKED_AT = "looked_at", _("Looked at, nothing changed")
        REFUSED = "refused", _("Can't be brought in")
        DONE = "done", _("Brought in")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="imports")
    name = models.CharField(_("from where"), max_length=200)
    form = models.CharField(_("what it is"), max_length=5, choices=Form)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(null=True, blank=True)
    columns: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.LOOKED_AT)
    counts: "models.JSONField[dict[str, dict[str, int]], dict[str, dict[str, int]]]" = models.JSONField(
        default=dict, blank=True
    )
    changes: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(default=list, blank=True)
    faults: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(default=list, blank=True)
    left_out: "models.JSONField[dict[str, int], dict[str, int]]" = models.JSONField(default=dict, blank=True)
    started_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField(_("begun"))
    done_at = models.DateTimeField(_("brought in"), null=True, blank=True)

    objects = ImportRunQuerySet.as_manager()
    retention = Retention(days=KEPT.days, after="it was begun", source="local", verified=False)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return self.name
