"""Clocks that run for a case. The rule behind each is data in `casework/law/clocks.toml`."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, User
from luukku.casework.models.cases import Case
from luukku.casework.models.dated import Dated, DatedQuerySet, has_days, once_at_a_time
from luukku.casework.models.lifetimes import AS_THE_CASE
from luukku.casework.rules.urgency import Standing, end_of_week, standing
from luukku.core.models import Record
from luukku.core.retention import Retention


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def running(self) -> Self:
        return self.filter(done_on__isnull=True)

    def due_by(self, day: date) -> Self:
        return self.running().filter(due_on__lte=day)

    def to_show(self, day: date) -> Self:
        """Clocks that a worker should see on the day: due by the end of its week, or to be reminded of by then."""
        soon = Q(due_on__lte=end_of_week(day)) | Q(remind_on__lte=day)
        return self.running().filter(soon, is_paused=False)

    def standing(self, day: date, *standings: Standing) -> Self:
        """Running clocks that stand so on the day: the same answer as `rules.urgency.standing`, for many rows."""
        chosen = Q()
        for one in standings:
            chosen |= counts_as(one, day)
        return self.running().filter(chosen)


def counts_as(one: Standing, day: date) -> Q:
    """Of running clocks, those that stand so on the day."""
    runs = Q(is_paused=False)
    match one:
        case Standing.PAUSED:
            return Q(is_paused=True)
        case Standing.LATE:
            return runs & Q(due_on__lt=day, is_target=False)
        case Standing.PAST_TARGET:
            return runs & Q(due_on__lt=day, is_target=True)
        case Standing.TODAY:
            return runs & Q(due_on=day)
        case Standing.WEEK:
            return runs & Q(due_on__gt=day, due_on__lte=end_of_week(day))
        case _:
            return runs & Q(due_on__gt=end_of_week(day))


class Deadline(Record):
    """One clock: what started it, when it is due, when it was done. It reminds; it never decides.

    `started_on` is the day from which it is counted. `length` is the local target in days that held when it began;
    empty where the rule's own length counts. `organisation` is the case's, so that a supervisor's page need not walk
    through the cases. `remind_on` is when it shows although not yet due. `told_on` is when the nightly run told of it.
    `added_days` lengthen it by themselves: what an act adds for illness or parental leave, counted by its authority.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="deadlines")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    rule = models.CharField(_("rule"), max_length=60)
    rule_version = models.PositiveSmallIntegerField(default=1)
    subject_id = models.UUIDField(null=True, blank=True)
    started_on = models.DateField(_("counted from"))
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    length = models.PositiveSmallIntegerField(_("local target in days"), null=True, blank=True)
    added_days = models.PositiveSmallIntegerField(_("days added"), default=0, db_default=0)
    is_target = models.BooleanField(default=False, db_default=False)
    is_paused = models.BooleanField(default=False, db_default=False)
    remind_on = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    late_reason = models.TextField(_("why it takes longer"), max_length=1000, blank=True, default="", db_default="")
    late_reason_on = models.DateField(null=True, blank=True)
    late_reason_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1, db_default=1)

    objects = DeadlineQuerySet.as_manager()
    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "rule", "subject_id"],
                condition=Q(done_on__isnull=True),
                nulls_distinct=False,
                name="casework_one_running_clock_per_subject",
            ),
        ]
        indexes = [
            models.Index(
                fields=["case", "due_on"], condition=Q(done_on__isnull=True), name="casework_running_deadlines"
            ),
            models.Index(
                fields=["organisation", "due_on"],
                condition=Q(done_on__isnull=True),
                name="casework_deadlines_by_office",
            ),
        ]

    def stands(self, day: date) -> Standing:
        return standing(self.due_on, day, is_target=self.is_target, is_paused=self.is_paused)


class ClockPause(Dated):
    """Days on which a clock stands still, and why. The due date moves by as many."""

    class Reason(models.TextChoices):
        ILLNESS = "illness", _("Illness")
        PARENTAL_LEAVE = "parental_leave", _("Days on parental allowance")
        SIMILAR_GROUND = "similar_ground", _("Another ground of the same kind")
        CLIENT_ASKED = "client_asked", _("The family asked for it")
        NO_CONTACT = "no_contact", _("The family could not be reached")

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="pauses")
    reason = models.CharField(_("why"), max_length=20, choices=Reason)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = DatedQuerySet["ClockPause"].as_manager()
    retention = AS_THE_CASE

    class Meta:
        constraints = [
            once_at_a_time(
                "casework_clock_paused_once_at_a_time",
                ["deadline"],
                told=_("This clock is already paused at that time."),
            ),
            has_days("casework_pause_has_days"),
        ]


class ClockCorrection(Record):
    """A start date that was wrong, and the right one: both stay to be seen."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="corrections")
    was_on = models.DateField(_("was counted from"))
    now_on = models.DateField(_("is counted from"))
    was_due_on = models.DateField(_("was due on"))
    now_due_on = models.DateField(_("is due on"))
    reason = models.TextField(_("why"), max_length=500)
    corrected_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    corrected_on = models.DateField(_("corrected on"))

    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(was_on=F("now_on")), name="casework_correction_corrects"),
        ]


class LocalTarget(Dated):
    """How many days an organisation gives itself for something the law wants without delay. Never shown as law."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    rule = models.CharField(_("rule"), max_length=60)
    length = models.PositiveSmallIntegerField(_("days"))
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = DatedQuerySet["LocalTarget"].as_manager()
    retention = Retention(years=12, after="it no longer held", source="local", verified=False)

    class Meta:
        constraints = [
            once_at_a_time(
                "casework_one_target_at_a_time",
                ["organisation", "rule"],
                told=_("A target is already set for that time."),
            ),
            has_days("casework_target_has_days"),
            models.CheckConstraint(condition=Q(length__range=(1, 365)), name="casework_target_is_sane"),
        ]


class ClockRun(Record):
    """One night's run over all clocks: how far it has come, so that the next start goes on from there."""

    day = models.DateField(_("day"), unique=True)
    cursor = models.UUIDField(null=True, blank=True)
    cases = models.PositiveIntegerField(default=0)
    started = models.PositiveIntegerField(default=0)
    told = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    retention = Retention(days=90, after="the run", source="local", verified=False)
