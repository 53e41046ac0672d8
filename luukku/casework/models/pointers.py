"""That a child-protection notice was made. Never what it says; that lies with the county's child protection.

Nothing else points here, and nothing here points to a case: lists, counts, exports, the trail of a case and other
workers' clocks cannot show what they do not know.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, User
from luukku.casework.law.records import keeping_rules
from luukku.casework.models.people import Person
from luukku.casework.rules.keeping import MONTHS_IN_YEAR
from luukku.core.days import add_months
from luukku.core.models import Record
from luukku.core.retention import Retention

KEPT = Retention(
    after="the rule of child_protection in a county, of notice_made elsewhere (`law/records.toml`)",
    source="703/2023, annex; elsewhere local",
    verified=True,
)


class ChildProtectionPointerQuerySet(models.QuerySet["ChildProtectionPointer"]):
    def past_keeping(self, day: date) -> Self:
        """Those whose time is over on the day.

        What a county noted is kept until years after the child's death (703/2023, annex), as far as it was noted;
        where none was, until our own time from birth. A note of anybody else is kept for our own years from it.
        """
        rules = keeping_rules(day)
        before = {code: add_months(day, -rule.years * MONTHS_IN_YEAR) for code, rule in rules.items()}
        oldest = before["death_unknown"]
        dead = Q(child__died_on__lt=before["child_protection"])
        forgotten = Q(child__birth_on__lt=oldest) | Q(child__birth_on__isnull=True, on__lt=oldest)
        is_county = Q(organisation__kind=Organisation.Kind.WELLBEING_COUNTY)
        return self.filter(is_county & (dead | forgotten) | ~is_county & Q(on__lt=before["notice_made"]))


class ChildProtectionPointer(Record):
    """A notice about a child was made, or one about a move is due or made (417/2007, 25 § and 25 d §)."""

    class Kind(models.TextChoices):
        NOTICE_MADE = "notice_made", _("A child-protection notice was made")
        MOVE_NOTICE_DUE = "move_notice_due", _("The new county is to be told of the move")
        MOVE_NOTICE_DONE = "move_notice_done", _("The new county was told of the move")

    child = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(_("what"), max_length=20, choices=Kind)
    on = models.DateField(_("day"))
    county = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    reference = models.CharField(_("the county's reference"), max_length=40, blank=True)
    author = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ChildProtectionPointerQuerySet.as_manager()
    retention = KEPT

    class Meta:
        indexes = [
            models.Index(fields=["author", "organisation"], name="casework_pointers_by_author"),
            models.Index(fields=["county", "kind"], name="casework_pointers_by_county"),
        ]

    def __repr__(self) -> str:
        return "<ChildProtectionPointer: hidden>"

    __str__ = __repr__


class PointerClock(Record):
    """A clock of a notice, apart from the clocks of cases: only those who see the pointer see it."""

    pointer = models.ForeignKey(ChildProtectionPointer, models.CASCADE, related_name="clocks")
    rule = models.CharField(_("rule"), max_length=60)
    rule_version = models.PositiveSmallIntegerField()
    started_on = models.DateField(_("counted from"))
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    is_target = models.BooleanField(default=False, db_default=False)

    retention = KEPT

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pointer", "rule"], name="casework_one_clock_per_pointer_and_rule"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(done_on__gte=F("started_on")),
                name="casework_pointer_clock_ends_after_start",
            ),
        ]
