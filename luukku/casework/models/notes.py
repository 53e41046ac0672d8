"""Case notes: what happened and when, written once. What was wrong is put right by another note beside it."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, User
from luukku.casework.models.cases import Case
from luukku.casework.models.lifetimes import AS_THE_CASE
from luukku.casework.models.people import Person
from luukku.core.models import Record
from luukku.core.retention import Retention

DRAFT_KEPT = timedelta(days=30)


class CaseNote(Record):
    """One note. The application can add notes, and neither change nor remove any."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("We met")
        PHONE = "phone", _("Phone call")
        MESSAGE = "message", _("Message or letter")
        VISIT = "visit", _("Home visit")
        NETWORK = "network", _("Talk with another worker or service")
        OBSERVATION = "observation", _("Observation")
        OTHER = "other", _("Something else")

    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(_("what happened"), max_length=12, choices=Kind)
    topic = models.CharField(_("what about"), max_length=200)
    text = models.TextField(_("note"), max_length=10_000)
    about = models.ManyToManyField(Person, blank=True, related_name="+", verbose_name=_("about whom"))
    occurred_at = models.DateTimeField(_("happened at"))
    recorded_at = models.DateTimeField(_("written at"))
    early_reason = models.CharField(_("why so early a day"), max_length=300, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")

    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(occurred_at__lte=F("recorded_at")), name="casework_a_note_tells_of_the_past"
            ),
        ]
        indexes = [
            models.Index(fields=["case", "-occurred_at", "-id"], name="casework_notes_of_a_case"),
            models.Index(fields=["author"], name="casework_notes_of_an_author"),
        ]


class NoteDraftQuerySet(models.QuerySet["NoteDraft"]):
    def expired(self, at: datetime) -> Self:
        """Drafts that nobody has written on for long."""
        return self.filter(updated_at__lt=at - DRAFT_KEPT)


class NoteDraft(Record):
    """A note being written, as typed so far. Only its writer sees it; recording the note removes it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="note_drafts")
    author = models.ForeignKey(User, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    corrects = models.ForeignKey(CaseNote, models.CASCADE, null=True, blank=True, related_name="+")
    typed = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1, db_default=1)

    objects = NoteDraftQuerySet.as_manager()
    retention = Retention(days=DRAFT_KEPT.days, after="it was last written on", source="local", verified=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "author", "organisation", "corrects"],
                nulls_distinct=False,
                name="casework_one_draft_at_a_time",
            ),
        ]
