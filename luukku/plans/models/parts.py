"""What a plan says: parts, people's own words, goals and actions; each text in the worker's and the family's language.

A field without suffix is in the plan's worker language; its pair with `_family` is in the family's language.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.casework.models import Person
from luukku.casework.models.lifetimes import AS_THE_CASE
from luukku.core.models import Record
from luukku.plans.models.interviews import Need
from luukku.plans.models.plan import FamilyPlan


class PlanPart(Record):
    """A chapter of the plan: the shared one, or one member's. An adult's own part is not shown to other adults."""

    class Kind(models.TextChoices):
        SHARED = "shared", _("Shared part")
        ADULT = "adult", _("An adult's own part")
        CHILD = "child", _("A child's part")

    plan = models.ForeignKey(FamilyPlan, models.CASCADE, related_name="parts")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    view = models.TextField(_("what the worker thinks"), max_length=3000, blank=True)
    view_family = models.TextField(_("the same in the family's language"), max_length=3000, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1)
    topics_version = models.PositiveIntegerField(default=1, db_default=1)

    retention = AS_THE_CASE

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan"], condition=Q(kind="shared"), name="plans_one_shared_part"),
            models.UniqueConstraint(
                fields=["plan", "person"], condition=Q(person__isnull=False), name="plans_one_part_per_person"
            ),
            models.CheckConstraint(
                condition=Q(kind="shared", person__isnull=True) | ~Q(kind="shared") & Q(person__isnull=False),
                name="plans_a_members_part_names_them",
            ),
        ]


class Words(Record):
    """What somebody said, in their own words. A drawing counts as an opinion: `is_described` tells it is described."""

    part = models.ForeignKey(PlanPart, models.CASCADE, related_name="words")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField(_("in the worker's language"), max_length=2000, blank=True)
    text_family = models.TextField(_("in their own language"), max_length=2000, blank=True)
    is_described = models.BooleanField(_("shown or drawn, described in words"), default=False, db_default=False)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, db_default=1)

    retention = AS_THE_CASE

    class Meta:
        ordering = ["position", "created_at", "id"]
        verbose_name_plural = "words"
        constraints = [
            models.CheckConstraint(condition=~Q(text="", text_family=""), name="plans_words_say_something"),
        ]


class Goal(Record):
    """Where somebody wants to get: a sentence, in both languages."""

    part = models.ForeignKey(PlanPart, models.CASCADE, related_name="goals")
    need = models.ForeignKey(Need, models.PROTECT, null=True, blank=True, related_name="goals")
    title = models.CharField(_("goal"), max_length=300)
    title_family = models.CharField(_("goal in the family's language"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, db_default=1)

    retention = AS_THE_CASE

    class Meta:
        ordering = ["position", "created_at", "id"]


class Action(Record):
    """One step towards a goal: who does what by when. Only being done may change once the plan is offered."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="actions")
    doer_person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    doer_worker = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    doer_other = models.CharField(_("somebody else who does it"), max_length=120, blank=True)
    what = models.CharField(_("what"), max_length=300)
    what_family = models.CharField(_("what, in the family's language"), max_length=300, blank=True)
    service = models.CharField(_("the service that is used"), max_length=200, blank=True, default="", db_default="")
    due_on = models.DateField(_("by when"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, db_default=1)

    retention = AS_THE_CASE

    class Meta:
        ordering = ["position", F("due_on").asc(nulls_last=True), "created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(doer_person__isnull=False, doer_worker__isnull=True, doer_other="")
                | Q(doer_person__isnull=True, doer_worker__isnull=False, doer_other="")
                | Q(doer_person__isnull=True, doer_worker__isnull=True) & ~Q(doer_other=""),
                name="plans_somebody_does_each_action",
                violation_error_message=_("Choose one doer: a family member, a worker or somebody else."),
            ),
        ]
