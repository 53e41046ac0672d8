"""That a child-protection notice was made. Never what it says; that lies with the county's child protection.

Nothing else points here, and nothing here points to a case: lists, counts, exports, the trail of a case and other
workers' clocks cannot show what they do not know.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, User
from luukku.casework.models.people import Person
from luukku.core.models import Record
from luukku.core.retention import Retention

CHILD_PROTECTION_KEPT = Retention(years=2, after="the client died", source="703/2023, annex", verified=True)


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

    retention = CHILD_PROTECTION_KEPT

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

    retention = CHILD_PROTECTION_KEPT

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pointer", "rule"], name="casework_one_clock_per_pointer_and_rule"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(done_on__gte=F("started_on")),
                name="casework_pointer_clock_ends_after_start",
            ),
        ]
