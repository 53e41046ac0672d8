"""Families as dated memberships, and who may decide for a child."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luukku.casework.models.dated import Dated, DatedQuerySet
from luukku.casework.models.people import Person
from luukku.casework.rules.ages import OF_AGE, latest_birth_of_age
from luukku.core.models import Record
from luukku.core.retention import Retention


class Family(Record):
    """People whose matters are looked after together. The name is what workers and the family call it."""

    name = models.CharField(_("name of the family"), max_length=120)
    language = models.CharField(_("language of the plan and letters"), max_length=12, default="fi")
    version = models.PositiveIntegerField(default=1, db_default=1)

    retention = Retention(years=30, after="the last case closed", source="703/2023, annex", verified=True)

    class Meta:
        verbose_name_plural = "families"

    def __str__(self) -> str:
        return self.name


class FamilyMembership(Dated):
    """One person in one family for a span of days; closed, never edited away. A child may live in two homes."""

    class Role(models.TextChoices):
        ADULT = "adult", _("Adult")
        CHILD = "child", _("Child")

    family = models.ForeignKey(Family, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    role = models.CharField(_("in the family"), max_length=10, choices=Role)

    objects = DatedQuerySet["FamilyMembership"].as_manager()
    retention = Retention(years=30, after="the last case closed", source="703/2023, annex", verified=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="casework_member_once_at_a_time",
                expressions=[
                    ("family", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This person is already in the family at that time."),
            ),
            models.CheckConstraint(condition=~Q(during__isempty=True), name="casework_membership_has_days"),
        ]


class GuardianRelationQuerySet(DatedQuerySet["GuardianRelation"]):
    def deciding_on(self, day: date) -> Self:
        """Relations that let the guardian decide on the day: valid, not blocked, and the child still a minor."""
        is_minor = Q(child__birth_on__isnull=True) | Q(child__birth_on__gt=latest_birth_of_age(OF_AGE, day))
        return self.on(day).filter(is_minor, is_blocked=False)


class GuardianRelation(Dated):
    """Who may decide for a child, from when to when. A blocked relation gives no right, whatever its days."""

    class Kind(models.TextChoices):
        GUARDIAN = "guardian", _("Guardian")
        SOLE_GUARDIAN = "sole_guardian", _("Sole guardian")
        REPRESENTATIVE = "representative", _("Representative")

    child = models.ForeignKey(Person, models.PROTECT, related_name="guardian_relations")
    guardian = models.ForeignKey(Person, models.PROTECT, related_name="ward_relations")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.GUARDIAN)
    verified_on = models.DateField(_("checked on"), null=True, blank=True)
    is_blocked = models.BooleanField(_("blocked"), default=False, db_default=False)

    objects = GuardianRelationQuerySet.as_manager()
    retention = Retention(years=30, after="the last case closed", source="703/2023, annex", verified=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="casework_guardian_once_at_a_time",
                expressions=[
                    ("child", RangeOperators.EQUAL),
                    ("guardian", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This guardian is already recorded for that time."),
            ),
            models.CheckConstraint(condition=~Q(child=F("guardian")), name="casework_nobody_guards_themselves"),
            models.CheckConstraint(condition=~Q(during__isempty=True), name="casework_guardianship_has_days"),
        ]
