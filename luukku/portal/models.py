"""Tables of the public site."""

from datetime import date, datetime, timedelta
from typing import Any, Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Func, Max, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.core.clock import helsinki_day
from luukku.core.models import Record
from luukku.core.retention import Retention

FEEDBACK_DAYS = 730
COUNT_DAYS = 1096
LONGEST_TITLE, LONGEST_SUMMARY = 200, 500


class EntryQuerySet(models.QuerySet["Entry"]):
    def out(self) -> Self:
        return self.filter(is_gone=False)

    def in_language(self, language: str) -> Self:
        return self.filter(language=language)

    def for_need(self, need: str) -> Self:
        return self.filter(needs__contains=[need])

    def sources_since(self, number: int, after: tuple[int, UUID] | None) -> "models.QuerySet[Entry, tuple[UUID, int]]":
        """What changed after that edition, tombstones too, in the order of change: id and edition.

        `after` goes on behind one of them.
        """
        rows = self.values_list("source_id").annotate(last=Max("number")).filter(last__gt=number)
        if after is not None:
            rows = rows.filter(Q(last__gt=after[0]) | Q(last=after[0], source_id__gt=after[1]))
        return rows.order_by("last", "source_id")

    def with_cards(self) -> Self:
        """Texts inside which something of the directory is shown."""
        return self.filter(Q(blocks__contains=[{"kind": "card"}]) | Q(blocks__contains=[{"kind": "contact"}]))

    def with_pictures(self) -> Self:
        return self.filter(blocks__contains=[{"kind": "picture"}])

    def lengths(self) -> "models.QuerySet[Entry, tuple[UUID, str, int]]":
        """Id, language and about how many bytes the text takes."""
        size = Func(Cast("blocks", models.TextField()), function="octet_length", output_field=models.IntegerField())
        return self.annotate(length=size).values_list("source_id", "language", "length")


class Entry(Record):
    """One language version of something public, as its page shows it.

    Attributes:
        blocks: [{"kind", "text", "level", "tone", "url", "language", "status", "id"}], see `services.publishing`.
        languages: in which it can be read. embeds: ids of other items whose text stands inside.
        review_on: after this day the page says that it may be out of date.
        number: of the edition in which it last changed. is_gone: withdrawn; nothing but its id is told.
    """

    class Kind(models.TextChoices):
        PAGE = "page", _("Page")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.PAGE)
    source_id = models.UUIDField()
    language = models.CharField(_("language"), max_length=8)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE, blank=True)
    summary = models.CharField(_("in one or two sentences"), max_length=LONGEST_SUMMARY, blank=True)
    blocks: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(default=list, blank=True)
    needs: "ArrayField[list[str], list[str]]" = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    languages: "ArrayField[list[str], list[str]]" = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    embeds: "ArrayField[list[Any], list[Any]]" = ArrayField(models.UUIDField(), default=list, blank=True)
    is_partial = models.BooleanField(default=False, db_default=False)
    has_machine = models.BooleanField(default=False, db_default=False)
    has_outdated = models.BooleanField(default=False, db_default=False)
    review_on = models.DateField(null=True, blank=True)
    changed_on = models.DateField(null=True, blank=True)
    is_gone = models.BooleanField(default=False, db_default=False)
    fingerprint = models.CharField(max_length=64, blank=True, db_default="")
    number = models.PositiveBigIntegerField()

    objects = EntryQuerySet.as_manager()
    retention = Retention(after="what it is a copy of; its tombstone stays", source="local", verified=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "source_id", "language"], name="portal_one_entry_per_version"),
            models.CheckConstraint(
                condition=Q(is_gone=False) | Q(title="", summary=""), name="portal_tombstones_tell_nothing"
            ),
        ]
        indexes = [
            models.Index(fields=["language", "number"], name="portal_entries_by_change"),
            GinIndex(fields=["needs"], name="portal_entries_by_need"),
            GinIndex(fields=["embeds"], name="portal_entries_by_embed"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.source_id} {self.language}"

    def is_late_on(self, day: date) -> bool:
        """Whether its review should have been made by now."""
        return self.review_on is not None and self.review_on < day


class Edition(models.Model):
    """The number of the public site's newest state: one row, locked by whoever changes something public."""

    number = models.PositiveBigIntegerField(db_default=1)

    retention = Retention(after="the public site itself", source="local", verified=False)

    def __str__(self) -> str:
        return str(self.number)


class Touch(models.Model):
    """The number of a change of the directory. Written by the database itself, whichever way something changes.

    Each change adds its own and takes earlier ones away, waiting for nobody: another set of numbers is another state of
    what families read, in whatever order the transactions end.
    """

    id = models.BigAutoField(primary_key=True)

    retention = Retention(after="the next change", source="local", verified=False)

    def __str__(self) -> str:
        return str(self.pk)


class AccessibilityFeedbackQuerySet(models.QuerySet["AccessibilityFeedback"]):
    def waiting(self) -> Self:
        return self.filter(answered_at__isnull=True)

    def most_urgent_first(self) -> Self:
        return self.order_by(models.F("answered_at").desc(nulls_first=True), "due_on", "received_at")

    def expired(self, at: datetime) -> Self:
        return self.filter(received_at__lt=at - timedelta(days=FEEDBACK_DAYS))


class AccessibilityFeedback(Record):
    """What somebody could not do on the public site, and by when they are answered (306/2019, 10 §)."""

    text = models.TextField(_("what did not work"), max_length=5000)
    contact = models.CharField(_("how to answer"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=8)
    received_at = models.DateTimeField()
    due_on = models.DateField(_("answer by"))
    answer = models.TextField(_("what was answered"), max_length=5000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = AccessibilityFeedbackQuerySet.as_manager()
    retention = Retention(days=FEEDBACK_DAYS, after="it was received", source="local", verified=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="portal_answered_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(answered_at__isnull=True), name="portal_to_answer")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def received_on(self) -> date:
        return helsinki_day(self.received_at)


class DirectoryKind(models.TextChoices):
    """What of the directory has a page of its own on the public site. A text's page is the toolkit's."""

    PLACE = "place", _("Places, groups and events")
    SERVICE = "service", _("Services")


class PageFeedbackQuerySet(models.QuerySet["PageFeedback"]):
    def of_page(self, kind: str, source_id: UUID) -> Self:
        return self.filter(kind=kind, source_id=source_id)

    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def expired(self, at: datetime) -> Self:
        return self.filter(given_on__lt=helsinki_day(at) - timedelta(days=FEEDBACK_DAYS))


class PageFeedback(Record):
    """Did a page about a place or a service help? Nothing tells who answered; the toolkit keeps its own texts'."""

    kind = models.CharField(_("kind"), max_length=8, choices=DirectoryKind)
    source_id = models.UUIDField()
    language = models.CharField(_("language"), max_length=8)
    given_on = models.DateField()
    helped = models.BooleanField(_("it helped"))
    comment = models.CharField(_("comment"), max_length=1000, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PageFeedbackQuerySet.as_manager()
    retention = Retention(days=FEEDBACK_DAYS, after="it was given", source="local", verified=False)

    class Meta:
        indexes = [models.Index(fields=["kind", "source_id"], name="portal_feedback_by_page")]

    def __str__(self) -> str:
        return str(self.pk)


class PageCountQuerySet(models.QuerySet["PageCount"]):
    def in_days(self, day: date, days: int) -> Self:
        """Of the last days, that day included."""
        return self.filter(day__gt=day - timedelta(days=days), day__lte=day)

    def expired(self, at: datetime) -> Self:
        return self.filter(day__lt=helsinki_day(at) - timedelta(days=COUNT_DAYS))


class PageCount(Record):
    """How often the page of a place or a service was opened on one day in one language. No visit is kept.

    The municipality of a figure is that of the place or service: where its reader is nobody asks.
    """

    kind = models.CharField(_("kind"), max_length=8, choices=DirectoryKind)
    source_id = models.UUIDField()
    day = models.DateField()
    language = models.CharField(_("language"), max_length=8)
    count = models.PositiveIntegerField(default=0)

    objects = PageCountQuerySet.as_manager()
    retention = Retention(days=COUNT_DAYS, after="the day", source="local", verified=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "source_id", "day", "language"], name="portal_one_count_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.count}"
