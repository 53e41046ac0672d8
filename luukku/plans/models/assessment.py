"""Around the interview: strengths, grounds of 14 §, the county, what was left out, emergencies of speaking."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.casework.models import Case, Person
from luukku.casework.models.lifetimes import AS_THE_CASE
from luukku.core.models import Record
from luukku.plans.models.interviews import Interview, Need


class Strength(Record):
    """Something a person is good at or leans on, in their own words and language, with the worker's words beside."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="strengths")
    person = models.ForeignKey(Person, models.PROTECT, related_name="strengths")
    interview = models.ForeignKey(Interview, models.PROTECT, null=True, blank=True, related_name="strengths")
    domain = models.CharField(_("about"), max_length=20, choices=Need.Domain)
    own_words = models.TextField(_("in their own words"), max_length=2000, blank=True)
    own_words_language = models.CharField(_("language of those words"), max_length=12, blank=True)
    worker_words = models.TextField(_("as the worker writes it"), max_length=2000, blank=True)
    removed_on = models.DateField(_("taken away on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(own_words="", worker_words=""), name="plans_strength_says_something"),
        ]
        indexes = [models.Index(fields=["case", "person"], name="plans_strengths_of_a_case")]


class CountyParticipation(Record):
    """The wellbeing county asked to take part in somebody's assessment (681/2023, 14 §), and what came of it."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("Asked, no answer yet")
        TAKES_PART = "takes_part", _("Takes part")
        DECLINED = "declined", _("Does not take part")

    case = models.ForeignKey(Case, models.PROTECT, related_name="county_participations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.CharField(_("which organisation"), max_length=200)
    participant = models.CharField(_("who takes part"), max_length=200, blank=True)
    reason = models.TextField(_("which services must be fitted together"), max_length=1000)
    asked_on = models.DateField(_("asked on"))
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, default=Outcome.WAITING)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    note = models.CharField(_("what was answered"), max_length=300, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, db_default=1)

    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="waiting", answered_on__isnull=True)
                | ~Q(outcome="waiting") & Q(answered_on__isnull=False),
                name="plans_county_answer_has_its_day",
            ),
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(outcome="waiting"),
                name="plans_county_asked_once_at_a_time",
                violation_error_message=_("The county has already been asked and has not answered yet."),
            ),
        ]


class GroundDecision(Record):
    """On which ground of 681/2023, 14 §, somebody's assessment is made, as a worker decided it. Later rows replace.

    `facts` are those that the worker stated: code to true or false; what nobody knows is not there.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="ground_decisions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    facts = models.JSONField(default=dict, blank=True)
    first_permit_on = models.DateField(_("first permit, card or registration from"), null=True, blank=True)
    groups = ArrayField(models.CharField(max_length=40), verbose_name=_("groups"), default=list, blank=True)
    other_ground = models.CharField(_("another ground"), max_length=300, blank=True)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    rules_version = models.PositiveSmallIntegerField()
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_on = models.DateField(_("decided on"))

    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(groups=[], other_ground="", reason=""), name="plans_ground_decision_says_something"
            ),
        ]
        indexes = [models.Index(fields=["case", "person"], name="plans_grounds_of_a_case")]


class SkippedAssessment(Record):
    """The assessment of somebody who came alone as a minor is left out, because another client plan answers the needs.

    Source: 681/2023, 14 § 5 mom. `ended_on`: from then on the assessment is made after all.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="skipped_assessments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    other_plan = models.CharField(_("which plan answers the needs"), max_length=200)
    reason = models.TextField(_("how it answers them"), max_length=1000)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_on = models.DateField(_("decided on"))
    ended_on = models.DateField(_("made after all from"), null=True, blank=True)

    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(ended_on__isnull=True),
                name="plans_skipped_once_at_a_time",
                violation_error_message=_("This assessment has already been left out."),
            ),
        ]


class RelativeInterpreting(Record):
    """A child or a relative interpreted in an emergency: reported, and read by the unit's supervisor.

    Guidance, not statute: no act forbids it, but nobody should carry their family's matters.
    """

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="relative_interpretings")
    interpreter = models.CharField(_("who interpreted"), max_length=120)
    reason = models.CharField(_("what the emergency was"), max_length=300)
    reported_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(_("reported at"))
    seen_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    seen_at = models.DateTimeField(_("read at"), null=True, blank=True)

    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(seen_by__isnull=True, seen_at__isnull=True)
                | Q(seen_by__isnull=False, seen_at__isnull=False),
                name="plans_read_report_has_its_reader",
            ),
        ]
        indexes = [
            models.Index(fields=["interview"], condition=Q(seen_at__isnull=True), name="plans_unread_relative_reports"),
        ]
