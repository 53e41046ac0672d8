"""What is known about a person in rows of their own: names, identifiers, permits, contacts, languages, sources."""

from datetime import date, timedelta
from typing import Self, TypeVar

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import User
from luukku.casework.models.dated import DatedQuerySet, has_days, once_at_a_time
from luukku.casework.models.lifetimes import AS_THE_LAST_CASE
from luukku.casework.models.people import Person
from luukku.core.models import Record

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class PersonFactQuerySet(DatedQuerySet[Row_co]):
    def newest_first(self) -> Self:
        return self.order_by("during__endswith", "-during__startswith", "pk")


class PersonFact(Record):
    """A fact with the days on which it holds: [from, until), either end open. Ended or corrected, never removed."""

    during = DateRangeField(_("days"))
    version = models.PositiveIntegerField(default=1, db_default=1)

    retention = AS_THE_LAST_CASE

    class Meta:
        abstract = True

    @property
    def from_on(self) -> date | None:
        """The first day; None when it has always been so, as far as we know."""
        first: date | None = self.during.lower
        return first

    @property
    def last_on(self) -> date | None:
        """The last day that counts; None until further notice."""
        return self.during.upper - timedelta(days=1) if self.during.upper else None


class PersonName(PersonFact):
    """One name of a person, whole, in any script. The ones in use are also on the person, for lists and letters."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("Official name")
        OWN_SCRIPT = "own_script", _("Name in own script")
        CALLED = "called", _("Called name")
        EARLIER = "earlier", _("Earlier name")
        SPELLING = "spelling", _("Another spelling")

    person = models.ForeignKey(Person, models.PROTECT, related_name="names")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    text = models.CharField(_("name"), max_length=300)

    objects = PersonFactQuerySet["PersonName"].as_manager()

    class Meta:
        constraints = [
            once_at_a_time(
                "casework_one_shown_name_at_a_time",
                ["person", "kind"],
                condition=Q(kind__in=["official", "own_script", "called"]),
                told=_("Another name of this kind is already noted for that time."),
            ),
            has_days("casework_name_has_days"),
        ]


class PersonIdentifier(PersonFact):
    """A number or code by which a register knows the person. Its value lies sealed; `mark` finds it exactly.

    A personal identity code is unique only with its sign, and is shown only when somebody asks for it
    (1050/2018, 29 §).
    """

    class Kind(models.TextChoices):
        IDENTITY_CODE = "identity_code", _("Personal identity code")
        MIGRI = "migri", _("Customer number of the Immigration Service")
        UMA = "uma", _("UMA number")
        TEMPORARY = "temporary", _("Temporary identifier")
        OTHER = "other", _("Other identifier")

    person = models.ForeignKey(Person, models.PROTECT, related_name="identifiers")
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    sealed = models.TextField(editable=False)
    mark = models.CharField(max_length=64, editable=False)
    issuer = models.CharField(_("given by"), max_length=120, blank=True)

    objects = PersonFactQuerySet["PersonIdentifier"].as_manager()

    class Meta:
        constraints = [
            once_at_a_time(
                "casework_one_identity_code_at_a_time",
                ["person"],
                condition=Q(kind="identity_code"),
                told=_("Another personal identity code is already noted for that time."),
            ),
            once_at_a_time(
                "casework_identifier_once_at_a_time",
                ["person", "kind", "mark"],
                told=_("This identifier is already noted for that time."),
            ),
            has_days("casework_identifier_has_days"),
        ]
        indexes = [models.Index(fields=["mark", "kind"], name="casework_identifiers_by_mark")]

    def __str__(self) -> str:
        return f"{self.kind}: hidden"


class ResidenceRight(PersonFact):
    """A permit, card or registration that lets the person live here. The earliest day of granting starts rights."""

    class Kind(models.TextChoices):
        PERMIT = "permit", _("Residence permit")
        REGISTERED = "registered", _("Registered right of residence")
        CARD = "card", _("Residence card")
        NORDIC = "nordic", _("Nordic citizen, residence registered")
        TEMPORARY_PROTECTION = "temporary_protection", _("Temporary protection")

    class Ground(models.TextChoices):
        """As far as it changes rights (681/2023, 2 § and 20 §); the rest is one group."""

        PROTECTION = "protection", _("International protection")
        QUOTA = "quota", _("Taken in the refugee quota")
        FAMILY_OF_PROTECTED = "family_of_protected", _("Family member of somebody who got protection")
        ALONE = "alone", _("Came as a minor without a guardian")
        TRAFFICKING = "trafficking", _("Victim of trafficking")
        OTHER = "other", _("Family, work, studies or another ground")

    person = models.ForeignKey(Person, models.PROTECT, related_name="residence_rights")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    ground = models.CharField(_("ground"), max_length=20, choices=Ground, blank=True)
    granted_on = models.DateField(_("granted or registered on"))

    objects = PersonFactQuerySet["ResidenceRight"].as_manager()

    class Meta:
        constraints = [
            once_at_a_time(
                "casework_residence_right_once_at_a_time",
                ["person", "kind"],
                told=_("A right of this kind is already noted for that time."),
            ),
            has_days("casework_residence_has_days"),
        ]
        indexes = [models.Index(fields=["person", "granted_on"], name="casework_first_permits")]


class ContactPoint(PersonFact):
    """How the person is reached, and what they wish about it: a wrong call at home may be dangerous."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("Phone number")
        EMAIL = "email", _("E-mail address")
        OTHER = "other", _("Another way")

    class Use(models.TextChoices):
        FREELY = "freely", _("May be used")
        SAY_NOTHING = "say_nothing", _("May be used, but leave no message")
        NEVER = "never", _("Not safe: do not use")

    person = models.ForeignKey(Person, models.PROTECT, related_name="contact_points")
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    value = models.CharField(_("number or address"), max_length=200)
    use = models.CharField(_("wish"), max_length=12, choices=Use, default=Use.FREELY)

    objects = PersonFactQuerySet["ContactPoint"].as_manager()

    class Meta:
        constraints = [
            once_at_a_time(
                "casework_contact_once_at_a_time",
                ["person", "kind", "value"],
                told=_("This way of reaching the person is already noted for that time."),
            ),
            has_days("casework_contact_has_days"),
        ]


class Script(models.TextChoices):
    """A writing, by its ISO 15924 code. Somebody may read Kurdish in Latin letters and not in Arabic ones."""

    USUAL = "", _("The language's usual script")
    LATIN = "Latn", _("Latin letters")
    ARABIC = "Arab", _("Arabic letters")
    CYRILLIC = "Cyrl", _("Cyrillic letters")
    ETHIOPIC = "Ethi", _("Ethiopic letters")
    HEBREW = "Hebr", _("Hebrew letters")
    GREEK = "Grek", _("Greek letters")
    CHINESE = "Hani", _("Chinese characters")
    OTHER = "Zyyy", _("Another script")


class Literacy(PersonFact):
    """How the person reads and writes one language in one script."""

    class Writing(models.TextChoices):
        WELL = "well", _("Writes well")
        SOME = "some", _("Writes a little")
        NOT = "not", _("Does not write")
        UNKNOWN = "unknown", _("Not asked yet")

    person = models.ForeignKey(Person, models.PROTECT, related_name="literacies")
    language = models.CharField(_("language"), max_length=12)
    script = models.CharField(_("script"), max_length=4, choices=Script, blank=True)
    reading = models.CharField(_("reading"), max_length=10, choices=Person.Reading)
    writing = models.CharField(_("writing"), max_length=10, choices=Writing, default=Writing.UNKNOWN)

    objects = PersonFactQuerySet["Literacy"].as_manager()

    class Meta:
        verbose_name_plural = "literacies"
        constraints = [
            once_at_a_time(
                "casework_literacy_once_at_a_time",
                ["person", "language", "script"],
                told=_("This language is already noted for that time."),
            ),
            has_days("casework_literacy_has_days"),
        ]


class InterpreterExclusion(PersonFact):
    """An interpreter whom the person has asked not to have. The reason is the person's own and is not asked."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="interpreter_exclusions")
    name = models.CharField(_("interpreter's name or number"), max_length=120)

    objects = PersonFactQuerySet["InterpreterExclusion"].as_manager()

    class Meta:
        constraints = [
            once_at_a_time(
                "casework_exclusion_once_at_a_time",
                ["person", "name"],
                told=_("This interpreter is already noted for that time."),
            ),
            has_days("casework_exclusion_has_days"),
        ]


class FactSourceQuerySet(models.QuerySet["FactSource"]):
    def about(self, subject: Record) -> Self:
        return self.filter(subject_id=subject.pk)

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "pk")


class FactSource(Record):
    """From whom a fact came when it did not come from the person: what, from whom, recorded by whom and when.

    Source: 681/2023, 73 §. Kept beside the fact, also when the fact is later corrected.
    """

    class Origin(models.TextChoices):
        PERSON = "person", _("The person told us")
        FAMILY = "family", _("Somebody in the family told us")
        PAPER = "paper", _("A paper that the person showed")
        POPULATION_REGISTER = "population_register", _("Population information system")
        MIGRI = "migri", _("Immigration Service")
        RECEPTION = "reception", _("Reception centre")
        MUNICIPALITY = "municipality", _("A municipality")
        COUNTY = "county", _("Wellbeing services county")
        EMPLOYMENT = "employment", _("Employment authority")
        OTHER = "other", _("Another authority or person")

    person = models.ForeignKey(Person, models.PROTECT, related_name="fact_sources")
    subject_id = models.UUIDField(_("what it is about"))
    fact = models.CharField(_("kind of fact"), max_length=20, editable=False)
    fields = ArrayField(models.CharField(max_length=30), default=list, editable=False)
    origin = models.CharField(_("from whom"), max_length=20, choices=Origin)
    told_by = models.CharField(_("who told"), max_length=120, blank=True)
    told_on = models.DateField(_("told on"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    import_id = models.UUIDField(null=True, blank=True, editable=False)

    objects = FactSourceQuerySet.as_manager()
    retention = AS_THE_LAST_CASE

    class Meta:
        indexes = [
            models.Index(fields=["person", "created_at"], name="casework_sources_of_a_person"),
            models.Index(fields=["subject_id"], name="casework_sources_of_a_fact"),
        ]
