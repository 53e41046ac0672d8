"""What the family says about a plan: comments beside it, and that somebody understood but does not agree."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.casework.models import Person, UnderstandingCheck
from luukku.casework.models.lifetimes import AS_THE_CASE
from luukku.core.models import Record
from luukku.plans.models.parts import Goal, PlanPart
from luukku.plans.models.plan import FamilyPlan


class Comment(Record):
    """Somebody's own words about a part or one of its goals, in their language, and what the worker answered.

    It stands beside the plan and is no part of its text: a comment never changes what was offered.
    """

    part = models.ForeignKey(PlanPart, models.CASCADE, related_name="comments")
    goal = models.ForeignKey(Goal, models.CASCADE, null=True, blank=True, related_name="comments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField(_("in their own words"), max_length=2000)
    language = models.CharField(_("language of those words"), max_length=12)
    text_worker = models.TextField(_("the same in the worker's language"), max_length=2000, blank=True)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answer_family = models.TextField(_("answer in the family's language"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    said_on = models.DateField(_("said on"))
    version = models.PositiveIntegerField(default=1, db_default=1)

    retention = AS_THE_CASE

    class Meta:
        ordering = ["said_on", "created_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="plans_comment_says_something"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True, answered_by__isnull=True)
                | ~Q(answer="") & Q(answered_on__isnull=False, answered_by__isnull=False),
                name="plans_answer_tells_who_and_when",
            ),
        ]


class Objection(Record):
    """Somebody understood the offered text and does not agree with it: with what, and what came of it.

    It is a result of its own, beside a yes and beside not having understood. It decides nothing: the plan may be
    changed, or stay as it is and out of force.
    """

    class Outcome(models.TextChoices):
        OPEN = "open", _("To be talked about")
        CHANGED = "changed", _("The text was taken back to be changed")
        AGREED = "agreed", _("They agreed later")
        STAYS = "stays", _("The text stays, and they do not agree")

    plan = models.ForeignKey(FamilyPlan, models.PROTECT, related_name="objections")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    wards = ArrayField(
        models.UUIDField(), verbose_name=_("for which children"), default=list, db_default=[], blank=True
    )
    content_hash = models.CharField(max_length=64)
    about = models.TextField(_("with what they do not agree"), max_length=2000)
    language = models.CharField(_("language spoken"), max_length=12)
    understanding = models.OneToOneField(UnderstandingCheck, models.PROTECT, related_name="objection")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(_("said at"))
    outcome = models.CharField(_("what came of it"), max_length=10, choices=Outcome, default=Outcome.OPEN)
    outcome_note = models.TextField(_("what was agreed about it"), max_length=1000, blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)

    retention = AS_THE_CASE

    class Meta:
        ordering = ["said_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "person"],
                condition=Q(outcome="open"),
                name="plans_one_open_objection_per_person",
            ),
            models.CheckConstraint(condition=~Q(about=""), name="plans_objection_tells_about_what"),
            models.CheckConstraint(
                condition=Q(outcome="open", settled_at__isnull=True) | ~Q(outcome="open") & Q(settled_at__isnull=False),
                name="plans_settled_objection_has_its_moment",
            ),
        ]
