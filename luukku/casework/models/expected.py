"""Members who are expected: a family is often reunited in stages."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luukku.casework.models.families import Family, FamilyMembership
from luukku.casework.models.lifetimes import AS_THE_LAST_CASE
from luukku.casework.models.people import Person
from luukku.core.models import Record


class ExpectedMemberQuerySet(models.QuerySet["ExpectedMember"]):
    def waiting(self) -> Self:
        return self.filter(membership__isnull=True, given_up_on__isnull=True, person__merged_into__isnull=True)


class ExpectedMember(Record):
    """Somebody known who has not arrived yet: a parent or child whom the family waits for."""

    family = models.ForeignKey(Family, models.PROTECT, related_name="expected_members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="expectations")
    role = models.CharField(_("in the family"), max_length=10, choices=FamilyMembership.Role)
    expected_on = models.DateField(_("expected month"), null=True, blank=True)
    """The first day of the month; None when nobody can tell yet."""
    noted_on = models.DateField(_("noted on"))
    membership = models.OneToOneField(
        FamilyMembership, models.PROTECT, null=True, blank=True, related_name="expectation"
    )
    """The membership that began with the arrival."""
    given_up_on = models.DateField(_("no longer expected since"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    objects = ExpectedMemberQuerySet.as_manager()
    retention = AS_THE_LAST_CASE

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family", "person"],
                condition=Q(membership__isnull=True, given_up_on__isnull=True),
                name="casework_expected_once",
                violation_error_message=_("This person is already expected."),
            ),
            models.CheckConstraint(
                condition=Q(membership__isnull=True) | Q(given_up_on__isnull=True),
                name="casework_expected_came_or_not",
            ),
        ]
