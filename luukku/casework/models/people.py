"""Who people are and how they are spoken with."""

from datetime import date
from typing import Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luukku.casework.models.lifetimes import AS_THE_LAST_CASE
from luukku.casework.rules.births import Birth, Precision, month_of
from luukku.core.models import Record


def may_be_born_on(day: date) -> Q:
    """A condition on people: that the birth, as far as it is known, can have been that day."""
    first, last = month_of(day)
    in_month = Q(birth_on__range=(first, last), birth_precision=Precision.MONTH.value)
    year = (date(day.year, 1, 1), date(day.year, 12, 31))
    in_year = Q(birth_on__range=year, birth_precision__in=[Precision.YEAR.value, Precision.ESTIMATED.value])
    return Q(birth_on=day) | in_month | in_year


class PersonQuerySet(models.QuerySet["Person"]):
    def born_on(self, day: date) -> Self:
        """Who was born that day, as far as it is known: also who was born in that month or year, if no more is."""
        return self.filter(may_be_born_on(day))


class Person(Record):
    """Somebody a family consists of. Names are whole, as the person says them: never split into first and last.

    `name_key` holds the folded names for finding (`rules.names.name_key`); services keep it in step.
    Where a person lives is in `ProtectedAddress` alone.
    """

    class InterpreterNeed(models.TextChoices):
        NONE = "none", _("No interpreter needed")
        OFFICIAL = "official", _("Interpreter in official matters")
        ALWAYS = "always", _("Interpreter always")

    class Reading(models.TextChoices):
        WELL = "well", _("Reads well")
        SOME = "some", _("Reads a little")
        NOT = "not", _("Does not read")
        UNKNOWN = "unknown", _("Not asked yet")

    class BirthPrecision(models.TextChoices):
        """How exactly `birth_on` is known; in part known, it is the last day that it can have been."""

        DAY = Precision.DAY.value, _("The day is known")
        MONTH = Precision.MONTH.value, _("Only the month is known")
        YEAR = Precision.YEAR.value, _("Only the year is known")
        ESTIMATED = Precision.ESTIMATED.value, _("Estimated")

    class InterpreterGender(models.TextChoices):
        NO_WISH = "", _("No wish")
        WOMAN = "woman", _("A woman")
        MAN = "man", _("A man")

    name = models.CharField(_("name"), max_length=300, help_text=_("The whole name, as the person says it."))
    native_name = models.CharField(_("name in own script"), max_length=300, blank=True)
    called_name = models.CharField(_("called"), max_length=100, blank=True, help_text=_("What others call them."))
    name_key = models.CharField(max_length=900, editable=False)
    has_single_name = models.BooleanField(_("has one name only"), default=False, db_default=False)
    birth_on = models.DateField(_("date of birth"), null=True, blank=True)
    birth_precision = models.CharField(
        _("how exactly"),
        max_length=10,
        choices=BirthPrecision,
        default=BirthPrecision.DAY,
        db_default=BirthPrecision.DAY.value,
    )
    mother_tongue = models.CharField(_("mother tongue"), max_length=12, blank=True)
    contact_language = models.CharField(_("language we speak with them"), max_length=12, default="fi")
    dialect = models.CharField(_("dialect"), max_length=20, blank=True, default="", db_default="")
    interpreter_need = models.CharField(
        _("interpreter"), max_length=10, choices=InterpreterNeed, default=InterpreterNeed.ALWAYS
    )
    interpreter_gender = models.CharField(
        _("interpreter's gender"), max_length=5, choices=InterpreterGender, blank=True, default="", db_default=""
    )
    reading = models.CharField(_("reading in own language"), max_length=10, choices=Reading, default=Reading.UNKNOWN)
    died_on = models.DateField(_("died on"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_people", editable=False
    )
    """The person who stays when somebody was noted twice: a redirect, never a removal."""
    version = models.PositiveIntegerField(default=1, db_default=1)

    objects = PersonQuerySet.as_manager()
    retention = AS_THE_LAST_CASE

    class Meta:
        indexes = [
            GinIndex(OpClass(F("name_key"), name="gin_trgm_ops"), name="casework_people_by_name"),
            models.Index(fields=["birth_on"], name="casework_people_by_birth"),
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def short_name(self) -> str:
        """How the person is spoken of: the called name, else the whole name."""
        return self.called_name or self.name

    @property
    def birth(self) -> Birth | None:
        """The birth as far as it is known."""
        return Birth(self.birth_on, Precision(self.birth_precision)) if self.birth_on else None

    @property
    def birth_told(self) -> str:
        """The birth as it is written here: 3.4.1992, 4/1992, 1992 or ~1992; empty when it is not known."""
        return self.birth.told() if self.birth else ""
