"""Who may act for whom, from which day to which."""

from datetime import date, datetime
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models.organisations import Organisation, Unit
from luukku.accounts.models.users import User
from luukku.core.actor import Role
from luukku.core.clock import helsinki_day
from luukku.core.models import Record
from luukku.core.retention import Retention

KEPT_YEARS = 12


class MembershipQuerySet(models.QuerySet["Membership"]):
    def valid_on(self, day: date) -> Self:
        """Memberships that hold on the day; the last day counts in full."""
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def expired(self, at: datetime) -> Self:
        """Memberships whose retention is over."""
        day = helsinki_day(at)
        last = day.replace(year=day.year - KEPT_YEARS, day=min(day.day, 28))
        return self.filter(ends_on__lt=last)


class Membership(Record):
    """One role of one person in one organisation, or in one unit of it, for a span of days (both ends included)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until, that day included"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()
    retention = Retention(years=KEPT_YEARS, after="it ended", source="703/2023, 9–10 §", verified=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="accounts_membership_ends_after_start",
                violation_error_message=_("The last day must not be before the first."),
            ),
            ExclusionConstraint(
                name="accounts_same_role_once_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    (
                        Coalesce("unit_id", Value("00000000-0000-0000-0000-000000000000", models.UUIDField())),
                        RangeOperators.EQUAL,
                    ),
                    ("role", RangeOperators.EQUAL),
                    (Func("starts_on", "ends_on", Value("[]"), function="daterange"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This person already has this role at that time."),
            ),
        ]
