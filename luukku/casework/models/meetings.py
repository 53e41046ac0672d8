"""When we meet, where, in which language and through whom."""

from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.casework.models.cases import Case
from luukku.casework.models.lifetimes import AS_THE_CASE
from luukku.casework.models.people import Person
from luukku.casework.rules.meetings import text_seal
from luukku.core.clock import start_of_day
from luukku.core.models import Record


class InterpreterMode(models.TextChoices):
    """How an interpreter takes part. A child or a relative is not one."""

    NONE = "none", _("No interpreter")
    ON_SITE = "on_site", _("Interpreter on site")
    VIDEO = "video", _("Interpreter by video")
    PHONE = "phone", _("Interpreter by phone")


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def standing(self) -> Self:
        """Meetings that have not been called off."""
        return self.filter(called_off_at__isnull=True)

    def coming(self, at: datetime) -> Self:
        """Meetings that are still to be held."""
        return self.standing().filter(held_at__isnull=True, starts_at__gt=at)

    def on_day(self, day: date) -> Self:
        """Meetings that begin on a Helsinki day."""
        return self.filter(starts_at__gte=start_of_day(day), starts_at__lt=start_of_day(day + timedelta(days=1)))


class Meeting(Record):
    """An agreed meeting with a family, and afterwards what was agreed in it.

    `agreed` is in the worker's language (`agreed_in`), `agreed_family` the same in the language of the meeting.
    """

    class Mode(models.TextChoices):
        """How people meet."""

        ON_SITE = "on_site", _("Face to face")
        HOME_VISIT = "home_visit", _("At the family's home")
        REMOTE = "remote", _("By video")
        PHONE = "phone", _("By phone")

    class InterpreterState(models.TextChoices):
        NOT_NEEDED = "not_needed", _("No interpreter needed")
        MISSING = "missing", _("Interpreter missing")
        BOOKED = "booked", _("Interpreter booked")

    case = models.ForeignKey(Case, models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=60)
    topic = models.CharField(_("what about"), max_length=200)
    place = models.CharField(_("place"), max_length=200, blank=True)
    mode = models.CharField(
        _("how we meet"), max_length=10, choices=Mode, default=Mode.ON_SITE, db_default=Mode.ON_SITE
    )
    agenda = models.TextField(_("what we talk about"), max_length=2000, blank=True, default="", db_default="")
    language = models.CharField(_("language"), max_length=12, default="fi")
    dialect = models.CharField(_("dialect"), max_length=80, blank=True, default="", db_default="")
    interpreter_state = models.CharField(_("interpreter"), max_length=10, choices=InterpreterState)
    interpreter_mode = models.CharField(
        _("how the interpreter takes part"), max_length=10, choices=InterpreterMode, default=InterpreterMode.NONE
    )
    interpreter_name = models.CharField(_("interpreter's name or number"), max_length=120, blank=True)
    held_at = models.DateTimeField(_("noted as held"), null=True, blank=True)
    called_off_at = models.DateTimeField(_("called off at"), null=True, blank=True)
    called_off_reason = models.CharField(
        _("why it was called off"), max_length=300, blank=True, default="", db_default=""
    )
    agreed = models.TextField(_("what was agreed"), max_length=6000, blank=True, default="", db_default="")
    agreed_in = models.CharField(max_length=12, default="fi", db_default="fi")
    agreed_family = models.TextField(
        _("the same in the family's language"), max_length=6000, blank=True, default="", db_default=""
    )
    version = models.PositiveIntegerField(default=1, db_default=1)

    objects = MeetingQuerySet.as_manager()
    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__range=(5, 600)), name="casework_meeting_length_is_sane"),
            models.CheckConstraint(
                condition=Q(held_at__isnull=True) | Q(called_off_at__isnull=True),
                name="casework_what_was_called_off_was_not_held",
            ),
        ]
        indexes = [models.Index(fields=["case", "starts_at"], name="casework_meetings_of_a_case")]

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def agenda_items(self) -> list[str]:
        return [line.strip() for line in self.agenda.splitlines() if line.strip()]

    @property
    def is_interpreted(self) -> bool:
        return self.interpreter_state != Meeting.InterpreterState.NOT_NEEDED

    @property
    def agreed_seal(self) -> str:
        """The hash of what was agreed, in both languages: a changed word asks anew whether it is understood."""
        return text_seal(self.agreed, self.agreed_family)


class MeetingParticipant(Record):
    """Somebody who is asked to a meeting: of the family, a worker, or a person from outside known by name only."""

    class Capacity(models.TextChoices):
        """As whom somebody takes part."""

        FAMILY = "family", _("A member of the family")
        GUARDIAN = "guardian", _("A guardian")
        RESPONSIBLE = "responsible", _("Answers for the family")
        HELPER = "helper", _("Helps the family")
        SUPPORT = "support", _("A support person of the family")
        AUTHORITY = "authority", _("Another authority or service")
        OTHER = "other", _("Somebody else")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=200, blank=True)
    capacity = models.CharField(_("as whom"), max_length=12, choices=Capacity)
    function = models.CharField(_("in which role"), max_length=120, blank=True)
    was_present = models.BooleanField(_("was there"), null=True, blank=True)

    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, user__isnull=True, name="")
                | Q(person__isnull=True, user__isnull=False, name="")
                | Q(person__isnull=True, user__isnull=True) & ~Q(name=""),
                name="casework_a_participant_is_one",
            ),
            models.UniqueConstraint(fields=["meeting", "person"], name="casework_person_once_in_a_meeting"),
            models.UniqueConstraint(fields=["meeting", "user"], name="casework_worker_once_in_a_meeting"),
        ]

    @property
    def shown_name(self) -> str:
        if self.person:
            return self.person.short_name
        return self.user.name if self.user else self.name
