"""What makes a plan one of the whole family: what each child was asked, which other plans there are, who wrote it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luukku.casework.models.lifetimes import AS_THE_CASE
from luukku.core.models import Record
from luukku.plans.models.parts import PlanPart
from luukku.plans.models.plan import FamilyPlan


class Topic(Record):
    """What was agreed about one side of a child's days, or why it is left for later. None is passed over in silence.

    `place_from` is the day from which a place in early education is wished for, `is_sudden` that the need came with
    a job or studies at short notice, `applied_on` the day the place was applied for.
    """

    class Kind(models.TextChoices):
        EARLY_EDUCATION = "early_education", _("Early education")
        SCHOOL = "school", _("School")
        HEALTH = "health", _("Child health clinic or school health care")
        HOBBIES = "hobbies", _("Hobbies and free time")
        OPINION = "opinion", _("The child's own opinion")

    part = models.ForeignKey(PlanPart, models.CASCADE, related_name="topics")
    kind = models.CharField(_("about"), max_length=20, choices=Kind)
    is_not_now = models.BooleanField(_("left for later"), default=False, db_default=False)
    text = models.TextField(_("what was agreed, or why not now"), max_length=1000)
    text_family = models.TextField(_("the same in the family's language"), max_length=1000, blank=True)
    place_from = models.DateField(_("place wished from"), null=True, blank=True)
    is_sudden = models.BooleanField(_("the need came suddenly"), default=False, db_default=False)
    applied_on = models.DateField(_("applied on"), null=True, blank=True)

    retention = AS_THE_CASE

    class Meta:
        ordering = ["kind", "id"]
        constraints = [
            models.UniqueConstraint(fields=["part", "kind"], name="plans_each_topic_once_in_a_part"),
            models.CheckConstraint(condition=~Q(text=""), name="plans_topic_says_something"),
            models.CheckConstraint(
                condition=Q(place_from__isnull=True) | Q(kind="early_education", is_not_now=False),
                name="plans_place_is_in_early_education",
            ),
        ]


class OtherPlan(Record):
    """Another plan that somebody of the family has, and how this one was fitted to it.

    `first_from` is the day of the person's first individual integration plan, `ground` and `added_days` what has
    lengthened its time (681/2023, 23 §); they are noted only for an individual integration plan.
    """

    class Kind(models.TextChoices):
        INTEGRATION = "integration", _("Individual integration plan")
        SOCIAL_WELFARE = "social_welfare", _("Client plan of social welfare")
        EARLY_EDUCATION = "early_education", _("Child's plan in early education")
        SCHOOL = "school", _("Plan at school")
        CHILD_WELFARE = "child_welfare", _("Client plan of child welfare")
        OTHER = "other", _("Another plan")

    class Ground(models.TextChoices):
        LOW_EDUCATION = "low_education", _("Little earlier schooling")
        MULTIPROFESSIONAL = "multiprofessional", _("Several services needed together")
        HOME_CARE = "home_care", _("Cared for a child at home with a part-time plan")

    part = models.ForeignKey(PlanPart, models.CASCADE, related_name="other_plans")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    name = models.CharField(_("name of the plan"), max_length=120, blank=True)
    holder = models.CharField(_("who keeps it"), max_length=120)
    contact = models.CharField(_("whom to contact"), max_length=200, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    says = models.TextField(_("what it says, briefly"), max_length=600, blank=True)
    says_family = models.TextField(_("the same in the family's language"), max_length=600, blank=True)
    fitted = models.TextField(_("how this plan fits with it"), max_length=600)
    fitted_family = models.TextField(_("the same in the family's language"), max_length=600, blank=True)
    first_from = models.DateField(_("first such plan from"), null=True, blank=True)
    ground = models.CharField(_("ground for more time"), max_length=20, choices=Ground, blank=True)
    added_days = models.PositiveSmallIntegerField(
        _("days added for illness or parental leave"), default=0, db_default=0
    )
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, db_default=1)

    retention = AS_THE_CASE

    class Meta:
        ordering = ["position", "created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="plans_other_plan_ends_after_it_begins",
                violation_error_message=_("The plan can't end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(kind="integration") | Q(first_from__isnull=True, ground="", added_days=0),
                name="plans_more_time_is_for_integration_plans",
            ),
        ]


class Author(Record):
    """Somebody who took part in writing the plan, as they are told in it (874/2024: authors and how to reach them)."""

    plan = models.ForeignKey(FamilyPlan, models.CASCADE, related_name="authors")
    name = models.CharField(_("name"), max_length=150)
    function = models.CharField(_("task"), max_length=120, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    contact = models.CharField(_("phone or email"), max_length=254, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    retention = AS_THE_CASE

    class Meta:
        ordering = ["position", "created_at", "id"]
