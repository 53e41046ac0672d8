"""Telling others about a family: by a permit that somebody gave, or by law; kept apart, and both written in a log."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from luukku.accounts.models import Organisation, User
from luukku.casework.law.standing import years_of_age
from luukku.casework.models.cases import Case, Section
from luukku.casework.models.dated import Dated, DatedQuerySet, has_days, has_last_day
from luukku.casework.models.families import GuardianRelation
from luukku.casework.models.lifetimes import AS_THE_CASE
from luukku.casework.models.people import Person
from luukku.casework.models.understanding import UnderstandingCheck
from luukku.casework.rules.ages import latest_birth_of_age
from luukku.core.models import Record
from luukku.core.retention import Retention

PERMITS_LIVE = Retention(
    years=12,
    after="death, or the next permit, in social care; elsewhere with the case",
    source="703/2023, annex; elsewhere local",
    verified=True,
)


class DataClass(models.TextChoices):
    """What may be told aloud, on paper or by another system. A permit for one class is none for another."""

    IDENTITY = "identity", _p("family", "Who we are and how to reach us")
    LANGUAGE = "language", _p("family", "Languages and interpreting")
    WORK = "work", _p("family", "Work and studies")
    HEALTH = "health", _p("family", "Health")
    EARLY_EDUCATION = "early", _p("family", "Early education")
    SCHOOL = "school", _p("family", "School")
    HOUSING = "housing", _p("family", "Housing")
    LIVELIHOOD = "livelihood", _p("family", "Money")
    SERVICES = "services", _p("family", "Services and plans of other offices")


def _sections() -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=10, choices=Section), default=list, blank=True)


def _classes() -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=12, choices=DataClass), default=list, blank=True)


class PermitQuerySet(DatedQuerySet["InformationPermit"]):
    def in_force(self, day: date) -> Self:
        """Permits that hold on the day and have not been taken back."""
        return self.on(day).filter(revoked_at__isnull=True)

    def open_on(self, day: date) -> Self:
        """Permits that hold on the day or later and have not been taken back."""
        return self.filter(during__overlap=(day, None), revoked_at__isnull=True)


class InformationPermit(Dated):
    """Somebody allows one organisation to tell another about themselves or their children: what, why and for how long.

    Taking it back works at once for everything that has not been read or told yet; what was told stays in the log.
    About a child whose guardians are several it opens nothing before each of them has agreed (361/1983, 5 §), unless
    `alone_ground` says why this one decides alone.
    """

    class Alone(models.TextChoices):
        """Why one of several guardians may decide a matter alone (361/1983, 5 and 9 §)."""

        HINDERED = "hindered", _("The other guardian can't be asked, and waiting would harm the child")
        COURT = "court", _("A court has given this matter to one guardian")

    case = models.ForeignKey(Case, models.PROTECT, related_name="permits")
    giver = models.ForeignKey(Person, models.PROTECT, related_name="+")
    from_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    to_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    sections = _sections()
    data_classes = _classes()
    purpose = models.CharField(_("why"), max_length=300)
    purpose_family = models.CharField(_("why, in the family's language"), max_length=300, blank=True)
    understanding = models.ForeignKey(UnderstandingCheck, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    alone_ground = models.CharField(
        _("why one guardian decides alone"), max_length=10, choices=Alone, blank=True, default="", db_default=""
    )
    alone_reason = models.CharField(_("what that is based on"), max_length=300, blank=True, default="", db_default="")

    objects = PermitQuerySet.as_manager()
    retention = PERMITS_LIVE

    class Meta:
        constraints = [
            has_last_day("casework_permit_has_a_last_day"),
            models.CheckConstraint(
                condition=~Q(from_organisation=F("to_organisation")), name="casework_permit_has_two_sides"
            ),
            models.CheckConstraint(
                condition=~Q(sections=[]) | ~Q(data_classes=[]), name="casework_permit_is_about_something"
            ),
            models.CheckConstraint(
                condition=Q(alone_ground="", alone_reason="") | ~Q(alone_ground="") & ~Q(alone_reason=""),
                name="casework_who_decides_alone_has_a_reason",
            ),
        ]


class PermitSubjectQuerySet(models.QuerySet["PermitSubject"]):
    def in_force(self, day: date) -> Self:
        """About whom something may be told on the day.

        What a guardian gave ends when the child comes of age, and waits for every other guardian who decides that day.
        """
        decided = ~Q(capacity=PermitSubject.Capacity.GUARDIAN) | ~Q(permit__alone_ground="") | ~Exists(_unasked(day))
        young = Q(person__birth_on__isnull=True) | Q(person__birth_on__gt=latest_birth_of_age(years_of_age(day), day))
        return self.filter(
            Q(capacity=PermitSubject.Capacity.SELF) | young,
            decided,
            permit__during__contains=day,
            permit__revoked_at__isnull=True,
        )


def _unasked(day: date) -> "models.QuerySet[GuardianRelation]":
    """Of one subject of a permit: the guardians who decide for them on the day and have not given their yes."""
    agreed = PermitConsent.objects.filter(
        permit_id=OuterRef(OuterRef("permit_id")), guardian_id=OuterRef("guardian_id")
    )
    guardians = GuardianRelation.objects.deciding_on(day).filter(
        child_id=OuterRef("person_id"), kind__in=GuardianRelation.CUSTODY
    )
    return guardians.filter(~Q(guardian_id=OuterRef("permit__giver_id")), ~Exists(agreed))


class PermitSubject(Record):
    """One person about whom a permit is, and in which capacity the giver could give it on that day."""

    class Capacity(models.TextChoices):
        SELF = "self", _p("family", "for themselves")
        GUARDIAN = "guardian", _p("family", "as guardian")
        REPRESENTATIVE = "representative", _p("family", "as representative")

    permit = models.ForeignKey(InformationPermit, models.CASCADE, related_name="subjects")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=14, choices=Capacity)

    objects = PermitSubjectQuerySet.as_manager()
    retention = PERMITS_LIVE

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["permit", "person"], name="casework_once_in_a_permit"),
        ]


class PermitConsent(Record):
    """The yes of another guardian to a permit about the children for whom they decide, with a check of their own."""

    permit = models.ForeignKey(InformationPermit, models.CASCADE, related_name="consents")
    guardian = models.ForeignKey(Person, models.PROTECT, related_name="+")
    understanding = models.ForeignKey(UnderstandingCheck, models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("given at"))

    retention = PERMITS_LIVE

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["permit", "guardian"],
                name="casework_one_yes_of_a_guardian",
                violation_error_message=_("This guardian has agreed already."),
            ),
        ]


class StatutoryDisclosure(Dated):
    """A law lets, or makes, one organisation tell another about people of a family. Never shown as a consent.

    `basis` is a code of `law/disclosures.toml`, in the version that held on the first day.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="statutory_disclosures")
    to_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    basis = models.CharField(max_length=40)
    basis_version = models.PositiveSmallIntegerField(default=1)
    sections = _sections()
    data_classes = _classes()
    reason = models.CharField(_("why"), max_length=500)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    objects = DatedQuerySet["StatutoryDisclosure"].as_manager()
    retention = AS_THE_CASE

    class Meta:
        constraints = [
            has_last_day("casework_disclosure_has_a_last_day"),
            models.CheckConstraint(
                condition=~Q(sections=[]) | ~Q(data_classes=[]), name="casework_disclosure_is_about_something"
            ),
        ]


class DisclosedPersonQuerySet(models.QuerySet["DisclosedPerson"]):
    def in_force(self, day: date) -> Self:
        return self.filter(disclosure__during__contains=day, disclosure__ended_at__isnull=True)


class DisclosedPerson(Record):
    """One person about whom a law lets something be told."""

    disclosure = models.ForeignKey(StatutoryDisclosure, models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = DisclosedPersonQuerySet.as_manager()
    retention = AS_THE_CASE

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["disclosure", "person"], name="casework_once_in_a_disclosure"),
        ]


class DisclosureEntry(Record):
    """One line of the disclosure log (703/2023, 10 §): what was given, from whom, by whom, to whom, when, why, by what.

    By a permit or by law, never both. Lines are added and nothing else.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="disclosure_log")
    person_ids = ArrayField(models.UUIDField())
    from_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    discloser = models.ForeignKey(User, models.PROTECT, related_name="+")
    to_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    receiver = models.CharField(_("who received it"), max_length=200, blank=True)
    sections = _sections()
    data_classes = _classes()
    purpose = models.CharField(_("why"), max_length=500)
    permit = models.ForeignKey(InformationPermit, models.PROTECT, null=True, blank=True, related_name="+")
    statutory = models.ForeignKey(StatutoryDisclosure, models.PROTECT, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField(_("given at"))

    retention = Retention(
        years=12, after="the line was written", source="703/2023, annex; elsewhere local", verified=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(permit__isnull=False, statutory__isnull=True)
                | Q(permit__isnull=True, statutory__isnull=False),
                name="casework_disclosed_by_permit_or_by_law",
            ),
        ]
        indexes = [models.Index(fields=["case", "given_at"], name="casework_disclosures_of_a_case")]


class ExternalContact(Dated):
    """Somebody who helps the family and does not use Luukku: a name, what they do, how to reach them. Sees nothing."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="external_contacts")
    name = models.CharField(_("name"), max_length=120)
    function = models.CharField(_("what they do for the family"), max_length=120)
    workplace = models.CharField(_("where they work"), max_length=120, blank=True)
    contact = models.CharField(_("phone or e-mail"), max_length=200, blank=True)

    objects = DatedQuerySet["ExternalContact"].as_manager()
    retention = AS_THE_CASE

    class Meta:
        constraints = [
            has_days("casework_external_contact_has_days"),
        ]
