"""Answers after the closing, and what is published of them."""

import uuid
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.core.models import Record
from luukku.core.retention import Retention
from luukku.surveys.models.instruments import Instrument, Item, ItemVersion, Words
from luukku.surveys.models.waves import KEPT, WITH_WAVE, Wave, is_long_over


class ResponseQuerySet(models.QuerySet["Response"]):
    def expired(self, at: datetime) -> Self:
        return self.filter(is_long_over(at))


class Response(models.Model):
    """One answer to one question. No row beside it is known to be of the same person.

    Not a Record: it has no times. Rows are written when the wave closes, all at once, in the order of ids that chance
    gave them; they never change.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, models.PROTECT, related_name="responses")
    wording = models.ForeignKey(ItemVersion, models.PROTECT, related_name="+")
    group = models.CharField(max_length=30, blank=True)
    value: "models.JSONField[Any, Any]" = models.JSONField()

    objects = ResponseQuerySet.as_manager()
    retention = KEPT

    def __str__(self) -> str:
        return str(self.pk)


class OpenAnswerQuerySet(models.QuerySet["OpenAnswer"]):
    def expired(self, at: datetime) -> Self:
        return self.filter(is_long_over(at))


class OpenAnswer(models.Model):
    """What somebody wrote in own words: read by the wave's analyst alone, shown to others as the analyst left it."""

    class Decision(models.TextChoices):
        UNREAD = "unread", _("Not looked at")
        SHOWN = "shown", _("Shown as it stands below")
        WITHHELD = "withheld", _("Not shown")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, models.PROTECT, related_name="open_answers")
    wording = models.ForeignKey(ItemVersion, models.PROTECT, related_name="+")
    text: "models.TextField[str, str]" = models.TextField()
    redacted: "models.TextField[str, str]" = models.TextField(_("as it is shown"), blank=True, db_default="")
    decision = models.CharField(max_length=8, choices=Decision, default=Decision.UNREAD, db_default="unread")

    objects = OpenAnswerQuerySet.as_manager()
    retention = KEPT

    def __str__(self) -> str:
        return str(self.pk)


class Aggregate(Record):
    """What is published of one question, of everybody or of a group. Worked out once; every page and file reads it.

    A masked row holds no figure at all. In `counts` a masked count is null.
    """

    wave = models.ForeignKey(Wave, models.PROTECT, related_name="aggregates")
    wording = models.ForeignKey(ItemVersion, models.PROTECT, related_name="+")
    group = models.CharField(max_length=30, blank=True)
    n = models.PositiveIntegerField(null=True, blank=True)
    mean = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    counts: "models.JSONField[dict[str, int | None] | None, dict[str, int | None] | None]" = models.JSONField(
        null=True, blank=True
    )

    retention = WITH_WAVE

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave", "wording", "group"], name="surveys_published_once"),
            models.CheckConstraint(
                condition=Q(n__isnull=False) | Q(mean__isnull=True, counts__isnull=True),
                name="surveys_masked_means_masked",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_masked(self) -> bool:
        return self.n is None


class LegacyAggregate(Record):
    """A figure of an earlier survey that was brought in as it was: kept, and shown to nobody."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="legacy")
    wave_name = models.CharField(_("which survey"), max_length=40)
    item_key = models.CharField(max_length=40)
    mean = models.DecimalField(max_digits=6, decimal_places=2)
    n = models.PositiveIntegerField()
    source = models.CharField(_("source"), max_length=200)
    imported_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    retention = WITH_WAVE

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instrument", "wave_name", "item_key"], name="surveys_legacy_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Comparability(Record):
    """A person's decision whether two wordings of an item may stand on one line of a trend, and why."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="comparabilities")
    older = models.ForeignKey(ItemVersion, models.CASCADE, related_name="+")
    newer = models.ForeignKey(ItemVersion, models.CASCADE, related_name="+")
    is_comparable = models.BooleanField(_("can be compared"))
    reason = models.CharField(_("why"), max_length=500)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_on = models.DateField()

    retention = Retention(after="the questionnaire", source="local", verified=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["older", "newer"], name="surveys_compared_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="surveys_comparing_has_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class FindingQuerySet(models.QuerySet["Finding"]):
    def waiting(self) -> Self:
        """Needs to become better, and no programme has taken it."""
        return self.filter(tone=Finding.Tone.MEND, action_ref=None)


class Finding(Record):
    """What was understood from a wave. What is done lives in the programme; here is what those who answered read.

    Attributes:
        action_ref: the corrective action's id there; from then on `action`, `owner`, `due_on`, `progress` and
            `outcome` are what the programme notes.
    """

    class Tone(models.TextChoices):
        STRENGTH = "strength", _("This has gone well")
        MEND = "mend", _("This needs to become better")

    class Progress(models.TextChoices):
        """How far the programme is with it: the states of its corrective actions."""

        OPEN = "open", _("Suggested to the programme")
        AGREED = "agreed", _("Agreed")
        DONE = "done", _("Done, effect not yet known")
        ASSESSED = "assessed", _("Effect assessed")
        DROPPED = "dropped", _("Dropped")

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="findings")
    wording = models.ForeignKey(ItemVersion, models.PROTECT, null=True, blank=True, related_name="+")
    tone = models.CharField(_("what it is"), max_length=8, choices=Tone)
    text = models.CharField(_("what we heard"), max_length=1000)
    action = models.CharField(_("what we do"), max_length=1000, blank=True, db_default="")
    owner = models.CharField(_("who does it"), max_length=120, blank=True, db_default="")
    due_on = models.DateField(_("by when"), null=True, blank=True)
    action_ref: "models.UUIDField[uuid.UUID | None, uuid.UUID | None]" = models.UUIDField(null=True, blank=True)
    progress = models.CharField(max_length=8, choices=Progress, blank=True, db_default="")
    outcome = models.CharField(_("what came of it"), max_length=2000, blank=True, db_default="")
    told: "models.JSONField[Words, Words]" = models.JSONField(_("in other languages"), default=dict, blank=True)
    edits = models.PositiveIntegerField(default=1, db_default=1)

    objects = FindingQuerySet.as_manager()
    retention = WITH_WAVE

    class Meta:
        ordering = ["tone", "created_at"]

    def __str__(self) -> str:
        return str(self.pk)
