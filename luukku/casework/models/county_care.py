"""When a wellbeing services county looks after a child instead of those at home."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, User
from luukku.casework.models.dated import Dated, DatedQuerySet, has_days, once_at_a_time
from luukku.casework.models.lifetimes import AS_THE_LAST_CASE
from luukku.casework.models.people import Person


class CountyCare(Dated):
    """A county is in charge of a child's care for a span of days. It signs no plan; guardians stay guardians."""

    child = models.ForeignKey(Person, models.PROTECT, related_name="county_cares")
    county = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    verified_on = models.DateField(_("checked on"), null=True, blank=True)
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = DatedQuerySet["CountyCare"].as_manager()
    retention = AS_THE_LAST_CASE

    class Meta:
        constraints = [
            once_at_a_time(
                "casework_one_county_at_a_time", ["child"], told=_("A county is already in charge at that time.")
            ),
            has_days("casework_county_care_has_days"),
        ]
