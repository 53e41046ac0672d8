"""Who takes part, what they have promised, and who answers for what from which day to which."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, User
from luukku.core.models import Record
from luukku.programme.models.base import WITH_PROGRAMME, Sourced, code_once, exactly_one
from luukku.programme.models.goals import Measure
from luukku.programme.models.outputs import Output
from luukku.programme.models.programmes import Programme

TARGETS = ("duty", "measure", "output")
"""What somebody can answer for."""


def in_force(day: date, prefix: str = "") -> Q:
    """What has begun by the day and has not ended before it; the last day counts in full."""
    begun = Q(**{f"{prefix}starts_on__isnull": True}) | Q(**{f"{prefix}starts_on__lte": day})
    return begun & (Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": day}))


class PartyQuerySet(models.QuerySet["Party"]):
    def on(self, day: date) -> Self:
        return self.filter(in_force(day))


class Party(Sourced):
    """Who takes part in a programme: a group, an organisation, a network. Its words are its name.

    Attributes:
        end_text: the end as the source has it, e.g. "v. 2020 loppuun".
        end_scope: of which part the end was told, when it was not told of the whole.
        successor: who goes on with its duties.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until, that day included"), null=True, blank=True)
    end_text = models.CharField(_("end, as the source has it"), max_length=120, blank=True, db_default="")
    end_scope = models.CharField(_("what of it ends"), max_length=300, blank=True, db_default="")
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="goes_on_for")

    objects = PartyQuerySet.as_manager()
    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["position", "created_at"]
        constraints = [
            code_once("party"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="programme_party_ends_after_start",
                violation_error_message=_("The last day must not be before the first."),
            ),
        ]


class Duty(Sourced):
    """What a party has promised, or must do by law, also after the measures are done."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="duties")
    is_statutory = models.BooleanField(_("by law"), default=False, db_default=False)
    is_tentative = models.BooleanField(_("the source asks rather than says"), default=False, db_default=False)

    retention = WITH_PROGRAMME

    class Meta:
        ordering = ["position", "created_at"]
        verbose_name_plural = "duties"
        constraints = [code_once("duty")]


class ResponsibilityQuerySet(models.QuerySet["Responsibility"]):
    def on(self, day: date) -> Self:
        """Responsibilities that hold on the day: their own days and those of their party."""
        return self.filter(in_force(day), in_force(day, "party__"))

    def answering(self) -> Self:
        """Of whoever answers, not of whoever helps or is told."""
        return self.filter(role=Responsibility.Role.RESPONSIBLE)


def _one_at_a_time(target: str) -> ExclusionConstraint:
    return ExclusionConstraint(
        name=f"programme_one_answers_for_a_{target}",
        expressions=[
            (target, RangeOperators.EQUAL),
            (Func("starts_on", "ends_on", Value("[]"), function="daterange"), RangeOperators.OVERLAPS),
        ],
        condition=Q(role="responsible") & Q(**{f"{target}__isnull": False}),
        violation_error_message=_("Somebody else answers for this at that time."),
    )


class Responsibility(Record):
    """Who answers for a duty, a measure or an output in a span of days. It is ended, never removed."""

    class Role(models.TextChoices):
        RESPONSIBLE = "responsible", _("Answers for it")
        CARRIES_OUT = "carries_out", _("Carries it out")
        TAKES_PART = "takes_part", _("Takes part")
        IS_TOLD = "is_told", _("Is told")

    party = models.ForeignKey(Party, models.PROTECT, related_name="responsibilities")
    person = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person"))
    duty = models.ForeignKey(Duty, models.PROTECT, null=True, blank=True, related_name="responsibilities")
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="responsibilities")
    output = models.ForeignKey(Output, models.PROTECT, null=True, blank=True, related_name="responsibilities")
    role = models.CharField(_("role"), max_length=11, choices=Role, default=Role.RESPONSIBLE)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until, that day included"), null=True, blank=True)
    is_from_source = models.BooleanField(_("told by the source"), default=False, db_default=False)

    objects = ResponsibilityQuerySet.as_manager()
    retention = WITH_PROGRAMME

    class Meta:
        ordering = [F("starts_on").desc(nulls_last=True), "-created_at"]
        verbose_name_plural = "responsibilities"
        constraints = [
            exactly_one("programme_answers_for_one_thing", TARGETS),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="programme_responsibility_ends_after_start",
                violation_error_message=_("The last day must not be before the first."),
            ),
            *[_one_at_a_time(target) for target in TARGETS],
        ]

    def __str__(self) -> str:
        return self.role

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds, its party's end included."""
        ends = [day for day in (self.ends_on, self.party.ends_on) if day]
        return min(ends) if ends else None
