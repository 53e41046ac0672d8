"""Programmes, the documents they come from, their themes, and what the documents say beside goals and measures."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, User
from luukku.core.models import Record
from luukku.programme.models.base import PRECISIONS, WITH_PROGRAMME, Sourced, When, code_once, whole_date


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def running(self) -> Self:
        return self.filter(state=Programme.State.RUNNING)


class Programme(Sourced):
    """A programme or a project: what some organisations have promised together for a time."""

    class State(models.TextChoices):
        RUNNING = "running", _("Going on")
        CLOSED = "closed", _("Closed")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="programmes")
    short_text = models.CharField(_("short name"), max_length=120, blank=True, db_default="")
    region = models.CharField(_("region"), max_length=200, blank=True, db_default="")
    funder = models.CharField(_("who pays"), max_length=200, blank=True, db_default="")
    starts_on = models.DateField(_("begins"), null=True, blank=True)
    ends_on = models.DateField(_("ends, that day included"), null=True, blank=True)
    is_shared = models.BooleanField(_("everybody at work in the region reads it"), default=True, db_default=True)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.RUNNING, db_default="running")
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = ProgrammeQuerySet.as_manager()
    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["organisation", "position", "text"]
        constraints = [
            code_once("programme", within="organisation"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="programme_ends_after_start",
                violation_error_message=_("The last day must not be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(state="running", closed_on__isnull=True) | Q(state="closed", closed_on__isnull=False),
                name="programme_closed_on_a_day",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("programme:gaps", args=[self.pk])

    @property
    def name(self) -> str:
        return self.short_text or self.text


class SourceDocument(Sourced):
    """A document from which a programme was read; rows name it by its letter."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="documents")
    file_name = models.CharField(_("file"), max_length=200, blank=True, db_default="")

    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["code"]
        constraints = [code_once("document")]


class Theme(Sourced):
    """A heading under which goals stand. `is_short_derived`: the short name is ours; the source had lost its own."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="themes")
    short_text = models.CharField(_("short name"), max_length=200, blank=True, db_default="")
    is_short_derived = models.BooleanField(_("the short name is ours"), default=False, db_default=False)

    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["position", "created_at"]
        constraints = [code_once("theme")]

    @property
    def name(self) -> str:
        return self.short_text or self.text


class PassageQuerySet(models.QuerySet["Passage"]):
    def proposing(self) -> Self:
        """Remarks with a question mark that propose something, and have not become a measure or been dropped."""
        return self.filter(kind=Passage.Kind.REMARK, is_tentative=True, measure=None, is_set_aside=False)


class Passage(Sourced):
    """What a source says beside goals and measures: headings, remarks, means, challenges, questions and answers.

    `measure` is the measure that a remark became; `is_set_aside` says that somebody decided it becomes none.
    """

    class Kind(models.TextChoices):
        HEADING = "heading", _("Heading")
        EMPTY_HEADING = "empty_heading", _("Heading without content")
        MEANS = "means", _("Means")
        REMARK = "remark", _("Remark")
        CHALLENGE = "challenge", _("Challenge")
        QUESTION = "question", _("Question")
        ANSWER = "answer", _("Answer")
        PURPOSE = "purpose", _("Purpose")
        TARGET_GROUP = "target_group", _("For whom")
        NEED = "need", _("What it answers to")
        PROMISE = "promise", _("What is promised")
        CONTEXT = "context", _("Background")
        PERIOD = "period", _("Time")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="passages")
    kind = models.CharField(_("kind"), max_length=13, choices=Kind)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="passages")
    goal = models.ForeignKey("programme.Goal", models.PROTECT, null=True, blank=True, related_name="passages")
    meeting = models.ForeignKey("programme.Meeting", models.PROTECT, null=True, blank=True, related_name="passages")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="answers")
    is_tentative = models.BooleanField(_("the source asks rather than says"), default=False, db_default=False)
    due_text = models.CharField(_("when"), max_length=120, blank=True, db_default="")
    due_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True, db_default="")
    due_first = models.DateField(null=True, blank=True)
    due_last = models.DateField(null=True, blank=True)
    measure = models.ForeignKey("programme.Measure", models.PROTECT, null=True, blank=True, related_name="proposed_in")
    is_set_aside = models.BooleanField(_("becomes no measure"), default=False, db_default=False)
    set_aside_reason = models.CharField(_("why not"), max_length=500, blank=True, db_default="")
    sectors = ArrayField(models.CharField(max_length=80), verbose_name=_("sectors"), default=list, blank=True)

    due = When("due")
    objects = PassageQuerySet.as_manager()
    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["position", "created_at"]
        constraints = [
            code_once("passage"),
            whole_date("passage", "due"),
            models.CheckConstraint(
                condition=Q(is_set_aside=False) | ~Q(set_aside_reason=""), name="programme_set_aside_for_a_reason"
            ),
        ]


class SourceConflict(Record):
    """Two things that sources say of one matter, side by side, until somebody says which holds.

    `values`: [{"code", "text", "source"}], each as its source has it.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="conflicts")
    what = models.TextField(_("what they differ in"), max_length=1000)
    values: "models.JSONField[list[dict[str, str]], list[dict[str, str]]]" = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64)
    settled_as = models.CharField(_("what holds, and why"), max_length=1000, blank=True, db_default="")
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    settled_on = models.DateField(null=True, blank=True)

    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "fingerprint"], name="programme_a_conflict_once"),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | ~Q(settled_as=""), name="programme_settled_with_words"
            ),
        ]

    def __str__(self) -> str:
        return self.what[:80]
