"""Runs that bring entries in, how far they came, and what they changed."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from luukku.core.models import Record
from luukku.core.retention import Retention

KEPT = timedelta(days=730)


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def newest_first(self) -> Self:
        return self.order_by("-started_at")

    def of(self, origin: str) -> Self:
        return self.filter(origin=origin)

    def expired(self, at: datetime) -> Self:
        return self.filter(started_at__lt=at - KEPT)


class ImportRun(Record):
    """One bringing in, from a file or an address. It goes on from `phase` and `page` where it was stopped.

    `counts`: how many of each kind were new, changed, the same, archived, or could not be read. `since` asks the
    source only for what changed; a full run also archives what the source no longer tells. `content` is the uploaded
    file, compressed, until the run is over.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for its turn")
        RUNNING = "running", _("Going on")
        STOPPED = "stopped", _("Stopped half way; can go on")
        DONE = "done", _("Done")

    class Fault(models.TextChoices):
        """Why a run stopped, as its page says it."""

        UNREADABLE = "unreadable", _("The file is not PTV data that we can read.")
        TOO_LARGE = "too_large", _("The file is too large.")
        AWAY = "away", _("The source did not answer. The run goes on where it stopped when you start it again.")
        REFUSED = "refused", _("The source refused the key. Ask the operator to check it.")

    origin = models.CharField(_("from where"), max_length=300)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.WAITING)
    fault = models.CharField(_("why it stopped"), max_length=10, choices=Fault, blank=True)
    is_dry = models.BooleanField(_("only tried"), default=False)
    is_full = models.BooleanField(_("the whole catalogue"), default=False)
    since = models.DateTimeField(_("changes since"), null=True, blank=True)
    phase = models.CharField(max_length=40, blank=True)
    page = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    counts: "models.JSONField[dict[str, dict[str, int]], dict[str, dict[str, int]]]" = models.JSONField(
        default=dict, blank=True
    )
    content = models.BinaryField(null=True, blank=True)
    started_at = models.DateTimeField(_("begun"))
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = ImportRunQuerySet.as_manager()
    retention = Retention(days=KEPT.days, after="it was begun", source="local", verified=False)


class ImportChange(Record):
    """One entry that a run changed, or would change: what it was and what it is, field by field."""

    class Change(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        ARCHIVED = "archived", _("Archived")
        RETURNED = "returned", _("Back again")
        FAILED = "failed", _("Could not be read")
        KEPT = "kept", _("Changed here too, so left as it is here")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="changes")
    kind = models.CharField(_("kind"), max_length=20)
    source_id = models.CharField(max_length=200)
    title = models.CharField(_("name"), max_length=200, blank=True)
    change = models.CharField(_("what happens"), max_length=8, choices=Change)
    fields: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(default=list, blank=True)
    """[{"field", "language", "before", "after"}]."""

    retention = Retention(after="the run itself", source="local", verified=False)

    class Meta:
        indexes = [models.Index(fields=["run", "change"], name="directory_changes_of_a_run")]
