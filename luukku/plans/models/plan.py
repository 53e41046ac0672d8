"""The family plan with its versions, who confirmed it, and when it is looked at again."""

from typing import Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.casework.models import Case, InterpreterMode, Person, UnderstandingCheck
from luukku.casework.models.lifetimes import AS_THE_CASE
from luukku.core.models import Record


class FamilyPlanQuerySet(models.QuerySet["FamilyPlan"]):
    def of_case(self, case_id: UUID) -> Self:
        return self.filter(case_id=case_id).order_by("-number")

    def current(self) -> Self:
        """The version that is worked on or holds: draft, offered or in force."""
        return self.filter(state__in=[FamilyPlan.State.DRAFT, FamilyPlan.State.OFFERED, FamilyPlan.State.IN_FORCE])


class FamilyPlan(Record):
    """One version of what a family and its worker agree: voluntary, and changed by making the next version.

    From the offer on, its texts never change: `content_hash` is the SHA-256 of their canonical form
    (`rules.content.canonical`), and every confirmation repeats it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OFFERED = "offered", _("Offered to the family")
        IN_FORCE = "in_force", _("In force")
        SUPERSEDED = "superseded", _("Replaced by a newer version")
        WITHDRAWN = "withdrawn", _("Taken back to be changed")
        ENDED = "ended", _("Ended")

    case = models.ForeignKey(Case, models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    worker_language = models.CharField(_("worker's language"), max_length=12, default="fi")
    family_language = models.CharField(_("family's language"), max_length=12)
    greeting = models.TextField(_("greeting"), max_length=2000, blank=True)
    greeting_family = models.TextField(_("greeting in the family's language"), max_length=2000, blank=True)
    is_interpreted_aloud = models.BooleanField(
        _("texts without a pair are interpreted aloud"), default=False, db_default=False
    )
    lasts_until = models.DateField(_("meant to last until"), null=True, blank=True)
    sources = models.CharField(_("where this comes from"), max_length=500, blank=True, default="", db_default="")
    sources_family = models.CharField(
        _("the same in the family's language"), max_length=500, blank=True, default="", db_default=""
    )
    content_hash = models.CharField(max_length=64, blank=True)
    offered_at = models.DateTimeField(_("offered at"), null=True, blank=True)
    in_force_on = models.DateField(_("in force from"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, db_default=1)

    objects = FamilyPlanQuerySet.as_manager()
    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="plans_plan_versions_differ"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state="in_force"),
                name="plans_one_plan_in_force_per_case",
                violation_error_message=_("This family already has a plan in force."),
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=["draft", "offered"]),
                name="plans_one_plan_in_the_making_per_case",
                violation_error_message=_("A new version of this plan is already being made."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft", content_hash="") | ~Q(state="draft") & ~Q(content_hash=""),
                name="plans_what_was_offered_is_sealed",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("plans:plan", args=[self.pk])


class Confirmation(Record):
    """One signer's yes to one content hash: as themselves and as guardians, or as the worker.

    `wards` are the children for whom it was said. Who is made a guardian later says yes anew, in a row of its own.
    """

    class Capacity(models.TextChoices):
        ADULT = "adult", _("For themselves")
        GUARDIAN = "guardian", _("As a guardian")
        WORKER = "worker", _("As the worker")

    plan = models.ForeignKey(FamilyPlan, models.PROTECT, related_name="confirmations")
    capacity = models.CharField(_("as whom"), max_length=10, choices=Capacity)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    worker = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    wards = ArrayField(
        models.UUIDField(), verbose_name=_("for which children"), default=list, db_default=[], blank=True
    )
    content_hash = models.CharField(max_length=64)
    language = models.CharField(_("language shown"), max_length=12)
    understanding = models.OneToOneField(
        UnderstandingCheck, models.PROTECT, null=True, blank=True, related_name="confirmation"
    )
    interpreter_mode = models.CharField(
        _("interpreter"), max_length=10, choices=InterpreterMode, default=InterpreterMode.NONE
    )
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed at"))

    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity="worker", worker__isnull=False, person__isnull=True)
                | Q(
                    capacity__in=["adult", "guardian"],
                    worker__isnull=True,
                    person__isnull=False,
                    understanding__isnull=False,
                ),
                name="plans_a_family_signer_understood",
            ),
            models.UniqueConstraint(
                fields=["plan", "person", "capacity", "wards"],
                condition=Q(person__isnull=False),
                name="plans_each_person_confirms_once_for_the_same",
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(capacity="worker"), name="plans_the_worker_confirms_once"
            ),
        ]


class Review(Record):
    """Looking at a plan together again: due by 22 §, held on a day, with an outcome."""

    class Outcome(models.TextChoices):
        CONTINUE = "continue", _("The plan goes on as it is")
        REVISE = "revise", _("The plan is changed")
        END = "end", _("The plan ends")

    plan = models.ForeignKey(FamilyPlan, models.PROTECT, related_name="reviews")
    due_on = models.DateField(_("due on"))
    held_on = models.DateField(_("held on"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    went_well = models.TextField(_("what has gone well"), max_length=2000, blank=True)
    was_hard = models.TextField(_("what has been hard"), max_length=2000, blank=True)
    present = ArrayField(
        models.UUIDField(), verbose_name=_("who of the family took part"), default=list, db_default=[], blank=True
    )
    others_present = models.CharField(_("who else took part"), max_length=300, blank=True, default="", db_default="")
    language = models.CharField(_("language spoken"), max_length=12, blank=True, default="", db_default="")
    interpreter_mode = models.CharField(
        _("interpreter"), max_length=10, choices=InterpreterMode, default=InterpreterMode.NONE, db_default="none"
    )
    changes = models.TextField(_("what changes"), max_length=2000, blank=True, default="", db_default="")
    sources = models.CharField(_("where this comes from"), max_length=500, blank=True, default="", db_default="")
    held_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(held_on__isnull=True), name="plans_one_coming_review_per_plan"
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True, outcome="") | Q(held_on__isnull=False) & ~Q(outcome=""),
                name="plans_held_review_has_outcome",
            ),
        ]
