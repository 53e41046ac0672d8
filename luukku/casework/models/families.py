"""Families as dated memberships, and who may decide for a child."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.casework.law.standing import years_of_age
from luukku.casework.models.dated import Dated, DatedQuerySet, has_days, once_at_a_time
from luukku.casework.models.lifetimes import AS_THE_LAST_CASE
from luukku.casework.models.people import Person
from luukku.casework.rules.ages import age, latest_birth_of_age
from luukku.core.models import Record


class Family(Record):
    """People whose matters are looked after together. The name is what workers and the family call it."""

    name = models.CharField(_("name of the family"), max_length=120)
    language = models.CharField(_("language of the plan and letters"), max_length=12, default="fi")
    version = models.PositiveIntegerField(default=1, db_default=1)

    retention = AS_THE_LAST_CASE

    class Meta:
        verbose_name_plural = "families"

    def __str__(self) -> str:
        return self.name


class FamilyMembershipQuerySet(DatedQuerySet["FamilyMembership"]):
    def on(self, day: date) -> Self:
        """Memberships that hold on the day; of somebody who was noted twice only the one who stays."""
        return super().on(day).filter(is_set_aside=False)


class FamilyMembership(Dated):
    """One person in one family for a span of days; closed, never edited away. A child may live in two homes."""

    class Role(models.TextChoices):
        ADULT = "adult", _("Adult")
        CHILD = "child", _("Child")

    class Residence(models.TextChoices):
        HERE = "here", _("Lives with this family")
        TURNS = "turns", _("Lives in two homes by turns")
        ELSEWHERE = "elsewhere", _("Belongs to the family, lives elsewhere")

    class End(models.TextChoices):
        """Why somebody left."""

        MOVED = "moved", _("Moved to another home")
        SEPARATED = "separated", _("The parents separated")
        OWN_HOME = "own_home", _("Moved to a home of their own")
        CARE = "care", _("Lives in care outside the home")
        CHANGED = "changed", _("Where the person lives changed")
        DIED = "died", _("Died")
        MISTAKE = "mistake", _("Was noted by mistake")

    family = models.ForeignKey(Family, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    role = models.CharField(_("in the family"), max_length=10, choices=Role)
    residence = models.CharField(
        _("where the person lives"),
        max_length=10,
        choices=Residence,
        default=Residence.HERE,
        db_default=Residence.HERE,
    )
    end_reason = models.CharField(_("why it ended"), max_length=10, choices=End, blank=True, default="", db_default="")
    is_set_aside = models.BooleanField(default=False, db_default=False, editable=False)
    """Of somebody noted twice: the one who stays has a row for these days already."""

    objects = FamilyMembershipQuerySet.as_manager()
    retention = AS_THE_LAST_CASE

    class Meta:
        constraints = [
            once_at_a_time(
                "casework_member_once_at_a_time",
                ["family", "person"],
                told=_("This person is already in the family at that time."),
            ),
            has_days("casework_membership_has_days"),
        ]

    def is_child_on(self, day: date) -> bool:
        """Whether the person belongs as a child and is not of age on the day; unknown births are a child's."""
        born = self.person.birth_on
        return self.role == self.Role.CHILD and (born is None or age(born, day) < years_of_age(day))


class GuardianRelationQuerySet(DatedQuerySet["GuardianRelation"]):
    def on(self, day: date) -> Self:
        """Relations that hold on the day; of somebody who was noted twice only the one who stays."""
        return super().on(day).filter(is_set_aside=False)

    def deciding_on(self, day: date) -> Self:
        """Relations that let the guardian decide on the day.

        Valid, of a kind that decides, not blocked, and the child still a minor.
        """
        is_minor = Q(child__birth_on__isnull=True) | Q(child__birth_on__gt=latest_birth_of_age(years_of_age(day), day))
        return self.on(day).filter(is_minor, is_blocked=False, kind__in=GuardianRelation.DECIDING)


class GuardianRelation(Dated):
    """Who may decide for a child, from when to when. A blocked relation gives no right, whatever its days."""

    class Kind(models.TextChoices):
        GUARDIAN = "guardian", _("Guardian")
        SOLE_GUARDIAN = "sole_guardian", _("Sole guardian")
        REPRESENTATIVE = "representative", _("Representative")
        FOSTER_CARER = "foster_carer", _("Foster carer, does not decide")

    class Source(models.TextChoices):
        """From where the relation was checked."""

        REGISTER = "register", _("Population information system")
        COURT = "court", _("A court's decision")
        PAPER = "paper", _("Another certificate")
        TOLD = "told", _("Only told")

    class Block(models.TextChoices):
        """Why somebody is barred."""

        COURT = "court", _("A court has limited the right")
        CONTACT_BAN = "contact_ban", _("A restraining order protects the child or the other parent")
        AUTHORITY = "authority", _("Another authority has so decided")
        DANGER = "danger", _("The child is in danger; an authority has been told")

    class End(models.TextChoices):
        """Why the right ended. That the child came of age needs no noting: the right then ends by itself."""

        CUSTODY = "custody", _("Custody changed")
        REPLACED = "replaced", _("Somebody else took over")
        RELEASED = "released", _("The representative was released")
        DIED = "died", _("Died")
        MISTAKE = "mistake", _("Was noted by mistake")

    DECIDING = (Kind.GUARDIAN, Kind.SOLE_GUARDIAN, Kind.REPRESENTATIVE)
    """Kinds that let somebody decide for the child."""
    CUSTODY = (Kind.GUARDIAN, Kind.SOLE_GUARDIAN)

    child = models.ForeignKey(Person, models.PROTECT, related_name="guardian_relations")
    guardian = models.ForeignKey(Person, models.PROTECT, related_name="ward_relations")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.GUARDIAN)
    source = models.CharField(
        _("checked from"), max_length=10, choices=Source, default=Source.TOLD, db_default=Source.TOLD
    )
    verified_on = models.DateField(_("checked on"), null=True, blank=True)
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    is_blocked = models.BooleanField(_("blocked"), default=False, db_default=False)
    block_reason = models.CharField(
        _("why barred"), max_length=12, choices=Block, blank=True, default="", db_default=""
    )
    blocked_on = models.DateField(_("barred on"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=10, choices=End, blank=True, default="", db_default="")
    is_set_aside = models.BooleanField(default=False, db_default=False, editable=False)
    """Of somebody noted twice: the one who stays has a row for these days already."""

    objects = GuardianRelationQuerySet.as_manager()
    retention = AS_THE_LAST_CASE

    class Meta:
        constraints = [
            once_at_a_time(
                "casework_guardian_once_at_a_time",
                ["child", "guardian"],
                told=_("This guardian is already recorded for that time."),
            ),
            models.CheckConstraint(condition=~Q(child=F("guardian")), name="casework_nobody_guards_themselves"),
            has_days("casework_guardianship_has_days"),
        ]
