"""Meetings, what was on the table, what was decided, and what is mended because of it."""

from typing import Any

from django.db import models
from django.db.models import Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.programme.models.base import ABOUT, WITH_PROGRAMME, About, Sourced, at_most_one, code_once
from luukku.programme.models.parties import Party
from luukku.programme.models.programmes import Programme
from luukku.surveys.models import Finding


class Meeting(Sourced):
    """A meeting of a programme. Closed, it is never written in again: the database refuses it.

    One with a code was told of by a source and is a thing of the past: it is read, and not held here.

    Attributes:
        kept: what the minutes say, frozen at the moment of closing; see `services/meetings/minutes.py`.
        seal: the hash of `kept`, printed at the foot of the minutes.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("To come")
        OPEN = "open", _("Going on")
        CLOSED = "closed", _("Closed")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="meetings")
    body = models.CharField(_("who meets"), max_length=300, blank=True, db_default="")
    held_on = models.DateField(_("day"), null=True, blank=True)
    time_text = models.CharField(_("time, as the source has it"), max_length=80, blank=True, db_default="")
    place = models.CharField(_("place"), max_length=200, blank=True, db_default="")
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.PLANNED, db_default="planned")
    minutes = models.TextField(_("what was said"), max_length=20_000, blank=True, db_default="")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    kept: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(
        default=dict, blank=True, db_default=Value("{}", models.JSONField())
    )
    seal = models.CharField(max_length=64, blank=True, db_default="")

    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["-held_on", "created_at"]
        constraints = [
            code_once("meeting"),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="programme_meeting_closed_at_a_moment",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("programme:meeting", args=[self.programme_id, self.pk])

    @property
    def is_told(self) -> bool:
        """Whether a source told of it, so that it is not held here."""
        return bool(self.code)


class AgendaItem(About, Sourced):
    """One item of a meeting. What came of it is written while the meeting goes on.

    Attributes:
        found_as, found_id: the finding it was made of, as `services/meetings/candidates.py` names it; empty for an own
            item.
        correction: the corrective action that it looks at.
        outcome_text: the notes of the secretaries.
    """

    class Outcome(models.TextChoices):
        INFORMATION = "information", _("For information")
        DISCUSSION = "discussion", _("Discussed")
        DECISION = "decision", _("Decided")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="agenda_items")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agenda")
    time_text = models.CharField(_("time"), max_length=40, blank=True, db_default="")
    outcome = models.CharField(_("what came of it"), max_length=11, choices=Outcome, blank=True, db_default="")
    outcome_text = models.TextField(_("notes"), max_length=10_000, blank=True, db_default="")
    found_as = models.CharField(max_length=12, blank=True, db_default="")
    found_id = models.UUIDField(null=True, blank=True)
    correction = models.ForeignKey(
        "programme.CorrectiveAction", models.PROTECT, null=True, blank=True, related_name="looked_at_in"
    )

    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["position", "created_at"]
        constraints = [
            code_once("agenda_item"),
            at_most_one("programme_an_item_about_one_thing", ABOUT),
            models.UniqueConstraint(
                fields=["meeting", "found_as", "found_id"],
                condition=Q(found_id__isnull=False),
                name="programme_a_finding_once_in_a_meeting",
                violation_error_message=_("This stands on the agenda already."),
            ),
        ]


class Decision(About, Sourced):
    """What a meeting decided."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="decisions")

    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["position", "created_at"]
        constraints = [code_once("decision"), at_most_one("programme_a_decision_about_one_thing", ABOUT)]


class CorrectiveAction(About, Sourced):
    """What is done because something does not go as it should, and whether it helped. Its words are the action.

    It is also how somebody takes a gap: who, what, by when. It ends only when its effect has been looked at.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Suggested")
        AGREED = "agreed", _("Agreed")
        DONE = "done", _("Done, effect not yet known")
        ASSESSED = "assessed", _("Effect assessed")
        DROPPED = "dropped", _("Dropped")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="corrections")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="corrections")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="corrections")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, blank=True, related_name="corrections")
    finding = models.CharField(_("where it was found"), max_length=300, blank=True, db_default="")
    survey_finding = models.OneToOneField(Finding, models.SET_NULL, null=True, blank=True, related_name="+")
    cause = models.TextField(_("why it is so"), max_length=2000, blank=True, db_default="")
    owner = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="owned_corrections")
    person = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(_("by"), null=True, blank=True)
    check_on = models.DateField(_("effect looked at on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    assessed_on = models.DateField(_("effect assessed on"), null=True, blank=True)
    effect = models.TextField(_("did it help"), max_length=2000, blank=True, db_default="")
    reason = models.CharField(_("why it was dropped"), max_length=500, blank=True, db_default="")
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN, db_default="open")

    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["position", "created_at"]
        constraints = [
            code_once("correction"),
            at_most_one("programme_a_correction_about_one_thing", ABOUT),
            models.CheckConstraint(
                condition=Q(state__in=["open", "dropped"]) | Q(due_on__isnull=False, owner__isnull=False),
                name="programme_agreed_with_owner_and_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="assessed") | ~Q(effect=""), name="programme_assessed_with_effect"
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(reason=""), name="programme_dropped_for_a_reason"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("programme:correction-chain", args=[self.pk])
